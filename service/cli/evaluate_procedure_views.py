"""Scores of packages shown (程序评测显示): tables in Chinese, and the same as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from service.reports.wording import STEP_LABELS

if TYPE_CHECKING:
    from models.training.contracts.score import Tally
    from models.training.packages.score import Answer, ProcedureScores

STATUS_LABELS: dict[str, str] = dict(STEP_LABELS.items()) | {"absent": "未列出"}
_MOST_WRONG = 0.03
_WORDS = {
    "unrelated": "无关",
    "duplicate": "重复",
    "other": "其他",
    "none": "未认出",
    "unread": "没有读到",
}


def procedure_as_text(scores: ProcedureScores, names: Mapping[str, str]) -> str:
    """程序评测结果: the measures, the confusion over all steps and step by step."""
    return "\n".join((*_summary(scores), *_overall(scores), *_each(scores, names), ""))


def gaps_as_text(scores: ProcedureScores) -> str:
    """埋设问题逐项: what was planted, and what the review said of the step."""
    lines = ["", "埋设问题："]
    for planted in scores.gaps:
        mark = "找到" if planted.found else "漏报"
        lines.append(f"{mark} {planted.answer.package} {planted.gap.step_id} {planted.gap.kind}")
        lines += [f"    埋设：{planted.gap.why}", *_said(planted.answer)]
    return "\n".join(lines) + "\n"


def failures_as_text(scores: ProcedureScores) -> str:
    """判错之处: wrong steps, satisfied ones without a quote, materials taken for others, crashes."""
    lines = ["", "判错的步骤："]
    for answer in scores.wrong:
        lines.append(_wrong(answer))
        lines += [f"    标注：{answer.step.why}　{_source(answer)}".rstrip(), *_said(answer)]
    lines += ["", "认错的材料："]
    for package, wrong in scores.misread:
        right = "、".join(_WORDS.get(role, role) for role in wrong.material.roles)
        taken = _WORDS.get(wrong.taken_for, wrong.taken_for)
        lines.append(f"{package} {wrong.material.file}　应为 {right}　认作 {taken}：{wrong.reason}")
    lines += [f"没有引文 {a.package} {a.step.step_id}" for a in scores.unquoted]
    lines += [f"检查未完成 {package}：{error}" for package, error in scores.failures]
    return "\n".join(lines) + "\n"


def procedure_as_json(scores: ProcedureScores) -> dict[str, Any]:
    """程序评测结果 as plain values."""
    return {
        "packages": scores.packages,
        "clean": scores.clean,
        "files": scores.files,
        "unread_materials": scores.unread,
        "steps": _tally(scores.steps),
        "gaps": _tally(scores.found),
        "mains": _tally(scores.mains),
        "roles": _tally(scores.roles),
        "same_file": _tally(scores.same_file),
        "special_passed_over": scores.passed_over,
        "satisfied_without_quote": len(scores.unquoted),
        "alarms_on_clean": dict(Counter(answer.status for answer in scores.alarms)),
        "failures": len(scores.failures),
        "confusion": {
            step: {f"{label}>{answer}": n for (label, answer), n in cells.items()}
            for step, cells in scores.confusion().items()
        },
        "wrong": [
            {
                "package": answer.package,
                "step": answer.step.step_id,
                "label": list(answer.step.statuses),
                "answer": answer.status,
            }
            for answer in scores.wrong
        ],
    }


def _summary(scores: ProcedureScores) -> Iterator[str]:
    wrong = len(scores.wrong)
    share = wrong / len(scores.answers) if scores.answers else 0.0
    alarms = Counter(answer.status for answer in scores.alarms)
    unread = f"，{scores.unread} 份没有读到" if scores.unread else ""
    yield f"{scores.packages} 包（完整 {scores.clean} 包），{scores.files} 份文件{unread}"
    yield f"  步骤判错　　　{share:.1%}（{wrong}/{len(scores.answers)}，目标不高于 {_MOST_WRONG:.0%}）"
    yield f"  埋设问题找到　{_rate(scores.found)}"
    yield f"  已落实而无引文　{len(scores.unquoted)}（须为 0）"
    yield f"  完整材料包误报　缺失 {alarms['missing']}、不足 {alarms['insufficient']}"
    yield f"  主文稿认对　　{_rate(scores.mains)}"
    yield f"  材料类型认对　{_rate(scores.roles)}"
    yield f"  证据与标注同一材料　{_rate(scores.same_file)}"
    if scores.failures:
        yield f"  检查未完成　　{len(scores.failures)}"
    if scores.passed_over:
        yield f"  不适用而未列出的专门步骤　{scores.passed_over}（不计对错）"
    if scores.unlabelled:
        count = Counter(status for (_, status), n in scores.unlabelled.items() for _ in range(n))
        told = "、".join(f"{STATUS_LABELS[status]} {n}" for status, n in count.items())
        yield f"  标注以外的步骤　{told}"


def _overall(scores: ProcedureScores) -> Iterator[str]:
    """One table over all steps: a row a label, a column an answer."""
    total: Counter[tuple[str, str]] = Counter()
    for cells in scores.confusion().values():
        total.update(cells)
    yield ""
    yield "标注＼判断　" + "".join(_padded(word, 4) + "　" for word in STATUS_LABELS.values())
    for label, word in STATUS_LABELS.items():
        if label != "absent":
            row = "".join(f"{total[label, answer]:>8}  " for answer in STATUS_LABELS)
            yield _padded(word, 4) + row.rstrip()


def _each(scores: ProcedureScores, names: Mapping[str, str]) -> Iterator[str]:
    """A line a step: how many are right, then every pair of label and answer."""
    yield ""
    yield "各步骤（标注→判断　次数；× 为判错）："
    for step, cells in scores.confusion().items():
        right = sum(n for (label, answer), n in cells.items() if label == answer)
        pairs = (_cell(label, answer, n) for (label, answer), n in sorted(cells.items()))
        head = f"{step} {names.get(step, '')}".rstrip()
        yield f"{head}　{right}/{cells.total()}　{'；'.join(pairs)}"


def _cell(label: str, answer: str, count: int) -> str:
    if label == answer:
        return f"{STATUS_LABELS[label]} {count}"
    return f"×{STATUS_LABELS[label]}→{STATUS_LABELS[answer]} {count}"


def _wrong(answer: Answer) -> str:
    labels = "或".join(STATUS_LABELS[status] for status in answer.step.statuses)
    told = STATUS_LABELS[answer.status]
    return f"{answer.package} {answer.step.step_id}　应为 {labels}　判为 {told}"


def _said(answer: Answer) -> Iterator[str]:
    if answer.result is None:
        return
    yield f"    系统（{STATUS_LABELS[answer.status]}）：{answer.result.message}"
    for evidence in answer.result.evidence:
        yield f"    证据 {evidence.file}：{evidence.quote}"


def _source(answer: Answer) -> str:
    return f"{answer.step.file}：{answer.step.quote}" if answer.step.file else ""


def _tally(tally: Tally) -> dict[str, Any]:
    return {"right": tally.right, "total": tally.total, "rate": tally.rate}


def _rate(tally: Tally) -> str:
    return f"{tally.rate:.3f}（{tally.right}/{tally.total}）"


def _padded(word: str, width: int) -> str:
    return word + "　" * (width - len(word))
