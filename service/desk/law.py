"""Law (法规库): what the library holds, provisions as of a date, search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from service.wiring import Wiring

if TYPE_CHECKING:
    from corpus.library import Library
    from service.desk.provisions import Place, Wording
    from service.mcp.types import ProvisionAnswer, SearchAnswer


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """法规库状态: days as YYYY-MM-DD; `cutoff` is the newest day in it, None where unknown."""

    version: str
    cutoff: str | None
    instruments: int
    texts: int
    articles: int


@dataclass(frozen=True, slots=True)
class ProvisionHistory:
    """条文沿革: what is known of an article on a day, and every text of its law, oldest first.

    `place` has the whole article even where a paragraph was asked for; it is empty where the library
    does not hold it.
    """

    answer: ProvisionAnswer
    place: Place
    wordings: tuple[Wording, ...]


class Law:
    """法规库 of one wiring; the same answers as the tools of `fashen mcp` give."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    def status(self) -> LibraryStatus:
        """法规库状态.

        Raises:
            LibraryError: there is none.
        """
        library = self._wiring.library
        cutoff, counts = library.cutoff, library.counts()
        return LibraryStatus(
            library.version,
            cutoff.isoformat() if cutoff else None,
            counts.instruments,
            counts.expressions,
            counts.articles,
        )

    def search(self, query: str, k: int, as_of: str = "") -> SearchAnswer:
        """检索条文.

        Raises:
            BadOption: no such date, no query or too long a one, or `k` out of bounds.
        """
        from service.mcp.law import search_law

        return search_law(self._wiring, query, k, as_of)

    def provision(self, law: str, article: str, as_of: str = "") -> ProvisionAnswer:
        """查询条文.

        Raises:
            BadOption: no such date, or not one name and at most one article.
        """
        from service.mcp.law import look_up_provision

        return look_up_provision(self._wiring, law, article, as_of)

    def history(self, law: str, article: str, as_of: str = "") -> ProvisionHistory:
        """条文沿革 of an article, or of a whole law where `article` is empty.

        Raises:
            BadOption: as `provision`.
        """
        answer = self.provision(law, article, as_of)
        library = self._wiring.library
        day = date.fromisoformat(answer.as_of)
        place, texts = _history(library, library.version, answer.law, answer.article, day)
        return ProvisionHistory(answer, place, texts)


@lru_cache(maxsize=256)
def _history(
    library: Library, version: str, law: str, article: str, day: date
) -> tuple[Place, tuple[Wording, ...]]:
    """What the library says; `version` is part of the key, because libraries grow."""
    from service.desk.provisions import Place, place_in, standing_text, wordings

    view = library.at(day)
    work = view.instrument(law) if law else None
    text = standing_text(view, work) if work else None
    if work is None or text is None:
        return Place(), ()
    return place_in(view, text, article), wordings(view, work, article)
