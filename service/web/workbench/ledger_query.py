"""Ledger query (台账筛选): the words of the list's form, and what they ask of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args
from urllib.parse import urlencode

from models.review import Conclusion
from models.submission import Kind
from service.ledger import Paging
from service.ledger.errors import BadRecord
from service.ledger.records import MatterQuery
from service.ledger.records.matters import Sort
from service.ledger.values import line
from service.ledger.words import MatterStatus
from service.options import parse_date
from service.web.workbench.ids import known

FIELDS = (
    "text",
    "status",
    "kind",
    "department",
    "reviewer",
    "severity",
    "conclusion",
    "due",
    "from",
    "to",
    "sort",
    "way",
    "page",
)
OPEN, LATE, WEEK = "open", "late", "week"
UNFINISHED = frozenset(status for status in MatterStatus if not status.ended)
CONCLUSIONS: tuple[str, ...] = get_args(Conclusion)
SORTS: tuple[str, ...] = get_args(Sort)
_MORE = frozenset({"kind", "department", "severity", "conclusion", "from", "to"})
_USUAL = {"sort": "created", "way": "down", "page": "1"}
_LEAST = {"critical": (("critical", 1),), "major": (("major", 1),)}


@dataclass(frozen=True, slots=True)
class Filter:
    """筛选条件: `words` as the form shows them, only those that ask for something."""

    words: dict[str, str]
    query: MatterQuery

    def said(self, name: str) -> str:
        """The word of a field, "" for none."""
        return self.words.get(name, "")

    def address(self, **changes: str) -> str:
        """地址 of the same list with some words changed, from its first page on."""
        kept = {name: word for name, word in self.words.items() if name != "page"}
        wanted = {**kept, **changes}
        said = {name: word for name, word in wanted.items() if word and _USUAL.get(name) != word}
        return f"/matters?{urlencode(said)}" if said else "/matters"

    def sorted_by(self, sort: str) -> str:
        """地址 of the list in an order; the other way round where it has that order."""
        here = self.query.sort == sort
        up = not self.query.ascending if here else sort in ("number", "title", "due")
        return self.address(sort=sort, way="up" if up else "down")

    def export_address(self) -> str:
        """地址 of the same list as a workbook, in the words of the interface."""
        query = self.query
        pairs = [
            ("text", query.text),
            *(("kind", one.value) for one in sorted(query.kinds)),
            *(("status", one.value) for one in sorted(query.statuses)),
            ("department_id", query.department_id),
            ("reviewer_id", query.reviewer_id),
            *zip(("created_from", "created_to"), query.created, strict=True),
            *zip(("due_from", "due_to"), query.due, strict=True),
            *query.at_least,
            ("conclusion", query.conclusion),
            ("sort", query.sort),
            ("ascending", "true" if query.ascending else ""),
        ]
        return f"/api/v1/matters.xlsx?{urlencode([(name, word) for name, word in pairs if word])}"

    @property
    def has_more(self) -> bool:
        """Whether one of the rarer fields asks for something."""
        return bool(_MORE & set(self.words))

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(set(self.words) - set(_USUAL))


def read_filter(params: Mapping[str, str], today: date) -> Filter:
    """筛选条件 of an address.

    Raises:
        BadRecord: a word that the form does not have.
        NotFound: what cannot be a department or an account.
    """
    given = {name: params.get(name, "").strip() for name in FIELDS}
    words = {name: word for name, word in given.items() if word and _USUAL.get(name) != word}
    said = {**dict.fromkeys(FIELDS, ""), **_USUAL, **words}
    query = MatterQuery(
        text=line(said["text"], "检索词", needed=False),
        kinds=frozenset({_kind(said["kind"])} if said["kind"] else ()),
        statuses=_statuses(said["status"], said["due"]),
        department_id=known(said["department"], "部门") if said["department"] else None,
        reviewer_id=known(said["reviewer"], "承办人") if said["reviewer"] else None,
        created=(_day(said["from"]), _day(said["to"])),
        due=_due(said["due"], today),
        at_least=_LEAST.get(said["severity"], ()),
        conclusion=_of(said["conclusion"], CONCLUSIONS, "审查结论"),
        sort=_of(said["sort"], SORTS, "排序"),  # type: ignore[arg-type]  # checked just now
        ascending=said["way"] == "up",
        paging=Paging(_page(said["page"])),
    )
    return Filter(words, query)


def _kind(word: str) -> Kind:
    return Kind(_of(word, tuple(Kind), "文书类型"))


def _statuses(word: str, due: str) -> frozenset[MatterStatus]:
    """What is due is still to be done."""
    if word in ("", OPEN):
        return UNFINISHED if word or due else frozenset()
    return frozenset({MatterStatus(_of(word, tuple(MatterStatus), "状态"))})


def _due(word: str, today: date) -> tuple[date | None, date | None]:
    spans = {
        "": (None, None),
        LATE: (None, today - timedelta(days=1)),
        WEEK: (today, today + timedelta(days=7)),
    }
    if word not in spans:
        raise BadRecord("期限")
    return spans[word]


def _day(word: str) -> date | None:
    found = parse_date(word)
    if found is not None and not 1900 <= found.year < 3000:
        raise BadRecord("日期")
    return found


def _page(word: str) -> int:
    if not word.isascii() or not word.isdigit() or len(word) > 6:
        raise BadRecord("页码")
    return int(word)


def _of(word: str, known_words: tuple[str, ...], name: str) -> str:
    if word and word not in known_words:
        raise BadRecord(name)
    return word
