"""Web pages (网页) of government sites: the text among navigation, links and a foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from models.training.packages.blocks import Block

_MENU = ("首页", "机构概况", "政务公开", "办事服务", "互动交流", "专题专栏")
_LINKS = ("网站地图", "联系我们", "网站声明", "无障碍浏览")
_LOOKS = {
    "title": '<h1 class="title">{}</h1>',
    "centred": '<p style="text-align:center">{}</p>',
    "heading": '<h2 style="text-align:center">{}</h2>',
    "signature": '<p style="text-align:right">{}</p>',
    "paragraph": '<p style="text-indent:2em">{}</p>',
}


def write_html(blocks: Sequence[Block]) -> bytes:
    """网页: the bytes in UTF-8."""
    title = next((b.text for b in blocks if b.look == "title"), blocks[0].text if blocks else "")
    menu = "".join(f'<li><a href="/c{n}/">{word}</a></li>' for n, word in enumerate(_MENU))
    links = " | ".join(f'<a href="/l{n}/">{word}</a>' for n, word in enumerate(_LINKS))
    body = "\n".join(_shown(blocks))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>.nav li{{float:left}}</style>"
        "<script>var uid=0;</script></head>\n<body>"
        f'<div class="header"><ul class="nav">{menu}</ul></div>\n'
        f'<div class="main"><div class="article" id="zoom">\n{body}\n</div>'
        '<div class="tools"><a href="javascript:print()">打印</a> '
        '<a href="javascript:close()">关闭</a> 分享到：微信 微博</div></div>\n'
        f'<div class="footer">{links}<br>主办单位：政府办公室 技术支持：大数据中心</div>'
        "</body></html>\n"
    ).encode()


def _shown(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.look == "table":
            yield _table(block.rows)
        else:
            yield _LOOKS[block.look].format(escape(block.text))


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return '<table border="1">\n' + "\n".join(f"<tr>{line}</tr>" for line in lines) + "\n</table>"
