from datetime import date

import pytest

from corpus.formats import read_document
from models.packages.signed import signatures, signed_on


def read(text: str):
    return read_document(text.encode(), "材料.txt")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "关于某事的报告\n你局来件收悉。\n云溪县司法局（印章）\n2026年8月18日\n",
            date(2026, 8, 18),
        ),
        ("起草说明\n云溪县商务局　2026年5月20日\n为规范资金管理，制定本办法。", date(2026, 5, 20)),
        ("会签单\n县水利局|无意见|周平|7月3日|（印章）\n2026年7月9日", date(2026, 7, 9)),
        ("意见汇总表\n填报单位：县商务局　填报日期：2026年8月10日\n1|建议|采纳", date(2026, 8, 10)),
        ("办公会议纪要\n时间：2026年9月10日\n会议同意。\n2026年9月11日印发", date(2026, 9, 11)),
        ("网页\n成文日期：2026-09-11　公布日期：2026-09-14\n全文如下", date(2026, 9, 11)),
        ("发文稿纸\n签　　发|同意印发。周平　2026年9月10日\n公开属性|主动公开", date(2026, 9, 10)),
        ("复函\n无意见。\n（办理情况：全部采纳。养老服务处，2026年6月9日）", date(2026, 6, 9)),
        (
            "关于印发《云溪县停车办法》的通知\n现印发给你们，请遵照执行。\n云溪县人民政府（印章）\n"
            "2026年9月14日\n云溪县停车办法\n第一条　为了规范停车，制定本办法。\n"
            "第二条　本办法自2026年10月15日起施行。",
            date(2026, 9, 14),
        ),
    ],
)
def test_the_day_of_signing_is_found(text, day):
    document = read(text)
    found = signed_on(document)
    assert found is not None
    assert found.first == day
    assert found.span.of(document.text)


@pytest.mark.parametrize(
    "text",
    [
        "座谈会记录\n时间：2026年5月28日上午\n地点：三楼会议室\n参加人员：周平",
        "回函\n来函收悉，无意见。\n年　　月　　日",
        "公告\n请在2026年7月31日前反馈。\n征集时间：2026年7月1日至7月31日",
    ],
)
def test_a_day_that_nobody_signed_on_is_not_taken_for_one(text):
    assert signed_on(read(text)) is None


def test_each_paper_that_a_file_binds_has_its_signature():
    text = (
        "征求意见公告\n现公开征求意见。\n云溪县商务局（印章）\n2026年5月11日\n采纳情况说明\n"
        "共收到意见12条。\n云溪县商务局（印章）\n2026年6月12日"
    )
    days = [moment.first for moment in signatures(read(text))]
    assert days == [date(2026, 5, 11), date(2026, 6, 12)]
