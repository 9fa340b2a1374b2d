"""Passages (语段): clauses of a contract, each with the lead that its list hangs on."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Document, ProvisionKind
from corpus.span import Span
from models.contracts.types import ClauseUnit, Contract

_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]+条|[一二三四五六七八九十]{1,3}[、.．]|"
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|"
    r"\d{1,2}(?:[.．]\d{1,2}){1,3}[、.．]?|\d{1,2}[、.．)）])[ \t\u3000]*"
)
_ITEM = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|\d{1,2}[)）、.．](?!\d)|[a-zA-Z][.)、）]|[□☑√■]|"
    r"\d{1,2}[.．]\d{1,2}[.．]\d{1,2}|第[一二三四五六\d]+[期次笔阶批]|(?:首|预|尾|进度|到货|验收|余|质保)[一-龥]{0,3}[款金]|[-—•·])"
)
_INLINE = re.compile(
    r"[：:](?=\s*(?:[（(][一1][)）]|①|1[、.．)）]|第一[期次笔]|首[期付笔]|预付款))"
)
_COLON = re.compile(
    r"(?:付款|支付|结算|费用|租金|酬金|服务费)[^，。；：:\d]{0,8}[：:](?=[^。]{0,60}(?:\d|[一二三四五六七八九十])[^。]{0,40}(?:支付|付|缴|交|结))"
)
_SENTENCE = re.compile(r"[^。]+。?")
_PIECE = re.compile(r"[^；;]+[；;]?")
_BEFORE_ITEM = re.compile(
    r"(?=[（(][一二三四五六七八\d]{1,2}[)）])|(?=[①-⑩])|(?<=[，,、；;])(?=第[二三四五六][期次笔])"
)
_DEFAULT = re.compile(
    r"(?:逾期|否则|超过(?!\d)|视为|未[^，。；]{2,16}的[，,]|如?未能?[^，。；]{2,16}[，,])"
)
_LEADING_EVENT = re.compile(r"[^，,。；]{2,24}(?:后|时|的|届满|期满|之日起?)[，,]")
_FIGURE = r"[\d零一二三四五六七八九十两]{1,4}个?"
_GOES_ON = re.compile(
    rf"(?:并(?:应)?(?:在|于)?(?={_FIGURE}(?:小时|分钟)))?{_FIGURE}(?:小时|分钟|工作日|日)内"
)
_OPEN = re.compile(
    r"(?:后|时|的|前|之日|内|期间|起|情况下|情形|如下|届满|期满|到期|需要|完成|除外|如[^，]*|若[^，]*)$"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """语段: a clause up to 。 or ；, without its number.

    `text == document.text[span]`. `lead` is the sentence that its list hangs on, "" without one;
    `before` the clause that stands before it in the same line. `article` marks clauses of one 条.
    """

    span: Span
    text: str
    lead: str
    before: str
    heading: str
    article: str
    is_row: bool = False
    whole: Span | None = None

    @property
    def sentence(self) -> Span:
        """The clause that it was cut out of, itself if it was not cut."""
        return self.whole or self.span


def passages(contract: Contract) -> tuple[Passage, ...]:
    """语段 of body, tables and annexes, in document order; the signature block is left out."""
    return tuple(_passages(contract))


def _passages(contract: Contract) -> Iterator[Passage]:
    text = contract.text
    starts = [unit.span.start for unit in contract.units]
    lead = ""
    for line in _lines(text):
        unit = _unit_at(contract.units, starts, line.start)
        if unit is None:
            lead = ""
            continue
        words = line.of(text)
        heading, article = _article(contract.document, line.start, unit)
        is_row = "\t" in words
        if lead and not (is_row or _ITEM.match(words)):
            lead = ""
        if unit.part not in ("signature", "head"):
            yield from _clauses(line, text, lead, (heading, article), is_row=is_row)
        if words.rstrip().endswith(("：", ":")):
            lead = _last_sentence(words) if not lead else lead + _last_sentence(words)


def split(
    passage: Passage, party: re.Pattern[str], stands_alone: Callable[[str], bool]
) -> tuple[Passage, ...]:
    """语段 cut where a new party begins to act, or a further deed with a time of its own.

    甲方支付，乙方开票 is two; 甲方收到货物后，乙方… stays one. The consequence of a default is cut
    off too. `stands_alone` tells whether words hold a deed with its time.
    """
    text, cuts = passage.text, [0]
    for comma in re.finditer("[，,]", text):
        head, tail = text[cuts[-1] : comma.start()], text[comma.end() :]
        if _DEFAULT.match(tail) or _acts_anew(head, tail, party):
            cuts.append(comma.end())
        elif _OPEN.search(head) or _GOES_ON.match(tail):
            continue
        elif stands_alone(head) and stands_alone(tail):
            cuts.append(comma.end())
    ends = [*cuts[1:], len(text)]
    return tuple(_part(passage, low, high) for low, high in zip(cuts, ends, strict=True))


def _acts_anew(head: str, tail: str, party: re.Pattern[str]) -> bool:
    acted = party.search(head) and not _OPEN.search(head)
    return bool(acted) and _new_actor(tail, party)


def _new_actor(tail: str, party: re.Pattern[str]) -> bool:
    event = _LEADING_EVENT.match(tail)
    start = event.end() if event else 0
    start += tail[start : start + 1] == "由"
    found = party.match(tail, start)
    return found is not None and not tail[found.end() :].startswith(("的", "、", "和", "与"))


def _part(passage: Passage, low: int, high: int) -> Passage:
    span = Span(passage.span.start + low, passage.span.start + high)
    before = passage.text[:low] or passage.before
    return replace(
        passage, span=span, text=passage.text[low:high], before=before, whole=passage.span
    )


def _lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        bare = match[0].strip(" \u3000")
        if bare.strip():
            start = match.start() + match[0].index(bare[0])
            yield Span(start, start + len(bare))


def _unit_at(units: tuple[ClauseUnit, ...], starts: list[int], offset: int) -> ClauseUnit | None:
    index = bisect.bisect_right(starts, offset) - 1
    unit = units[index] if index >= 0 else None
    return unit if unit and offset < unit.span.end else None


def _article(document: Document, offset: int, unit: ClauseUnit) -> tuple[str, str]:
    """Return the headings above a place, joined, and what marks its 条."""
    chain = document.path_at(offset)
    headings = [p.heading for p in chain if p.heading]
    top = next((p for p in chain if p.kind is ProvisionKind.ARTICLE), None)
    top = top or next((p for p in chain if p.kind is ProvisionKind.LEVEL), None)
    names = dict.fromkeys([*headings, unit.heading])
    return "／".join(name for name in names if name), top.eid if top else unit.heading


def _last_sentence(line: str) -> str:
    return re.split("[。；;]", _NUMBER.sub("", line))[-1]


def _clauses(
    line: Span, text: str, lead: str, place: tuple[str, str], *, is_row: bool
) -> Iterator[Passage]:
    words = line.of(text)
    if is_row:
        yield Passage(line, words, lead, "", *place, is_row=True)
        return
    before = ""
    skip = _NUMBER.match(words)
    for sentence in _SENTENCE.finditer(words, skip.end() if skip else 0):
        inline = _INLINE.search(sentence[0])
        colon = inline or _COLON.search(sentence[0])
        own = sentence[0][: colon.end()] if colon else lead
        for start, end in _pieces(sentence, colon, is_list=inline is not None):
            piece = words[start:end]
            bare = piece.strip(" \t\u3000")
            if not bare.strip("。；;"):
                continue
            number = _NUMBER.match(bare)
            cut = number.end() if number and number.end() < len(bare) else 0
            at = line.start + start + piece.index(bare[0]) + cut
            span = Span(at, at + len(bare) - cut)
            yield Passage(span, span.of(text), own, before, *place)
            before = span.of(text)


def _pieces(
    sentence: re.Match[str], colon: re.Match[str] | None, *, is_list: bool
) -> Iterator[tuple[int, int]]:
    """Cut a sentence at ；, and a list written in one line also before its numbers."""
    base = sentence.start()
    begin = colon.end() if colon else 0
    if is_list:
        yield base, base + begin
    for piece in _PIECE.finditer(sentence[0], begin):
        cuts = {piece.start(), piece.end()}
        if is_list:
            cuts |= {m.start() for m in _BEFORE_ITEM.finditer(sentence[0], *piece.span())}
        for low, high in pairwise(sorted(cuts)):
            yield base + low, base + high
