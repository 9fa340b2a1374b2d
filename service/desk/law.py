"""Law (法规库): what the library holds, provisions as of a date, search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.wiring import Wiring

if TYPE_CHECKING:
    from service.mcp.types import ProvisionAnswer, SearchAnswer


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """法规库状态: days as YYYY-MM-DD; `cutoff` is the newest day in it, None where unknown."""

    version: str
    cutoff: str | None
    instruments: int
    texts: int
    articles: int


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
