"""The conflict pairs that we wrote (冲突对语料): a subordinate provision against superior ones.

A file keeps only the names of the superior provisions; their text is resolved from the library
when it is needed and never enters the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from corpus.library import LibraryView
from corpus.numbering import parse_number
from models.training.clauses import DATA

CONFLICT_PAIRS = DATA / "conflicts"
_TEST_SHARE = 5


@dataclass(frozen=True, slots=True)
class ConflictPair:
    """冲突对. `type` is a label of `CONFLICTS`; `span` are the characters that conflict.

    `revision` are the words that would mend them. `laws` are (law, article).
    """

    id: str
    author: str
    laws: tuple[tuple[str, str], ...]
    text: str
    type: str
    span: tuple[int, int] | None
    revision: str
    note: str

    @property
    def is_held_out(self) -> bool:
        """测试集: every fifth law, whole, so that no superior law is in both parts."""
        return crc32(self.laws[0][0].encode()) % _TEST_SHARE == 0


@lru_cache(maxsize=2)
def read_conflicts(directory: Path = CONFLICT_PAIRS) -> tuple[ConflictPair, ...]:
    """Read all files of the directory, in name order."""
    return tuple(pair for path in sorted(directory.glob("*.jsonl")) for pair in _read(path))


def _read(path: Path) -> Iterator[ConflictPair]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield ConflictPair(
                row["id"],
                path.stem,
                tuple((law, article) for law, article in row["laws"]),
                row["text"],
                row["type"],
                tuple(row["span"]) if row.get("span") else None,
                row.get("revision", ""),
                row.get("note", ""),
            )


def provision_text(view: LibraryView, laws: tuple[tuple[str, str], ...]) -> str:
    """Return the superior provisions' text as of the view's date, "" if one cannot be found."""
    texts = [article_text(view, law, article) for law, article in laws]
    return "\n".join(texts) if all(texts) else ""


def article_text(view: LibraryView, law: str, article: str) -> str:
    """Return the text of an article written as "16" or "120之1", "" if it is not held."""
    from corpus.instrument import ArticleNumber

    main, _, sub = article.partition("之")
    number = parse_number(main)
    if number is None:
        return ""
    expression = view.expression(law)
    if expression is None:
        return ""
    found = view.article(expression, ArticleNumber(number, parse_number(sub) or 0 if sub else 0))
    return found.text if found else ""
