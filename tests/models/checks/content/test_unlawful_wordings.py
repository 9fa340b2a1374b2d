"""Rules of unlawful wordings decide a sentence, within power, and give way to a cited basis."""

from __future__ import annotations

from datetime import date

import pytest
from support import submission_of

from corpus.knowledge import load_knowledge
from corpus.knowledge.unlawful import load_unlawful_rules
from corpus.library import Library
from corpus.retrieval.hybrid import HybridRetriever
from models.checks.base import Context
from models.checks.content import ContentCheck
from models.checks.content.words import find_words
from models.checks.grounding import ground_one
from models.finding import Outcome
from models.neural.clauses.reader import ClauseReader

HEAD = "石城市夜间经济管理办法\n第一条 为了规范夜间经济活动，制定本办法。\n"
FINAL = "第二条 管委会对摊位等级的认定为终局决定，摊主不得申请行政复议。"
KIN = "第二条 拒不拆除违建的摊主，其子女不得报名本区公办学校。"


@pytest.fixture(scope="module")
def bare(library: Library) -> Context:
    """Without the clause model."""
    day = date(2026, 11, 26)
    return Context(day, library.at(day), load_knowledge(), HybridRetriever(library))


def outcome(context: Context, clause: str, **kind: str) -> Outcome:
    return ContentCheck().run(submission_of(f"{HEAD}{clause}\n", **kind), context)


def test_a_wording_is_a_finding_with_its_category_name_and_verified_ground(bare: Context) -> None:
    found = [f for f in outcome(bare, KIN).findings if f.category == "collective_punishment"]
    assert len(found) == 1
    assert found[0].quote == KIN
    assert found[0].basis
    assert all(b.verified for b in found[0].basis)
    assert found[0].suggestion


def test_the_message_says_what_the_clause_does_in_chinese(bare: Context) -> None:
    found = outcome(bare, "第二条 夜市商户必须加入市餐饮商会，非会员不得续租。").findings
    assert any("强制" in f.message for f in found)
    assert all(f.message.endswith("。") for f in found)


def test_a_place_with_a_finding_is_not_also_left_undecided(bare: Context) -> None:
    result = outcome(bare, FINAL)
    places = [f.span for f in result.findings if f.span]
    assert places
    open_ends = [u.span for u in result.undecided if u.span]
    assert not any(u.overlaps(place) for u in open_ends for place in places)


def test_an_item_is_read_with_the_lead_of_its_list(bare: Context) -> None:
    lead = "第二条 申请办理摊位登记的，应当提交下列材料：\n"
    items = "（一）身份证复印件；\n（二）居委会出具的无违法记录证明。"
    found = outcome(bare, lead + items).findings
    assert [f.quote for f in found if f.category == "extra_certificate"] == [
        "（二）居委会出具的无违法记录证明。"
    ]


def test_an_item_that_the_lead_forbids_is_no_case(bare: Context) -> None:
    text = "第二条 有关部门不得有下列行为：\n（一）要求商户必须加入市餐饮商会；"
    assert outcome(bare, text).findings == ()


def test_a_rule_about_one_provision_names_it(bare: Context) -> None:
    clause = "第二条 摊主对处罚不服的，应当在三十日内提起行政诉讼。"
    found = [f for f in outcome(bare, clause).findings if f.category == "contradicts_upper_law"]
    assert [(b.law, b.article) for b in found[0].basis] == [
        ("中华人民共和国行政诉讼法", "第四十六条")
    ]


def test_a_provision_that_a_rule_names_is_in_force_and_holds_its_anchor(bare: Context) -> None:
    refs = [ref for rule in load_unlawful_rules() for ref in rule.bases]
    held = [ref for ref in refs if bare.library.instrument(ref.law) is not None]
    assert len(held) >= 10
    assert [ref for ref in held if not ground_one(ref, bare.library).verified] == []


def test_a_sentence_that_cites_an_article_is_left_to_the_comparison(bare: Context) -> None:
    clause = "第二条 依照《中华人民共和国保险法》第十一条，商户必须投保火灾公众责任险。"
    assert not [f for f in outcome(bare, clause).findings if f.check_id.startswith("UL-INS")]


def test_rules_look_only_into_the_kinds_they_name() -> None:
    clause = "第二条 许可机关应当自受理申请之日起四十五日内作出许可决定。"
    document = {m.rule.id for m in find_words(submission_of(HEAD + clause))}
    regulation = {m.rule.id for m in find_words(submission_of(HEAD + clause, kind="local_reg"))}
    assert "UL-UPP-LICENCE" in document
    assert regulation == set()


def test_what_the_state_council_may_do_is_left_to_a_person(bare: Context) -> None:
    county = outcome(bare, KIN, issuer_level="county").findings
    state = outcome(bare, KIN, issuer_level="state").findings
    assert [f.check_id for f in county if f.check_id.startswith("UL-")]
    assert not [f.check_id for f in state if f.check_id.startswith("UL-")]


def test_a_leading_wording_makes_the_models_suspicion_a_finding(library: Library) -> None:
    day = date(2026, 11, 26)
    reader = ClauseReader()
    context = Context(day, library.at(day), load_knowledge(), HybridRetriever(library), reader)
    found = outcome(context, KIN).findings
    assert found[0].category == "collective_punishment"
    assert len([f for f in found if f.span and f.quote in KIN]) == 1


def test_a_ministry_may_not_contradict_the_provision_that_a_rule_names(bare: Context) -> None:
    clause = "第二条 公安机关对复吸人员可以作出强制戒毒的决定。"
    found = outcome(bare, clause, kind="dept_rule", issuer_level="ministry").findings
    assert [f.check_id for f in found] == ["UL-OLD-DETOX"]
    assert found[0].basis[0].article == "第三十八条"
