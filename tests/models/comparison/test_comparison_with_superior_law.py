"""What the comparison states, what it leaves alone, and where it points."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from models.comparison import align, compare

CASES = yaml.safe_load(
    (Path(__file__).parent / "comparison_cases.yaml").read_text(encoding="utf-8")
)
LAW = "餐饮店没有张贴收费公示的，由商务部门责令改正，处二百元以上一千元以下罚款。"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["draft"][:24])
def test_the_stated_differences_are_those_of_the_table(case: dict[str, object]) -> None:
    found = compare(str(case["draft"]), str(case["law"]))
    assert [d.kind for d in found] == case["kinds"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["draft"][:24])
def test_a_difference_quotes_both_texts_at_its_spans(case: dict[str, object]) -> None:
    for item in compare(str(case["draft"]), str(case["law"])):
        assert item.draft_span.of(str(case["draft"])) == item.draft_text
        assert item.law_span.of(str(case["law"])) == item.law_text
        assert item.draft_text
        assert item.message.endswith("。")


def test_half_of_the_table_states_no_difference() -> None:
    clear = [case for case in CASES if not case["kinds"]]
    assert len(CASES) >= 60
    assert len(clear) * 2 >= len(CASES)


def test_a_provision_does_not_differ_from_itself() -> None:
    for case in CASES:
        assert compare(case["law"], case["law"]) == ()


def test_a_fine_above_the_law_is_said_with_both_ranges() -> None:
    (item,) = compare("餐饮店未张贴收费公示的，处500元以上2000元以下罚款。", LAW)
    assert item.type == "sanction"
    assert item.message == (
        "草案罚款幅度为500元以上2000元以下，上位法为200元以上1000元以下，上限超出。"
    )


def test_the_fine_of_the_matching_paragraph_counts_not_that_of_another() -> None:
    law = LAW + "\n歌舞厅夜间噪声扰民的，处五千元以上二万元以下罚款。"
    assert compare("歌舞厅夜间噪声扰民的，处六千元罚款。", law) == ()
    (item,) = compare("餐饮店没有张贴收费公示的，处六千元罚款。", law)
    assert item.law_text == "二百元以上一千元以下罚款"


@pytest.mark.parametrize(("draft", "law"), [("", LAW), (LAW, ""), (" \n", " ")])
def test_an_empty_side_has_no_difference(draft: str, law: str) -> None:
    assert compare(draft, law) == ()


def test_the_alignment_covers_the_draft_and_the_matching_sentence() -> None:
    draft = "餐饮店未张贴收费公示的，处五百元以下罚款。"
    law = "市场开办者应当配备公平秤。" + LAW
    found = align(draft, law)
    assert found.law.of(law) == LAW
    assert "".join(p.draft.of(draft) for p in found.pieces) == draft
    assert "".join(p.law.of(law) for p in found.pieces) == LAW
    for piece in found.pieces:
        assert piece.equal == (piece.draft.of(draft) == piece.law.of(law))


def test_nothing_is_aligned_where_no_word_is_shared() -> None:
    found = align("盲道砖破损", "驯养猛禽。")
    assert (found.score, found.pieces) == (0.0, ())
