"""Timeline (时间线): the dated milestones of a package, each with the words that tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.document import Document
from models.checks.procedure.marks import column_cells
from models.checks.procedure.minutes import adopts
from models.contracts.figures.calendar import in_words
from models.finding import Evidence
from models.packages.dates import read_moments
from models.packages.signed import signed_on
from models.packages.types import Moment, Package
from models.submission import Kind


class Milestone(StrEnum):
    """时间节点."""

    START = "start"
    DRAFTED = "drafted"
    REVIEW_SENT = "review_sent"
    REVIEWED = "reviewed"
    DECIDED = "decided"
    SIGNED = "signed"
    ISSUED = "issued"
    PUBLISHED = "published"
    EFFECTIVE = "effective"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class Dated:
    """节点日期: the day and the words that tell it."""

    day: date
    evidence: Evidence


Timeline = dict[Milestone, Dated]

_SENTENCE = re.compile(r"[^。；\n]+")
LINE = re.compile(r"[^\n]+")
_REACH = 16
_START = re.compile(
    "启动(?!会|仪式)|立项|批准起草|决定制定|成立起草|起草(?:专班|小组|工作组)|着手起草|部署.{0,8}起草|列入.{0,24}(?:计划|目录)"
)
_DRAFTED = re.compile("形成.{0,24}(?:初稿|征求意见稿|草案|送审稿|讨论稿)|完成.{0,12}(?:初稿|草案)")
_SENT = re.compile(
    "送来|来函|送审|送[^。；\\n]{0,8}审[核查]|报来|报送|提交|收悉|收到|收件|收文|受理|提请.{0,10}审[核查]|审[核查].{0,6}自"
)
_SENT_FOR_REVIEW = re.compile(
    "送[^。；\\n]{0,14}审[核查]|提请[^。；\\n]{0,10}审[核查]|报送[^。；\\n]{0,12}审[核查]"
)
_MEETING = re.compile("召开|主持|会议|时\\s*间|办公会|常务会|全会|全体会")
_DECIDED_IN_TEXT = re.compile("(?:会议|常务会|办公会|全体会).{0,16}(?:审议)?(?:通过|讨论决定|同意)")
_SIGN = re.compile(
    "(?<![待拟送])签\\s*发|同意[，,]?(?:请)?(?:印发|发布|公布|发文)|签署|批示|准予印发"
)
_YEAR = re.compile("(?<!\\d)(20\\d\\d)(?=年|[〕\\]）)-])")
_SHORT_DAY = re.compile("(?<![\\d.])(\\d{1,2})[.．/](\\d{1,2})[ 　]*$")
_LABEL = re.compile(
    "(?:发[ 　]*布|公[ 　]*布|刊登|刊载|公[ 　]*开|上网|上线)[ 　]*(?:日[ 　]*期|时[ 　]*间)|(?<=上线)[：:]"
)
_PUBLISH = re.compile("公布|刊载|刊登|发布|公开|出版|上线|挂网|推送")
STAMP = re.compile("^[ 　]*20\\d\\d[-./年]\\d{1,2}[-./月]\\d{1,2}日?[ 　]+\\d{1,2}[:：]\\d\\d")
_PROMULGATED = re.compile("现予公布|予以公布")
_PASSED = re.compile("通过|审议|征求|征集")
_ORDER = re.compile("令\\s*[（(]?第?\\s*[\\d〇一二三四五六七八九十百]+\\s*号|现予公布")
_HEAD = 200
_NUMBERED = re.compile("[〔\\[（(]20\\d\\d[〕\\]）)]\\s*\\d+\\s*号")
_SHEET = re.compile("稿纸|审批单|处理笺|签发|拟稿|核稿|流转|送审单|会签")
_FILED = re.compile("报送|报备|备案|收到|收件|寄送|上报|提交|递交|上传|报出|送达|寄出")


def timeline_of(package: Package) -> Timeline:
    """时间线 of a package; a milestone that no paper dates is left out."""
    found = {
        Milestone.START: _earliest(_said(package, _START, "EV-19", "EV-01", "EV-29", "EV-17")),
        Milestone.DRAFTED: _first(_said(package, _DRAFTED, "EV-01", "EV-29", "EV-17")),
        Milestone.REVIEW_SENT: _last(_sent(package)),
        Milestone.REVIEWED: _last(_signatures(package, "EV-10")),
        Milestone.DECIDED: _first(_decided(package)),
        Milestone.SIGNED: _first(_signing(package)),
        Milestone.ISSUED: _first(_issued(package)),
        Milestone.PUBLISHED: _publication(package),
        Milestone.EFFECTIVE: _first(_effective(package)),
        Milestone.FILED: _earliest(_filed(package)),
    }
    return {key: dated for key, dated in found.items() if dated is not None}


def _first(dated: Iterator[Dated]) -> Dated | None:
    return next(dated, None)


def _earliest(dated: Iterator[Dated]) -> Dated | None:
    return min(dated, key=lambda one: one.day, default=None)


def _last(dated: Iterator[Dated]) -> Dated | None:
    return max(dated, key=lambda one: one.day, default=None)


def days_saying(
    document: Document, words: re.Pattern[str], unit: re.Pattern[str] = _SENTENCE
) -> Iterator[Dated]:
    """Yield the days in sentences of a paper that say one of the words, the nearest to it first.

    `unit` cuts the text; with `LINE` a whole line counts as one.
    """
    for found, moments in _dated_sentences(document, unit):
        said = words.search(found[0])
        if said is None:
            continue
        for moment in _nearest_first(moments, found.start() + said.start(), said[0]):
            if moment.first:
                yield Dated(moment.first, Evidence(document.name, found[0].strip()))


def _nearest_first(moments: list[Moment], at: int, word: str) -> list[Moment]:
    """Days by their distance from a word; a label (发布日期) names the day that follows it."""
    labels = word.endswith(("日期", "时间"))
    return sorted(moments, key=lambda m: (labels and m.span.start < at, abs(m.span.end - at)))


def sentences_with_days(document: Document) -> Iterator[tuple[str, list[Moment]]]:
    """Yield the sentences of a paper that name a day or period, with these."""
    for found, moments in _dated_sentences(document):
        yield found[0], moments


def _dated_sentences(
    document: Document, unit: re.Pattern[str] = _SENTENCE
) -> Iterator[tuple[re.Match[str], list[Moment]]]:
    moments = list(read_moments(document.text, year_of(document)))
    for found in unit.finditer(document.text):
        inside = [m for m in moments if found.start() <= m.span.start < found.end()]
        if inside:
            yield found, inside


def year_of(document: Document) -> int | None:
    """The year of a paper's signature, for its days that are written without a year."""
    signed = signed_on(document)
    if signed and signed.first:
        return signed.first.year
    told = [int(year) for year in _YEAR.findall(document.text)]
    return max(told, key=told.count, default=None)


def _said(package: Package, words: re.Pattern[str], *roles: str) -> Iterator[Dated]:
    for role in roles:
        for material in package.playing(role):
            yield from days_saying(material.document, words)


def _signatures(package: Package, *roles: str) -> Iterator[Dated]:
    for material in package.playing(*roles):
        yield from signature_of(material.document)


def signature_of(document: Document) -> Iterator[Dated]:
    """Yield the day a paper is signed, if it tells."""
    moment = signed_on(document)
    if moment and moment.first:
        span = moment.span
        yield Dated(moment.first, Evidence(document.name, span.of(document.text).strip()))


def _sent(package: Package) -> Iterator[Dated]:
    """Days on which the draft reached the reviewers, as they or the drafters tell."""
    opinions = [m for m in package.playing("EV-10") if m.roles[0].evidence_id == "EV-10"]
    told = [dated for m in opinions for dated in _before_signing(m.document, _SENT)]
    if told:
        yield from told
        return
    yield from _said(package, _SENT_FOR_REVIEW, "EV-01", "EV-29", "EV-16")


def _before_signing(document: Document, words: re.Pattern[str]) -> Iterator[Dated]:
    """The day nearest to a word in each sentence, none after the paper's own date."""
    closing = next(signature_of(document), None)
    quotes: set[str] = set()
    for dated in days_saying(document, words):
        nearest = dated.evidence.quote not in quotes
        quotes.add(dated.evidence.quote)
        if nearest and (closing is None or dated.day <= closing.day):
            yield dated


def _decided(package: Package) -> Iterator[Dated]:
    papers = sorted(package.playing("EV-12"), key=lambda m: not adopts(package, m.document))
    for material in papers:
        yield from days_saying(material.document, _MEETING)
        yield from signature_of(material.document)
    yield from days_saying(package.main, _DECIDED_IN_TEXT)
    yield from _said(package, _DECIDED_IN_TEXT, "EV-16", "EV-14")


def _signing(package: Package) -> Iterator[Dated]:
    papers = [m.document for m in package.playing("EV-16")]
    told = [dated for paper in papers for dated in days_saying(paper, _SIGN, LINE)]
    told += [dated for paper in papers for dated in (*_short_days(paper), *_listed_days(paper))]
    yield from sorted(told, key=lambda dated: dated.day)
    for paper in sorted(papers, key=lambda one: not _SHEET.search(one.text[:_HEAD])):
        yield from signature_of(paper)


def _short_days(paper: Document) -> Iterator[Dated]:
    """Days at the end of a signing line that are written as 8.21, in the year of the sheet."""
    years = [m.first.year for m in read_moments(paper.text) if m.first and not m.guessed_year]
    for line in LINE.finditer(paper.text):
        short = _SHORT_DAY.search(line[0])
        if short and years and _SIGN.search(line[0]):
            try:
                day = date(max(years), int(short[1]), int(short[2]))
            except ValueError:
                continue
            yield Dated(day, Evidence(paper.name, line[0].strip()))


def _listed_days(paper: Document) -> Iterator[Dated]:
    """Days in the column 签发日期 of a register."""
    for cell, (start, end) in column_cells(paper.text, "签发(?:日期|时间)"):
        for moment in read_moments(cell, year_of(paper)):
            if moment.first:
                yield Dated(moment.first, Evidence(paper.name, paper.text[start:end].strip()))


def _issued(package: Package) -> Iterator[Dated]:
    for material in package.playing("EV-16"):
        if _ORDER.search(material.text) or _is_issued_copy(material.text):
            yield from signature_of(material.document)
    main = package.main
    if main.metadata.document_number or _ORDER.search(main.text[:400]):
        yield from signature_of(main)
        issued = main.metadata.issued_on
        if issued:
            yield Dated(issued, Evidence(main.name, in_words(issued)))


def _is_issued_copy(text: str) -> bool:
    """Whether a paper is the document as issued, and not the sheet on which it was signed."""
    return bool(_NUMBERED.search(text[:_HEAD])) and not _SHEET.search(text[:_HEAD])


def _published(package: Package) -> Iterator[Dated]:
    records = [m.document for m in package.playing("EV-13")]
    for paper in records:
        yield from days_saying(paper, _LABEL)
    for paper in records:
        if _PROMULGATED.search(paper.text):
            yield from signature_of(paper)
    for paper in (*records, *(m.document for m in package.playing("EV-14"))):
        for dated in days_saying(paper, _PUBLISH):
            if not _PASSED.search(dated.evidence.quote):
                yield dated
    for paper in records:
        yield from signature_of(paper)
    for paper in records:
        yield from days_saying(paper, STAMP)


def _publication(package: Package) -> Dated | None:
    """The day of publication; a rule is published by its order, when gazettes carry it or not."""
    told = _first(_published(package))
    ordered = _first(_issued(package)) if package.kind is Kind.GOV_RULE else None
    return min((d for d in (told, ordered) if d), key=lambda d: d.day, default=None)


def _effective(package: Package) -> Iterator[Dated]:
    words = re.compile("起(?:正式)?(?:施行|实施|执行|生效)")
    for paper in (package.main, *(m.document for m in package.playing("EV-16"))):
        yield from days_saying(paper, words)


def _filed(package: Package) -> Iterator[Dated]:
    signed = list(_signatures(package, "EV-14"))
    yield from signed
    if not signed:
        for material in package.playing("EV-14"):
            yield from days_saying(material.document, _FILED)
