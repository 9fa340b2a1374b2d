"""A draft is cut into the stretches that are judged as one clause."""

from __future__ import annotations

import pytest
from support import submission_of

from models.checks.content.units import LONGEST, units

HEAD = "石城市夜间经济管理办法\n第一条 为了规范夜间经济活动，制定本办法。\n"


def texts(body: str) -> list[str]:
    document = submission_of(HEAD + body).document
    return [unit.span.of(document.text) for unit in units(document)]


def test_a_paragraph_is_one_unit_and_the_title_is_none() -> None:
    assert texts("第二条 摊位应当整洁有序。\n经营者应当自备垃圾容器。\n") == [
        "第一条 为了规范夜间经济活动，制定本办法。",
        "第二条 摊位应当整洁有序。",
        "经营者应当自备垃圾容器。",
    ]


def test_a_short_list_stays_with_its_lead() -> None:
    body = "第三条 有下列情形之一的，不予续签：\n（一）拖欠水电费的；\n（二）转租摊位的。\n"
    assert texts(body)[-1].startswith("第三条")
    assert texts(body)[-1].endswith("转租摊位的。")


def test_items_of_a_long_list_carry_their_lead() -> None:
    items = "".join(
        f"（{n}）摊主在第{n}夜市内经营烧烤并占用通道超过规定时间的；\n"
        for n in "一二三四五六七八九十"
    )
    document = submission_of(f"{HEAD}第三条 有下列情形之一的，取消摊位：\n{items}").document
    found = [u for u in units(document) if u.lead]
    assert len(found) == 10
    assert {u.lead for u in found} == {"第三条 有下列情形之一的，取消摊位："}


def test_a_long_paragraph_is_cut_at_sentence_ends_and_nothing_is_lost() -> None:
    sentence = "摊主应当在收摊后三十分钟内清理场地并把餐厨垃圾交给收运单位。"
    document = submission_of(f"{HEAD}第三条 {sentence * 20}\n").document
    found = [u.span for u in units(document)][1:]
    assert all(s.end - s.start <= LONGEST for s in found)
    assert all(s.of(document.text).endswith("。") for s in found)
    assert "".join(s.of(document.text) for s in found) == f"第三条 {sentence * 20}"


def test_chapter_headings_and_the_signature_are_no_clauses() -> None:
    body = "第二章 摊位管理\n第二条 摊位应当保持整洁有序。\n石城市人民政府\n2026年11月1日\n"
    assert all("第二章" not in t and "人民政府" not in t for t in texts(body))


@pytest.mark.parametrize(
    "line",
    [
        "石城市人民政府关于印发《石城市夜间经济促进和市容秩序管理若干规定》和配套清单并抓好贯彻落实工作的通知",
        "各区人民政府，市各委办局，市各直属单位：",
    ],
)
def test_a_title_and_an_addressee_are_no_clauses(line: str) -> None:
    found = texts(f"{line}\n第二条 摊主应当在点位内经营。\n")
    assert line not in found
    assert found[-1] == "第二条 摊主应当在点位内经营。"


@pytest.mark.parametrize(
    "line",
    [
        "（三）乡镇不得改变县人民政府此前作出的关于划定限制摆摊区域和时段的决定",
        "有前款情形的，由县城市管理局责令停业整顿下列单位：",
        "违反规定的，街道办事处可以通报其所在单位：",
    ],
)
def test_a_line_that_orders_something_is_read_even_if_it_ends_like_a_title(line: str) -> None:
    assert line in texts(f"石城市夜市规定\n{line}\n")
