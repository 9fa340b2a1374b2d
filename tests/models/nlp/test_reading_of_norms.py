"""A clause is read as a norm: who, what, when, with which consequence, and where it stands."""

from __future__ import annotations

import pytest

from models.nlp import Norm, norm_pipeline, read_norms
from models.nlp.pipeline import GROUPS

TEXT = (
    "网约车平台应当自订单完成之日起三十日内开具发票，但乘客放弃索取的除外。"
    "平台拒绝开具的，由市交通运输局责令改正；拒不改正的，处三千元以上一万元以下罚款。\n"
    "市交通运输局应当在二十个工作日内答复投诉。乘客可以要求平台出具行程单，平台不得收费。"
)


@pytest.fixture(scope="module")
def norms() -> tuple[Norm, ...]:
    return read_norms(TEXT)


def test_there_is_one_norm_a_clause_and_each_knows_its_sentence(norms: tuple[Norm, ...]) -> None:
    assert len(norms) == 5
    assert all(n.sentence.contains(n.span) for n in norms)
    assert norms[1].sentence == norms[2].sentence


def test_subject_conduct_and_exception_are_read(norms: tuple[Norm, ...]) -> None:
    first = norms[0]
    assert first.subject is not None
    assert first.conduct is not None
    assert first.subject.text == "网约车平台"
    assert first.conduct.text.startswith("自订单完成之日起")
    assert [e.text for e in first.exceptions] == ["但乘客放弃索取的除外"]


def test_the_addressee_is_the_administration_or_people(norms: tuple[Norm, ...]) -> None:
    assert [n.addressee for n in norms][:4] == ["external", "internal", "unknown", "internal"]


def test_the_first_modal_word_decides_and_all_are_kept(norms: tuple[Norm, ...]) -> None:
    assert norms[0].modality == "obligation"
    assert [m.kind for m in norms[4].modalities] == ["permission", "prohibition"]


def test_sanctions_and_conditions_stand_in_their_own_clause(norms: tuple[Norm, ...]) -> None:
    assert [s.kind for s in norms[1].sanctions] == ["order_correct"]
    assert [s.kind for s in norms[2].sanctions] == ["fine"]
    assert next(c.text for c in norms[2].conditions) == "拒不改正的"
    assert [b.field for b in norms[1].bodies] == ["transport"]


def test_every_span_lies_in_its_clause_and_quotes_the_text(norms: tuple[Norm, ...]) -> None:
    for norm in norms:
        parts = [*norm.sanctions, *norm.periods, *norm.bodies, *norm.amounts, *norm.conditions]
        assert all(norm.span.contains(part.span) for part in parts)
        if norm.subject is not None:
            assert norm.subject.span.of(TEXT) == norm.subject.text


def test_the_pipeline_is_loaded_once_and_writes_every_group() -> None:
    nlp = norm_pipeline()
    assert nlp is norm_pipeline()
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert set(GROUPS) <= set(doc.spans)
    fine = next(s for s in doc.spans["sanction"] if s.label_ == "fine")
    assert "三千元以上一万元以下罚款" in fine.text


@pytest.mark.parametrize("text", ["", " \n", "。", "；；", "第", "罚款", "一" * 500])
def test_odd_texts_are_read_without_error(text: str) -> None:
    for norm in read_norms(text):
        assert norm.span.end <= len(text)
