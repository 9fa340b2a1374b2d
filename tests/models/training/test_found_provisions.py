"""What retrieval finds for a clause is learnt as no conflict, unless it is what the clause breaks."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.library import Library, LibraryView
from models.submission import IssuerLevel, Kind
from models.training.clauses import Clause
from models.training.conflicts import ConflictPair, article_text
from models.training.found_provisions import found_for_clauses, found_for_pairs

PENALTY_LAW = "中华人民共和国行政处罚法"


@pytest.fixture
def view(library: Library) -> LibraryView:
    return library.at(date(2026, 11, 26))


def clause(label: str, category: str, pair: str, text: str) -> Clause:
    bases = ((PENALTY_LAW, "64"),) if label == "unlawful" else ()
    return Clause(
        id=f"{pair}-{label}", author="T", pair=pair, topic="某领域", kind=Kind.NORM_DOC,
        level=IssuerLevel.COUNTY, title="某办法", text=text, label=label,
        categories=(category,) if category else (), acts=(), span=None, bases=bases,
        contrast="limit", manner="" if label == "unlawful" else "restates", reason="",
    )  # fmt: skip


def test_the_broken_provision_and_its_like_are_left_out_and_the_rest_is_no_conflict(
    view: LibraryView,
) -> None:
    broken = article_text(view, PENALTY_LAW, "64")
    assert broken
    finds = [broken, broken[:-20] + "，由本机关另行办理。", "与听证无关的另一条规定。"]
    wrong = clause("unlawful", "contradicts_upper_law", "p", "当事人应当在二日内提出听证。")
    right = clause("lawful", "contradicts_upper_law", "p", "当事人应当在五日内提出听证。")
    made = list(found_for_clauses([wrong, right], view, lambda _: finds, 0))
    assert [(e.text, e.provision, e.conflict) for e in made] == [
        (wrong.text, finds[2], "no"),
        (right.text, finds[2], "no"),
    ]
    assert made[0].weight < made[1].weight
    assert {e.group for e in made} == {"p"}


def test_clauses_that_are_unlawful_in_themselves_are_not_held_against_finds(
    view: LibraryView,
) -> None:
    fee = clause("unlawful", "sets_fee", "q", "每车收取管理费五元。")
    usual = clause("background", "", "", "本办法适用于本县。")
    made = list(found_for_clauses([fee, usual], view, lambda _: ["另一条规定。"], 5))
    assert [e.text for e in made] == [usual.text]


def test_pairs_under_held_out_laws_are_not_learnt_from(view: LibraryView) -> None:
    pairs = [
        ConflictPair(f"T-{law}", "T", ((law, "5"),), "应当先行审批。", "condition", None, "", "")
        for law in (PENALTY_LAW, "中华人民共和国行政许可法", "中华人民共和国土地管理法")
    ]
    made = {e.id.split("+")[0] for e in found_for_pairs(pairs, view, lambda _: ["另一条规定。"])}
    assert made == {p.id for p in pairs if not p.is_held_out}
    assert made


def test_what_is_surely_no_conflict_pulls_towards_none_or_unrelated() -> None:
    import torch

    from models.neural.clauses.labels import CONFLICTS
    from models.training.clause_batches import SURELY_NONE
    from models.training.clause_loss import conflict_loss

    def told(name: str) -> float:
        logits = torch.zeros(1, len(CONFLICTS))
        logits[0, CONFLICTS.index(name)] = 6.0
        part = conflict_loss(logits, torch.tensor([SURELY_NONE]), torch.ones(1))
        assert part is not None
        return float(part)

    assert max(told("none"), told("unrelated")) < 0.1 < told("body")
