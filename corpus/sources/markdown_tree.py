"""Source: a folder of markdown statutes, one file a text: `名称(通过日期).md`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.sources.dates import effective_clause
from corpus.sources.levels import recognise
from corpus.sources.markdown_articles import parse_articles
from corpus.sources.promulgation import History, read_history
from corpus.sources.text import SourceText

NAME = "markdown"
_LICENCE = "官方法律文本，不受著作权保护"
_INFO_END = "<!-- INFO END -->"
_DATED = re.compile(r"[(（](\d{4})-(\d\d)-(\d\d)[)）]$")
_HEAD_BYTES = 600


@dataclass(frozen=True, slots=True)
class Unit:
    """One text of the tree: a file, or the files of one code that stands as one file a 编."""

    root: Path
    paths: tuple[Path, ...]

    @property
    def origin(self) -> str:
        """Where the text stands: the file, or the folder of a code in parts."""
        return str(self.paths[0] if len(self.paths) == 1 else self.paths[0].parent)

    def sha256(self) -> str:
        """A hash of the bytes of all files."""
        digest = hashlib.sha256()
        for path in self.paths:
            digest.update(path.read_bytes())
        return digest.hexdigest()


class UnusableFileError(ValueError):
    """The file holds no text of law; the message says why, in Chinese."""


def units(root: Path) -> Iterator[Unit]:
    """Group the markdown files below a folder into texts, README files left out."""
    parts: dict[tuple[Path, str], list[Path]] = {}
    for path in sorted(root.rglob("*.md")):
        if path.stem.upper() == "README" or not path.is_file():
            continue
        code = _code_of(path)
        if code is None:
            yield Unit(root, (path,))
        else:
            parts.setdefault((path.parent, code), []).append(path)
    for paths in parts.values():
        yield Unit(root, tuple(paths))


def _code_of(path: Path) -> str | None:
    """The name of the code if the file is one 编 of it: two titles stand at its head."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).decode("utf-8", "ignore").split(_INFO_END)[0]
    titles = [line[2:].strip() for line in head.splitlines() if line.startswith("# ")]
    return titles[0] if len(titles) == 2 and re.search("编$|则$", titles[1]) else None


def read_unit(unit: Unit) -> SourceText:
    """Read one text.

    Raises:
        UnusableFileError: no title, or neither articles nor any word on who made it.
        UnicodeDecodeError: a file is not UTF-8.

    """
    files = [_split(path.read_text(encoding="utf-8-sig")) for path in unit.paths]
    title, lines, _ = files[0]
    history = read_history(lines)
    found = [
        (parse_articles(body), path) for (_, _, body), path in zip(files, unit.paths, strict=True)
    ]
    articles = [article for part, _ in found for article in part]
    if len(unit.paths) > 1:
        articles.sort(key=lambda a: a.number)
    if not title or not articles:
        raise UnusableFileError("没有标题或正文")
    dated = _file_date(unit.paths[0])
    if dated is None and history.newest is None and all(a.number.main == 0 for a in articles):
        raise UnusableFileError("没有条文，也没有制定公布日期，不像法律文件")
    clause_on, on_publication = effective_clause(articles)
    version_on = dated or history.newest
    return SourceText(
        name=title,
        level=recognise(title, "\n".join(lines), unit.paths[0].relative_to(unit.root).parts[:-1]),
        issuer=history.issuer,
        promulgation=lines,
        version_on=version_on,
        amended_on=_amendments(history, version_on),
        stated_effective=history.effective_on,
        stated_repealed=False,
        clause_on=clause_on,
        on_publication=on_publication,
        document_number=history.document_number,
        articles=tuple(articles),
        source=NAME,
        origin=unit.origin,
        licence=_LICENCE,
        sha256=unit.sha256(),
    )


def _split(text: str) -> tuple[str, tuple[str, ...], str]:
    head, found, body = text.partition(_INFO_END)
    if not found:
        head, body = _split_plain(text)
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    titles = [line.lstrip("# ").strip() for line in lines if line.startswith("#")]
    return titles[0] if titles else "", tuple(x for x in lines if not x.startswith("#")), body


def _split_plain(text: str) -> tuple[str, str]:
    """A file without the end mark: the head ends at the first chapter or article."""
    found = re.search(r"^(?:##|第[一1]条|第一章)", text, re.MULTILINE)
    cut = found.start() if found else text.find("\n")
    return text[:cut], text[cut:]


def _file_date(path: Path) -> date | None:
    found = _DATED.search(path.stem)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _amendments(history: History, version_on: date | None) -> tuple[date, ...]:
    """Amendments, and the version itself where it is later than the first adoption by a year."""
    return tuple(d for d in history.amended_on if version_on is None or d <= version_on)
