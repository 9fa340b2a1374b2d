"""Filing duties (备案去向): to whom each kind of document is filed, and what must be handed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Literal, cast, get_args

from corpus.knowledge.basis import BasisRef
from corpus.knowledge.loading.common import basis
from corpus.knowledge.loading.row import Row
from corpus.knowledge.loading.section import read_section

DATA = Path(__file__).parent / "data"
NAME = "public/filing.yaml"
Body = Literal[
    "township", "subdistrict", "government", "department", "vertical", "zone", "ministry",
    "congress", "state",
]  # fmt: skip
"""What an issuer is: 乡镇政府, 街道, 政府, 部门, 垂直管理部门, 管委会, 国务院部门, 人大, 国务院."""
Who = Literal[
    "superior_government", "own_government", "founding_government", "own_congress",
    "province_government", "province_congress", "state_council", "national_congress", "other",
]  # fmt: skip
_KINDS = ("norm_doc", "gov_rule", "dept_rule", "local_reg", "major_decision")
_LEVELS = ("township", "county", "city", "province", "ministry", "state")


@dataclass(frozen=True, slots=True)
class FilingRecipient:
    """备案机关: `who` tells which body it is to the issuer, `name` how to call it in general."""

    who: Who
    name: str
    bases: tuple[BasisRef, ...]


@dataclass(frozen=True, slots=True)
class FilingEntry:
    """备案去向 of one kind of document by issuers of these bodies and levels.

    `step` is the id of the procedure step that holds the period, "" where nothing must be filed.
    `contents` is what must be handed in; `contents_sure` whether the author saw the provision.
    """

    id: str
    kind: str
    bodies: tuple[Body, ...]
    levels: tuple[str, ...]
    step: str
    filer: str
    recipients: tuple[FilingRecipient, ...]
    period_bases: tuple[BasisRef, ...]
    contents: tuple[str, ...]
    contents_sure: bool
    contents_bases: tuple[BasisRef, ...]
    note: str

    @property
    def bases(self) -> tuple[BasisRef, ...]:
        """Every provision that the entry rests on."""
        said = tuple(ref for one in self.recipients for ref in one.bases)
        return (*said, *self.period_bases, *self.contents_bases)


@lru_cache(maxsize=4)
def load_filing(overlay: Path | None = None, *, data: Path = DATA) -> tuple[FilingEntry, ...]:
    """读取备案去向; entries of the overlay folder replace those with the same id.

    Raises:
        KnowledgeError: names file and line.
    """
    return tuple(
        read_section(NAME, filing_entry, attrgetter("id"), data=data, overlay=overlay).values()
    )


def filing_entry(row: Row) -> FilingEntry:
    """Parse 备案去向."""
    return FilingEntry(
        id=row.text("id"),
        kind=row.choice("kind", _KINDS),
        bodies=cast("tuple[Body, ...]", row.choices("bodies", get_args(Body))),
        levels=row.choices("levels", _LEVELS),
        step=row.maybe_text("step"),
        filer=row.maybe_text("filer"),
        recipients=row.rows("recipients", _recipient),
        period_bases=row.maybe_rows("period_bases", basis),
        contents=row.texts("contents"),
        contents_sure=row.flag("contents_sure"),
        contents_bases=row.maybe_rows("contents_bases", basis),
        note=row.maybe_text("note"),
    )


def _recipient(row: Row) -> FilingRecipient:
    return FilingRecipient(
        cast(Who, row.choice("who", get_args(Who))), row.text("name"), row.rows("bases", basis)
    )
