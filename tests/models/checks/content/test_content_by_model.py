"""The shipped clause model over whole drafts and the real library."""

from __future__ import annotations

from datetime import date

import pytest
from support import submission_of

from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.retrieval.hybrid import HybridRetriever
from models.checks.base import Context
from models.checks.content import ContentCheck
from models.checks.content.steps import ALL
from models.finding import Outcome
from models.neural.clauses.reader import ClauseReader

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
    assert sum(f.stat().st_size for f in WEIGHTS.iterdir()) < 60 * 2**20


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
