"""Views of evaluations (评测结果的显示): text for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.citations.types import CitationForm, Verdict
from corpus.evaluation.metrics import MEASURES
from corpus.evaluation.retrieval import SUBSET_LABELS, Comparison, Report, Scores

if TYPE_CHECKING:
    from corpus.citations.evaluate import CitationScores, Tally
    from corpus.library import LibraryView

DEFINITIONS = {
    "R@k": "前 k 条中找到的相关条文占全部相关条文的比例，对问题取平均",
    "hit@k": "前 k 条中至少有一条相关条文的问题所占比例",
    "MRR@10": "前 10 条中第一条相关条文名次的倒数（没有为 0），对问题取平均",
    "NDCG@10": "前 10 条的折损累计增益与最佳排序之比，对问题取平均",
    "latency": "每个问题一次检索的毫秒数；每个系统先检索一次再计时",
}
_NAMES = {
    "R@k": "召回率 R@k",
    "hit@k": "命中率 hit@k",
    "MRR@10": "首位倒数 MRR@10",
    "NDCG@10": "折损累计增益 NDCG@10",
    "latency": "时延",
}
_PARTS = {
    "written": "自写样例",
    "probes": "难例",
    "real-development": "真实文件（开发部分）",
    "real-held-out": "真实文件（留出部分）",
}


def report_as_text(report: Report, view: LibraryView) -> str:
    """检索评测的文字结果."""
    return "\n".join(_report_lines(report, view)) + "\n"


def _report_lines(report: Report, view: LibraryView) -> Iterator[str]:
    found = report.resolved
    yield f"法规库 {view.library.version}　基准日 {view.as_of}　{report.about}"
    yield f"可评问题 {len(found.questions)}，无一相关条文在库而略去的问题 {len(found.dropped)}"
    if found.lacking:
        yield f"不在库而不计的相关条文 {len(found.lacking)}："
        yield from (f"  {gold}　{why.label}" for gold, why in found.lacking.items())
    yield from (f"{_NAMES[name]}：{meaning}" for name, meaning in DEFINITIONS.items())
    yield _HEAD
    yield from _rows(report.system, report.scores)
    for one in report.comparisons:
        yield from _comparison_lines(report, one)


_HEAD = "\t".join(["系统", "问题", *MEASURES, "时延中位（毫秒）", "时延95分位（毫秒）"])


def _rows(system: str, scores: dict[str, Scores]) -> Iterator[str]:
    for subset, one in scores.items():
        values = [f"{one.averages[name]:.3f}" for name in MEASURES]
        times = [f"{one.p50_ms:.1f}", f"{one.p95_ms:.1f}"]
        yield "\t".join([f"{system}（{SUBSET_LABELS[subset]}）", str(one.queries), *values, *times])


def _comparison_lines(report: Report, one: Comparison) -> Iterator[str]:
    yield ""
    yield f"对比 {one.name}：{one.about}；{one.questions} 个问题，{one.gold} 条相关条文"
    yield from _rows(report.system, one.ours)
    yield from _rows(one.name, one.theirs)
    for subset, differences in one.differences.items():
        shown = (
            f"{name} {x.mean:+.3f} [{x.low:+.3f}, {x.high:+.3f}]{'*' if x.certain else ''}"
            for name, x in differences.items()
        )
        yield (
            f"差值（{SUBSET_LABELS[subset]}，本系统减对方，95% 自助区间，* 不含 0）："
            + "；".join(shown)
        )


def report_as_json(report: Report, view: LibraryView, *, train: Path | None) -> dict[str, Any]:
    """检索评测的 JSON: `scores` and `comparisons` by subset (all, seen, unseen)."""
    found = report.resolved
    return {
        "schema_version": "1.0",
        "library": view.library.version,
        "as_of": view.as_of.isoformat(),
        "train": str(train) if train else None,
        "definitions": DEFINITIONS,
        "system": {"name": report.system, "about": report.about},
        "questions": len(found.questions),
        "dropped": [query.qid for query in found.dropped],
        "lacking": [
            {"gold": str(gold), "reason": why.value, "reason_name": why.label}
            for gold, why in found.lacking.items()
        ],
        "scores": {subset: asdict(one) for subset, one in report.scores.items()},
        "comparisons": [asdict(one) for one in report.comparisons],
    }


def citations_as_text(scores: CitationScores) -> str:
    """引用评测的文字结果."""
    return "\n".join(_citation_lines(scores)) + "\n"


def _citation_lines(scores: CitationScores) -> Iterator[str]:
    yield f"样例 {scores.cases}，跳过 {len(scores.skipped)}"
    yield from (f"  没有文件 {name}" for name in scores.skipped)
    for part, one in scores.by_part.items():
        yield (
            f"{_PARTS.get(part, part)}：{one.cases} 例，识别 {_share(one.extraction)}，"
            f"多识 {one.extra}，判断 {_share(one.verdicts)}"
        )
    yield (
        f"合计：识别 {_share(scores.extraction)}，多识 {scores.extra}，"
        f"判断 {_share(scores.verdicts)}，标注未及而不判 {scores.unjudged}"
    )
    for form, tally in scores.by_form.items():
        yield f"  {CitationForm(form).label}：{tally.right}/{tally.total}"
    for verdict, tally in scores.by_verdict.items():
        yield f"  {Verdict(verdict).label}：{tally.right}/{tally.total}"
    for failure in scores.failures:
        yield f"错 {failure.case} {failure.at}：{failure.label}，{failure.reason}"


def _share(tally: Tally) -> str:
    rate = f"{tally.rate:.1%}" if tally.total else "没有可评的"
    return f"{tally.right}/{tally.total}（{rate}）"
