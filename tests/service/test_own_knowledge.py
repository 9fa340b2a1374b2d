"""Knowledge of the office's own: entries in the data directory replace and add to ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from service.settings import Settings
from service.wiring import Wiring

LPR = "- id: '2026-11-20'\n  one_year: '2.90'\n  five_year: '3.40'\n  verified: laws.db\n"


def _home_with_lpr(folder: Path) -> Path:
    (folder / "contract").mkdir(parents=True)
    (folder / "contract" / "lpr.yaml").write_text(LPR, encoding="utf-8")
    return folder


def test_an_own_lpr_quotation_is_used(tmp_path: Path) -> None:
    _home_with_lpr(tmp_path / "knowledge")
    rates = Wiring(Settings(home=tmp_path)).knowledge.lpr_rates
    assert str(rates[-1].since) == "2026-11-20"
    assert len(rates) > 10, "ours stay beside it"


def test_a_folder_can_be_named(tmp_path: Path) -> None:
    own = _home_with_lpr(tmp_path / "own")
    house = Wiring(Settings(home=tmp_path / "home", knowledge=own))
    assert str(house.knowledge.lpr_rates[-1].since) == "2026-11-20"


def test_without_a_folder_ours_stand_alone(tmp_path: Path) -> None:
    assert str(Wiring(Settings(home=tmp_path)).knowledge.lpr_rates[-1].since) < "2026-11-20"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="nowhere"):
        _ = Wiring(Settings(home=tmp_path, knowledge=tmp_path / "nowhere")).knowledge.lpr_rates
