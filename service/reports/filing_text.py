"""Filing as text (备案文本): for the terminal and for a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.document import Document
from models.contracts.figures.calendar import in_words
from models.filing.issuer import body_name
from models.filing.plan import LONG_AGO
from models.filing.types import Filing, FilingDuty, FollowUp, Validity
from models.finding import LegalBasis
from service.reports.wording import basis_state, basis_title

_QUOTE = 110
_DOUBT = "（待核）"


def filing_text(document: Document, filing: Filing) -> str:
    """备案文本: head, filing, validity, what follows; 待核 beside what no verified text says."""
    return "\n".join(_lines(document, filing)) + "\n"


def _lines(document: Document, filing: Filing) -> Iterator[str]:
    issuer, publication = filing.issuer, filing.publication
    level = filing.level.label if filing.level else "未能识别"
    body = body_name(issuer.body) if issuer.body else "未能识别"
    day = in_words(publication.day) if publication.day else "未公布或者未知，以下为预告"
    yield f"备案与后续义务：{document.title}"
    yield f"  文书类型　{filing.kind.label}　　层级　{level}　　查询日期　{in_words(filing.as_of)}"
    yield f"  制定主体　{body}（{issuer.reason}）"
    yield f"  公布日期　{day}{'' if publication.sure else _DOUBT}（{publication.reason}）"
    yield ""
    yield "一、备案"
    for duty in filing.duties:
        yield from _duty(duty, filing)
    if filing.note:
        yield f"  {filing.note}"
    yield ""
    yield "二、有效期"
    yield from _validity(filing.validity)
    yield ""
    yield "三、评估和清理"
    for one in filing.follow_ups:
        yield from _follow_up(one)
    if not filing.follow_ups:
        yield "  没有按日期计算的事项。"


def filing_lines(filing: Filing) -> list[str]:
    """备案提示 for a review report: to whom and by when, the validity, what follows."""
    duties = [f"{_late(duty, filing)}{duty.message}" for duty in filing.duties]
    validity = [f"有效期：{filing.validity.message}"] if filing.validity else []
    follow = [f"{one.name}：{one.message}" for one in filing.follow_ups]
    return [*duties, *([filing.note] if filing.note else []), *validity, *follow]


def _late(duty: FilingDuty, filing: Filing) -> str:
    """The mark of what is overdue, and whose duty it is.

    No mark where the day was only reckoned, or passed so long ago that nobody knows from here.
    """
    days = (filing.as_of - duty.due).days if duty.due and filing.publication.sure else 0
    mark = "【已过期】" if duty.passed and 0 < days <= LONG_AGO else ""
    return f"{mark}{f'{duty.issuer}文件：' if duty.issuer else ''}"


def _duty(duty: FilingDuty, filing: Filing) -> Iterator[str]:
    yield f"  {_late(duty, filing)}{duty.message}"
    shown: set[LegalBasis] = set()
    for number, one in enumerate(duty.recipients, 1):
        yield f"    {number}. {one.name}" + (f"（{one.note}）" if one.note else "")
        yield from _bases([_short(b) if b in shown else b for b in one.basis], "       ")
        shown |= set(one.basis)
    if duty.recipients:
        yield f"    报送人　{duty.filer}"
        yield f"    应报材料　{'、'.join(duty.contents)}{'' if duty.contents_sure else _DOUBT}"
    if duty.basis:
        yield "    期限和材料的依据"
        yield from _bases(duty.basis, "       ")
    if duty.note:
        yield f"    说明　{duty.note}"


def _short(basis: LegalBasis) -> LegalBasis:
    """A basis that was quoted above."""
    return replace(basis, quoted_text="见上" if basis.quoted_text else "")


def _validity(validity: Validity | None) -> Iterator[str]:
    if validity is None:
        yield "  文件没有写明有效期；这类文件不以写明有效期为必要，废止或者失效前一直有效。"
        return
    mark = "【已届满】" if validity.expired else ""
    yield f"  {mark}{validity.message}"
    if validity.clause:
        yield f"    条文　{validity.clause}"


def _follow_up(one: FollowUp) -> Iterator[str]:
    mark = "【已过期】" if one.passed else ""
    yield f"  {mark}{one.name}：{one.message}"
    yield from _bases(one.basis, "    ")


def _bases(bases: Sequence[LegalBasis], indent: str) -> Iterator[str]:
    for basis in bases:
        words = basis.quoted_text.strip()
        words = words if len(words) <= _QUOTE else f"{words[:_QUOTE]}……"
        yield f"{indent}{basis_title(basis)}（{basis_state(basis)}）" + (
            f"：{words}" if words else ""
        )
