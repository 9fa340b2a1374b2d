"""Glosses (注音): pinyin in brackets behind a character, as some web pages add it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_COMBINING = "\u0300\u0301\u0304\u030c\u0308"
_GLOSS = re.compile(
    rf"(?<=[\u3400-\u9fff\uf900-\ufaff])[(（]\s?(?P<sound>[a-zü{_TONES}ɑɡ{_COMBINING}]{{1,10}})\s?[)）]"
)
_SYLLABLE = re.compile(
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ong|ian|iao|ing|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo"
    "|ui|un|ue|ve|a|o|e|i|u|v)|hm|hng|m|n|ng"
)
_MANY = 3


def glosses(text: str, *, plain: bool) -> Iterator[tuple[int, int]]:
    """注音: the ranges of bracketed pinyin, brackets included.

    With `plain`, syllables without a tone mark count too; a single letter never does.
    """
    for found in _GLOSS.finditer(text):
        sound = _plain_sound(found["sound"])
        toned = sound != found["sound"].replace("ü", "v")
        if _SYLLABLE.fullmatch(sound) and (toned or (plain and len(sound) > 1)):
            yield found.span()


def is_glossed(text: str) -> bool:
    """是否注音文本: annotated throughout, so that pinyin without a tone is a gloss too."""
    return sum(1 for _ in glosses(text, plain=False)) >= _MANY


def _plain_sound(sound: str) -> str:
    """`jiān` → `jian`, `lǜ` → `lv`."""
    spread = unicodedata.normalize("NFD", sound).replace("u\u0308", "v")
    bare = "".join(char for char in spread if char not in _COMBINING)
    return bare.replace("ɑ", "a").replace("ɡ", "g")
