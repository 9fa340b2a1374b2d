"""Level (效力层级) of a text, from its issuer, its name and, last, the folder it lay in."""

from __future__ import annotations

import re

from corpus.instrument import Level
from corpus.library.names import name_key

_PROVINCES = re.compile(
    "^(?:(?:北京|天津|上海|重庆)市|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    "|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省"
    "|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区)"
)
_COURTS = re.compile("最高人民法院|最高人民检察院|审判委员会|检察委员会")
_NATIONAL = re.compile("届全国人民代表大会")
_CONGRESS_OF = re.compile(
    r"([\u4e00-\u9fff]{2,8}?(?:省|市|自治区|自治州|自治县))(?:第[一二三四五六七八九十]+届)?人民代表大会"
)
_PEOPLES_CONGRESS = re.compile("人民代表大会|人大常委会")
_GOVERNMENT = re.compile("(?:省|市|自治区|自治州)(?:第.{1,6}届)?人民政府(?:令|第|常务)")
_MINISTRY = re.compile(
    "(?:部|委员会|总局|局|署|办公室|银行)(?:令|第|\\d{4}年第?|局务|部务|室务|委务)|部务会|局务会|室务会"
)
_LOCAL_START = re.compile("^[\u4e00-\u9fff]{1,8}?(?:省|市|自治区|自治州|自治县|盟|地区|经济特区)")
_STATUTE = re.compile("(?:条例|(?<!办)法)$")
_ADOPTED = re.compile("人民代表大会[^。]{0,40}(?:通过|批准)")
_OFFICIAL = re.compile(
    "(?:通知|意见|方案|公告|通告|办法|规定|细则|规则|规范|标准|决定|通报|批复|函|清单|目录|制度|规程|指引|措施|基准)"
    "(?:[（(][^（）()]*[）)])?$"
)
_FOLDERS = {
    "宪法": Level.CONSTITUTION,
    "刑法": Level.LAW,
    "民法典": Level.LAW,
    "宪法相关法": Level.LAW,
    "民法商法": Level.LAW,
    "行政法": Level.LAW,
    "经济法": Level.LAW,
    "社会法": Level.LAW,
    "诉讼与非诉讼程序法": Level.LAW,
    "行政法规": Level.ADMIN_REG,
    "司法解释": Level.INTERPRETATION,
    "部门规章": Level.DEPT_RULE,
    "规范性文件": Level.NORM_DOC,
    "其他": Level.OTHER,
}


def recognise(name: str, promulgation: str, folders: tuple[str, ...]) -> Level:
    """Decide the level; the issuer weighs most, then the folder, then the form of the name."""
    key = name_key(name)
    if key == "宪法" or key.startswith("宪法修正案"):
        return Level.CONSTITUTION
    by_issuer = _by_issuer(key, promulgation)
    if by_issuer is not None:
        return by_issuer
    folder = next((_FOLDERS[f] for f in reversed(folders) if f in _FOLDERS), None)
    if folder is not None:
        return folder
    return _by_name(key)


def office_level(name: str, issuer: str, number: str, head: str) -> Level:
    """效力层级 of an office document: the kind of its number, who adopted it, the form of its name.

    `head` are its first lines; a number in 〔〕 is that of a normative document.
    """
    key = name_key(name)
    by_number = _by_number(key, number)
    if by_number is not None:
        return by_number
    if _PEOPLES_CONGRESS.search(issuer) or _ADOPTED.search(head):
        return _by_issuer(key, f"{issuer}\n{head}") or _by_name(key)
    local = _LOCAL_START.match(key)
    if _STATUTE.search(key) and not local:
        return _by_name(key)
    if local and key.endswith("条例"):
        return Level.PROV_REG if _is_provincial(key) else Level.CITY_REG
    return Level.NORM_DOC if _OFFICIAL.search(key) else Level.OTHER


def _by_number(key: str, number: str) -> Level | None:
    if re.search("法释|高检发释字", number):
        return Level.INTERPRETATION
    if "国务院令" in number:
        return Level.ADMIN_REG
    if re.search("(?:政府|府)令", number):
        return Level.PROV_RULE if _is_provincial(key) else Level.CITY_RULE
    if "令" in number:
        return Level.DEPT_RULE
    return Level.NORM_DOC if re.search(r"[〔\[（(【]\s*\d{4}", number) else None


def _by_issuer(key: str, lines: str) -> Level | None:
    if _COURTS.search(lines) and not _NATIONAL.search(lines):
        return Level.INTERPRETATION
    if key.startswith(("最高人民法院", "最高人民检察院")):
        return Level.INTERPRETATION
    if _LOCAL_START.match(key) and _PEOPLES_CONGRESS.search(lines):
        return Level.PROV_REG if _is_of_province(key, lines) else Level.CITY_REG
    if "国务院" in lines and not re.search("届全国人民代表大会.{0,30}(?:通过|修正|修订)", lines):
        return Level.ADMIN_REG
    if _NATIONAL.search(lines):
        return Level.LAW
    if _GOVERNMENT.search(lines) and not _PEOPLES_CONGRESS.search(lines):
        return Level.PROV_RULE if _is_provincial(key) else Level.CITY_RULE
    if _PEOPLES_CONGRESS.search(lines):
        return Level.PROV_REG if _is_of_province(key, lines) else Level.CITY_REG
    return Level.DEPT_RULE if _MINISTRY.search(lines) else None


def _by_name(key: str) -> Level:
    local = _LOCAL_START.match(key)
    if local and key.endswith(("条例", "规定", "办法", "决定", "细则", "规则")):
        return Level.PROV_REG if _is_provincial(key) else Level.CITY_REG
    if key.endswith("法") and not key.endswith("办法") and not local:
        return Level.LAW
    if key.endswith("条例"):
        return Level.ADMIN_REG
    return Level.NORM_DOC if re.search("通知|意见|方案|公告|办法|规定|细则", key) else Level.OTHER


def _is_of_province(key: str, lines: str) -> bool:
    """A province's congress made it: its name says so, or only such a congress is named."""
    makers = _CONGRESS_OF.findall(lines)
    return _is_provincial(key) or (
        bool(makers)
        and "批准" not in lines
        and all(_PROVINCES.fullmatch(maker) for maker in makers)
    )


def _is_provincial(key: str) -> bool:
    return bool(_PROVINCES.match(key))
