"""The training corpus (训练语料): the newest text of every instrument in a folder of statutes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.library.names import short_name
from corpus.numbering import format_article_number
from corpus.sources import markdown_tree

_STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Passage:
    """条文: one article. `key` is `law|article`, the state's name left out of the law's."""

    law: str
    article: str
    heading: str
    text: str

    @property
    def key(self) -> str:
        """The name of the provision in the query files."""
        return f"{self.law.replace(_STATE, '')}|{self.article}"

    @property
    def indexed(self) -> str:
        """What is encoded: the words that the library's index holds of the article."""
        return f"{short_name(self.law)} {self.heading} {self.text}"


def newest_of_tree(root: Path) -> list[Passage]:
    """Read a folder of markdown statutes; of each law only the newest text, 民法典 as one law."""
    newest: dict[str, tuple[str, list[Passage]]] = {}
    files = sorted(p for p in root.rglob("*.md") if p.stem.upper() != "README")
    for unit in markdown_tree.units(root, files):
        try:
            text = markdown_tree.read_unit(unit)
        except (markdown_tree.UnusableFileError, UnicodeDecodeError):
            continue
        name, version = text.name.replace(_STATE, ""), str(text.version_on or "")
        if name not in newest or version > newest[name][0]:
            articles = [a for a in text.articles if a.number.main]
            newest[name] = (
                version,
                [
                    Passage(text.name, format_article_number(a.number), a.heading, a.text)
                    for a in articles
                ],
            )
    return [passage for _, passages in newest.values() for passage in passages]
