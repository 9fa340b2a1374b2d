"""Faults in wordings and layouts of many offices: each case changes a paper of a complete package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from made_up_package import MAIN, outcome_of, package_of

from corpus.library import Library
from models.finding import StepResult
from models.submission import Kind

_FOLDER = Path(__file__).parent / "wordings"
_OPEN = ("missing", "insufficient")
_ROLES = {
    "说明": "EV-01",
    "公告": "EV-02",
    "采纳": "EV-03",
    "会签": "EV-05",
    "竞争": "EV-08",
    "市监": "EV-09",
    "审核": "EV-10",
    "纪要": "EV-12",
    "签发": "EV-16",
    "座谈": "EV-23",
    "送审": "EV-29",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """措辞: the papers put in place of those of the complete package, by name; None: left out.

    `alone`: only the step itself is looked at, as the papers bring the package to a later stage,
    where further steps are due.
    """

    name: str
    step: str
    right: bool
    kind: Kind
    main: str
    papers: dict[str, tuple[str, str] | None]
    alone: bool


def _wording(entry: dict[str, Any]) -> Wording:
    return Wording(
        entry["name"],
        entry["step"],
        entry["right"],
        Kind(entry.get("kind", "norm_doc")),
        entry.get("main", MAIN),
        {name: _paper(name, paper) for name, paper in entry["papers"].items()},
        entry.get("alone", False),
    )


def _paper(name: str, paper: str | dict[str, str] | None) -> tuple[str, str] | None:
    """A paper's role and text; the role is told, or follows from the name."""
    if paper is None:
        return None
    return (_ROLES[name], paper) if isinstance(paper, str) else (paper["role"], paper["text"])


def _read() -> list[Wording]:
    files = sorted(_FOLDER.glob("*.yaml"))
    return [_wording(entry) for file in files for entry in yaml.safe_load(file.read_text("utf-8"))]


WORDINGS = _read()
RIGHT = [w for w in WORDINGS if w.right]
WRONG = [w for w in WORDINGS if not w.right]


def _steps(wording: Wording, library: Library) -> dict[str, StepResult]:
    package = package_of(wording.main, wording.kind, **wording.papers)
    return {step.step_id: step for step in outcome_of(package, library).steps}


@lru_cache(maxsize=8)
def _open_before(kind: Kind, library: Library) -> frozenset[str]:
    """Steps that the unchanged package, a normative document's, leaves open for a kind."""
    outcome = outcome_of(package_of(kind=kind), library)
    return frozenset(step.step_id for step in outcome.steps if step.status in _OPEN)


@pytest.mark.parametrize("wording", WRONG, ids=lambda w: f"{w.step} {w.name}")
def test_a_defect_is_found_however_an_office_words_it(wording: Wording, library: Library) -> None:
    step = _steps(wording, library)[wording.step]
    assert step.status in _OPEN, step.message


@pytest.mark.parametrize("wording", RIGHT, ids=lambda w: f"{w.step} {w.name}")
def test_a_right_paper_with_words_like_those_of_a_defect_raises_nothing(
    wording: Wording, library: Library
) -> None:
    steps = _steps(wording, library)
    if wording.alone:
        assert steps[wording.step].status == "satisfied"
        return
    before = _open_before(wording.kind, library)
    found = {key: s.message for key, s in steps.items() if s.status in _OPEN and key not in before}
    assert not found
