"""Issuer kind (制定主体类别): a government, a department of it, a township; told by the package."""

from __future__ import annotations

import re
from typing import Literal

from models.checks.procedure.naming import squeezed
from models.checks.procedure.view import PackageView
from models.submission import IssuerLevel, Kind

IssuerKind = Literal["government", "department", "township", "congress"]
_TOWNSHIP = re.compile(
    "(?:镇长|乡长)办公会|党政联席会|班子会|[镇乡]人民政府(?:文件|发文|关于)|街道办事处(?:文件|关于)"
)
_DEPARTMENT = re.compile(
    "(?:局长|主任|厅长|行长|委务|局务|厅务|党组|党委)(?:办公)?会(?:议)?|局务会|本局职权|我局职权|局机关|"
    "(?:局|委员会|厅|委|办公室)关于印发|提(?:交|请)(?:局|委|厅|厅长|局长|主任)"
)
_GOVERNMENT = re.compile(
    "人民政府(?:第[^\\n]{1,8}次)?(?:常务会|全体会)|政府常务会|人民政府令|人民政府关于印发|"
    "提(?:交|请)(?:[\\w]{0,8})?(?:人民)?政府(?:常务会议?|全体会议)?(?:审议|审定|讨论|决定|研究|印发|批准)"
)


def issuer_kind(view: PackageView) -> IssuerKind | None:
    """制定主体类别: from the meeting that decides, the heading of the paper, the review opinion."""
    if view.draft.kind is Kind.LOCAL_REG:
        return "congress"
    if view.draft.kind is Kind.GOV_RULE:
        return "government"
    if view.level is IssuerLevel.TOWNSHIP:
        return "township"
    text = [m.text for m in view.package.playing("EV-16", "EV-10", "EV-01")]
    told = _counts([view.package.main.text[:200], *text])
    if told["government"] > max(told["department"], told["township"]):
        return "government"
    minutes = [m.text for m in view.package.playing("EV-12")]
    counts = _counts([view.package.main.text[:200], *text, *minutes])
    best = max(counts, key=lambda key: counts[key])
    return best if counts[best] else None


def _counts(papers: list[str]) -> dict[IssuerKind, int]:
    text = squeezed("\n".join(papers))
    return {
        "government": len(_GOVERNMENT.findall(text)),
        "department": len(_DEPARTMENT.findall(text)),
        "township": len(_TOWNSHIP.findall(text)),
    }
