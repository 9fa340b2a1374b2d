"""Issuer (制定主体): which body issues a document, and the names of those above and beside it."""

from __future__ import annotations

import re

from corpus.document import Document
from corpus.knowledge.filing import Body
from models.filing.types import Issuer
from models.packages.types import Package
from models.submission import IssuerLevel, Kind

_AREA = re.compile(
    r"[一-龥×xX*＊某]{1,9}?(?:省|自治区|自治州|自治县|自治旗|特别行政区|林区|(?<!城)市|县|地区|盟|旗"
    r"|(?<!办事)(?<!开发)(?<!园)(?<!新)区|州(?!市)|[乡镇](?=人民政府|政府|党委|$)|街道(?=办事处|$))"
)
_GOVERNMENT = re.compile("政府(?:办公厅|办公室|办)?$")
_VERTICAL = re.compile(
    "税务局|海关|气象局|地震局|海事局|消防救援(?:总队|支队|大队)|调查(?:总)?队|烟草专卖局|邮政管理局|人民银行|金融监督?管理?(?:总局|局|分局)"
)
_ZONE = re.compile(
    "(?:开发|高新|保税|示范|试验|合作|园|新|度假|风景)[一-龥]{0,8}管(?:理)?委(?:员)?会|管委会$|管理委员会$"
)
_DEPARTMENT = re.compile("(?:局|厅|委员会|委|办公室|办|中心|处|署|院|会|队|站|部)$")
_CONGRESS = re.compile("人民代表大会|人大常委会")
_MEETINGS: tuple[tuple[Body, re.Pattern[str]], ...] = (
    (
        "township",
        re.compile("[镇乡]长办公会|[镇乡]人民政府[^。\n]{0,12}(?:办公会|会议)|党政联席会"),
    ),
    (
        "department",
        re.compile("[局厅](?:长|务|党组)(?:办公)?会|委务会|委党组会|主任办公会|行长办公会|部务会"),
    ),
    ("government", re.compile("政府(?:第[^。\n]{1,12}次)?(?:常务会|全体会)|常务会议")),
)
_NAMES = {
    "township": "乡镇人民政府", "subdistrict": "街道办事处", "government": "人民政府",
    "department": "政府部门", "vertical": "垂直管理部门", "zone": "管理委员会",
    "ministry": "国务院部门", "congress": "人民代表大会及其常务委员会", "state": "国务院",
}  # fmt: skip
_SURE: dict[IssuerLevel, Body] = {
    IssuerLevel.TOWNSHIP: "township",
    IssuerLevel.MINISTRY: "ministry",
    IssuerLevel.STATE: "state",
}
"""Levels at which the body is nearly always this one."""


def body_name(body: Body) -> str:
    """制定主体类别 in Chinese."""
    return _NAMES[body]


def read_issuer(
    document: Document, kind: Kind, level: IssuerLevel | None, package: Package | None = None
) -> Issuer:
    """制定主体: by the kind and the signature or title, else by what the package tells.

    Of the package, the one who signs the filing report or the order is asked, then the meeting
    that adopts the document.
    """
    name, where = _signer(document, package)
    body, reason = _by_kind(kind)
    if body is None and name:
        body, reason = _by_name(name, level), f"{where}为“{name}”"
    if body is None and level is not None and level in _SURE:
        body, reason = _SURE[level], f"制定主体层级为{level.label}"
    if body is None:
        body, reason = _by_meeting(document, package)
    name = name or _host(package)
    if body is None:
        reason = "文稿没有写明由谁印发"
    place, parent = areas(name)
    return Issuer(body, name, place, parent, reason)


def _signer(document: Document, package: Package | None) -> tuple[str, str]:
    papers = [m.document for m in package.playing("EV-14", "EV-16")] if package else []
    for paper in (document, *papers):
        name = re.sub(r"\s|[（(](?:印章|公章|盖章|章)[)）]", "", paper.metadata.issuer or "")
        if name:
            return name, "落款或者标题" if paper is document else f"《{paper.title}》的落款或者标题"
    return "", ""


def _host(package: Package | None) -> str:
    """The government whose minutes are in the package ("清漳县人民政府"), "" for none."""
    titles = [m.document.title for m in package.playing("EV-12")] if package else []
    found = (re.match("[一-龥]{2,20}?人民政府", title) for title in titles)
    return next((one[0] for one in found if one), "")


def areas(name: str) -> tuple[str, str]:
    """行政区: the area that an issuer's name begins with, in full, and the one above; else ""."""
    found, end = [], 0
    while step := _AREA.match(name, end):
        found.append(step[0])
        end = step.end()
    return "".join(found), "".join(found[:-1])


def _by_kind(kind: Kind) -> tuple[Body | None, str]:
    if kind is Kind.LOCAL_REG:
        return "congress", "地方性法规由人民代表大会及其常务委员会制定"
    if kind is Kind.GOV_RULE:
        return "government", "地方政府规章由人民政府制定"
    if kind is Kind.DEPT_RULE:
        return "ministry", "部门规章由国务院部门制定"
    return None, ""


def _by_name(name: str, level: IssuerLevel | None) -> Body | None:
    if level is IssuerLevel.STATE or name.startswith("国务院办公厅") or name == "国务院":
        return "state"
    if level is IssuerLevel.MINISTRY:
        return "ministry"
    if "街道" in name and "办事处" in name:
        return "subdistrict"
    if re.search("[乡镇](?:人民)?政府", name):
        return "township"
    if _CONGRESS.search(name):
        return "congress"
    if _GOVERNMENT.search(name):
        return "government"
    if _VERTICAL.search(name):
        return "vertical"
    if _ZONE.search(name) and not re.search("监督管理委员会$|城市管理委员会$", name):
        return "zone"
    return "department" if _DEPARTMENT.search(name) else None


def _by_meeting(document: Document, package: Package | None) -> tuple[Body | None, str]:
    papers = [m.document for m in package.playing("EV-12", "EV-16", "EV-10")] if package else []
    for paper in (document, *papers):
        for body, pattern in _MEETINGS:
            found = pattern.search(paper.text)
            if found:
                return body, f"《{paper.title}》写有“{found[0]}”"
    return None, ""
