"""Design dates (图样确认, N17): what is made to a drawing or sample is delivered after it is settled."""

from __future__ import annotations

import re
from datetime import date

from models.checks.contract.numbers.events import read_events
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.contracts.figures.calendar import in_words
from models.contracts.figures.dates import LabelledDate

_DESIGN = (
    r"(?:图纸|图样|加工图|施工图|下料图|大样|样板|样品|样机|样衣|打样|小样|版样|封样|效果图|设计稿|清样|色样|模具|"
    r"技术(?:规格书?|方案|参数|条件|协议)|规格书|工艺(?:文件|方案)|配方|排版)"
)
_SETTLED = r"(?:签认|确认|审定|认可|会签|定稿|封样|批准|敲定|核定|签字|签章|通过)"
_NEAR = re.compile(rf"{_DESIGN}[^。；\n]{{0,20}}{_SETTLED}|{_SETTLED}[^。；\n]{{0,10}}{_DESIGN}")
_AGAIN = re.compile(r"变更|修改|调整|增补|返工|补充|竣工图|竣工资料|验收|整改")
_DELIVERED = re.compile(
    r"交货|交付|运抵|送达|送到|运到|到货|供货|送至|运至|发货|装船|送装|进场|完工|制作完"
)
_PART = re.compile(r"第[一二三四五六\d]+[批期]|首批|部分|分批|图纸|样|资料|通知|发票|尾")


def check_design_dates(view: Numbers) -> Said:
    """The last day for settling a drawing after the day of delivery."""
    deliveries = _deliveries(view)
    if len(deliveries) != 1:
        return
    (due,) = deliveries
    for day in view.figures.dates:
        sentence = view.figures.sentence_at(day.span.start)
        if sentence is None or sentence.is_row or day.value <= due:
            continue
        clause = re.sub(r"\s", "", sentence.text)
        if not _NEAR.search(clause) or _AGAIN.search(clause) or _DELIVERED.search(clause):
            continue
        yield issue(
            "N17",
            day.span,
            f"日期先后颠倒：{view.place(day.span)}的图样、规格确认日期为{in_words(day.value)}，"
            f"晚于交付日期{in_words(due)}，照此无法按时制作。",
            "把确认日期提前到投料、制作之前，或者相应顺延交付日期。",
            confidence=0.9,
        )
        return


def _deliveries(view: Numbers) -> set[date]:
    """The days of delivery of the whole; parts and papers are left out."""
    known = {e.day for e in read_events(view) if e.name == "delivery"}
    return known or {d.value for d in view.figures.dates if _is_delivery(view, d)}


def _is_delivery(view: Numbers, day: LabelledDate) -> bool:
    sentence = view.figures.sentence_at(day.span.start)
    if sentence is None or sentence.is_row or day.span.start > view.figures.annex_start:
        return False
    behind = re.split("[，,。；]", view.text[day.span.end : sentence.span.end])[0]
    before = re.split("[，,。；]", view.text[sentence.span.start : day.span.start])[-1]
    words = before + behind
    return bool(_DELIVERED.search(words)) and not _PART.search(words)
