"""Old agency names are found, and what only looks like one is not."""

from __future__ import annotations

import pytest

from corpus.knowledge import load_knowledge
from corpus.knowledge.agency_names import find_old_names

AGENCIES = load_knowledge().agencies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由市工商行政管理局受理申请。", ["工商行政管理局"]),
        ("报县国土资源局、环境保护局备案。", ["国土资源局", "环境保护局"]),
        ("由卫计委会同安监局检查。", ["卫计委", "安监局"]),
        ("送县政府法制办审查。", ["政府法制办"]),
        ("由银保监分局协助核实。", ["银保监分局"]),
        ("由自然资源和规划局核发。", []),
        ("由文化和旅游局、生态环境局核查。", []),
        ("负有安全生产监督管理职责的部门应当检查。", []),
        ("原国土资源局核发的证书继续有效。", []),
        ("废止《市环境保护局关于排污检查的通知》。", []),
        ("环境卫生行政主管部门负责清扫。", []),
        ("本次规划局部调整由市政府批准。", []),
        ("各乡镇农业部门和文化部门配合。", []),
        ("国家税务总局某县税务局征收。", []),
    ],
)
def test_old_names_are_found_in_drafts(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span, _ in find_old_names(text, AGENCIES)] == expected


def test_an_old_name_leads_to_what_took_its_place() -> None:
    text = "由市工商局负责。"
    [(span, agency)] = find_old_names(text, AGENCIES)
    assert (span.start, span.end) == (2, 5)
    assert agency.new == "市场监督管理部门"


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda a: a.id)
def test_every_spelling_of_an_agency_is_found(agency) -> None:
    for spelling in agency.spellings:
        text = f"由市{spelling}负责。"
        assert [(s.of(text), a) for s, a in find_old_names(text, AGENCIES)] == [(spelling, agency)]


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda a: a.id)
def test_no_new_name_is_taken_for_an_old_one(agency) -> None:
    successors = {a.old for a in AGENCIES}
    hits = [s.of(agency.new) for s, _ in find_old_names(agency.new, AGENCIES)]
    assert hits == [] or set(hits) <= successors
