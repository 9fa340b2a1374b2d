"""The card of the clause model (模型指纹): one fingerprint of all the files that reviews read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from models.neural.clauses.files import (
    BASES,
    CARD,
    CONFLICT_WORDS,
    JUDGE,
    MODEL,
    PRACTICE,
    PRACTICE_WORDS,
    SECOND,
    WORDING,
    WORDS,
)

_FILES = (
    MODEL,
    SECOND,
    WORDS,
    WORDING,
    CONFLICT_WORDS,
    JUDGE,
    BASES,
    PRACTICE,
    PRACTICE_WORDS,
)


def write_card(directory: Path) -> str:
    """Write `clauses.json` for the files that are there; return the fingerprint, twelve hex digits."""
    digest = hashlib.sha256()
    for name in _FILES:
        if (directory / name).is_file():
            digest.update(name.encode() + (directory / name).read_bytes())
    card = json.dumps({"model": digest.hexdigest()[:12]}, indent=1) + "\n"
    (directory / CARD).write_text(card, encoding="utf-8")
    return digest.hexdigest()[:12]
