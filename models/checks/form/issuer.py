"""Issuer (发文主体): not a leading group, a headquarters or a joint meeting (FR-31).

Legal source: 地方各级人民代表大会和地方各级人民政府组织法 art. 73; 地方各级人民政府机构设置和编制管理条例
art. 12; 突发事件应对法 (headquarters for emergencies may issue decisions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_PASSING = re.compile(
    r"(?:领导小组|指挥部|联席会议|工作专班|专班|协调小组|工作小组|推进组)(?:办公室)?$"
)
_OF_EMERGENCIES = re.compile(
    r"(?:防汛|防洪|抗旱|防台|应急|抗震|防火|灭火|突发|疫情防控)[^，。]{0,10}指挥部"
)


def check_issuer(draft: Draft) -> Iterator[Issue | Fine]:
    """发文主体: a body that only coordinates issues no normative document in its own name."""
    issuer, place = draft.document.metadata.issuer, draft.document.metadata.issuer_span
    if issuer is None or draft.kind is not Kind.NORM_DOC:
        return
    if not _PASSING.search(issuer):
        yield Fine("发文主体", f"以“{issuer}”名义发文，不是议事协调机构或者临时机构", place)
    elif not _OF_EMERGENCIES.search(issuer):
        yield Issue(
            "FR-31",
            "ultra_vires_subject",
            "FR-31",
            Severity.MAJOR,
            f"“{issuer}”是议事协调机构或者临时机构，不能以自己的名义制发规范性文件。",
            "由本级人民政府或者负责的部门发文；需要多个部门执行的，联合发文。",
            place,
        )
