"""The clauses and conflict pairs that we wrote keep what their documentation promises."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest
from support import SHARED, needs_shared

from corpus.library import Library
from models.neural.clauses.labels import ACTS, CATEGORIES, CONFLICTS, MANNERS
from models.training.clauses import (
    is_for_calibration,
    is_held_out,
    is_of_another_author,
    read_clause_file,
    read_clauses,
)
from models.training.conflicts import article_text, read_conflicts

CLAUSES = read_clauses()
PAIRS = read_conflicts()
DAY = date(2026, 11, 26)
SHORT = 30
"""Characters up to which two authors may write the same: "本规定自2027年3月1日起施行"."""


def test_the_corpus_is_as_large_and_wide_as_promised() -> None:
    assert len(CLAUSES) >= 16_000
    assert len({c.topic for c in CLAUSES}) >= 40
    assert {c.kind.value for c in CLAUSES} >= {
        "norm_doc",
        "gov_rule",
        "local_reg",
        "dept_rule",
        "major_decision",
    }
    assert {c.level.value for c in CLAUSES} >= {"township", "county", "city", "province"}
    wrong = Counter(c.categories[0] for c in CLAUSES if c.label == "unlawful")
    assert set(wrong) == set(CATEGORIES)
    assert min(wrong.values()) >= 40


def test_every_label_is_one_that_the_model_knows() -> None:
    for clause in CLAUSES:
        assert set(clause.acts) <= set(ACTS), clause.id
        assert set(clause.categories) <= set(CATEGORIES), clause.id
        assert clause.manner in ("", *MANNERS), clause.id
        assert bool(clause.reason) or clause.label == "background", clause.id
        assert clause.text[0] not in "@#|", f"{clause.id}: a mark of the writing format is left"


def test_offending_words_stand_where_they_are_said_to_stand() -> None:
    for clause in CLAUSES:
        if clause.label == "unlawful":
            assert clause.span is not None, clause.id
            start, end = clause.span
            assert 0 <= start < end <= len(clause.text), clause.id
        assert "⟦" not in clause.text, clause.id


def test_a_pair_holds_an_unlawful_clause_and_its_look_alike() -> None:
    pairs = defaultdict(set)
    for clause in CLAUSES:
        if clause.pair:
            pairs[clause.pair].add(clause.label)
    both = sum(labels == {"unlawful", "lawful"} for labels in pairs.values())
    unlawful = sum("unlawful" in labels for labels in pairs.values())
    assert both / unlawful > 0.97


def test_no_clause_is_written_twice_but_in_a_pair_that_differs_in_power() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for clause in (c for c in CLAUSES if len(c.text) > SHORT):
        seen[re.sub(r"\W|^第.{1,4}条", "", clause.text)].add(clause.pair or clause.id)
    assert [text for text, pairs in seen.items() if len(pairs) > 1] == []


def test_no_topic_of_the_test_split_is_trained_on() -> None:
    tested = {c.topic for c in CLAUSES if is_held_out(c)}
    learnt = {c.topic for c in CLAUSES if not is_held_out(c)}
    own = {c.topic for c in CLAUSES if is_held_out(c) and not is_of_another_author(c)}
    assert own
    assert tested
    assert not own & learnt


def test_the_judge_is_fitted_on_authors_of_their_own() -> None:
    fitted = {c.author for c in CLAUSES if is_for_calibration(c)}
    assert fitted
    assert not fitted & {c.author for c in CLAUSES if is_of_another_author(c)}
    assert len([c for c in CLAUSES if is_for_calibration(c)]) >= 1000


def test_there_are_enough_conflict_pairs_of_every_type() -> None:
    assert len(PAIRS) >= 3000
    counts = Counter(p.type for p in PAIRS)
    assert set(counts) == set(CONFLICTS)
    for pair in PAIRS:
        conflicting = pair.type not in ("none", "unrelated")
        assert (pair.span is not None) == conflicting, pair.id
        assert bool(pair.revision) == conflicting, pair.id


@needs_shared
def test_every_superior_provision_and_basis_is_in_the_library(tmp_path: Path) -> None:
    assert SHARED is not None
    home = national_library(tmp_path)
    with Library.open(home) as library:
        view = library.at(DAY)
        named = {b for c in CLAUSES for b in c.bases} | {law for p in PAIRS for law in p.laws}
        missing = sorted(
            f"{law}{article}" for law, article in named if not article_text(view, law, article)
        )
    assert missing == []


def national_library(directory: Path) -> Path:
    from corpus.knowledge import load_knowledge
    from corpus.sources.build import build
    from corpus.sources.importing import import_tree

    assert SHARED is not None
    path = directory / "library.sqlite"
    build(path, load_knowledge())
    import_tree(path, SHARED / "statutes" / "national", load_knowledge())
    return path


def test_a_file_that_holds_no_clauses_is_refused_with_a_code(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text('{"text": "第一条"}\n', encoding="utf-8")
    with pytest.raises(Exception, match=r"\[E412\]"):
        read_clause_file(path)
