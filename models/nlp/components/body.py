"""Bodies (机关、组织): departments by field of work, governments by level, and who is none."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.span import Span
from models.nlp.lexicon import alternation, load
from models.nlp.marking import mark
from models.nlp.norm import Body, Level

if TYPE_CHECKING:
    from spacy.tokens import Doc

GENERIC = "generic"
"""Field of a body that is named without its work: 行政机关, 主管部门, 有关部门."""

_PREFIX = (
    r"国务院|中央|省、自治区、直辖市|省、自治区|省级|省|自治区|直辖市|设区的市、自治州|设区的市级?"
    r"|自治州|市级|本市|市(?!场)|县级以上|县（市、区）|县\(市、区\)|县（区）|县级|本县|县|本区|区级?(?!域)"
    r"|地方各级|地方|各级|本级|同级|上一级|上级|所在地|原|有关|乡镇|乡级|乡、镇|街道"
)
_LEVELS: tuple[tuple[str, Level], ...] = (
    (r"国务院|中央|国家", "state"),
    (r"县级以上", "county"),
    (r"省|自治区|直辖市", "province"),
    (r"设区的市|市级|本市|自治州|(?<!县（)(?<!县\()市(?![、场])", "city"),
    (r"县|区", "county"),
    (r"乡|镇|街道", "township"),
)
_LEVEL_OF: dict[str, Level] = {
    "village": "village",
    "association": "association",
    "court": "court",
}


@cache
def _fields() -> dict[str, str]:
    table = load("bodies")
    both = {**table["fields"], **table["substitutes"]}
    return {word: field for field, words in both.items() for word in words}


@cache
def _others() -> dict[str, str]:
    return {word: kind for kind, words in load("bodies")["others"].items() for word in words}


@cache
def _pattern() -> re.Pattern[str]:
    table = load("bodies")
    fields, tails = alternation(list(_fields())), alternation(table["tails"])
    others = alternation(list(_others()))
    return re.compile(
        rf"(?P<level>(?:{_PREFIX})*)(?:"
        rf"(?P<gov>(?:人民)?政府|街道办事处)?(?:的|及其)?(?P<field>{fields})(?:等)?(?:{tails})"
        rf"|(?P<gov2>人民政府|(?<=[省市县区镇级])政府|街道办事处)(?P<of_gov>(?:有关|相关)?(?:主管)?部门)?"
        rf"|(?P<bare>(?<=直辖市)(?=根据|可以|制定|规定|应当|决定))"
        rf"|(?P<other>{others})"
        rf"|(?P<generic>行政机关|(?:行政)?主管部门|(?:有关|相关)部门|监督管理部门|监管部门|执法(?:机关|部门|机构)"
        rf"|(?:许可|审批|处罚|发证|登记|决定|受理|复议|备案)机关)"
        rf")"
    )


def find_bodies(text: str) -> tuple[Body, ...]:
    """机关识别: all bodies of a text, in order of the text."""
    return tuple(_read(match) for match in _pattern().finditer(text))


def _read(match: re.Match[str]) -> Body:
    prefix, name = match["level"], match[0]
    if match["other"]:
        field = _others()[match["other"]]
        level = _LEVEL_OF.get(field, _level(prefix))
    else:
        field = _fields()[match["field"]] if match["field"] else GENERIC
        if match["bare"] is not None or (match["gov2"] and not match["of_gov"]):
            field = "government"
        level = _level(name if match["gov2"] else prefix)
    return Body(Span(*match.span()), name, level, field, "以上" in prefix or "各级" in prefix)


def _level(prefix: str) -> Level:
    for pattern, level in _LEVELS:
        if re.search(pattern, prefix):
            return level
    return "unknown"


def mark_bodies(doc: Doc) -> Doc:
    """机关 into `doc.spans["body"]`."""
    found = find_bodies(doc.text)
    return mark(doc, "body", found, [b.field for b in found])
