"""Written options (审查选项 JSON): the options of a review as the ledger keeps them with a version."""

from __future__ import annotations

import json

from models.submission import IssuerLevel, Kind, Stance
from service.ledger.errors import BadRecord
from service.options import ReviewOptions, parse_date


def write_options(options: ReviewOptions) -> str:
    """审查选项 as JSON; what is to be recognised is null."""
    return json.dumps(
        {
            "kind": options.kind.value if options.kind else None,
            "issuer_level": options.issuer_level.value if options.issuer_level else None,
            "stance": options.stance.value,
            "as_of": options.as_of.isoformat() if options.as_of else None,
            "main": options.main,
            "roles": dict(options.roles),
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def read_options(written: str) -> ReviewOptions:
    """读出审查选项.

    Raises:
        BadRecord: another version of the program wrote what this one does not know.
    """
    try:
        found = json.loads(written)
        kind, level = found.get("kind"), found.get("issuer_level")
        return ReviewOptions(
            kind=Kind(kind) if kind else None,
            issuer_level=IssuerLevel(level) if level else None,
            stance=Stance(found.get("stance") or Stance.NEUTRAL),
            as_of=parse_date(found.get("as_of")),
            main=found.get("main") or "",
            roles=tuple((found.get("roles") or {}).items()),
        )
    except (ValueError, AttributeError, TypeError) as error:
        raise BadRecord("审查选项无法读取") from error
