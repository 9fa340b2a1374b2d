"""Wording (用语): words that leave the consequence open (FR-13, FR-26).

Legal source: 立法法 art. 7 (provisions are to be clear and specific).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity

_PENALTY = "(?:罚款|处罚|吊销|没收|责令停产|责令停业|取缔|取消资格)"


@dataclass(frozen=True, slots=True)
class _Vague:
    rule: str
    pattern: re.Pattern[str]
    why: str
    advice: str


_TABLE = (
    _Vague(
        "FR-13",
        re.compile(rf"原则上[^。；，\n]{{0,24}}{_PENALTY}|{_PENALTY}[^。；，\n]{{0,12}}原则上"),
        "设定不利后果的句子使用“原则上”，是否处罚变得不确定",
        "删去“原则上”，确有例外的逐项写明。",
    ),
    _Vague(
        "FR-26",
        re.compile(
            r"(?:酌情|视情况?|视情节(?:轻重)?|视具体情况)[^。；，\n法]{0,10}(?:给予|予以|处以?|进行|作出)"
            r"[^。；，\n元倍]{0,10}(?<!法定)(?:罚款|行政处罚|处罚)(?!种类|幅度|裁量)"
        ),
        "只写视情处罚，没有写明处罚的情形、种类和幅度",
        "写明适用情形、处罚种类和幅度及其上位法依据；没有依据的删去。",
    ),
    _Vague(
        "FR-26",
        re.compile(
            r"(?:本局|本委|本机关|本单位|我局|我委|主管部门|市政府|区政府|县政府)(?:认为|认定)(?:的其他)?"
            r"(?:应当|应|需要|有必要)?(?:予以)?(?:处罚|处理|限制|取消|禁止|不予)[^。；\n]{0,8}"
            r"|其他(?:应当|应|需要)(?:予以)?(?:处罚|处理|限制|禁止)[^。；\n]{0,10}由[^。；，\n]{2,12}认定"
        ),
        "兜底条款把不利后果的适用情形交由本机关认定，标准不明",
        "限定为“法律、法规、规章规定的其他情形”，或者列明认定标准和程序。",
    ),
)


def check_wording(draft: Draft) -> Iterator[Issue | Fine]:
    """用语: one hint for each row of the table, further places named in it."""
    for row in _TABLE:
        hits = [Span(m.start(), m.end()) for m in row.pattern.finditer(draft.main_text)]
        if hits:
            yield Issue(
                row.rule,
                row.rule,
                row.rule,
                Severity.MINOR,
                f"{draft.places(hits)}{row.why}。",
                row.advice,
                hits[0],
                confidence=0.8,
            )
