"""Findings workbook (审查问题清单 xlsx): what was found as an office goes through it, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from models.conclusion import conclude
from models.coverage import not_covered
from models.finding import Finding, LegalBasis, Severity, StepResult, Undecided
from models.review import Review
from models.versions import step_fingerprint, undecided_identities
from service.reports import materials, steps, wording
from service.reports.json import finding_ids
from service.reports.passages import about, one_line, passage
from service.reports.sheets import (
    Column,
    choices,
    describe,
    fact_sheet,
    guide,
    headings,
    letter,
    page,
    put,
    row_height,
    saved,
)
from service.reports.wording import Labels

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FINDINGS, STEPS, OPEN, MATERIALS, SUMMARY = (
    "审查问题", "程序核对", "待人工判断", "送审材料", "审查概要",
)  # fmt: skip
VERDICTS = ("采纳", "修改后采纳", "不采纳")
_NUMBER = "编号"
"""The column that names an entry in the JSON report: for programs, so it is not printed."""
_OFFICE: tuple[Column, ...] = (("处理意见", 9), ("处理理由", 13), (_NUMBER, 9.5))
FINDING_COLUMNS: tuple[Column, ...] = (
    ("序号", 5.5), ("严重程度", 8.5), ("位置", 11), ("问题类别", 12.5), ("原文", 26), ("问题", 30),
    ("依据", 34), ("修改建议", 26), ("判断方式", 8.5), *_OFFICE,
)  # fmt: skip
STEP_COLUMNS: tuple[Column, ...] = (
    ("序号", 5.5), ("程序环节", 16), ("核对情况", 8.5), ("严重程度", 8.5), ("认定", 32),
    ("证据", 32), ("依据", 34), ("补救", 24), *_OFFICE,
)  # fmt: skip
OPEN_COLUMNS: tuple[Column, ...] = (
    ("序号", 5.5), ("位置", 14), ("可能的问题", 18), ("原文", 36), ("说明", 42), ("依据", 40),
    *_OFFICE,
)  # fmt: skip
MATERIAL_COLUMNS: tuple[Column, ...] = (
    ("序号", 5.5), ("材料", 46), ("认定的类型", 24), ("与本件的关系", 14), ("使用情况", 14),
    ("说明", 50),
)  # fmt: skip
_CENTRED = frozenset({"序号", "严重程度", "核对情况", "判断方式", "处理意见", "使用情况"})
_FILLS = {
    Severity.CRITICAL.label: "F8CBAD",
    Severity.MAJOR.label: "FFE699",
    Severity.MINOR.label: "DDEBF7",
    "缺失": "F8CBAD",
    "不充分": "FFE699",
}
_MARKED = ("严重程度", "核对情况")
_BASIS = 120


def render_findings(review: Review, labels: Labels | None = None) -> bytes:
    """审查问题清单 xlsx: findings, steps, what is open, materials and a summary.

    The last columns are for the office: its decision, its reason, and the number that names the
    entry in the JSON report. Text of the draft never becomes a formula.
    """
    from openpyxl import Workbook

    names = labels or {}
    book, title = Workbook(), review.submission.document.title
    book.remove(book.worksheets[0])
    for name, columns, rows in _tables(review, names):
        if rows or name == FINDINGS:
            _table(book.create_sheet(name), columns, rows, title)
    _summary(book.create_sheet(SUMMARY), review)
    describe(book, f"审查问题清单　{title}", review.as_of)
    return saved(book)


def _tables(
    review: Review, labels: Labels
) -> list[tuple[str, Sequence[Column], list[tuple[Any, ...]]]]:
    return [
        (FINDINGS, FINDING_COLUMNS, _findings(review, labels)),
        (STEPS, STEP_COLUMNS, _steps(review)),
        (OPEN, OPEN_COLUMNS, _open(review, labels)),
        (MATERIALS, MATERIAL_COLUMNS, _materials(review, labels)),
    ]


def _findings(review: Review, labels: Labels) -> list[tuple[Any, ...]]:
    pairs = zip(finding_ids(review), review.findings, strict=True)
    return [_finding(n, i, f, review, labels) for n, (i, f) in enumerate(pairs, 1)]


def _finding(
    number: int, identity: str, finding: Finding, review: Review, labels: Labels
) -> tuple[Any, ...]:
    return (
        number,
        finding.severity.label,
        wording.place(finding, review.submission.document),
        wording.category(finding, labels),
        _one_line(finding.quote),
        wording.problem(finding),
        _bases(finding.basis, about(finding, wording.category(finding, labels))),
        finding.suggestion,
        wording.SOURCE_LABELS.get(finding.source, finding.source),
        *_office(identity),
    )


def _steps(review: Review) -> list[tuple[Any, ...]]:
    labelled = [(group.label, step) for group in steps.groups(review) for step in group.steps]
    return [_step(n, label, step) for n, (label, step) in enumerate(labelled, 1)]


def _step(number: int, label: str, step: StepResult) -> tuple[Any, ...]:
    grave = step.severity.label if step.severity and label in ("缺失", "不充分") else ""
    evidence = "\n".join(f"“{_one_line(e.quote)}”（{e.file}）" for e in step.evidence)
    return (
        number, step.name, label, grave, step.message, evidence, _titles(step.basis), step.remedy,
        *_office(step_fingerprint(step)),
    )  # fmt: skip


def _open(review: Review, labels: Labels) -> list[tuple[Any, ...]]:
    pairs = zip(undecided_identities(review), review.undecided, strict=True)
    return [_undecided(n, i, u, review, labels) for n, (i, u) in enumerate(pairs, 1)]


def _undecided(
    number: int, identity: str, entry: Undecided, review: Review, labels: Labels
) -> tuple[Any, ...]:
    return (
        number,
        wording.place(entry, review.submission.document),
        wording.category(entry, labels),
        _one_line(entry.quote),
        entry.message,
        _bases(entry.basis, entry.message),
        *_office(identity),
    )


def _materials(review: Review, labels: Labels) -> list[tuple[Any, ...]]:
    read = [
        (
            row.name,
            "、".join(name for name, _ in materials.role_names(row, labels)),
            row.relation_label if row.understood else "",
            row.standing_label if row.understood else "",
            "；".join(one.note for one in row.document.unread),
        )
        for row in materials.rows(review)
    ]
    lost = [("（没有读到）", "", "", "", one.note) for one in materials.unread(review)]
    return [(number, *values) for number, values in enumerate((*read, *lost), 1)]


def _office(identity: str) -> tuple[Any, ...]:
    return None, None, identity


def _bases(bases: Sequence[LegalBasis], subject: str) -> str:
    """The leading basis with the words that matter, then the others by name."""
    words = passage(one_line(bases[0].quoted_text), subject, _BASIS) if bases else ""
    lines = _titles(bases).split("\n", 1)
    return "\n".join([f"{lines[0]}：{words}" if words else lines[0], *lines[1:]])


def _titles(bases: Sequence[LegalBasis]) -> str:
    return "\n".join(f"{wording.basis_title(b)}（{wording.basis_state(b)}）" for b in bases)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\t", " ｜ ").split())


def _table(
    sheet: Worksheet, columns: Sequence[Column], rows: list[tuple[Any, ...]], title: str
) -> None:
    names = [name for name, _ in columns]
    headings(sheet, columns)
    for row, values in enumerate(rows, 2):
        for place, (name, value) in enumerate(zip(names, values, strict=True), 1):
            put(sheet, row, place, value, centred=name in _CENTRED)
            if name in _MARKED and value in _FILLS:
                _fill(sheet, row, place, _FILLS[value])
        sheet.row_dimensions[row].height = row_height(values, columns)
    last = len(rows) + 1
    guide(sheet, len(columns), last, printed=len(columns) - (_NUMBER in names))
    if rows and "处理意见" in names:
        choices(sheet, letter(names.index("处理意见") + 1), last, VERDICTS, "处理意见")
    page(sheet, f"{sheet.title}　{title}")


def _fill(sheet: Worksheet, row: int, column: int, colour: str) -> None:
    from openpyxl.styles import PatternFill

    sheet.cell(row, column).fill = PatternFill("solid", fgColor=colour)


def _summary(sheet: Worksheet, review: Review) -> None:
    fact_sheet(sheet, _facts(review), (18, 94))
    page(sheet, f"{SUMMARY}　{review.submission.document.title}")
    sheet.print_title_rows = None


def _facts(review: Review) -> list[tuple[str, Any]]:
    counted = Counter(finding.severity for finding in review.findings)
    found = "，".join(f"{severity.label} {counted[severity]}" for severity in Severity)
    return [
        ("文稿名称", review.submission.document.title),
        *wording.facts(review),
        *materials.facts(review),
        ("审查结论", conclude(review)),
        ("审查问题", found),
        ("待人工判断", len(review.undecided)),
        ("已核无误", len(review.cleared)),
        *[("检查未完成", failure.message) for failure in review.failures],
        *[("没有读到", f"{one.note}（{one.count} 处）") for one in review.unread],
        *[("本次未覆盖", line) for line in not_covered(review.submission.kind)],
        *wording.versions(review),
    ]
