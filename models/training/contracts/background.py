"""Background (背景条文): what statutes say of the matters of contracts; never a risky clause.

The text is read from the installed library when training and is not stored.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from corpus.library import LibraryView

_LAWS = [
    "民法典",
    "劳动合同法",
    "劳动法",
    "政府采购法",
    "招标投标法",
    "建筑法",
    "土地管理法",
    "城市房地产管理法",
    "城乡规划法",
    "公司法",
    "个人信息保护法",
    "数据安全法",
    "网络安全法",
    "仲裁法",
    "民事诉讼法",
    "行政诉讼法",
    "消费者权益保护法",
    "著作权法",
    "专利法",
    "保守国家秘密法",
    "安全生产法",
    "社会保险法",
    "农村土地承包法",
    "企业国有资产法",
    "预算法",
    "税收征收管理法",
    "反垄断法",
    "反不正当竞争法",
    "中小企业促进法",
    "行政许可法",
    "行政处罚法",
    "票据法",
    "商业银行法",
    "保险法",
    "律师法",
    "公益事业捐赠法",
    "慈善法",
    "产品质量法",
    "电力法",
    "民营经济促进法",
    "增值税法",
]
_LONGEST = 240
_SHORTEST = 14


def statute_passages(view: LibraryView, *, most: int, seed: int = 11) -> list[str]:
    """背景条文: paragraphs of the laws that govern contracts, at most so many, at random."""
    found = sorted({text for law in _LAWS for text in _paragraphs(law, view)})
    return random.Random(seed).sample(found, min(most, len(found)))


def _paragraphs(law: str, view: LibraryView) -> Iterator[str]:
    expression = view.expression(f"中华人民共和国{law}") or view.expression(law)
    if expression is None:
        return
    for article in view.articles(expression):
        for line in re.split(r"\n+", article.text):
            plain = re.sub(r"\s+", "", line)
            if len(plain) >= _SHORTEST:
                yield plain[:_LONGEST]
