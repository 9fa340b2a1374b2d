"""Tails (网页首尾): what a web page puts above and below a document, found line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.numbering import read_mark

_STRONG = re.compile(
    r"ICP备|ICP证|公网安备|网安备|网站标识码|版权所有|copyright|©|网站地图|站点地图|"
    r"^(?:网站)?(?:主办|承办|运维|运行维护|技术支持)(?:单位|方)?[:：]|^技术支持",
    re.I,
)
_CERTAIN = re.compile(r"ICP备|ICP证|公网安备|网站标识码|网站地图|站点地图|版权所有", re.I)
# signs of a page that no document ends with
_SIGN = re.compile(
    r"^[【\[（(|\s]*(?:"
    r"打印(?:本页|此页|页面)?|关闭(?:本页|窗口|页面)?|打印\s*[|｜]?\s*关闭(?:窗口)?|"
    r"返回(?:顶部|首页|上一页)?|回到顶部|收藏(?:本页)?|分享(?:到|至)?[:：]?.{0,30}|"
    r"扫一扫.{0,30}|扫描二维码.{0,20}|微信扫.{0,30}|字[体号][:：]?\s*[大中小\[\]【】\s|]*|大\s*中\s*小|"
    r"责任编辑[:：].{0,20}|上一[篇条][:：].{0,60}|下一[篇条][:：].{0,60}|"
    r"相关(?:链接|文章|报道|新闻|阅读|稿件|解读)[:：]?|首页|网站首页|网站声明|联系我们|关于我们|"
    r"主编信箱|隐私声明|微信公众号|政务微博|政务微信|头条号|手机版|Produced By .{0,40}|"
    r"纠错|我要纠错|"
    r"政府网站找错|保护视力色.{0,10}|(?:原文|来源|文件)?(?:链接|地址)[:：]?\s*(?:https?://\S+)?|<?https?://[^\s<>]+>?"
    r")[】\]）)|\s]*$",
    re.I,
)
# what a page says of the document between its title and its text
_ABOUT = re.compile(
    r"^[【\[（(|\s]*(?:(?:(?:信息|文章)?来源|(?:发布|更新)(?:时间|日期)|作者|编辑|"
    r"(?:浏览|阅读|访问|点击)(?:次数|量|数)|字[体号]|(?:您)?(?:当前|现在|所在)?的?位置)\s*[:：].{0,40}\s*)+"
    r"[】\]）)|\s]*$"
)
# when a page says that it was published: evidence of publication, kept with the text
_PUBLISHED = re.compile(
    r"(?:发布|公布|发文|成文|公开)(?:时间|日期)\s*[:：]\s*\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}"
)
_SENTENCE = re.compile("[。；！？]")
_DATE = re.compile(
    r"[\d〇○一二三四五六七八九十年]\s*月\s*[\d一二三四五六七八九十]*\s*日|年\s*月\s*日"
)
_SIGNATURE = re.compile(
    r"政府$|[局厅署委院部处]$|委员会$|办公[室厅]$|发布$|公章|盖章|签[字名章]|甲方|乙方|^附[件表]|^[（(]"
)
_TAIL_LINES = 150
_STRONG_LEAST = 2


def kept_range(lines: Sequence[str], *, head: bool = False) -> tuple[int, int]:
    """正文范围: the indices `[first, last)` of the lines that are no frame of a web page.

    The tail goes when it ends in a site's imprint (主办单位, 备案号 …) or in single signs of a
    page (打印, 关闭). With `head`, such signs above the text go too.
    """
    end = _before_imprint(lines)
    while end > 1 and _SIGN.match(lines[end - 1].strip()):
        end -= 1
    start = 0
    while head and start < end - 1 and is_page_sign(lines[start]):
        start += 1
    return start, end


def is_page_sign(line: str) -> bool:
    """是否页面标识: whether a line is a sign of a page, or what a page says of its document.

    A line with the day of publication is none: it is evidence.
    """
    words = line.strip()
    if _PUBLISHED.search(words):
        return False
    return bool(_SIGN.match(words) or _ABOUT.match(words))


def _before_imprint(lines: Sequence[str]) -> int:
    first = max(len(lines) - _TAIL_LINES, 0)
    strong = [
        i for i in range(first, len(lines)) if len(lines[i]) < 120 and _STRONG.search(lines[i])
    ]
    certain = any(_CERTAIN.search(lines[i]) for i in strong)
    if not certain or len(strong) < _STRONG_LEAST:
        return len(lines)
    if any(_SENTENCE.search(line) and len(line) > 60 for line in lines[strong[0] :]):
        return len(lines)
    return _after_text(lines, strong[0])


def _after_text(lines: Sequence[str], end: int) -> int:
    """Return the index behind the last line before `end` that belongs to a document."""
    last = end
    while last > 1 and not _ends_text(lines[last - 1]):
        last -= 1
    while last < end and _belongs(lines[last].strip()):
        last += 1
    return last


def _belongs(words: str) -> bool:
    """Tell whether a line below the last sentence still belongs to the document."""
    return bool(_SIGNATURE.search(words) or _PUBLISHED.search(words) or read_mark(words))


def _ends_text(line: str) -> bool:
    words = re.sub(r"[\s\u3000]", "", line)
    return bool(_SENTENCE.search(words[-1:]) or _DATE.search(words)) or len(words) > 60
