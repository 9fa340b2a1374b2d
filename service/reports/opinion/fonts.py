"""Fonts (字体表): the fonts of official documents, each with what may stand in for it."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SUBSTITUTES = {
    "方正小标宋简体": "方正小标宋_GBK,华文中宋,STZhongsong,宋体",
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋,STFangsong",
    "楷体_GB2312": "楷体,KaiTi,华文楷体,STKaiti",
    "黑体": "SimHei,华文黑体,STHeiti",
    "宋体": "SimSun,华文宋体,STSong",
}
"""字体 and its substitutes in order, by the names that Windows, WPS and macOS give them."""


def _font(name: str, others: str) -> str:
    return (
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(others)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
    )


FONT_TABLE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:fonts xmlns:w="{_W}">{"".join(_font(*pair) for pair in SUBSTITUTES.items())}</w:fonts>'
)
"""字体表: the part word/fontTable.xml."""
