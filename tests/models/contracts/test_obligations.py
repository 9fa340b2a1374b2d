"""What the parties of a contract owe is read clause by clause, and nothing else is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from corpus.formats import read_document
from corpus.knowledge import load_knowledge
from models.contracts.obligations import Duty, Obligation, obligations
from models.contracts.obligations.words import duty_rules
from models.contracts.reading import read_contract
from models.submission import Kind, Submission

HEAD = "设备采购合同\n甲方（采购人）：南浦县教育局\n乙方（供应商）：恒远设备有限公司\n"
TAIL = (
    "\n第三条 份数\n本合同一式四份。\n第四条 未尽事宜\n由双方另行商定。\n甲方（盖章）：南浦县教育局\n"
    "乙方（盖章）：恒远设备有限公司\n签订日期：2026年3月2日\n"
)
PRICE = "第一条 价款\n合同总价为人民币200,000元。\n"


def read(text: str) -> tuple[Obligation, ...]:
    document = read_document(text.encode(), "合同.txt")
    return obligations(read_contract(Submission(document, Kind.CONTRACT), load_knowledge()))


def rows_of(clause: str, heading: str = "履行") -> tuple[Obligation, ...]:
    return read(f"{HEAD}{PRICE}第二条 {heading}\n{clause}{TAIL}")


DUTIES = [
    # clause, party, kind, action, due, day
    (
        "甲方应于验收合格后15日内支付合同总价的60%。",
        "甲方",
        "付款",
        "支付合同总价的60%",
        "验收合格后15日内",
        None,
    ),
    (
        "乙方须自本合同签订之日起5日内提交履约保证金2万元。",
        "乙方",
        "担保",
        "提交履约保证金2万元",
        "本合同签订之日起5日内",
        date(2026, 3, 7),
    ),
    (
        "甲方在终验合格后十日内将履约保证金无息退还乙方。",
        "甲方",
        "担保",
        "将履约保证金无息退还乙方",
        "终验合格后十日内",
        None,
    ),
    (
        "乙方应在2026年6月30日前将全部货物送至甲方指定的仓库。",
        "乙方",
        "交付",
        "将全部货物送至甲方指定的仓库",
        "2026年6月30日前",
        date(2026, 6, 30),
    ),
    (
        "乙方应于2026年9月底前完成安装调试。",
        "乙方",
        "交付",
        "完成安装调试",
        "2026年9月30日前",
        date(2026, 9, 30),
    ),
    (
        "甲方收到验收申请后，应当在7个工作日内组织验收。",
        "甲方",
        "验收",
        "组织验收",
        "甲方收到验收申请后7个工作日内",
        None,
    ),
    ("乙方应在每次收款前开具等额发票。", "乙方", "开票", "开具等额发票", "每次收款前", None),
    (
        "乙方应于每季度末月25日前向甲方报送服务报告。",
        "乙方",
        "报告",
        "向甲方报送服务报告",
        "每季度末月25日前",
        None,
    ),
    (
        "乙方接到报修电话后应在2小时内到达现场，并在24小时内修复。",
        "乙方",
        "质保",
        "到达现场，并在24小时内修复",
        "乙方接到报修电话后2小时内",
        None,
    ),
    (
        "乙方更换项目负责人的，应提前10日书面通知甲方。",
        "乙方",
        "通知",
        "书面通知甲方",
        "乙方更换项目负责人，提前10日",
        None,
    ),
    (
        "合同终止后五日内，乙方应当交还甲方提供的全部资料。",
        "乙方",
        "移交",
        "交还甲方提供的全部资料",
        "合同终止后五日内",
        None,
    ),
    (
        "甲方应在合同生效后三日内提供安装场地。",
        "甲方",
        "交付",
        "提供安装场地",
        "合同生效后三日内",
        None,
    ),
    (
        "乙方应在安装完成后7日内对十名教师开展培训。",
        "乙方",
        "其他",
        "对十名教师开展培训",
        "安装完成后7日内",
        None,
    ),
]


@pytest.mark.parametrize(("clause", "party", "kind", "action", "due", "day"), DUTIES)
def test_a_duty_is_read_with_party_kind_action_and_time(
    clause: str, party: str, kind: str, action: str, due: str, day: date | None
) -> None:
    [row] = rows_of(clause)
    assert (row.role, row.kind.label, row.due.text, row.due.day) == (party, kind, due, day)
    assert action in row.action
    assert row.counterparty == ("乙方" if party == "甲方" else "甲方")
    assert row.quote in clause


NOTHING = [
    "甲方有权在交货后七日内派人检查。",
    "乙方可以在五日内提出异议。",
    "未经甲方书面同意，乙方不得在合同期内分包。",
    "本合同所称交付，是指货物运抵现场并经签收。",
    "乙方逾期交货的，每逾期一日，应当按照合同总价的千分之一支付违约金。",
    "甲方未在三日内提出异议的，视为验收合格。",
    "货物毁损、灭失的风险自交付时转移给甲方。",
    "运输费用由乙方承担。",
    "乙方保证货物为全新产品。",
    "本合同一式四份，双方各执两份。",
    "乙方未在三十日内付清价款造成甲方损失的，应当赔偿。",
]


@pytest.mark.parametrize("clause", NOTHING)
def test_rights_prohibitions_definitions_and_breach_are_no_duties(clause: str) -> None:
    assert rows_of(clause) == ()


@pytest.mark.parametrize("heading", ["违约责任", "争议解决", "不可抗力"])
def test_sentences_under_such_headings_are_left_out(heading: str) -> None:
    assert rows_of("一方应当在三日内书面通知对方。", heading) == ()


def test_a_share_of_the_price_is_worked_out_in_yuan() -> None:
    [row] = rows_of("甲方应于到货后十日内支付合同总价的35%。")
    assert (row.share, row.amount) == (Decimal("0.35"), Decimal("70000.00"))


def test_a_price_that_contradicts_itself_gives_no_sums() -> None:
    price = "第一条 价款\n合同总价为人民币贰拾万元整（¥210,000.00）。\n"
    [row] = read(f"{HEAD}{price}第二条 付款\n甲方应于到货后十日内支付合同总价的35%。{TAIL}")
    assert row.amount is None
    assert row.share == Decimal("0.35")
    assert "金额待核" in row.action


def test_a_cumulative_share_is_not_taken_for_an_instalment() -> None:
    [row] = rows_of("甲方应于竣工后三十日内支付至合同总价的80%。")
    assert (row.amount, row.share) == (None, None)
    assert "累计至160,000.00元" in row.action


def test_the_only_payment_without_a_sum_is_the_whole_price() -> None:
    [row] = rows_of("甲方应于验收合格后十日内一次性支付全部货款。")
    assert row.amount == Decimal(200_000)


def test_a_list_takes_party_and_verb_from_its_lead() -> None:
    rows = rows_of(
        "甲方按下列进度向乙方支付合同价款：\n"
        "（一）合同签订后十日内，支付合同总价的30%作为预付款；\n"
        "（二）尾款：验收合格后二十日内，合同总价的70%。"
    )
    assert [(r.role, r.amount, r.due.text) for r in rows] == [
        ("甲方", Decimal("60000.00"), "合同签订后十日内"),
        ("甲方", Decimal("140000.00"), "验收合格后二十日内"),
    ]
    assert rows[1].action == "支付尾款（合同总价的70%）"


def test_a_list_in_one_line_is_taken_apart() -> None:
    rows = rows_of(
        "甲方分两期支付：①合同生效后5日内支付合同总价的40%；②终验合格后5日内支付合同总价的60%。"
    )
    assert [r.amount for r in rows] == [Decimal("80000.00"), Decimal("120000.00")]


def test_two_parties_in_one_sentence_make_two_rows() -> None:
    rows = rows_of("设备安装后，乙方提出验收申请，甲方应当自收到申请之日起五日内组织验收。")
    assert [(r.role, r.kind) for r in rows] == [
        ("乙方", Duty.ACCEPTANCE),
        ("甲方", Duty.ACCEPTANCE),
    ]
    assert rows[1].due.text == "收到申请之日起五日内"


def test_a_duty_said_twice_is_one_row() -> None:
    rows = rows_of(
        "乙方应在合同生效后三十日内将设备运抵甲方指定地点。\n"
        "乙方应当在合同生效后三十日内，将设备运抵甲方指定地点。"
    )
    assert len(rows) == 1


def test_equal_shares_after_different_events_stay_apart() -> None:
    rows = rows_of(
        "甲方付款如下：\n1、到货后五日内支付合同总价的50%；\n2、通过最终验收后五日内支付合同总价的50%。"
    )
    assert [r.due.text for r in rows] == ["到货后五日内", "通过最终验收后五日内"]


def test_a_schedule_in_a_table_is_read() -> None:
    rows = rows_of(
        "合同价款按下表支付：\n期次\t付款条件\t比例\t金额（万元）\n"
        "首期款\t合同签订后7日内\t40%\t8\n尾款\t验收合格后7日内\t60%\t12\n合计\t\t100%\t20"
    )
    assert [(r.action, r.amount, r.due.day, r.place) for r in rows] == [
        ("支付首期款（合同价款的40%）", Decimal(80_000), date(2026, 3, 9), "第二条表格"),
        ("支付尾款（合同价款的60%）", Decimal(120_000), None, "第二条表格"),
    ]


def test_a_table_of_prices_is_no_schedule() -> None:
    rows = rows_of(
        "设备清单如下：\n名称\t数量\t单价（元）\t金额（元）\t交货时间\n"
        "一体机\t10\t20000\t200000\t2026年5月1日"
    )
    assert not [r for r in rows if r.kind is Duty.PAYMENT]


def test_warranty_and_secrecy_carry_their_length() -> None:
    rows = rows_of(
        "质保期为二十四个月，自验收合格之日起计算。\n"
        "双方对履行中知悉的对方商业秘密负有保密义务，保密义务在合同终止后三年内继续有效。"
    )
    assert [(r.role, r.kind, r.due.text) for r in rows] == [
        ("乙方", Duty.WARRANTY, "自验收合格之日起二十四个月"),
        ("双方", Duty.CONFIDENTIALITY, "合同终止后三年"),
    ]


def test_the_term_ends_on_a_day_and_notice_of_renewal_before_it() -> None:
    rows = rows_of(
        "服务期限自2026年4月1日起至2027年3月31日止。\n需续签的，乙方应在服务期限届满前两个月书面通知甲方。"
    )
    assert [(r.kind, r.due.day) for r in rows] == [
        (Duty.OTHER, date(2027, 3, 31)),
        (Duty.NOTICE, date(2027, 1, 31)),
    ]
    assert rows[1].due.ground == "按期限届满日2027年3月31日推算"


def test_working_days_skip_weekends_and_say_what_they_leave_out() -> None:
    [row] = rows_of("乙方应在合同签订后5个工作日内指派项目经理。")
    assert row.due.day == date(2026, 3, 9)
    assert "未扣除法定节假日" in row.due.ground


def test_a_blank_day_of_signing_gives_no_day() -> None:
    tail = TAIL.replace("2026年3月2日", "    年  月  日")
    [row] = read(f"{HEAD}第一条 履行\n乙方应在合同签订后五日内指派项目经理。{tail}")
    assert (row.due.text, row.due.day) == ("合同签订后五日内", None)


def test_a_condition_beside_signing_keeps_the_day_open() -> None:
    [row] = rows_of("甲方应在合同签订并收到发票后5日内支付合同总价的10%。")
    assert row.due.day is None


def test_blanks_of_a_template_stay_blank() -> None:
    [row] = rows_of("乙方应在合同签订后____日内提交实施方案。")
    assert row.due.text == "合同签订后＿＿日内"
    assert row.due.period is not None
    assert row.due.period.count is None


def test_places_and_quotes_are_those_of_the_text() -> None:
    text = f"{HEAD}{PRICE}第二条 付款\n2.1 甲方应于到货后十日内支付货款5万元。{TAIL}"
    document = read_document(text.encode(), "合同.txt")
    contract = read_contract(Submission(document, Kind.CONTRACT), load_knowledge())
    found = obligations(contract)
    assert [r.number for r in found] == list(range(1, len(found) + 1))
    assert all(r.quote == contract.text[r.span.start : r.span.end] for r in found)
    assert found[0].place == "第2.1款"


@pytest.mark.parametrize(
    "rule", duty_rules(), ids=lambda rule: f"{rule.kind.value}-{rule.hits[0][:6]}"
)
def test_every_duty_rule_finds_its_examples_and_leaves_the_others(rule: object) -> None:
    from models.contracts.obligations.words import DutyRule

    assert isinstance(rule, DutyRule)
    for words in rule.hits:
        assert rule.do.search(words), words
        assert not rule.unless.search(words), words
    for words in rule.misses:
        assert not rule.do.search(words) or rule.unless.search(words), words


def test_a_contract_without_parties_or_duties_gives_an_empty_ledger() -> None:
    assert read("合作意向书\n双方本着平等互利的原则开展合作。") == ()
