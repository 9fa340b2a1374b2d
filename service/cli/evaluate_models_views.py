"""Views of the model evaluations (模型评测的显示): text for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from models.neural.clauses.labels import CONFLICT_NAMES

if TYPE_CHECKING:
    from models.training.clause_scores import ClauseScores, Rate
    from models.training.conflict_scores import ConflictScores
    from models.training.evaluate_clauses import ClauseReport
    from models.training.evaluate_conflicts import ConflictReport
    from models.training.lcr import LcrReport

_MEASURES = {
    "recall": "违法条款召回",
    "false_alarms": "合法近似误报",
    "background": "背景条款误报",
    "pairs": "成对判对",
    "category": "类目正确",
    "article": "条文命中",
    "words": "字句命中",
    "undecided": "留待人工",
}


def clauses_as_text(report: ClauseReport, *, failures: bool = False) -> str:
    """条款评测的文字结果."""
    return "\n".join(_clause_lines(report, failures)) + "\n"


def _clause_lines(report: ClauseReport, failures: bool) -> Iterator[str]:
    yield f"条款 {report.clauses}　领域：{'、'.join(report.topics)}"
    yield "\t".join(["系统", *_MEASURES.values()])
    for name, found in report.systems.items():
        yield "\t".join([name, *(f"{getattr(found, key).value:.3f}" for key in _MEASURES)])
    for author, found in report.other_authors.items():
        values = (f"{getattr(found, key).value:.3f}" for key in _MEASURES)
        yield "\t".join([f"法审（另一作者 {author} 的条款）", *values])
    ours = next(iter(report.systems.values()))
    yield "95% 区间：" + "；".join(
        f"{label} {_interval(getattr(ours, key))}" for key, label in _MEASURES.items()
    )
    yield "校准（标出条款的平均把握 → 实际违法比例，条数）：" + "；".join(
        f"{mean:.2f} → {share:.2f}（{count}）" for mean, share, count in ours.calibration
    )
    yield "类目\t召回\t误报"
    for name, (recall, alarms) in ours.by_category.items():
        yield f"{name}\t{_rate(recall)}\t{_rate(alarms)}"
    for one in report.failures if failures else ():
        kind = "漏报" if one.clause.label == "unlawful" else "误报"
        told = one.said.category or "、".join(one.clause.categories)
        yield f"{kind} {one.clause.id} {told}：{one.clause.text}"


def _rate(rate: Rate) -> str:
    return f"{rate.value:.2f} {_interval(rate)}（{rate.right}/{rate.total}）"


def _interval(rate: Rate) -> str:
    low, high = rate.interval
    return f"[{low:.2f}, {high:.2f}]"


def clauses_as_json(report: ClauseReport) -> dict[str, Any]:
    """条款评测的 JSON: rates with their interval, by system; failures by id."""
    return {
        "schema_version": "1.0",
        "clauses": report.clauses,
        "topics": list(report.topics),
        "other_authors": {a: _scores(s) for a, s in report.other_authors.items()},
        "systems": {name: _scores(found) for name, found in report.systems.items()},
        "failures": [
            {"id": f.clause.id, "label": f.clause.label, "said": asdict(f.said)}
            for f in report.failures
        ],
    }


def _scores(found: ClauseScores) -> dict[str, Any]:
    return {
        **{key: _rate_json(getattr(found, key)) for key in _MEASURES},
        "by_category": {
            name: {"recall": _rate_json(recall), "false_alarms": _rate_json(alarms)}
            for name, (recall, alarms) in found.by_category.items()
        },
        "calibration": [list(point) for point in found.calibration],
    }


def _rate_json(rate: Rate) -> dict[str, Any]:
    return {
        "value": rate.value,
        "right": rate.right,
        "total": rate.total,
        "interval": rate.interval,
    }


def conflicts_as_text(report: ConflictReport) -> str:
    """冲突评测的文字结果."""
    lines = [f"冲突对 {report.pairs}　上位法 {report.laws} 部　不在库而略去 {report.lacking}"]
    lines.append("\t".join(["系统", "准确率", "宏平均F1", "有冲突：精确率", "召回率"]))
    for name, found in report.systems.items():
        values = (found.accuracy, found.macro_f1, *found.detection)
        lines.append("\t".join([name, *(f"{v:.3f}" for v in values)]))
    lines += _types(next(iter(report.systems.values())))
    right, total = report.unrelated
    lines.append(f"与条文无关的条款，判为无关 {right}/{total}")
    return "\n".join(lines) + "\n"


def _types(found: ConflictScores) -> list[str]:
    return ["类型\t精确率\t召回率\tF1\t数量"] + [
        f"{CONFLICT_NAMES[name]}\t{s.precision:.3f}\t{s.recall:.3f}\t{s.f1:.3f}\t{s.count}"
        for name, s in found.by_type.items()
    ]


def conflicts_as_json(report: ConflictReport) -> dict[str, Any]:
    """冲突评测的 JSON."""
    return {"schema_version": "1.0", **asdict(report)}


def lcr_as_text(report: LcrReport) -> str:
    """LCR-CN 评测的文字结果."""
    if report.scores is None:
        return "".join(f"{key}\t{name}\n" for key, name in report.predictions.items())
    found = report.scores
    head = f"案例 {report.cases}　准确率 {found.accuracy:.3f}　宏平均F1 {found.macro_f1:.3f}"
    return "\n".join([head, *_types(found)]) + "\n"
