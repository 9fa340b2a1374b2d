"""The shipped clause model over whole drafts and the real library."""

from __future__ import annotations

from datetime import date

import pytest
from support import submission_of

from corpus.knowledge import load_knowledge
from corpus.knowledge.acts import load_act_rules
from corpus.library import Library
from corpus.retrieval.hybrid import HybridRetriever
from models.checks.base import Context
from models.checks.content import ContentCheck
from models.checks.content.steps import ALL
from models.checks.content.suspicion import _plainly_in_time
from models.finding import Outcome
from models.neural.clauses.reader import ClauseReader
from models.submission import Kind

READER = ClauseReader()
HEAD = "石城市夜间经济管理办法\n第一条 为了规范夜间经济活动，制定本办法。\n"
FINE = "第二条 摊主把桌椅摆到盲道上的，由街道办事处处二百元以上五百元以下罚款，三次以上的取消设摊资格。"
REFERENCE = "第二条 摊主把桌椅摆到盲道上的，由城市管理部门依照有关法律、法规的规定处理。"


@pytest.fixture(scope="module")
def context(library: Library) -> Context:
    day = date(2026, 11, 26)
    return Context(day, library.at(day), load_knowledge(), HybridRetriever(library), READER)


def outcome(context: Context, clause: str, steps: object = ALL, **kind: str) -> Outcome:
    check = ContentCheck(steps)  # type: ignore[arg-type]
    return check.run(submission_of(f"{HEAD}{clause}\n", **kind), context)


def test_the_weights_are_shipped_and_within_their_size() -> None:
    from models.neural.clauses.files import WEIGHTS

    assert READER.available
    assert sum(f.stat().st_size for f in WEIGHTS.iterdir()) <= 60_000_000


def test_a_penalty_of_a_normative_document_is_found_with_words_ground_and_reason(
    context: Context,
) -> None:
    found = outcome(context, FINE).findings
    assert [f.category for f in found] == ["sets_penalty"]
    finding = found[0]
    assert finding.source == "classifier"
    assert "罚款" in finding.quote
    assert any(b.law.endswith("行政处罚法") and b.article == "第十六条" for b in finding.basis)
    assert all(b.verified and b.quoted_text for b in finding.basis)
    assert "行政规范性文件" in finding.message
    assert finding.suggestion


def test_the_same_clause_is_within_the_power_of_a_local_regulation(context: Context) -> None:
    result = outcome(context, FINE, kind="local_reg", issuer_level="province")
    assert not any(f.category == "sets_penalty" for f in result.findings)
    assert any(c.cleared_by == "power" for c in result.cleared)


def test_without_the_step_of_power_the_regulation_is_flagged(context: Context) -> None:
    result = outcome(context, FINE, ALL.without("power"), kind="local_reg", issuer_level="province")
    assert any(f.category == "sets_penalty" for f in result.findings) or any(
        u.category == "sets_penalty" for u in result.undecided
    )


def test_a_reference_to_the_law_is_no_finding(context: Context) -> None:
    assert outcome(context, REFERENCE).findings == ()


@pytest.mark.parametrize(
    "clause",
    [
        "第二条 本办法所称夜间经济，是指当日十八时至次日六时之间的商品销售和服务活动。",
        "第二条 市商务局每年组织一次夜市经营者座谈会，听取意见建议并形成书面报告。",
        "第二条 鼓励夜市开办者为困难群众减免摊位费，所需经费由开办者自行承担。",
        "第二条 本办法自2027年1月1日起施行，有效期五年。",
    ],
)
def test_ordinary_clauses_are_not_flagged(context: Context, clause: str) -> None:
    assert outcome(context, clause).findings == ()


@pytest.mark.parametrize(
    ("clause", "category"),
    [
        ("第二条 夜市摊主须向街道办事处缴存两千元文明经营保证金，违规一次扣五百元。", "sets_fee"),
        (
            "第二条 只有本市户籍居民开办的餐车方可进入江滩夜市，外地人员一律不予登记。",
            "residency_or_identity_discrimination",
        ),
        (
            "第二条 夜市统一使用市属供电公司下属企业提供的照明设备，摊主不得自行采购。",
            "designated_operator",
        ),
    ],
)
def test_common_faults_are_found_by_category(context: Context, clause: str, category: str) -> None:
    found = outcome(context, clause).findings
    assert found
    assert found[0].category in (category, "local_protection")


def test_what_the_model_is_unsure_of_is_left_to_a_person_and_never_dropped(
    context: Context,
) -> None:
    result = outcome(context, FINE)
    judged = {f.span for f in result.findings} | {u.span for u in result.undecided}
    assert judged
    for entry in (*result.undecided, *result.cleared):
        assert entry.quote


def test_switching_the_model_off_leaves_the_rules(context: Context) -> None:
    from dataclasses import replace

    found = outcome(replace(context, reader=None), FINE).findings
    assert [f.source for f in found] == ["rule"]


def test_plain_cases_of_precise_rules_are_found_by_the_whole_check(context: Context) -> None:
    """What a rule finds by itself may not get lost on the way through model and judge."""
    cases = [
        (rule.category, hit)
        for rule in load_act_rules()
        if rule.strength == "strong" and rule.category != "repealed_basis"
        for hit in rule.hits
    ]
    told = [{f.category for f in outcome(context, f"第二条 {hit}").findings} for _, hit in cases]
    assert len(cases) >= 90
    assert sum(bool(found) for found in told) >= 0.92 * len(cases)
    right = sum(category in found for (category, _), found in zip(cases, told, strict=True))
    assert right >= 0.87 * len(cases)


def test_a_recital_is_no_conflict_even_if_it_cites_an_article(context: Context) -> None:
    recital = "第一条 为了规范摊点，根据《中华人民共和国行政处罚法》第五条，制定本办法。"
    document = submission_of(f"石城市夜间经济管理办法\n{recital}\n")
    result = ContentCheck().run(document, context)
    assert result.findings == ()
    assert result.undecided == ()


def test_lack_of_power_is_not_said_beside_the_category_that_says_why(context: Context) -> None:
    fine = "第二条 违反本办法规定摆放桌椅的，由市城市管理局处五百元罚款。"
    assert [f.category for f in outcome(context, fine).findings] == ["sets_penalty"]


@pytest.mark.parametrize(("kind", "suspected"), [("norm_doc", False), ("gov_rule", True)])
def test_the_day_of_publication_is_the_usual_first_day_but_for_rules(
    kind: str, suspected: bool
) -> None:
    text = "第二条 本规定自公布之日起施行，未设置回收容器的按第二十条处理。"
    assert _plainly_in_time(text, Kind(kind)) is not suspected


def test_one_day_to_come_is_no_wrong_first_day_and_a_day_before_is() -> None:
    plain = "本办法自2027年1月1日起施行。《石城市摊点办法》（石府〔2021〕3号）同时废止。"
    backwards = "本办法自2027年1月1日起施行，此前已享受补贴的按新标准退回。"
    replacing = "本办法自2027年1月1日起施行，2009年11月20日发布的《石城市摊点办法》同时废止。"
    assert _plainly_in_time(plain, Kind.GOV_RULE)
    assert _plainly_in_time(replacing, Kind.GOV_RULE)
    assert not _plainly_in_time(backwards, Kind.NORM_DOC)


@pytest.mark.parametrize(
    "clause",
    [
        "第二条 在公园内焚烧垃圾的，由城市管理部门责令改正，处二百元以上一千元以下罚款；"
        "构成违反治安管理行为的，由公安机关依法处以拘留。",
        "第二条 违反本条例规定经营的，由市场监督管理部门处一万元以上五万元以下罚款；"
        "情节严重的，依法吊销营业执照。",
    ],
)
def test_a_local_regulation_may_fine_and_point_to_what_the_law_sets_besides(
    context: Context, clause: str
) -> None:
    assert outcome(context, clause, kind="local_reg", issuer_level="city").findings == ()


def test_more_is_asked_of_a_document_of_the_state_council(context: Context) -> None:
    clause = "第二条 夜市摊主须向街道办事处缴存两千元文明经营保证金，违规一次扣五百元。"
    assert outcome(context, clause).findings
    assert outcome(context, clause, issuer_level="state").findings == ()


def test_what_is_only_found_for_a_local_regulation_is_left_to_a_person(context: Context) -> None:
    clause = (
        "第二条 食品生产经营者未定期维护、清洗、校验食品贮存设备的，由食品安全监督管理部门责令改正，"
        "给予警告；拒不改正的，处十万元以上五十万元以下罚款。"
    )
    result = outcome(context, clause, kind="local_reg", issuer_level="city")
    assert result.findings == ()
    doubt = next(u for u in result.undecided if u.category == "penalty_beyond_upper_law")
    assert any(b.law.endswith("食品安全法") for b in doubt.basis)


def test_handing_fines_to_the_treasury_is_no_link_with_revenue(context: Context) -> None:
    clause = "第二条 收缴罚款应当出具统一印制的罚没款收据，罚款全部上缴国库。"
    assert outcome(context, clause).findings == ()


def test_what_is_said_of_a_normative_document_is_left_to_a_person_in_a_rule(
    context: Context,
) -> None:
    clause = "第二条 摊主应当为每个摊位购买公众责任保险。"
    document = outcome(context, clause, issuer_level="city")
    rule = outcome(context, clause, kind="gov_rule", issuer_level="city")
    assert [f.category for f in document.findings] == ["mandatory_insurance_or_purchase"]
    assert [f.category for f in rule.findings] == []
    assert [u.category for u in rule.undecided] == ["mandatory_insurance_or_purchase"]


SUSPECT = "第二条 摊主连续三日未出摊的，视为退出，摊位另行安排。"
DUTIES = "".join(
    f"第{n}条 市商务局会同有关部门做好夜市服务工作，定期听取意见并向社会公布情况。\n"
    for n in range(3, 40)
)


def test_what_the_networks_alone_suspect_is_left_to_a_person_in_a_whole_draft(
    context: Context,
) -> None:
    asked = outcome(context, SUSPECT)
    whole = outcome(context, f"{SUSPECT}\n{DUTIES}")
    (finding,) = asked.findings
    assert finding.source == "classifier"
    assert whole.findings == ()
    assert [u.category for u in whole.undecided] == [finding.category]


def test_what_a_precise_rule_sees_too_is_a_finding_in_a_whole_draft(context: Context) -> None:
    alone, whole = outcome(context, FINE), outcome(context, f"{FINE}\n{DUTIES}")
    assert [f.category for f in alone.findings] == [f.category for f in whole.findings]
    assert alone.findings[0].confidence == whole.findings[0].confidence


def test_a_short_sentence_that_two_rules_see_is_a_finding_whatever_the_networks_say(
    context: Context,
) -> None:
    plain = "第二条 省级规定与本办法不一致的，以本办法为准。"
    (finding,) = outcome(context, plain).findings
    assert finding.category == "contradicts_upper_law"
    assert any(b.law.endswith("立法法") and b.verified for b in finding.basis)
