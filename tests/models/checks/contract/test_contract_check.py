"""The contract check on small contracts: risky terms, gaps, signing procedure, severity by stance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support import ROOT, context_of, submission_of

from corpus.document import Document
from corpus.formats import read_document
from corpus.library import Library
from models.checks.contract import ContractCheck
from models.finding import Finding, Outcome, Severity
from models.neural.contracts.model import WordContractModel
from models.submission import Stance

LEASE = """厂房租赁合同
出租方（甲方）：江北实业有限公司
统一社会信用代码：91421000MA1234567Y
住所：江北市工业路1号
承租方（乙方）：江南制衣有限公司
统一社会信用代码：91421000MA7654321Y
住所：江南市纺织路8号
第一条 租赁物
甲方将坐落于江北市工业路3号的厂房出租给乙方，建筑面积1200平方米，用途为服装加工。
第二条 租赁期限
自2026年1月1日起至2028年12月31日止。
第三条 租金
月租金为人民币24,000元，乙方每月5日前支付；押金48,000元，期满无欠费后十日内退还。
第四条 维修
房屋主体由甲方维修，乙方使用不当造成的损坏由乙方修复。
第五条 转租
未经甲方书面同意，乙方不得转租。
第六条 违约责任
乙方逾期支付租金的，按欠付金额每日万分之五支付违约金；造成损失的另行赔偿。
第七条 解除
任何一方严重违约，经催告后三十日内仍未改正的，另一方可以解除合同。
第八条 通知
双方的通知以书面形式送达首部所列地址。因不可抗力不能履行的，依法免除相应责任。双方对商业秘密保密。
第九条 争议解决
{dispute}
第十条 生效
本合同自双方盖章之日起生效，一式两份，双方各执一份。
"""
COURT = "争议向租赁房屋所在地人民法院起诉。"
AS_OF = date(2026, 11, 24)


def run(
    library: Library,
    text: str,
    stance: Stance = Stance.NEUTRAL,
    materials: tuple[Document, ...] = (),
    *,
    model: bool = False,
) -> Outcome:
    context = context_of(library, AS_OF)
    if model:
        context = replace(context, contracts=WordContractModel())
    submission = replace(submission_of(text, "contract"), stance=stance, materials=materials)
    return ContractCheck().run(submission, context)


def found(outcome: Outcome, check_id: str) -> list[Finding]:
    return [finding for finding in outcome.findings if finding.check_id == check_id]


def test_an_arbitration_clause_without_an_institution_is_found_with_its_basis(
    library: Library,
) -> None:
    outcome = run(library, LEASE.format(dispute="争议提请守约方所在地的仲裁机构仲裁。"))
    (finding,) = found(outcome, "T31")
    assert finding.quote == "争议提请守约方所在地的仲裁机构仲裁。"
    assert finding.severity is Severity.MAJOR
    assert any(basis.law == "中华人民共和国仲裁法" and basis.verified for basis in finding.basis)
    assert "第九条" in finding.message
    assert finding.suggestion


def test_a_named_institution_and_a_court_of_the_place_are_left_alone(library: Library) -> None:
    for dispute in (COURT, "争议提交江北仲裁委员会仲裁，适用其现行规则。"):
        outcome = run(library, LEASE.format(dispute=dispute))
        assert not [f for f in outcome.findings if f.severity.is_flag and f.span], dispute


def test_the_stance_decides_the_severity(library: Library) -> None:
    text = LEASE.format(dispute="出租方所在地法院管辖本合同争议，由出租方住所地人民法院审理。")
    party = run(library, text, Stance.PARTY_A)
    neutral = run(library, text)
    terms = context_of(library).knowledge.contract_terms["T35"].severity
    assert terms["party_a"] == terms["neutral"] == "M"
    assert found(party, "T35")[0].severity is found(neutral, "T35")[0].severity is Severity.MINOR


def test_a_missing_clause_says_what_fills_the_gap_and_has_no_place(library: Library) -> None:
    (finding,) = found(run(library, LEASE.format(dispute=COURT)), "missing:lease.safety")
    assert finding.span is None
    assert finding.quote == ""
    assert finding.category == "lease.safety"
    assert "专门协议" in finding.message
    assert any("安全生产法" in basis.law for basis in finding.basis)


def test_safety_is_not_asked_of_a_lease_that_names_no_business(library: Library) -> None:
    home = (
        LEASE.format(dispute=COURT).replace("厂房", "房屋").replace("用途为服装加工", "由乙方自住")
    )
    home += "\n补充条款 双方对对方的商业秘密、经营信息保密。\n"
    assert found(run(library, home.replace("由乙方自住", "用于经营餐饮")), "missing:lease.safety")
    assert not found(run(library, home), "missing:lease.safety")


def test_a_clause_that_is_settled_in_other_words_is_not_missing(library: Library) -> None:
    text = LEASE.replace(
        "第五条 转租", "第五条 消防\n乙方负责承租区域内的用电和防火。\n第六条 其他使用人"
    )
    outcome = run(library, text.format(dispute=COURT))
    assert not found(outcome, "missing:lease.safety")
    assert any("应备条款" in clearance.act for clearance in outcome.cleared)


BUILDING = (
    LEASE.replace("厂房租赁合同", "{title}")
    .replace("出租方", "发包方")
    .replace("承租方", "{second}")
    .replace("将坐落于江北市工业路3号的厂房出租给乙方，建筑面积", "将厂房砌筑工程交乙方施工，面积")
    .replace("租赁", "工程")
    .replace("租金", "工程款")
)


@pytest.mark.parametrize(
    ("title", "second", "asked"),
    [
        ("厂房施工总承包合同", "承包方", True),
        ("建设工程劳务分包合同", "分包方", False),
    ],
)
def test_a_guarantee_of_payment_is_asked_of_the_owner_and_not_in_a_subcontract(
    library: Library, title: str, second: str, asked: bool
) -> None:
    outcome = run(library, BUILDING.format(title=title, second=second, dispute=COURT))
    assert bool(found(outcome, "missing:construction.pay_guarantee")) is asked


def test_nothing_is_missing_from_a_scrap(library: Library) -> None:
    outcome = run(
        library, "补充协议\n甲方：江北实业有限公司\n乙方：江南制衣有限公司\n租金改为二万元。\n"
    )
    assert [f for f in outcome.findings if f.check_id.startswith("missing:")] == []


PURCHASE = LEASE.replace("厂房租赁合同", "办公设备采购合同").replace(
    "江北实业有限公司", "江北县教育局"
)


def test_no_step_is_called_missing_without_materials(library: Library) -> None:
    steps = run(library, PURCHASE.format(dispute=COURT), Stance.GOV).steps
    assert {step.step_id for step in steps} == {f"P{n:02d}" for n in range(1, 28)}
    assert {step.status for step in steps} <= {"undecided", "not_applicable"}
    assert all(step.basis for step in steps if step.status == "undecided")


def _laws_of_steps(outcome: Outcome) -> set[str]:
    return {basis.law for step in outcome.steps for basis in step.basis}


def test_procurement_law_is_no_basis_of_a_contract_between_firms(library: Library) -> None:
    name = "中华人民共和国政府采购法"
    private = LEASE.replace("厂房租赁合同", "办公设备采购合同").format(dispute=COURT)
    public = (ROOT / "service/samples/sample_contract.txt").read_text("utf-8")
    assert name not in _laws_of_steps(run(library, private))
    assert name in _laws_of_steps(run(library, public, Stance.GOV))


def _material(name: str, text: str) -> Document:
    return read_document(text.encode(), name)


def test_a_material_that_says_what_it_must_satisfies_its_step(library: Library) -> None:
    enough = _material(
        "合法性审查意见书.txt", "合法性审查意见书\n经审查，主体权限、程序和内容合法。\n"
    )
    hollow = _material("授权委托书.txt", "授权书\n（空白）\n")
    steps = {
        step.step_id: step
        for step in run(library, PURCHASE.format(dispute=COURT), Stance.GOV, (enough, hollow)).steps
    }
    assert steps["P08"].status == "satisfied"
    assert steps["P08"].evidence[0].file == "合法性审查意见书.txt"
    assert steps["P08"].evidence[0].quote == "合法性审查意见书"
    assert steps["P04"].status == "missing"
    assert steps["P13"].status == "undecided", "whether the matter is a major one a person decides"


def test_contracts_between_firms_have_no_public_steps(library: Library) -> None:
    steps = {step.step_id: step for step in run(library, LEASE.format(dispute=COURT)).steps}
    assert steps["P02"].status == steps["P08"].status == "not_applicable"
    assert steps["P05"].status == "undecided"


RISKY = [
    (
        "乙方人员在厂房内受伤的，无论何种原因，甲方概不负责，一切后果由乙方自负。",
        {"T01", "T02", "T43"},
    ),
    ("乙方同意不就本合同项下任何事项向法院起诉，一切以甲方的决定为准。", {"T36", "T03"}),
]


@pytest.mark.parametrize(("clause", "terms"), RISKY)
def test_the_model_finds_risky_clauses(library: Library, clause: str, terms: set[str]) -> None:
    text = LEASE.replace("第八条 通知\n", f"第八条 其他\n{clause}\n").format(dispute=COURT)
    outcome = run(library, text, model=True)
    hits = [f for f in outcome.findings if f.span and f.quote in clause and f.check_id in terms]
    assert hits
    assert hits[0].source in ("classifier", "rule")
    assert hits[0].basis


def test_a_clause_still_to_be_filled_in_is_not_said_to_be_agreed(library: Library) -> None:
    text = LEASE.replace("月租金为人民币24,000元", "月租金为人民币____元").format(dispute=COURT)
    said = {c.message for c in run(library, text).cleared if c.act == "应备条款"}
    assert "有“价款或者报酬”的条款，内容尚有空白待填" in said
    assert "已约定“价款或者报酬”" not in said
    assert any(one.startswith("已约定") for one in said)
