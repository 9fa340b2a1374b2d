"""Text report (文本报告): for the terminal; the summary first, then findings by severity."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from models.conclusion import EXPLANATIONS, conclude
from models.coverage import not_covered
from models.finding import Finding, LegalBasis, Severity
from models.review import Review
from service.reports import materials, steps, wording
from service.reports.citing import cited
from service.reports.filing_text import filing_lines
from service.reports.passages import about, one_line, passage
from service.reports.wording import Labels

STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.MAJOR: "bold yellow",
    Severity.MINOR: "bold blue",
    Severity.NOTICE: "bold",
}
_STEP_STYLES = {
    "missing": "bold red",
    "insufficient": "bold yellow",
    "undecided": "bold",
    "satisfied": "bold green",
    "not_applicable": "dim",
}
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_QUOTE, _BASIS = 160, 240


def render_text(
    review: Review, labels: Labels | None = None, *, width: int = 100, colour: bool = False
) -> str:
    """文本报告: `width` in terminal cells; `labels` name the categories."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for part in _parts(review, labels or {}):
        console.print(part)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _parts(review: Review, labels: Labels) -> Iterator[RenderableType]:
    yield Rule(Text(f"{wording.report_name(review)}（机器辅助）", style="bold"), style="red")
    yield _clean(review.submission.document.title, "bold")
    yield _rows([*wording.facts(review), *materials.facts(review)])
    yield from _summary(review)
    numbers = {id(finding): number for number, finding in enumerate(review.findings, 1)}
    for severity in Severity:
        chosen = [finding for finding in review.findings if finding.severity is severity]
        if chosen:
            yield _head(f"{severity.label}（{len(chosen)}）", STYLES[severity])
        for finding in chosen:
            yield from _finding(finding, numbers[id(finding)], review, labels)
    yield from _rest(review, labels)


def _summary(review: Review) -> Iterator[RenderableType]:
    conclusion = conclude(review)
    line = Text()
    line.append(f"结论：{conclusion}", style="bold red" if conclusion != "合法" else "bold green")
    line.append(f"。{EXPLANATIONS[conclusion]}")
    yield Text()
    yield line
    counts = [(s.label, sum(f.severity is s for f in review.findings), STYLES[s]) for s in Severity]
    counts += [
        ("未能判断", len(review.undecided), ""),
        ("已核无误", len(review.cleared), ""),
        ("未读内容", len(review.unread), ""),
        ("检查未完成", len(review.failures), "bold red" if review.failures else ""),
    ]
    yield Text("  ").join(Text(f"{name} {count}", style=style) for name, count, style in counts)


def _finding(
    finding: Finding, number: int, review: Review, labels: Labels
) -> Iterator[RenderableType]:
    place = wording.place(finding, review.submission.document)
    title = Text(f"{number}. ", style=STYLES[finding.severity])
    title.append_text(_clean(f"{place}  {wording.category(finding, labels)}", "bold"))
    yield Text()
    yield title
    rows: list[tuple[str, str]] = []
    if finding.quote:
        rows.append(("原文", f"“{_short(finding.quote, _QUOTE)}”"))
    rows.append(("问题", wording.problem(finding)))
    subject = about(finding, wording.category(finding, labels))
    rows.extend(("依据", _basis(basis, subject)) for basis in finding.basis)
    if finding.suggestion:
        rows.append(("建议", finding.suggestion))
    yield _rows(rows, indent=3)


def _basis(basis: LegalBasis, subject: str) -> str:
    title = f"{wording.basis_title(basis)}（{wording.basis_state(basis)}）"
    words = one_line(basis.quoted_text)
    return f"{title}：“{passage(words, subject, _BASIS)}”" if words else title


def _rest(review: Review, labels: Labels) -> Iterator[RenderableType]:
    document = review.submission.document
    for group in steps.groups(review):
        yield from _group(group, draft_only=materials.is_draft_only(review))
    yield from _list("备案和后续", filing_lines(review.filing) if review.filing else ())
    yield from _list("送审材料", _materials(review, labels))
    yield from _list(
        "未能判断，须人工判断",
        (f"{wording.place(u, document)}  {u.message}" for u in review.undecided),
    )
    yield from _list(
        "已核无误", (f"{wording.place(c, document)}  {c.message}" for c in review.cleared)
    )
    yield from _list("未读内容", (_counted(u.note, u.count) for u in review.unread))
    yield from _list("检查未完成", (f"{f.message}（{f.check_id}）" for f in review.failures))
    yield from _list("本次未覆盖", not_covered(review.submission.kind))
    yield _head("版本", "bold")
    yield _rows(wording.versions(review), indent=2)


def _group(group: steps.Group, *, draft_only: bool) -> Iterator[RenderableType]:
    """程序步骤 of one status; those that do not apply are only named."""
    yield _head(f"程序核对·{group.label}（{len(group.steps)}）", _STEP_STYLES[group.status])
    if group.status == wording.NOT_APPLICABLE:
        yield _rows([("·", "、".join(step.name for step in group.steps))], indent=2)
        return
    yield _clean(f"  {group.hint}", "dim")
    for step in group.steps:
        open_ = step.severity if group.status in ("missing", "insufficient") else None
        grave = f"（{open_.label}）" if open_ else ""
        mark = "□" if draft_only and group.status == "undecided" else "·"
        yield _clean(f"{mark} {step.name}{grave}", "bold")
        rows = [("认定", step.message)]
        rows += [("证据", f"“{_short(e.quote, _QUOTE)}”（{e.file}）") for e in step.evidence]
        rows += [("依据", cited(step.basis))] if step.basis else []
        rows += [("补救", step.remedy)] if step.remedy else []
        yield _rows(rows, indent=3)


def _materials(review: Review, labels: Labels) -> Iterator[str]:
    for row in materials.rows(review):
        names = [name for name, _ in materials.role_names(row, labels)]
        roles = "、".join(names) or ("没有认出" if review.package and not row.chosen else "")
        notes = [row.standing_label] if row.understood else []
        notes += [f"内容同“{row.duplicate_of}”"] if row.duplicate_of else []
        notes += ["类型为人工指定"] if row.chosen else []
        told = f"：{roles}" if roles else ""
        yield f"{row.name}{told}" + (f"（{'，'.join(notes)}）" if notes else "")


def _counted(note: str, count: int) -> str:
    return f"{note}（{count} 处）" if count > 1 else note


def _list(title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    items = list(lines)
    if not items:
        return
    yield _head(f"{title}（{len(items)}）", "bold")
    yield _rows([("·", item) for item in items], indent=2)


def _rows(rows: Iterable[tuple[str, str]], *, indent: int = 0) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    if indent:
        grid.add_column(width=indent - 2)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for label, value in rows:
        cells = [Text(label), _clean(value)]
        grid.add_row(*([Text(), *cells] if indent else cells))
    return grid


def _head(title: str, style: str) -> RenderableType:
    return Text(f"\n── {title} ──", style=style)


def _clean(value: str, style: str = "") -> Text:
    """Return text that cannot steer a terminal, whatever the draft holds."""
    return Text(_CONTROL.sub(" ", value), style=style)


def _short(value: str, limit: int) -> str:
    joined = one_line(value)
    return joined if len(joined) <= limit else f"{joined[:limit]}……"
