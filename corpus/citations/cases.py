"""Labelled cases (标注例): sentences of our own and places in real documents, as YAML.

A file is a list. A case with `text` lists every citation in it; a case with `file` (relative to
the data folder) lists some, or all external ones if `complete` is true. Each expected citation:
`at` (its words), `occurrence` (which time these words stand in the text, from 1), `law`, `article`
(12 or 120-1), `paragraph`, `item`, `point`, `form`, `verdict`, `quote` (true if it quotes).
`verdict` is right for a library of the installed package alone; `held` is right where a library
holds the instrument (only beside not_in_library). `as_of` is the day (default: DEFAULT_DAY).
`title` is the draft's own title. `part` groups the scores (default: written for a text, real for
a file); `probe` names the hard probe that a case belongs to. `read: true` reads the text as an
upload, so that references within it are checked; else they are only found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from corpus.citations.types import CitationForm, Verdict
from corpus.errors import BadOption, KnowledgeError
from corpus.instrument import ArticleNumber

DEFAULT_DAY = date(2026, 11, 24)
_CASE_KEYS = frozenset(
    (
        "id",
        "text",
        "file",
        "title",
        "as_of",
        "complete",
        "expect",
        "note",
        "part",
        "probe",
        "read",
    )
)
_EXPECTED_KEYS = frozenset(
    (
        "at",
        "occurrence",
        "law",
        "article",
        "paragraph",
        "item",
        "point",
        "form",
        "verdict",
        "quote",
        "version",
        "number",
        "successor",
        "held",
    )
)


@dataclass(frozen=True, slots=True)
class Expected:
    """应有引用: what a citation in a case must be."""

    at: str
    occurrence: int
    law: str | None
    article: ArticleNumber | None
    paragraph: int | None
    item: int | None
    point: int | None
    form: CitationForm
    verdict: Verdict
    quote: bool | None = None
    version: str | None = None
    number: str | None = None
    successor: str | None = None
    held: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """标注例: a text or a file, and the citations expected in it."""

    id: str
    text: str | None
    file: str | None
    title: str | None
    as_of: date
    complete: bool
    expect: tuple[Expected, ...]
    part: str = "written"
    probe: str = ""
    read: bool = False


def load_cases(directory: Path) -> tuple[Case, ...]:
    """标注例: read all YAML files of a folder.

    Raises:
        BadOption: no such folder, or no case in it.
        KnowledgeError: a file is not as described; names the file and the case.
    """
    import yaml

    cases: list[Case] = []
    for path in sorted(directory.glob("*.yaml")):
        try:
            rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{path.name}：{error}") from error
        except ValueError as error:  # 2024-02-30: the reader of YAML makes dates itself
            raise KnowledgeError(f"{path.name} 里有不存在的日期") from error
        for number, row in enumerate(rows or (), start=1):
            cases.append(_case(row, f"{path.name} 第{number}例"))
    if not cases:
        raise BadOption(f"{directory} 里没有标注样例（*.yaml）")
    return tuple(cases)


def _case(row: dict[str, Any], where: str) -> Case:
    _check(row, _CASE_KEYS, where)
    text, file = row.get("text"), row.get("file")
    if (text is None) == (file is None):
        raise KnowledgeError(f"{where}：须有 text 或 file 之一")
    expect = tuple(_expected(e, where) for e in row.get("expect") or ())
    return Case(
        id=str(row.get("id", where)),
        text=text,
        file=file,
        title=row.get("title"),
        as_of=_day(row.get("as_of", DEFAULT_DAY), where),
        complete=bool(row.get("complete", text is not None)),
        expect=expect,
        part=str(row.get("part", "written" if file is None else "real")),
        probe=str(row.get("probe", "")),
        read=bool(row.get("read", False)),
    )


def _expected(row: dict[str, Any], where: str) -> Expected:
    _check(row, _EXPECTED_KEYS, where)
    try:
        return Expected(
            at=row["at"],
            occurrence=int(row.get("occurrence", 1)),
            law=row.get("law"),
            article=_article(row.get("article")),
            paragraph=row.get("paragraph"),
            item=row.get("item"),
            point=row.get("point"),
            form=CitationForm(row.get("form", "title")),
            verdict=Verdict(row["verdict"]),
            quote=row.get("quote"),
            version=row.get("version"),
            number=row.get("number"),
            successor=row.get("successor"),
            held=Verdict(row["held"]) if "held" in row else None,
        )
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"{where}：{error}") from error


def _day(written: object, where: str) -> date:
    if not isinstance(written, date) or isinstance(written, datetime):
        raise KnowledgeError(f"{where}：as_of 不是日期（YYYY-MM-DD）")
    return written


def _article(written: int | str | None) -> ArticleNumber | None:
    if written is None:
        return None
    main, _, sub = str(written).partition("-")
    return ArticleNumber(int(main), int(sub or 0))


def _check(row: object, allowed: frozenset[str], where: str) -> None:
    if not isinstance(row, dict):
        raise KnowledgeError(f"{where}：须为键值")
    unknown = sorted(set(row) - allowed)
    if unknown:
        raise KnowledgeError(f"{where}：不认识的键 {'、'.join(unknown)}")
