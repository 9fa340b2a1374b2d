"""Health (运行状况): whether the service can do its work, in words that anybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.errors import FashenError
from service import __version__
from service.ledger import Ledger
from service.wiring import Wiring


@dataclass(frozen=True, slots=True)
class Health:
    """运行状况: `status` is ok or failing; `ledger` and `library_status` are ok or an error's code."""

    status: str
    version: str
    library: str | None
    cutoff: str | None
    library_status: str
    ledger: str


def health(wiring: Wiring, ledger: Ledger) -> Health:
    """运行状况 of the library and the ledger."""
    library: str | None = None
    cutoff: str | None = None
    library_status = ledger_status = "ok"
    try:
        library = wiring.library.version
        newest = wiring.library.cutoff
        cutoff = newest.isoformat() if newest else None
    except FashenError as error:
        library_status = error.code
    try:
        with ledger.read() as work:
            work.jobs.waiting()
    except FashenError as error:
        ledger_status = error.code
    well = library_status == ledger_status == "ok"
    return Health(
        "ok" if well else "failing", __version__, library, cutoff, library_status, ledger_status
    )


def library_age(wiring: Wiring, today: date) -> int | None:
    """法规库收录截止日距今的天数, None where there is no library or no day in it."""
    try:
        cutoff = wiring.library.cutoff
    except FashenError:
        return None
    return (today - cutoff).days if cutoff else None
