"""The ledgers of three whole contracts hold what counsel would enter, row by row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from support import SHARED, needs_shared

from corpus.formats import read_document
from corpus.knowledge import load_knowledge
from models.contracts.obligations import Obligation, obligations, read_outline
from models.contracts.reading import read_contract
from models.contracts.types import Contract
from models.submission import Kind, Submission

HERE = Path(__file__).parent


def contract_of(path: Path) -> Contract:
    document = read_document(path.read_bytes(), path.name)
    return read_contract(Submission(document, Kind.CONTRACT), load_knowledge())


def ledger(name: str) -> tuple[Obligation, ...]:
    return obligations(contract_of(HERE / f"ledger_{name}.txt"))


PURCHASE = [
    # role, kind, amount, day, place
    ("甲方", "付款", "570000.00", "2026-03-24", "第三条表格"),
    ("甲方", "付款", "570000.00", "", "第三条表格"),
    ("甲方", "付款", "665000.00", "", "第三条表格"),
    ("甲方", "付款", "95000.00", "", "第三条表格"),
    ("乙方", "开票", "", "", "第三条第八款"),
    ("乙方", "担保", "95000.00", "2026-03-17", "第四条第一款"),
    ("甲方", "担保", "95000.00", "", "第四条第二款"),
    ("乙方", "交付", "", "2026-05-20", "第5.1款"),
    ("乙方", "通知", "", "", "第5.1款"),
    ("甲方", "交付", "", "", "第5.2款"),
    ("乙方", "交付", "", "", "第5.3款"),
    ("乙方", "交付", "", "", "第6.1款"),
    ("乙方", "其他", "", "", "第6.2款"),
    ("双方", "验收", "", "", "第7.1款"),
    ("乙方", "交付", "", "", "第7.1款"),
    ("乙方", "验收", "", "", "第7.2款"),
    ("甲方", "验收", "", "", "第7.2款"),
    ("乙方", "质保", "", "", "第8.1款"),
    ("乙方", "质保", "", "", "第8.2款"),
    ("乙方", "交付", "", "", "第8.2款"),
    ("乙方", "质保", "", "", "第8.3款"),
    ("乙方", "报告", "", "", "第8.3款"),
    ("乙方", "报告", "", "", "第8.4款"),
    ("双方", "其他", "", "2028-06-30", "第九条"),
    ("甲方", "通知", "", "2028-05-01", "第九条"),
    ("甲方", "付款", "", "", "第九条"),
    ("乙方", "移交", "", "", "第十条"),
    ("乙方", "移交", "", "", "第十条"),
    ("双方", "保密", "", "", "第十一条"),
    ("甲方", "其他", "", "2026-03-19", "第十六条"),
]


def test_the_ledger_of_a_purchase_of_equipment_is_complete_and_holds_nothing_else() -> None:
    found = [
        (
            row.role,
            row.kind.label,
            "" if row.amount is None else f"{row.amount:.2f}",
            row.due.day.isoformat() if row.due.day else "",
            row.place,
        )
        for row in ledger("purchase")
    ]
    assert found == PURCHASE


LEASE = [
    ("双方", "租赁期限届满，办理续签或者终止", "2029-03-31"),
    ("乙方", "书面向甲方提出续租", "2028-12-31"),
    ("乙方", "向甲方付清当季租金38,400元", ""),
    ("乙方", "向甲方支付租赁保证金25,600元", "2026-03-20"),
    ("甲方", "无息退还租赁保证金", ""),
    ("甲方", "将房屋交付乙方", "2026-04-01"),
    ("乙方", "缴清水、电、燃气、物业服务等费用", ""),
    ("甲方", "予以维修", ""),
    ("乙方", "为经营场所投保公众责任险，并在开业前10日将保险单复印件交甲方备案", ""),
    ("乙方", "腾空房屋，恢复原状并交还甲方", ""),
    ("甲方", "书面通知乙方", ""),
]


def test_the_ledger_of_a_lease_says_what_is_to_be_done() -> None:
    found = [
        (row.role, row.action, row.due.day.isoformat() if row.due.day else "")
        for row in ledger("lease")
    ]
    assert found == LEASE


SERVICE = [
    ("服务期限届满，办理续签或者终止", "2026年12月31日止"),
    ("根据考核结果决定是否续签，并书面通知受托人", "期满前两个月"),
    ("根据考核结果支付上月服务费80,000元", "次月10日前"),
    ("向委托人提交上月服务报告和合法有效的发票", "每月5日前"),
    ("支付12月份服务费", "年度考核完成后"),
    ("报送服务方案和人员名单", "合同签订后10日内"),
    ("组织一次消防演练", "每半年"),
    ("对电梯、消防设施巡查一次，并建立台账", "每月"),
    ("书面报委托人同意", "更换项目经理，提前15日"),
    ("向受托人无偿提供值班用房和工具间", "合同生效后5日内"),
    ("组织一次服务质量考核", "每季度"),
    ("将考核结果书面告知受托人", "考核结束后7日内"),
    ("移交全部档案、钥匙和物品", "合同终止时，5日内"),
    ("对工作中知悉的国家秘密、工作秘密保密", "不受合同终止的影响"),
]


def test_the_ledger_of_a_service_says_when() -> None:
    assert [(row.action, row.due.text) for row in ledger("service")] == SERVICE


KINDS = {
    "works": "交付 交付 报告 付款 交付 付款 付款 付款 付款 付款 担保 担保 交付 报告 其他 报告 验收 移交 交付 "
    "其他 质保 质保 其他 通知",
    "supervision": "其他 付款 付款 付款 付款 开票 报告 报告 报告 通知 报告 移交 报告 通知 通知 移交",
    "loan": "其他 付款 付款 付款 付款 报告 报告 通知 通知 其他",
}


@pytest.mark.parametrize("name", KINDS)
def test_works_supervision_and_loan_give_their_duties_in_order(name: str) -> None:
    assert [row.kind.label for row in ledger(name)] == KINDS[name].split()


def test_sums_of_a_loan_fall_due_on_the_days_of_its_table() -> None:
    repaid = [(row.role, row.amount, row.due.day) for row in ledger("loan")[3:5]]
    assert repaid == [
        ("借款人", Decimal(2_000_000), date(2027, 5, 7)),
        ("借款人", Decimal(3_000_000), date(2028, 5, 7)),
    ]


def test_the_outline_holds_number_price_days_and_term() -> None:
    purchase = read_outline(contract_of(HERE / "ledger_purchase.txt"))
    lease = read_outline(contract_of(HERE / "ledger_lease.txt"))
    assert (purchase.number, purchase.signed) == ("QX-2026-103", date(2026, 3, 10))
    assert purchase.price is not None
    assert (purchase.price.value, purchase.price.conflict) == (Decimal(1_900_000), None)
    assert (lease.signed, lease.term_end) == (date(2026, 3, 20), date(2029, 3, 31))


def test_the_parties_of_a_row_are_named() -> None:
    first = ledger("purchase")[0]
    assert (first.name, first.counterparty_name) == ("青溪县人民医院", "澄江康泰医疗器械有限公司")


@needs_shared
@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (
            "技术服务合同_填写样例.txt",
            "付款 付款 开票 交付 验收 保密 其他",
        ),
        (
            "设备采购合同_原稿.docx",
            "付款 开票 交付 验收 质保",
        ),
    ],
)
def test_real_contracts_give_the_duties_that_they_hold(name: str, kinds: str) -> None:
    assert SHARED is not None
    found = obligations(contract_of(SHARED / "documents" / "contract" / name))
    assert [row.kind.label for row in found] == kinds.split()


@needs_shared
def test_every_real_template_is_read_with_true_quotes() -> None:
    assert SHARED is not None
    for path in sorted((SHARED / "documents" / "contract").glob("*")):
        if path.suffix not in (".txt", ".docx", ".html", ".md"):
            continue
        contract = contract_of(path)
        for row in obligations(contract):
            assert row.quote == row.span.of(contract.text)
            assert row.action
            assert "\n" not in row.action
