"""Labelled questions (评测问题): a JSON-lines file of questions and their relevant provisions."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import BadQueries
from corpus.instrument import ArticleNumber
from corpus.library.names import name_key
from corpus.numbering import format_article_number, parse_article_number


@dataclass(frozen=True, slots=True)
class Gold:
    """相关条文: a provision as the file names it; `law` without 中华人民共和国."""

    law: str
    number: ArticleNumber

    @property
    def key(self) -> Key:
        """The same for all spellings of one law's name."""
        return name_key(self.law), self.number

    def __str__(self) -> str:
        return f"{self.law}|{format_article_number(self.number)}"


Key = tuple[str, ArticleNumber]
"""条文键: name key of the law, and the article's number."""


@dataclass(frozen=True, slots=True)
class Query:
    """评测问题: a question in plain words, and what answers it."""

    qid: str
    text: str
    gold: tuple[Gold, ...]


def load_queries(path: Path) -> tuple[Query, ...]:
    """评测问题: read `{"qid": 0, "query": "…", "gold": ["民法典|第五十四条"]}`, one a line.

    Blank lines are passed over.

    Raises:
        BadQueries: the file cannot be read, a line is not as described (the message names the
            line), an id stands twice, or there is no question.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadQueries(f"{path} 读不出来（须为 UTF-8 文本文件）") from error
    found: dict[str, Query] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            query = _query(line, f"{path.name} 第{number}行")
            if query.qid in found:
                raise BadQueries(f"{path.name} 第{number}行：编号 {query.qid} 重复")
            found[query.qid] = query
    if not found:
        raise BadQueries(f"{path.name} 里没有问题")
    return tuple(found.values())


def seen(query: Query, train: Collection[Key]) -> bool:
    """见过: whether any of the query's provisions is an answer in the training questions."""
    return any(gold.key in train for gold in query.gold)


def gold_keys(queries: Collection[Query]) -> frozenset[Key]:
    """条文键 of all provisions that answer any of the questions."""
    return frozenset(gold.key for query in queries for gold in query.gold)


def _query(line: str, where: str) -> Query:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadQueries(f"{where}：不是 JSON（第{error.colno}列）") from error
    if not isinstance(row, dict):
        raise BadQueries(f"{where}：应为一个 JSON 对象")
    qid, text, gold = row.get("qid"), row.get("query"), row.get("gold")
    if isinstance(qid, bool) or not isinstance(qid, int | str) or qid == "":
        raise BadQueries(f"{where}：缺少 qid（数字或文字）")
    if not isinstance(text, str) or not text.strip():
        raise BadQueries(f"{where}：缺少 query（问题）")
    if not isinstance(gold, list) or not gold:
        raise BadQueries(f"{where}：缺少 gold（相关条文的列表）")
    return Query(str(qid), text, tuple(dict.fromkeys(_gold(one, where) for one in gold)))


def _gold(written: object, where: str) -> Gold:
    law, _, place = written.rpartition("|") if isinstance(written, str) else ("", "", "")
    number = parse_article_number(place.strip())
    if not law.strip() or number is None:
        raise BadQueries(f"{where}：gold 应写作 民法典|第五十四条")
    return Gold(law.strip(), number)
