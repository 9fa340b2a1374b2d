"""Quality (文字层质量): whether the text layer of a PDF says what the page shows."""

from __future__ import annotations

import re
import unicodedata

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
# the characters that any Chinese prose, list of firms or table of law is full of
_EVERYDAY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产"
    "种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点"
    "从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看"
    "原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象"
    "员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几"
    "九区强放决西被干做必战先回则任取据处理府规章项款部门机构单位省市县镇局厅委办院司责权益审批报告书"
    "應國會這個們對發經產業關務與於後開電時門實現過動學體條規當機辦為來說還進種點質變題員總統設計論"
)
_SYMBOLS = frozenset("!\"#$&'*+;<=>?@[\\]^_`{|}~")
_ODD_SHARE = 0.05
_SYMBOL_SHARE = 0.18
_EVERYDAY_SHARE = 0.12
_LEAST_HAN = 60
_LEAST = 80


def is_garbled(text: str) -> bool:
    """是否乱码: whether a font without a proper table mapped characters to wrong ones.

    Three signs: private or unassigned characters, symbols where letters should be, and Chinese
    without the everyday characters. Texts too short to tell count as sound.
    """
    chars = [char for char in text if not char.isspace()]
    if len(chars) < _LEAST:
        return False
    odd = sum(
        unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs") or char == "\ufffd" for char in chars
    )
    symbols = sum(char in _SYMBOLS for char in chars)
    if odd > _ODD_SHARE * len(chars) or symbols > _SYMBOL_SHARE * len(chars):
        return True
    han = _HAN.findall(text)
    everyday = sum(char in _EVERYDAY for char in han)
    return len(han) >= _LEAST_HAN and everyday < _EVERYDAY_SHARE * len(han)
