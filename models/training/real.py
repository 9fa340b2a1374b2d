"""Real documents that readers went through (真实文件标注): the clauses that they object to.

The repository holds where the documents were read and at which characters the objections lie, not the
text: who fits anew must fetch it. A folder of documents holds `<id>.txt`, such as `a/01.txt`.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.formats import read_document
from corpus.span import Span
from models.submission import IssuerLevel, Kind, Submission

DATA = Path(__file__).parent / "data"
DOCUMENTS, OBJECTIONS = DATA / "real_documents.tsv", DATA / "real_objections.jsonl"
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Objection:
    """异议: characters of a document, counted without blanks, that a reader objects to.

    `categories` are one or two keys, the better first; `clear` says that most reviewers would object.
    `reader` is 1, or 2 for one who read the same apart.
    """

    reader: int
    document: str
    start: int
    end: int
    mark: str
    categories: tuple[str, ...]
    clear: bool


@dataclass(frozen=True, slots=True)
class RealDocument:
    """真实文件: what it is, and what its readers object to.

    `use` is "train", "test", or "late": read when the rest was done, of which nothing was learnt.
    """

    id: str
    use: str
    submission: Submission
    objections: tuple[Objection, ...]
    second: tuple[Objection, ...] = ()

    def objections_in(self, span: Span, *, second: bool = False) -> list[Objection]:
        """What the first or the second reader objects to within a stretch, at least half of either."""
        text = self.submission.document.text
        start = len(bare(text[: span.start]))
        end = start + len(bare(span.of(text)))
        return [
            o
            for o in (self.second if second else self.objections)
            if 2 * (min(end, o.end) - max(start, o.start)) >= min(o.end - o.start, end - start)
        ]


def bare(text: str) -> str:
    """A text without its blanks and line ends."""
    return "".join(text.split())


def mark_of(words: str) -> str:
    """A short hash of words without blanks, by which a changed text is noticed."""
    return hashlib.sha256(bare(words).encode()).hexdigest()[:_SHOWN]


def read_objections(path: Path = OBJECTIONS) -> tuple[Objection, ...]:
    """异议 of all documents."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return tuple(
        Objection(
            row["reader"],
            row["document"],
            row["at"][0],
            row["at"][1],
            row["mark"],
            tuple(row["categories"]),
            bool(row["clear"]),
        )
        for row in rows
    )


def read_real(
    folder: Path,
    *,
    use: str | None = None,
    table: Path = DOCUMENTS,
    objections: Path = OBJECTIONS,
) -> Iterator[RealDocument]:
    """真实文件 that the folder holds, of one use or of all; those that it lacks are left out.

    Raises:
        ValueError: a text differs from the one that was read.

    """
    by_document: dict[str, list[Objection]] = {}
    for objection in read_objections(objections):
        by_document.setdefault(objection.document, []).append(objection)
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for row in rows:
        path = folder / f"{row['id']}.txt"
        if not path.is_file() or (use is not None and row["use"] != use):
            continue
        of = by_document.get(row["id"], [])
        found = RealDocument(
            row["id"],
            row["use"],
            _submission(path, row),
            tuple(o for o in of if o.reader == 1),
            tuple(o for o in of if o.reader != 1),
        )
        _check(found)
        yield found


def _submission(path: Path, row: dict[str, str]) -> Submission:
    document = read_document(path.read_bytes(), path.name)
    return Submission(document, Kind(row["kind"]), IssuerLevel(row["level"]), "标注", "标注")


def _check(document: RealDocument) -> None:
    text = bare(document.submission.document.text)
    for one in (*document.objections, *document.second):
        if mark_of(text[one.start : one.end]) != one.mark:
            raise ValueError(f"{document.id}: the text differs from the one that was read")
