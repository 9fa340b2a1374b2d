"""What kind of paper a document is, and at which level it was issued."""

from __future__ import annotations

import pytest
from support import SHARED, needs_shared

from corpus.document import Document
from corpus.structure import parse_structure, read_metadata
from models.recognition import Recognition, recognise
from models.submission import IssuerLevel, Kind


def recognised(text: str, name: str = "文件.txt") -> Recognition:
    root = parse_structure(text)
    return recognise(Document(name, "txt", "", text, root, read_metadata(text, root)))


BODY = "\n第一条 为了管理，制定本办法。\n第二条 单位应当备案。\n第三条 本办法自2026年5月1日起施行。"
SALE = (
    "\n甲方：甲局\n乙方：乙公司\n一、标的\n甲方购买纸张。\n二、付款\n甲方验收后付款。\n三、违约\n"
    "乙方逾期的，支付违约金。\n甲方（盖章）\n乙方（盖章）"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("荆州市停车管理办法\n荆政规〔2026〕3号" + BODY, Kind.NORM_DOC),
        (
            "松滋市财政局关于印发专项资金管理细则的通知\n各乡镇财政所：\n现印发。" + BODY,
            Kind.NORM_DOC,
        ),
        ("荆州市停车管理办法\n荆州市人民政府令第12号" + BODY, Kind.GOV_RULE),
        ("松滋市停车管理办法\n松滋市人民政府令第12号" + BODY, Kind.NORM_DOC),
        ("荆州市停车管理规定（规章草案）" + BODY, Kind.GOV_RULE),
        ("数据安全检查办法\n国家互联网信息办公室令第9号" + BODY, Kind.DEPT_RULE),
        (
            "荆州市停车条例\n（荆州市第六届人民代表大会常务委员会第三次会议通过）" + BODY,
            Kind.LOCAL_REG,
        ),
        ("荆州市停车条例（草案）" + BODY, Kind.LOCAL_REG),
        ("中华人民共和国停车法" + BODY, Kind.OTHER),
        ("停车场条例\n中华人民共和国国务院令第900号" + BODY, Kind.OTHER),
        ("荆州市国土空间总体规划" + BODY, Kind.MAJOR_DECISION),
        ("古城片区房屋征收补偿方案\n一、范围\n古城。\n二、标准\n另行公布。", Kind.MAJOR_DECISION),
        ("办公用品采购合同" + SALE, Kind.CONTRACT),
        ("战略合作框架协议（修订）" + SALE, Kind.CONTRACT),
        ("办公用品\n" + SALE * 2, Kind.CONTRACT),
        ("荆州市政府合同管理办法" + BODY, Kind.NORM_DOC),
        ("关于办公用品采购合同的法律意见书" + SALE, Kind.OTHER),
        ("办公用品采购合同审查报告" + SALE, Kind.OTHER),
        ("2025年法治政府建设情况报告\n一、工作\n有序。", Kind.OTHER),
        ("荆州市人民政府关于某某同志任免的通知\n各单位：\n任命某某。", Kind.OTHER),
        ("关于第12号提案的答复\n某委员：\n收悉。", Kind.OTHER),
        ("随笔\n今天下雨。", Kind.OTHER),
    ],
)
def test_a_text_is_of_its_kind(text: str, kind: Kind) -> None:
    found = recognised(text)
    assert found.kind is kind, found.kind_reason
    assert found.kind_reason
    assert 0 < found.confidence <= 1


def test_a_county_level_order_is_explained() -> None:
    found = recognised("松滋市停车管理办法\n松滋市人民政府令第12号" + BODY)
    assert "无权制定规章" in found.kind_reason


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("荆州市停车管理办法" + BODY, IssuerLevel.CITY),
        ("湖北省停车管理办法" + BODY, IssuerLevel.PROVINCE),
        ("江陵县停车管理办法" + BODY, IssuerLevel.COUNTY),
        ("XX市停车管理办法" + BODY, None),
        (
            "XX市人民政府关于停车的通知\n各县（市、区）人民政府：\n现通知如下。" + BODY,
            IssuerLevel.CITY,
        ),
        ("关于停车的通知\n各乡镇人民政府：\n现通知如下。\n一、备案\n备案。", IssuerLevel.COUNTY),
        ("城市停车管理办法" + BODY, None),
    ],
)
def test_the_level_follows_issuer_title_or_addressees(text: str, level: IssuerLevel | None) -> None:
    found = recognised(text)
    assert found.issuer_level is level, found.level_reason
    assert found.level_reason


def test_a_contract_has_no_issuer_level() -> None:
    assert recognised("办公用品采购合同" + SALE).issuer_level is None


@needs_shared
def test_real_local_regulations_are_recognised() -> None:
    assert SHARED is not None
    files = sorted(SHARED.joinpath("statutes", "local", "广东").glob("*.md"))
    kinds = [recognised(f.read_text(encoding="utf-8").replace("# ", ""), f.name) for f in files]
    right = [k for k in kinds if k.kind is Kind.LOCAL_REG]
    assert len(files) > 50
    assert len(right) / len(files) >= 0.95
