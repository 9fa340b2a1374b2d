"""Articles of a markdown statute (条文切分): headings, 第X条 lines, and what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.instrument import Article, ArticleNumber
from corpus.numbering import parse_article_number, parse_number

_HEADING = re.compile(r"^#{1,6}\s*(?P<words>.*)$")
_NUMERAL = "[〇○零一二三四五六七八九十百千两0-9]"
_ARTICLE = re.compile(rf"^\**(第\s*{_NUMERAL}+\s*条(?:之{_NUMERAL}+)?)\**(?:[\s　:：]+(.*))?$")
_ITEM = re.compile(rf"^({_NUMERAL}+)[、．.]\s*(.*)$")
_ANNEX = re.compile(r"^附\s*(?:件|表|录|则?：|:|图)[^。；]{0,40}$")
_PREAMBLE = re.compile("序\\s*言|前\\s*言")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")


@dataclass
class _Builder:
    """Collects articles; `path` is the chapter path at the current line."""

    articles: list[Article] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    number: ArticleNumber | None = None
    lines: list[str] = field(default_factory=list)
    annexes: int = 0

    def close(self) -> None:
        text = "\n".join(self.lines).strip()
        if self.number is not None and text:
            self.articles.append(Article(self.number, text, " ".join(self.path)))
        self.number, self.lines = None, []

    def start(self, number: ArticleNumber, words: str) -> None:
        self.close()
        self.number, self.lines = number, [words] if words else []

    def heading(self, level: int, words: str) -> None:
        self.close()
        del self.path[max(level - 2, 0) :]
        if _ANNEX.match(words) or words.startswith("附件"):
            self.annex(words)
        elif _PREAMBLE.search(words):
            self.path.append(words)
            self.start(ArticleNumber(0), "")
        elif words:
            self.path.append(words)

    def annex(self, words: str) -> None:
        self.close()
        self.annexes += 1
        self.path = [words]
        self.number = ArticleNumber(0, self.annexes)


def parse_articles(body: str) -> tuple[Article, ...]:
    """Cut a statute's body into articles, in order.

    A text without 第X条 is cut at its 一、二、 lines, numbered as they are; what stands before them
    is `ArticleNumber(0, 0)`. Annexes are `ArticleNumber(0, n)`. A 目录 is dropped.
    """
    lines = [_INVISIBLE.sub("", line).replace("\u3000", " ").strip() for line in body.splitlines()]
    pattern = _ARTICLE if any(_ARTICLE.match(line) for line in lines) else None
    builder = _Builder()
    if pattern is None:
        builder.start(ArticleNumber(0), "")
    for line in lines:
        _take(builder, line, pattern is not None)
    builder.close()
    return tuple(builder.articles)


def _take(builder: _Builder, line: str, has_articles: bool) -> None:
    if not line:
        return
    heading = _HEADING.match(line)
    if heading:
        _take_heading(builder, line, heading["words"].strip(), has_articles)
        return
    number, words = _numbered(line, has_articles)
    if number is not None and not (builder.annexes and builder.number and builder.number.main == 0):
        builder.start(number, words)
    elif has_articles and _ANNEX.match(line):
        builder.annex(line)
    elif builder.number is not None:
        builder.lines.append(line)


def _take_heading(builder: _Builder, line: str, words: str, has_articles: bool) -> None:
    if has_articles:
        builder.heading(len(line) - len(line.lstrip("#")), re.sub(r"\s+", " ", words))
    elif words:
        builder.lines.append(words)


def _numbered(line: str, has_articles: bool) -> tuple[ArticleNumber | None, str]:
    if has_articles:
        found = _ARTICLE.match(line)
        return (parse_article_number(found[1]), found[2] or "") if found else (None, "")
    item = _ITEM.match(line)
    value = parse_number(item[1]) if item and not item[1].isascii() else None
    return (ArticleNumber(value), item[2]) if item and value else (None, "")
