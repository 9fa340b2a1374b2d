"""The items of a list are read with the sentence that leads into it."""

from __future__ import annotations

import pytest

from models.checks.content.lead import is_only_described, lead_of

FORBIDDEN = "管理机构不得有下列行为：\n（一）收取押金；\n（二）指定品牌。"
CONDUCT = "有下列情形之一的，终止合作：\n（一）擅自停止供水的；\n（二）被吊销执照，处五百元罚款的；"
PLAIN = "市场开办方承担下列职责：\n（一）向摊主收取管理费；"


@pytest.mark.parametrize(
    ("text", "item", "described"),
    [
        (FORBIDDEN, "（一）收取押金；", True),
        (FORBIDDEN, "（二）指定品牌。", True),
        (CONDUCT, "（一）擅自停止供水的；", True),
        (CONDUCT, "（二）被吊销执照，处五百元罚款的；", False),
        (PLAIN, "（一）向摊主收取管理费；", False),
    ],
)
def test_an_item_that_its_lead_forbids_or_describes_does_nothing(
    text: str, item: str, described: bool
) -> None:
    assert is_only_described(text, text.index(item), item) is described


def test_a_line_that_is_no_item_has_no_lead() -> None:
    assert lead_of("第一条 总则：\n第二条 收取押金。", 9) == ""
