"""Document numbers (文号): 国办发〔2018〕37号, 国务院令第722号, 法释〔2020〕25号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.span import Span

_S = r"[ \t\u3000]*"
_YEARED = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff]{{2,20}}){_S}[〔\[【（(﹝［〈]{_S}(?:19|20)\d\d{_S}年?{_S}[〕\]】）)﹞］〉]"
    rf"{_S}第?{_S}[0-9０-９]{{1,5}}{_S}号"
)
_DECREE = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff]{{2,30}}?)(?:令|公告){_S}[（(]?{_S}"
    rf"(?:(?:19|20)\d\d{_S}年?{_S})?第{_S}(?:[0-9０-９]{{1,4}}|[〇零一二三四五六七八九十百]{{1,7}}){_S}号{_S}"
    r"(?P<close>[）)]?)"
)
_LEADS = re.compile(
    r"^.*(?:根据|按照|依照|依据|贯彻|落实|执行|遵照|参照|对照|印发|转发|发布|公布|颁布|废止|文件|关于|参见|详见"
    r"|见|经|以及|以|将|为|的|及|(?<!共)和|与|或|是|即|号|由|从|原|按|附|在|对|修改|修订)(?=[\u4e00-\u9fff]{2,})"
)
_ORGAN = re.compile(r"(?:[院席部委会署局府省市行区县关厅州旗盟大])$")
_FULLWIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class NumberHit:
    """文号: a document number as written, blanks dropped, with its span."""

    span: Span
    number: str


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[NumberHit]:
    """文号: yield the document numbers between `start` and `end`, in order."""
    stop = len(text) if end is None else end
    hits = [h for m in _YEARED.finditer(text, start, stop) if (h := _hit(m, decree=False))]
    hits += [h for m in _DECREE.finditer(text, start, stop) if (h := _hit(m, decree=True))]
    yield from sorted(hits, key=lambda h: h.span)


def _hit(found: re.Match[str], *, decree: bool) -> NumberHit | None:
    organ = found["organ"]
    lead = _LEADS.match(organ)
    organ = organ[lead.end() :] if lead else organ
    if (
        organ[0] in "年月日号"
        and found.string[found.start("organ") - 1 : found.start("organ")].isdigit()
    ):
        organ = organ[1:].removeprefix("以")
    if decree and not _ORGAN.search(organ):
        return None
    if not decree and len(organ) > 12:
        organ = organ[-12:]
    start = found.end("organ") - len(organ)
    end = found.end()
    if decree and found["close"] and "（" not in found[0] and "(" not in found[0]:
        end = found.start("close")
    words = found.string[start:end].rstrip()
    number = re.sub(r"\s+", "", words).translate(_FULLWIDTH)
    return NumberHit(Span(start, start + len(words)), number)


_BODY = re.compile(r"第一条|。")
_PUBLISHED = re.compile(
    r"[ \t]*[》）)]?[ \t]*(?:公布|发布|颁布|令公布|令发布|第.{1,3}次修|修[改正订])"
)
_NAMED = re.compile(r"(?:发文字号|发文号|文\s*号|文件编号|字号)[ \t]*[:：]?[ \t]*$")


def is_own_number(text: str, hit: NumberHit) -> bool:
    """本文件文号: a number alone on a line of the head, behind 发文字号：, or in the 题注."""
    start = text.rfind("\n", 0, hit.span.start) + 1
    stop = text.find("\n", hit.span.end)
    line = text[start : stop if stop >= 0 else len(text)].strip(" \t\u3000（）()#*")
    body = _BODY.search(text)
    in_head = body is None or hit.span.start < body.start()
    if _NAMED.search(text[start : hit.span.start]):
        return True
    return in_head and (
        len(line) <= len(hit.span) + 1 or bool(_PUBLISHED.match(text, hit.span.end))
    )
