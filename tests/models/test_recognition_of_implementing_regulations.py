"""A province's measure that implements a statute is a local regulation, header or not."""

from __future__ import annotations

import pytest

from corpus.formats import read_document
from models.recognition import recognise


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("上海市实施《某某安全法》办法", "local_reg"),
        ("浙江省实施《某某保护法》的规定", "local_reg"),
        ("石城市停车管理办法", "norm_doc"),
    ],
)
def test_the_title_decides(title: str, kind: str) -> None:
    text = f"{title}\n第一条 为了保障安全，制定本办法。\n第二条 本市范围内适用本办法。\n"
    assert recognise(read_document(text.encode(), "a.txt")).kind == kind
