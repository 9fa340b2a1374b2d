"""Limits and LPR: dated facts that a user's folder can extend."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.knowledge import load_knowledge
from corpus.knowledge.checking.contract import check_contract


def test_every_limit_belongs_to_a_check_of_the_knowledge():
    assert [p for p in check_contract(load_knowledge()) if "limits" in p.where] == []


def test_limits_are_exact_and_dated():
    limits = load_knowledge().contract_limits
    assert limits["deposit_share"].value == Decimal(20)
    assert limits["vat_16"].until == date(2019, 3, 31)


def test_lpr_is_in_the_order_of_publication_and_a_folder_adds_to_it(tmp_path: Path):
    folder = tmp_path / "contract"
    folder.mkdir()
    (folder / "lpr.yaml").write_text(
        "- {id: '2026-06-22', one_year: '2.90', five_year: '3.40', verified: web-copy}\n", "utf-8"
    )
    built_in, extended = load_knowledge().lpr_rates, load_knowledge(tmp_path).lpr_rates
    assert [r.since for r in built_in] == sorted(r.since for r in built_in)
    assert len(extended) == len(built_in) + 1
    assert (extended[-1].since, extended[-1].one_year) == (date(2026, 6, 22), Decimal("2.90"))


def test_a_rate_that_is_no_number_is_refused_with_its_line(tmp_path: Path):
    folder = tmp_path / "contract"
    folder.mkdir()
    (folder / "lpr.yaml").write_text(
        "- {id: '2026-06-22', one_year: 三, five_year: '3.40', verified: memory}\n", "utf-8"
    )
    with pytest.raises(KnowledgeError, match="one_year"):
        _ = load_knowledge(tmp_path).lpr_rates
