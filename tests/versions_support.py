"""Drafts that tests make: articles of our own, numbered anew with their references."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from support import submission_of

from corpus.document import Document
from corpus.numbering import format_number
from corpus.span import Span
from models.finding import Finding, LegalBasis, Severity
from models.review import Review, Versions

BODIES = (
    "为了规范共享单车停放，维护公共空间秩序，结合本市实际，制定本办法。",
    "市交通运输局负责本办法的组织实施，区人民政府按照分工做好有关工作。",
    "运营企业应当在投放前十日内向市交通运输局报送车辆数量和停放点位。",
    "违反本办法第{2}条规定的，由市交通运输局处二千元以上一万元以下罚款。",
    "停放点位由街道办事处会同公安机关划定，并设置明显标识。\n划定前应当听取周边居民的意见。",
    "运营企业有下列情形之一的，由市交通运输局约谈：\n（一）未及时清运淤积车辆的；\n（二）未公布投诉电话的。",
    "外地企业投放车辆的，应当在本市设立子公司。",
    "本办法所称共享单车，是指以分时租赁方式提供的自行车。",
    "运营企业应当为用户购买意外伤害保险，保险凭证在应用程序中公示。",
    "本办法自2027年1月1日起施行。",
)
"""Bodies of articles; {2} is the number of the article with the body of that index."""
TITLE = "石城市共享单车停放管理办法"


def draft(order: Sequence[int | str], title: str = TITLE) -> Document:
    """A draft with these bodies (by index, or a body of its own) as articles from 1 on."""
    places = {body: place for place, body in enumerate(order, 1) if isinstance(body, int)}
    lines = [title]
    for place, entry in enumerate(order, 1):
        body = BODIES[entry] if isinstance(entry, int) else entry
        for target in range(len(BODIES)):
            number = format_number(places.get(target, 88))
            body = body.replace(f"{{{target}}}", number)
        lines.append(f"第{format_number(place)}条　{body}")
    return submission_of("\n".join(lines) + "\n").document


def finding_at(
    document: Document,
    quote: str,
    *,
    check_id: str = "ACT-X",
    category: str = "sets_penalty",
    severity: Severity = Severity.CRITICAL,
    message: str = "属于违法设定。",
    law_text: str = "甲条文字。",
) -> Finding:
    """A finding on the first place of these words."""
    start = document.text.index(quote)
    basis = LegalBasis("某法", "第一条", "in_force", law_text, verified=True)
    return Finding(
        check_id=check_id,
        category=category,
        severity=severity,
        message=message,
        source="rule",
        span=Span(start, start + len(quote)),
        quote=quote,
        basis=(basis,),
    )


def review_of(
    document: Document,
    *findings: Finding,
    as_of: date = date(2026, 11, 24),
    library: str = "l",
) -> Review:
    """A review of a draft with these findings."""
    submission = submission_of(document.text)
    return Review(
        submission=submission,
        as_of=as_of,
        findings=findings,
        steps=(),
        cleared=(),
        undecided=(),
        unread=(),
        failures=(),
        versions=Versions("0", library, "k", "none"),
        library_cutoff=None,
    )
