"""Signs of materials: every role can be recognised, every rule fires on its own examples only."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.formats import read_document
from corpus.knowledge import load_knowledge
from corpus.knowledge.evidence_signs import EvidenceSign, PaperView, load_evidence_signs
from models.packages.papers import papers

KNOWLEDGE = load_knowledge()
SIGNS = load_evidence_signs()
TEXT_OF_THE_MEASURE = "EV-22"  # told by articles and title, not by signs


def _holds(sign: EvidenceSign, example: str) -> bool:
    if sign.where == "name":
        return bool(sign.found(PaperView(example, (), "", "")))
    document = read_document(example.encode(), "例.txt")
    return bool(sign.found(papers(document)[0].view))


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.id)
def test_a_sign_fires_on_all_its_examples_and_on_none_of_its_look_alikes(
    sign: EvidenceSign,
) -> None:
    assert sign.hits
    assert sign.misses
    assert [e for e in sign.hits if not _holds(sign, e)] == []
    assert [e for e in sign.misses if _holds(sign, e)] == []


def test_every_role_of_the_knowledge_has_signs_and_every_sign_a_known_role() -> None:
    signed = {sign.evidence for sign in SIGNS}
    assert signed | {TEXT_OF_THE_MEASURE} == set(KNOWLEDGE.evidence_types)
    titled = {sign.evidence for sign in SIGNS if sign.where == "title" and sign.weight >= 8}
    assert titled == signed


def test_every_role_is_asked_for_by_some_step() -> None:
    asked = {i for step in KNOWLEDGE.procedures for i in step.evidence_ids}
    assert set(KNOWLEDGE.evidence_types) == asked


_ENTRY = (
    "signs:\n  - {{id: ES-1, evidence: EV-01, where: {where}, weight: 5, find: '{find}', "
    "hits: [{hits}], misses: []}}\n"
)


@pytest.mark.parametrize(
    ("where", "find", "hits", "message"),
    [
        ("head", "说明", "说明", "where 写错"),
        ("title", "说?明?", "说明", "会命中空文字"),
        ("title", "说明", "", "hits 是空的"),
        ("title", "说(明", "说明", "正则有误"),
    ],
)
def test_a_wrong_sign_is_refused_by_name(
    tmp_path: Path, where: str, find: str, hits: str, message: str
) -> None:
    path = tmp_path / "evidence_signs.yaml"
    path.write_text(_ENTRY.format(where=where, find=find, hits=hits), "utf-8")
    with pytest.raises(KnowledgeError, match=message) as caught:
        load_evidence_signs(path)
    assert "ES-1" in str(caught.value)


def test_a_sign_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "evidence_signs.yaml"
    path.write_text("signs:\n  - {id: ES-1, evidence: EV-01, where: title, colour: 1}\n", "utf-8")
    with pytest.raises(KnowledgeError, match="colour"):
        load_evidence_signs(path)
