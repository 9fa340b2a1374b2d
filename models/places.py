"""Places (地名): which level of government a place name in an issuer's name stands for."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources

from models.submission import IssuerLevel

_MASKED = re.compile(r"[×xX*＊某]{1,3}|\b[A-Z]\b|_{2,}")
_STATE = re.compile(
    "^(?:中华人民共和国)?(?:全国人民代表大会|全国人大|国务院(?:办公厅)?(?:$|、)|国务院令|中共中央|最高人民法院|最高人民检察院|中央军事委员会)"
)
_MINISTRY = re.compile(
    "^(?:中华人民共和国)?(?:国家(?!级)[一-龥]{2,12}(?:委员会|总局|局|办公室|署|中心|委(?!员))"
    "|(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|国家安全|民政|司法|财政|人力资源(?:和)?社会保障|自然资源|生态环境|环境保护|"
    "住房(?:和)?城乡建设|建设|交通运输|交通|水利|农业农村|农业|商务|文化(?:和旅游)?|卫生|退役军人事务|应急管理|国土资源|信息产业)部"
    "|中国(?:人民银行|证券监督管理委员会|银行业?保?险?监督管理委员会|证监会|银保监会|民用航空局|气象局|地震局)"
    "|审计署|海关总署|国务院[一-龥]{2,20}(?:委员会|办公室|局)|市场监管总局|税务总局|国务院国有资产监督管理委员会)"
)
_SOME_MINISTRY = re.compile("(?:中华人民共和国)?[一-龥]{2,8}(?<!宣传)(?<!组织)(?<!统战)部(?:$|、)")
_TOWNSHIP = re.compile("(?:乡|镇)(?:人民)?政府|街道(?:办事处|党工委)|(?:乡|镇)人民代表大会")
_ZONE = re.compile("(?:开发区|高新区|新区|园区|试验区|合作区|保税区)?管(?:理)?委(?:员)?会")
_COUNTY = re.compile(
    "(?P<name>[一-龥]{1,12}?(?:自治县|自治旗|(?<!郊)县|(?<!自治)(?<!高新)(?<!开发)(?<!辖)(?<!特)(?<!景)(?<!库)(?<!社)(?<!园)区|旗|林区))(?!域|划|分|块|间)"
)
_PEOPLES = re.compile(
    "(?:土家族|苗族|朝鲜族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族?|"
    "哈萨克|柯尔克孜)*自治州$|地区$"
)
_CITY = re.compile("(?P<name>[一-龥×xX*＊某A-Z_]{1,10}?)市")


@dataclass(frozen=True, slots=True)
class Placed:
    """层级判断: the level (None where the name does not tell) and why, in Chinese."""

    level: IssuerLevel | None
    reason: str


@functools.cache
def _table() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Return municipalities, prefectures, and the names of provinces."""
    text = resources.files("models").joinpath("data/cities.txt").read_text(encoding="utf-8")
    rows = [line.split("：") for line in text.splitlines() if "：" in line and line[0] != "#"]
    cities = {name for head, names in rows[1:] for name in names.split()}
    return frozenset(rows[0][1].split()), frozenset(cities), tuple(head for head, _ in rows[1:])


def place_level(name: str) -> Placed:
    """层级: the level of government of an issuer's name, or of a title that begins with a place.

    A 市 that is not in the table of prefecture-level cities counts as 县级市 and the reason says
    so; a name that is masked (XX市) or has no place gives None.
    """
    name = re.sub(r"\s|^第[一二三四五六七八九十]+届", "", name)
    if _STATE.match(name):
        return Placed(IssuerLevel.STATE, f"制定主体“{name}”属国家级机关")
    if _MINISTRY.match(name):
        return Placed(IssuerLevel.MINISTRY, f"制定主体“{name}”为国务院部门")
    if _TOWNSHIP.search(name):
        return Placed(IssuerLevel.TOWNSHIP, f"制定主体“{name}”为乡镇人民政府或街道办事处")
    if _ZONE.search(name):
        return Placed(None, f"“{name}”为派出机构，层级取决于设立它的机关，请人工确认")
    return _local(name)


def leading_place(title: str) -> str:
    """地名: the place of the table that a title begins with, written in full, else ""."""
    municipalities, cities, provinces = _table()
    found = re.match("中国[（(](?P<name>[一-龥]{2,4})[）)]", title)
    words = found["name"] if found else title
    for name in municipalities | cities:
        if words.startswith(name):
            return name if name[-1] in "州区盟" and len(name) > 3 else f"{name}市"
    return next((f"{name}省" for name in provinces if words.startswith(name)), "")


def _local(name: str) -> Placed:
    municipalities, cities, provinces = _table()
    head, rest = _strip_province(name, provinces)
    municipality = next((m for m in municipalities if rest.startswith(f"{m}市")), None)
    if municipality:
        below = _COUNTY.match(rest[len(municipality) + 1 :])
        if below:
            return Placed(IssuerLevel.COUNTY, f"“{municipality}市{below['name']}”为县级")
        return Placed(IssuerLevel.PROVINCE, f"“{municipality}市”为直辖市")
    prefecture = next((c for c in cities if _begins(rest, c)), None)
    if prefecture:
        after = rest[len(prefecture) :].removeprefix("市")
        below = _COUNTY.match(after) or _CITY.match(after)
        if below and below["name"]:
            return Placed(IssuerLevel.COUNTY, f"“{below[0]}”为{prefecture}所辖县级地方")
        return Placed(IssuerLevel.CITY, f"“{prefecture}”在设区的市、自治州名录中")
    return _below_or_province(name, head, rest)


def _begins(rest: str, city: str) -> bool:
    if city[-1] in "州区盟" and len(city) > 3:
        short = _PEOPLES.sub("", city)
        return rest.startswith((city, f"{short}州", f"{short}自治州"))
    return rest.startswith((f"{city}市", f"{city}经济特区"))


def _strip_province(name: str, provinces: tuple[str, ...]) -> tuple[str, str]:
    masked = re.match("[×xX*＊某]{1,3}省|[×xX*＊某]{1,3}自治区", name)
    if masked:
        return masked[0], name[masked.end() :]
    for province in provinces:
        found = re.match(rf"{province}(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区)", name)
        if found:
            return found[0], name[found.end() :]
    return "", name


def _below_or_province(name: str, head: str, rest: str) -> Placed:
    county = _COUNTY.match(rest)
    city = _CITY.match(rest)
    if city and (county is None or city.end() < county.end()):
        below = _COUNTY.match(rest[city.end() :])
        if below:
            return Placed(IssuerLevel.COUNTY, f"“{below['name']}”为县级")
        if _MASKED.search(city["name"]) or not city["name"]:
            return Placed(None, f"“{city[0]}”的地名已隐去，无法确定是设区的市还是县级市")
        return Placed(
            IssuerLevel.COUNTY, f"“{city[0]}”不在设区的市名录中，按县级市处理，请人工确认"
        )
    if county:
        return Placed(IssuerLevel.COUNTY, f"“{county['name']}”为县级")
    if head:
        return Placed(IssuerLevel.PROVINCE, f"“{head}”为省级")
    if re.match("省", name):
        return Placed(IssuerLevel.PROVINCE, f"“{name}”为省级机关")
    if re.match("[县区旗](?!域)", name):
        return Placed(IssuerLevel.COUNTY, f"“{name}”为县级机关")
    if _SOME_MINISTRY.match(name):
        return Placed(IssuerLevel.MINISTRY, f"“{name}”按名称为国务院部门")
    return Placed(None, f"“{name}”没有地名，无法确定层级" if name else "没有写明制定主体")
