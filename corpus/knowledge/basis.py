"""Basis (依据): a reference to the provision that a knowledge entry rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.instrument import ArticleNumber

Verified = Literal["laws.db", "lawrefbook", "web-copy", "memory"]


@dataclass(frozen=True, slots=True)
class BasisRef:
    """依据引用: a provision that a knowledge entry rests on.

    `article` is None for the whole instrument or where the place is not an article
    (`place` then holds it as written: "一（一）"). `anchor` is a short word that the provision
    contains ("…" stands for anything between). `version` is the adoption date of the text the
    author read ("2021-01-22"), empty for the text in force when the knowledge was compiled.
    `verified` tells where the author saw the text; "memory" and "web-copy" are shown as 待核.
    `seen` is the web address of a copy; `source_id` points into `Knowledge.external_sources`.
    """

    law: str
    article: ArticleNumber | None
    place: str
    anchor: str
    version: str
    verified: Verified
    note: str
    seen: str = ""
    source_id: str = ""

    @property
    def certain(self) -> bool:
        """Whether the author found the anchor in the law's text; if not, show 待核."""
        return self.verified in ("laws.db", "lawrefbook")
