"""The labelled packages of our own: gaps found, steps right, nothing proven without words."""

from __future__ import annotations

from functools import lru_cache

import pytest
from support import context_of

from corpus.document import Document
from corpus.formats import read_document
from corpus.library import Library
from models.checks.procedure.check import review_package
from models.finding import StepResult
from models.packages.build import build_package
from models.submission import Submission
from models.training.packages.labels import LABEL, LabelledPackage, read_packages

PACKAGES = read_packages()
IDS = ["/".join(p.folder.parts[-2:]) for p in PACKAGES]
CASES = list(zip(IDS, PACKAGES, strict=True))
_MOST_WRONG = 0.03


@lru_cache(maxsize=1)
def _all_steps(library: Library) -> dict[str, dict[str, StepResult]]:
    return {name: _steps(p, library) for name, p in CASES}


def _steps(package: LabelledPackage, library: Library) -> dict[str, StepResult]:
    documents = {d.name: d for d in _documents(package)}
    main = documents.pop(package.main)
    materials = tuple(documents.values())
    submission = Submission(main, package.kind, package.issuer_level, materials=materials)
    built = build_package(main, package.kind, materials, {})
    outcome = review_package(built, submission, context_of(library, package.as_of))
    return {step.step_id: step for step in outcome.steps}


def _documents(package: LabelledPackage) -> list[Document]:
    paths = (p for p in sorted(package.folder.iterdir()) if p.name != LABEL)
    return [read_document(path.read_bytes(), path.name) for path in paths]


@pytest.mark.parametrize(("name", "package"), CASES, ids=IDS)
def test_every_planted_gap_is_found(name: str, package: LabelledPackage, library: Library) -> None:
    steps = _all_steps(library)[name]
    open_ = {key for key, step in steps.items() if step.status in ("missing", "insufficient")}
    assert {gap.step_id for gap in package.gaps} <= open_


@pytest.mark.parametrize(("name", "package"), CASES, ids=IDS)
def test_a_complete_package_is_not_said_to_lack_a_step(
    name: str, package: LabelledPackage, library: Library
) -> None:
    if not package.clean:
        pytest.skip("has planted gaps")
    steps = _all_steps(library)[name].values()
    assert not [s.step_id for s in steps if s.status in ("missing", "insufficient")]


def test_at_most_three_in_a_hundred_steps_are_wrong(library: Library) -> None:
    wrong, total = [], 0
    for name, package in CASES:
        steps = _all_steps(library)[name]
        for label in package.steps:
            if label.special and label.step_id not in steps:
                continue
            total += 1
            if label.step_id not in steps or steps[label.step_id].status not in label.statuses:
                wrong.append(f"{name} {label.step_id}")
    assert total > 230
    assert len(wrong) <= _MOST_WRONG * total, wrong


def test_no_step_is_proven_without_words_of_a_paper(library: Library) -> None:
    for steps in _all_steps(library).values():
        for step in steps.values():
            if step.status == "satisfied":
                assert any(e.quote for e in step.evidence), step.step_id
