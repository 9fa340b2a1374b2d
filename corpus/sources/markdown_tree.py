"""Source: a folder of markdown statutes, one file a text: `名称(通过日期).md`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from corpus.instrument import Article
from corpus.sources.dates import commencement
from corpus.sources.kinds import kind_of
from corpus.sources.levels import recognise
from corpus.sources.markdown_articles import parse_articles
from corpus.sources.origin import OFFICIAL, SourceNote, file_day
from corpus.sources.promulgation import History, read_history
from corpus.sources.regions import region_of
from corpus.sources.relations import own_relations
from corpus.sources.text import SourceText

NAME = "markdown"
_INFO_END = "<!-- INFO END -->"
_DATED = re.compile(r"[(（](\d{4})-(\d\d)-(\d\d)[)）]$")
_HEAD_BYTES = 600
_MARK_BYTES = 8192
_SAME_TEXT = timedelta(days=45)  # adoption, approval and publication lie so close to one another
_LATER = "文件名所载日期{file}早于制定信息所列的最后一次变动{lines}，按后者计，请核对"


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


_NO_NOTE = SourceNote()


class UnusableFileError(ValueError):
    """The file holds no text of law; the message says why, in Chinese."""


def is_statute(path: Path) -> bool:
    """Tell whether a file is a markdown statute: the end of its head is marked."""
    if path.suffix.lower() != ".md":
        return False
    with path.open("rb") as file:
        return _INFO_END.encode() in file.read(_MARK_BYTES)


def units(root: Path, files: Iterable[Path]) -> Iterator[Unit]:
    """Group markdown files below a folder into texts."""
    parts: dict[tuple[Path, str], list[Path]] = {}
    for path in files:
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


def read_unit(unit: Unit, note: SourceNote = _NO_NOTE, sha256: str = "") -> SourceText:
    """Read one text; `note` says where the folder came from, `sha256` is the unit's if known.

    Raises:
        UnusableFileError: no title, or neither articles nor any word on who made it.
        UnicodeDecodeError: a file is not UTF-8.

    """
    files = [_split(path.read_text(encoding="utf-8-sig")) for path in unit.paths]
    title, lines, _ = files[0]
    history, dated = read_history(lines), _file_date(unit.paths[0])
    articles = [article for _, _, body in files for article in parse_articles(body)]
    if len(unit.paths) > 1:
        articles.sort(key=lambda a: a.number)
    _refuse_unusable(title, articles, dated or history.newest)
    begins = commencement(articles)
    version_on, version_note = _version(dated, history)
    folders = unit.paths[0].relative_to(unit.root).parts[:-1]
    level = recognise(title, "\n".join(lines), folders)
    return SourceText(
        name=title,
        level=level,
        issuer=history.issuer,
        version_on=version_on,
        amended_on=_amendments(history, version_on),
        stated_effective=history.effective_for(version_on),
        stated_repealed=False,
        clause_on=begins.day,
        on_publication=begins.on_publication,
        document_number=history.document_number,
        articles=tuple(articles),
        source=NAME,
        origin=unit.origin,
        licence=note.licence or OFFICIAL,
        sha256=sha256 or unit.sha256(),
        region=region_of(level, title, "\n".join(lines), (unit.root.name, *folders)),
        kind=kind_of(title, level),
        clause=begins.sentence,
        revised=history.revised,
        retrieved_on=note.retrieved_on or file_day(unit.paths[0]),
        retrieved_stated=note.retrieved_on is not None,
        relations=own_relations(title, articles),
        version_note=version_note,
    )


def _refuse_unusable(title: str, articles: list[Article], dated: date | None) -> None:
    if not title or not articles:
        raise UnusableFileError("没有标题或正文")
    if dated is None and all(a.number.main == 0 for a in articles):
        raise UnusableFileError("没有条文，也没有制定公布日期，不像法律文件")


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


def _version(dated: date | None, history: History) -> tuple[date | None, str]:
    """The date of the text: that of the file name, unless the lines name a later change."""
    newest = history.newest
    if dated is None or newest is None or newest - dated <= _SAME_TEXT:
        return dated or newest, ""
    return newest, _LATER.format(file=dated, lines=newest)


def _amendments(history: History, version_on: date | None) -> tuple[date, ...]:
    """Amendments, and the version itself where it is later than the first adoption by a year."""
    return tuple(d for d in history.amended_on if version_on is None or d <= version_on)
