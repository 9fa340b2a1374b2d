"""Tallies (意见数目的瑕疵): opinions that do not add up in a sentence, in a table, between papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.view import Shown, quote

_N = "[0-9〇零一二两三四五六七八九十百]+"
_UNIT = "[条件项份个]"
_TOTAL = re.compile(
    f"(?:收到|接到|接收|收集到?|征集到?|征得|收悉|受理|汇总|梳理出?|提出|反馈)[^。；\\n]{{0,24}}?({_N})\\s*(?:余)?{_UNIT}"
)
_SUMMED = re.compile(
    f"(?:合计|共计|总计)[^0-9。\\n]{{0,6}}({_N})\\s*[条件]|共({_N})\\s*[条件][，。；,]?(?=其中|[^。]{{0,8}}采纳)"
)
_YES = "(?:采纳|吸收|采用|接受|采信)"
_PARTLY = f"(?:部分|原则|酌情|基本){_YES}"
_NOT = f"(?:(?:暂|均|决定)?(?:未|不|没有)(?:予以|予|能|做|作|被)?(?:{_YES}|考虑)|难以{_YES})"
_WORD = f"({_PARTLY}|{_NOT}|{_YES})"
_PART = re.compile(f"{_WORD}(?:的)?(?:意见)?(?:建议)?[^0-9。；，、\\n]{{0,6}}?({_N})\\s*{_UNIT}")
_PART_BEFORE = re.compile(f"({_N})\\s*{_UNIT}(?:意见)?(?:建议)?(?:已|予以|均|被|经研究|作)?{_WORD}")
_LOOSE = re.compile("合并|归类|重复|归纳|涉及|归并|整理为|梳理为|去重")
_PUBLIC = re.compile("社会|公众|公开征求|网民|群众")
_OTHERS = re.compile("部门|单位|座谈|专家|合计|累计|合并|梳理|归并|去重")
_ITEM = re.compile(f"({_N})\\s*[条件份封个]")
_CHANNEL = re.compile(
    f"(?:网站|网上|网络|留言|邮件|邮箱|电话|来信|信函|信件|现场|公众号|微信|书面|传真|来访|热线|平台|意见箱)[^。；，、\\n\\d]{{0,8}}?{_N}\\s*[条件份封]"
)
_FEWEST = 2
_ROW_SUM = re.compile("合计|总计|小计")
_COUNT_HEAD = re.compile("(?:意见)?(?:件数|条数|数量|意见数|收到.*|总数|合计)")


def opinions_counted(case: Case) -> Iterator[Fault]:
    """数目不符: the opinions adopted, partly adopted and not adopted do not add up to the total."""
    for shown in case.shown:
        text = shown.text
        total = _SUMMED.search(text) or _TOTAL.search(text)
        fault = _in_words(shown, total) if total else None
        fault = fault or (_by_channel(shown, total) if total else None)
        yield from [fault] if fault else _in_tables(shown)


def _in_words(shown: Shown, total: re.Match[str]) -> Fault | None:
    window = shown.text[total.end() : total.end() + 120]
    parts: dict[str, int] = {}
    for word, number in _parts(window):
        parts.setdefault(word, number)
    kinds = {_kind(word) for word in parts}
    if not {"采纳", "未"} <= kinds or _LOOSE.search(window[: _reach(window)]):
        return None
    said, summed = _number(_first(total)), sum(parts.values())
    if not said or not summed or said == summed:
        return None
    listed = "＋".join(f"{key}{value}条" for key, value in parts.items())
    message = f"共收到意见{said}条，而{listed}合计{summed}条，数目不符"
    return Fault(message, quote(shown.document, total.start(), total.end()))


def _reach(window: str) -> int:
    """Up to where the numbers of a window go."""
    return max((m.end() for p in (_PART, _PART_BEFORE) for m in p.finditer(window)), default=0)


def _by_channel(shown: Shown, total: re.Match[str]) -> Fault | None:
    """Opinions by the way they came (网站7条、来信3条), where one sentence lists all of them."""
    text = shown.text
    low = max(text.rfind(mark, 0, total.start()) for mark in "。；\n") + 1
    high = min(
        (at for mark in "。；\n" if (at := text.find(mark, total.end())) >= 0), default=len(text)
    )
    said = _number(_first(total))
    for listed in (text[total.end() : high], text[low : total.start()]):
        ways, items = _CHANNEL.findall(listed), [_number(n) for n in _ITEM.findall(listed)]
        if len(ways) < _FEWEST or re.search(f"等|其他|其余|另|{_YES}|考虑", listed):
            continue
        if said and sum(items) != said:
            message = f"共收到意见{said}条，而各渠道合计{sum(items)}条，数目不符"
            return Fault(message, quote(shown.document, total.start(), total.end()))
    return None


def _parts(window: str) -> Iterator[tuple[str, int]]:
    """Yield how opinions were dealt with and how many; the number stands after or before."""
    after, before = list(_PART.finditer(window)), list(_PART_BEFORE.finditer(window))
    if len(before) > len(after):
        yield from ((m[2], _number(m[1])) for m in before)
    else:
        yield from ((m[1], _number(m[2])) for m in after)
        yield from ((m[2], _number(m[1])) for m in before)


def _kind(word: str) -> str:
    if re.fullmatch(_NOT, word):
        return "未"
    return "部分" if re.fullmatch(_PARTLY, word) else "采纳"


@dataclass(frozen=True, slots=True)
class _Table:
    """意见统计表: the columns of the number received and of the ways of dealing with them."""

    total: int
    parts: tuple[int, ...]
    width: int


def _in_tables(shown: Shown) -> Iterator[Fault]:
    """Rows, and columns down to the sum row, that do not add up."""
    table: _Table | None = None
    sums: list[int] = []
    at = 0
    for line in shown.text.split("\n"):
        cells = [c.strip() for c in re.split("[|\t]| {2,}|　{2,}", line)]
        head = _heading(cells)
        if head:
            table, sums = head, [0] * len(cells)
        elif table and len(cells) >= table.width:
            message = _row(table, cells, sums)
            if message:
                yield Fault(message, quote(shown.document, at, at + len(line)))
                return
        at += len(line) + 1


def _heading(cells: list[str]) -> _Table | None:
    counts = [i for i, c in enumerate(cells) if _COUNT_HEAD.fullmatch(c)]
    words = {i: c for i, c in enumerate(cells) if re.fullmatch(f"{_WORD}(?:数|条数|件数|意见)?", c)}
    kinds = {_kind(re.sub("数|条数|件数|意见", "", c)) for c in words.values()}
    if not counts or not {"采纳", "未"} <= kinds:
        return None
    return _Table(counts[0], tuple(words), max(counts[0], *words) + 1)


def _row(table: _Table, cells: list[str], sums: list[int]) -> str:
    """What is wrong with a row; a plain one is added to the sums."""
    numbers = [_number(cells[i]) if re.fullmatch(_N, cells[i]) else None for i in table.parts]
    total = _number(cells[table.total]) if re.fullmatch(_N, cells[table.total]) else None
    if total is None:
        return ""
    known = [n for n in numbers if n is not None]
    if known and sum(known) != total:
        return f"“{cells[0]}”一行收到{total}条，各项合计{sum(known)}条，数目不符"
    if _ROW_SUM.search(cells[0]):
        told = sums[table.total]
        return f"合计{total}条，各行相加{told}条，数目不符" if told and told != total else ""
    sums[table.total] += total
    return ""


def totals_agree(case: Case) -> Iterator[Fault]:
    """总数不一: the drafting note tells another number of opinions of the public than the summary."""
    summaries = [s for s in case.shown if s.material and s.material.plays("EV-03")]
    counted = {n for s in summaries for n, _, _ in _totals(s.text, known=True)}
    if not counted:
        return
    for material in case.view.package.playing("EV-01", "EV-29"):
        for number, start, end in _totals(material.text, known=False):
            if number not in counted:
                told = "、".join(str(n) for n in sorted(counted))
                message = f"“{material.name}”称收到公众意见{number}条，意见汇总为{told}条，互相矛盾"
                yield Fault(message, quote(material.document, start, end))
                return


def _totals(text: str, known: bool) -> Iterator[tuple[int, int, int]]:
    """Totals told of the public's opinions; a summary of opinions (`known`) is about nothing else."""
    for sentence in re.finditer(r"[^。；\n]+", text):
        if not known and (not _PUBLIC.search(sentence[0]) or _OTHERS.search(sentence[0])):
            continue
        for found in (*_SUMMED.finditer(sentence[0]), *_TOTAL.finditer(sentence[0])):
            number = _number(_first(found))
            if number and "余" not in found[0]:
                yield number, sentence.start() + found.start(), sentence.start() + found.end()


def _first(found: re.Match[str]) -> str:
    return next((group for group in found.groups() if group), "")


def _number(word: str) -> int:
    from corpus.numbering import parse_number

    return parse_number(word) or 0
