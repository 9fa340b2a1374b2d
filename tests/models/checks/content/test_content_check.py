"""Act → power → basis → limit over whole drafts and the real library."""

from __future__ import annotations

import pytest
from support import context_of, submission_of

from corpus.knowledge import load_knowledge
from corpus.library import Library
from models.checks.content import ContentCheck
from models.finding import Finding, Outcome

HEAD = "石城市夜间经济管理办法\n第一条 为了规范夜间经济活动，制定本办法。\n"
EXAMPLES = load_knowledge().examples


def outcome(library: Library, clause: str, **kind: str) -> Outcome:
    submission = submission_of(f"{HEAD}第二条 {clause}\n", **kind)
    return ContentCheck().run(submission, context_of(library))


def flagged(library: Library, clause: str, **kind: str) -> dict[str, Finding]:
    return {f.category: f for f in outcome(library, clause, **kind).findings}


def test_a_fine_set_by_a_normative_document_is_flagged_with_its_ground(library: Library) -> None:
    found = flagged(library, "摊位超出划线区域的，处二百元以上五百元以下罚款。")
    finding = found["sets_penalty"]
    assert finding.severity == "critical"
    assert finding.locator.article == "第二条"
    assert next((b.law, b.article) for b in finding.basis) == (
        "中华人民共和国行政处罚法",
        "第十六条",
    )
    assert all(b.verified and b.quoted_text for b in finding.basis)
    assert finding.suggestion


def test_the_same_fine_in_a_local_regulation_is_within_its_power(library: Library) -> None:
    result = outcome(
        library,
        "摊位超出划线区域的，处二百元以上五百元以下罚款。",
        kind="local_reg",
        issuer_level="city",
    )
    assert result.findings == ()
    assert [c.cleared_by for c in result.cleared] == ["power"]


def test_a_penalty_referred_to_the_law_that_carries_it_is_cleared_by_basis(
    library: Library,
) -> None:
    clause = "夜市摊主寻衅滋事的，公安机关按《中华人民共和国治安管理处罚法》处理，可以处罚款。"
    result = outcome(library, clause)
    assert result.findings == ()
    assert result.cleared[0].cleared_by == "basis"


def test_a_fine_above_the_cited_article_is_a_conflict_of_range(library: Library) -> None:
    clause = (
        "擅自印制增值税发票以外票据的，依照《中华人民共和国旅游法》第九十五条，"
        "处五十万元以上九十万元以下罚款。"
    )
    finding = flagged(library, clause)["penalty_beyond_upper_law"]
    assert finding.conflict_type == "处罚幅度或范围不符"
    assert finding.source == "comparison"
    assert "旅游法" in finding.message


def test_a_basis_outside_the_library_leaves_the_clause_undecided(library: Library) -> None:
    clause = "违规占道的，依照《湖北省城市市容管理条例》第三十条处五百元罚款。"
    result = outcome(library, clause)
    assert result.findings == ()
    assert "不在法规库" in result.undecided[0].message


def test_a_repealed_basis_does_not_carry_a_penalty(library: Library) -> None:
    clause = "露天烧烤的，依照《中华人民共和国大气污染防治法》第一百一十八条处五百元罚款。"
    result = outcome(library, clause)
    assert not any(c.cleared_by == "basis" for c in result.cleared)


def test_loose_cues_are_listed_as_undecided_once_a_category(library: Library) -> None:
    result = outcome(library, "商户应当统一着装，全部实行集中收银。商户应当限期更换灯箱。")
    loose = [u for u in result.undecided if u.check_id == "residue:reduces_rights_or_adds_duty"]
    assert len(loose) == 1
    assert "第二条" in loose[0].message


@pytest.mark.parametrize(
    "example",
    [
        e
        for e in EXAMPLES
        # bases are the citations check's, dates the form check's
        if e.polarity == "violation"
        and not {"repealed_basis", "missing_or_wrong_effective_date"} & set(e.expected)
    ],
    ids=lambda e: e.id,
)
def test_the_knowledge_examples_of_violations_are_found(library: Library, example: object) -> None:
    kind = getattr(example, "doc_kind", "norm_doc")
    found = flagged(library, getattr(example, "text", ""), kind=kind)
    assert set(found) & set(getattr(example, "expected", ()))


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e.polarity == "lookalike"], ids=lambda e: e.id
)
def test_the_knowledge_look_alikes_are_not_flagged(library: Library, example: object) -> None:
    kind = getattr(example, "doc_kind", "norm_doc")
    assert flagged(library, getattr(example, "text", ""), kind=kind) == {}
