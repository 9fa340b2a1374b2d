"""The fingerprint of the clause model changes with every file that a review reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from models.neural.clauses.files import BASES, CARD, JUDGE, MODEL, SECOND, WEIGHTS, WORDING, WORDS
from models.training.card import write_card


def test_the_shipped_fingerprint_is_that_of_the_shipped_files(tmp_path: Path) -> None:
    shipped = tmp_path / "clauses"
    shutil.copytree(WEIGHTS, shipped)
    told = json.loads((WEIGHTS / CARD).read_text(encoding="utf-8"))["model"]
    assert write_card(shipped) == told


@pytest.mark.parametrize("name", [MODEL, SECOND, JUDGE, BASES, WORDS, WORDING])
def test_another_file_gives_another_fingerprint(tmp_path: Path, name: str) -> None:
    for other in (MODEL, SECOND, JUDGE, BASES, WORDS, WORDING):
        (tmp_path / other).write_bytes(b"one")
    before = write_card(tmp_path)
    (tmp_path / name).write_bytes(b"two")
    assert write_card(tmp_path) != before
