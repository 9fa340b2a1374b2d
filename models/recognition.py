"""Recognition (文书识别): what kind of paper this is, and at which level it is issued."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.document import Document, Provision, ProvisionKind
from models.contract_signs import contract_reason
from models.places import Placed, leading_place, place_level
from models.submission import IssuerLevel, Kind

_IMPLEMENTS = re.compile(r"^[^《]{2,10}(省|市|自治区)实施[《〈][^》〉]+法[》〉](的)?(办法|规定)$")


@dataclass(frozen=True, slots=True)
class Recognition:
    """识别结果: kind and issuer level, each with its reason in Chinese for the user.

    `confidence` is in 0..1: how far the kind may be trusted without asking. `issuer_level` is None
    where the document does not tell; the reason says what is missing.
    """

    kind: Kind
    kind_reason: str
    issuer_level: IssuerLevel | None
    level_reason: str
    confidence: float


_STATUS = r"(?:[（(〔\[][^）)〕\]]{0,30}[）)〕\]]|草案|送审稿|征求意见稿|修订稿|审议稿|[\s》”])*$"
_OTHER_PAPERS = re.compile(
    "(?P<word>法律意见书|审查意见书?|审查报告|风险提示|评估报告|可行性研究报告|调研报告|工作报告|"
    "情况报告|报告|总结|讲话|会议纪要|纪要|批复|答复函?|复函|请示|函|公报|通报|公示|统计公报|"
    "判决书|裁定书|决定书|通知书|告知书|起诉状|答辩状|案例|说明|授权委托书|倡议书|议案|提案|建议|章程|"
    "国家标准|行业标准|鉴定标准|体检标准|测评标准|公证书|意见反馈|采纳情况|解释|起草说明)" + _STATUS
)
_STANDARD = re.compile(r"\b(?:GB|GBZ|HJ|DB\d{2}|YY|GM|GA)(?:/?T)?\s*[-_ ]?\d{2,5}")
_CASE_PAPER = re.compile(
    "^(?:案例|典型案例|指导案例)|^[^。\n]{0,30}(?:民事|行政|刑事)(?:判决书|裁定书)"
)
_PERSONNEL = re.compile(
    "(?:任免|任命|免去|放假|表彰|表扬|召开|举办|培训班|启动.{0,12}应急响应|聘任).*(?:通知|决定|公告)$"
    "|(?:招聘|招标|中标|采购|拍卖|遴选)(?:结果)?公告$"
)
_CONGRESS = re.compile("(?:人民代表大会|人大)(?:常务委员会|常委会)?")
_NATIONAL_BODY = re.compile(
    "全国人民代表大会|全国人大|国务院令|中华人民共和国国务院|中华人民共和国主席令"
)
_JUDICIAL = re.compile("(?:最高)?人民法院|(?:最高)?人民检察院")
_STATE_ORDERS = (
    "国务院令",
    "中华人民共和国国务院令",
    "中华人民共和国主席令",
    "中央军事委员会令",
    "中华人民共和国中央军事委员会令",
)
_STATE_WORDS = re.compile("国务院[一-龥]{2,12}?(?:部门|机构)")
_GOV_ORDER = re.compile("(?:人民政府|[一-龥]府|政府)令")
_MINISTRY_ORDER = re.compile("(?:部|总局|委员会|委|署|局|银行|证监会|银保监会|办公室)令(?!人)")
_DECISION = re.compile(
    "(?:国土空间|城乡|城市|专项|总体|控制性|发展|产业|交通|体系)?规划(?:纲要)?"
    + _STATUS
    + "|(?:征收补偿|拆迁|搬迁|安置|建设|投资|改造|选址|特许经营|定价|调价|价格调整|收费)"
    + "[一-龥]{0,8}方案"
    + _STATUS
)
_NORMATIVE = re.compile(
    "(?P<word>办法|规定|细则|通知|意见|决定|公告|通告|方案|规则|规范|规程|准则|制度|措施|政策|"
    "清单|目录|基准|指引|指南|标准|命令|令|要点|计划|举措|若干条|条|预案|补充规定|守则|须知|规章)"
    + _STATUS
)
_REGULATION = re.compile("(?:条例|法规)" + _STATUS)
_NATIONAL_LAW = re.compile("^中华人民共和国|^(?:宪法|民法典|刑法)")
_LOCAL_WORDS = re.compile("本(?:省|市|自治区|自治州|县|自治县|经济特区)(?!场|面|级财)")
_GENERIC_PLACE = re.compile(
    "中华人民共和国|中国(?![（(])|(?:城|上|股|门|超|集|夜|菜|黑|楼|房)市|(?:城|乡|集|小|村)镇|地方|"
    "(?:[一-龥]{0,2}(?:行政|名胜|风景)|社|小|景|园|城|山|市|地|牧|灾|辖|特|海|矿|林|校|库|战|禁|湖|流域|保护|开发|自然保护)区|农村|乡村"
)
_PLACE = re.compile(
    "(?:[一-龥×xX*＊]{1,6}?(?:省|自治区))?(?:[一-龥×xX*＊]{2,14}?(?:自治州|自治县|自治旗|州(?!市))|"
    "[一-龥×xX*＊]{1,6}?(?:市(?!公司|场|民(?!间|族|宗|政|用|办|营)|政(?!府|务|协)|值)|县|区(?!域|块)|旗|盟|乡|镇|"
    "经济特区))?"
)
_BRINGS = re.compile(
    "(?:印发|发布|公布|转发)[《〈]?(?P<name>[^》〉]{2,60}?)[》〉]?的(?:通知|公告|决定)"
)
_UNITS = (ProvisionKind.ARTICLE, ProvisionKind.LEVEL, ProvisionKind.CHAPTER, ProvisionKind.BOOK)


def recognise(document: Document) -> Recognition:
    """文书识别: decide kind and level from title, number, issuer, addressees and wording.

    Kind.OTHER is everything that the system does not review as a draft, national statutes too.
    """
    facts = _Facts.of(document)
    placed = _level(facts)
    kind, reason, confidence = _kind(facts, placed)
    if kind is Kind.CONTRACT:
        placed = Placed(None, "合同不按制定主体层级审查")
    return Recognition(kind, reason, placed.level, placed.reason, confidence)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the decisions rest on, read once."""

    document: Document
    title: str
    head: str
    text: str
    issuer: str
    number: str
    attached: str

    @classmethod
    def of(cls, document: Document) -> _Facts:
        meta = document.metadata
        preamble = "".join(
            child.span.of(document.text)
            for child in document.root.children
            if child.kind is ProvisionKind.PREAMBLE
        )
        return cls(
            document=document,
            title=re.sub(r"\s", "", document.title),
            head=(preamble or document.text)[:3000],
            text=document.text,
            issuer=re.sub(r"\s", "", meta.issuer or ""),
            number=re.sub(r"\s", "", meta.document_number or ""),
            attached=_attached(document.title),
        )


def _attached(title: str) -> str:
    """The title of the measure that a notice brings (关于印发《…》的通知)."""
    found = re.search(
        "(?:印发|发布|公布|转发)[《〈]?(?P<name>[^》〉]{2,60}?)[》〉]?的(?:通知|公告|决定)", title
    )
    return found["name"] if found else ""


_LOCAL = (IssuerLevel.PROVINCE, IssuerLevel.CITY, IssuerLevel.COUNTY, IssuerLevel.TOWNSHIP)
Decision = tuple[Kind, str, float]


def _kind(facts: _Facts, placed: Placed) -> Decision:
    """Try the decisions from the surest to the weakest."""
    for decide in (_paper, _contract, _national, _order, _congress, _drafted_rule):
        decided = decide(facts, placed)
        if decided:
            return decided
    return _by_title(facts, placed)


def _paper(facts: _Facts, _: Placed) -> Decision | None:
    """Papers that are no draft of a rule: reports, opinions, replies, cases, standards."""
    found = _OTHER_PAPERS.search(facts.title)
    if found:
        return Kind.OTHER, f"标题以“{found['word']}”结尾，不是规范性文件、规章、法规或者合同", 0.9
    if _CASE_PAPER.search(facts.title) or re.match("\\s*案例", facts.document.name):
        return Kind.OTHER, f"标题“{facts.title[:30]}”表明是案例或裁判文书", 0.9
    standard = _STANDARD.search(facts.document.name + facts.head[:300])
    if standard:
        return Kind.OTHER, f"标有标准编号“{standard[0]}”，是技术标准", 0.9
    personal = _PERSONNEL.search(facts.title)
    if personal:
        return (
            Kind.OTHER,
            f"标题含“{personal[0]}”，属人事、会议、表彰等事项，不具有普遍约束力",
            0.85,
        )
    return None


def _contract(facts: _Facts, _: Placed) -> Decision | None:
    found = contract_reason(facts.title, facts.text)
    return (Kind.CONTRACT, found[0], found[1]) if found else None


def _national(facts: _Facts, placed: Placed) -> Decision | None:
    """Statutes of the state, which are no drafts of this system."""
    reason = "国家法律、行政法规，不属本系统审查的草案类型"
    if facts.number.startswith(_STATE_ORDERS):
        return Kind.OTHER, f"“{facts.number}”：{reason}", 0.95
    if place_level(_place_of(facts.title)).level in _LOCAL:
        return None
    judicial = _JUDICIAL.match(facts.title) or _JUDICIAL.match(facts.issuer)
    if judicial:
        return Kind.OTHER, f"“{judicial[0]}”发布的司法解释或文件，不属本系统审查的草案类型", 0.9
    if _NATIONAL_LAW.match(facts.title) and not re.search("实施|通知|办法$", facts.title):
        return Kind.OTHER, f"标题“{facts.title[:30]}”：{reason}", 0.9
    body = _NATIONAL_BODY.search(facts.head)
    if body and not _notice(facts) and (_REGULATION.search(facts.title) or "全国" in body[0]):
        return Kind.OTHER, f"题注有“{body[0]}”：{reason}", 0.9
    if _REGULATION.search(facts.title) and _is_unplaced(facts):
        return Kind.OTHER, f"“{facts.title[:30]}”没有地方名称：{reason}", 0.7
    if placed.level is IssuerLevel.STATE and re.search("法" + _STATUS, facts.title):
        return Kind.OTHER, f"“{facts.title[:30]}”：{reason}", 0.8
    return None


def _is_unplaced(facts: _Facts) -> bool:
    """Tell whether neither title, issuer nor wording ties a 条例 to a place."""
    if _place_of(facts.title) or place_level(facts.issuer).level in _LOCAL:
        return False
    local = len(_LOCAL_WORDS.findall(facts.text))
    return local < 2 or len(_STATE_WORDS.findall(facts.text)) > 1


def _order(facts: _Facts, placed: Placed) -> Decision | None:
    """Rules, which are promulgated by an order of a government or of a ministry."""
    where = facts.number + "\n" + facts.head[:800]
    own = re.sub("《[^》]*》", "", where)
    if _notice(facts) and "令" not in facts.number:
        return None
    government = _GOV_ORDER.search(own)
    if government:
        if placed.level in (IssuerLevel.COUNTY, IssuerLevel.TOWNSHIP):
            return (
                Kind.NORM_DOC,
                f"以“{government[0]}”发布，但{placed.reason}，无权制定规章，按规范性文件审查",
                0.75,
            )
        return Kind.GOV_RULE, f"以“{government[0]}”公布，是地方政府规章", 0.95
    ministry = _MINISTRY_ORDER.search(own)
    if ministry and _CONGRESS.search(own[: ministry.start()]) is None:
        return Kind.DEPT_RULE, f"以“{ministry[0]}”公布，是部门规章", 0.9
    return None


def _drafted_rule(facts: _Facts, _: Placed) -> Decision | None:
    """Drafts of rules that say so."""
    found = re.search("规章(?:草案|送审稿|征求意见稿)", facts.title + facts.head[:800])
    return (Kind.GOV_RULE, f"文首有“{found[0]}”，是政府规章草案", 0.85) if found else None


def _congress(facts: _Facts, _: Placed) -> Decision | None:
    """Local regulations: a local people's congress, or a 条例 of a place."""
    head = re.sub("《[^》]*》", "", facts.head[:800])
    body = _CONGRESS.search(facts.title) or _CONGRESS.search(facts.issuer)
    adopted = re.search("(?:人民代表大会|人大)[^\n]{0,40}(?:通过|批准|修正|修订|公布)", head)
    if body or adopted:
        words = body[0] if body else (adopted[0][:20] if adopted else "")
        if _notice(facts):
            return None
        return Kind.LOCAL_REG, f"由“{words}”制定或者通过，是地方性法规", 0.95
    if _REGULATION.search(facts.title):
        return Kind.LOCAL_REG, f"标题“{facts.title[:30]}”为地方的条例，是地方性法规", 0.9
    if _IMPLEMENTS.search(facts.title):
        return (
            Kind.LOCAL_REG,
            f"标题“{facts.title[:30]}”是省级人大实施法律的办法，是地方性法规",
            0.85,
        )
    return None


def _notice(facts: _Facts) -> bool:
    return bool(re.search("(?:通知|意见|通告|公告)" + _STATUS, facts.title))


def _by_title(facts: _Facts, placed: Placed) -> Decision:
    """Decide by the last words of the title, then by the shape of the text."""
    major = _DECISION.search(facts.title) or _DECISION.search(facts.attached)
    named = re.search("重大行政决策(?!程序)", facts.head[:1500])
    if major or (named and "方案" in facts.title):
        words = major[0] if major else "重大行政决策"
        return Kind.MAJOR_DECISION, f"标题含“{words}”，属规划、方案类决策事项", 0.7
    normative = _NORMATIVE.search(facts.title)
    if normative:
        return _normative(facts, placed, normative["word"])
    own = re.search("本(?:办法|规定|细则|通知|意见|方案|通告|公告)", facts.text)
    if own and _has_units(facts.document.root):
        return Kind.NORM_DOC, f"正文自称“{own[0]}”，按规范性文件审查", 0.55
    return (
        Kind.OTHER,
        f"标题“{facts.title[:30]}”和正文都没有法规、规章、规范性文件或者合同的特征",
        0.5,
    )


def _normative(facts: _Facts, placed: Placed, word: str) -> Decision:
    rule_like = word in ("办法", "规定", "细则", "规则") and not _notice(facts) and not facts.number
    chartered = placed.level in (IssuerLevel.PROVINCE, IssuerLevel.CITY)
    own = re.search("规章制定程序|本规章|政府规章", facts.text[:3000])
    if rule_like and chartered and own:
        return Kind.GOV_RULE, f"标题为“{word}”，文中有“{own[0]}”，按地方政府规章审查", 0.7
    reason = f"标题以“{word}”结尾"
    if facts.number:
        return Kind.NORM_DOC, f"{reason}，文号“{facts.number}”，是行政规范性文件", 0.9
    hint = "；如为政府规章草案，请指定文书类型" if rule_like and chartered else ""
    return Kind.NORM_DOC, f"{reason}，没有政府令、部令，按行政规范性文件审查{hint}", 0.7


def _has_units(root: Provision) -> bool:
    return sum(node.kind in _UNITS for node in root.walk()) >= 3


def _level(facts: _Facts) -> Placed:
    """The level from the issuer, else from the title's place, checked against the addressees."""
    named = [facts.issuer, _place_of(facts.title)]
    placed = Placed(None, "没有写明制定主体")
    for name in (n for n in named if n):
        placed = place_level(name)
        if placed.level is not None and "不在设区的市名录" not in placed.reason:
            return placed
        if placed.level is not None or "隐去" in placed.reason:
            break
    return _from_addressees(facts.text[:6000]) or _from_number(facts) or placed


def _place_of(title: str) -> str:
    """The place that a title begins with, "" where it begins with none."""
    if _GENERIC_PLACE.match(title):
        return ""
    found = _PLACE.match(title)
    return found[0] if found and found[0] else leading_place(title)


_ADDRESSED = (
    (IssuerLevel.STATE, re.compile("各省、自治区、直辖市(?:人民政府|、)")),
    (IssuerLevel.MINISTRY, re.compile("各省、自治区、直辖市[^\n]{0,40}(?:厅|局|委)")),
    (
        IssuerLevel.PROVINCE,
        re.compile(
            "各(?:地级以上)?市(?:、州|、自治州|（州）|\\(州\\))|各设区(?:的)?市|各地级以上市"
        ),
    ),
    (
        IssuerLevel.CITY,
        re.compile(
            "各县[（(]?(?:、)?(?:市、区|区、市|市|区)|各(?:区|市)[（(、](?:县|市)|各区县|各县区"
        ),
    ),
    (
        IssuerLevel.COUNTY,
        re.compile("各(?:乡镇|乡（镇）|乡\\(镇\\)|乡、镇|镇|街道)(?!企业)[^\n]{0,30}"),
    ),
)


def _from_addressees(text: str) -> Placed | None:
    """Take the level from the bodies that a document is addressed to."""
    for level, pattern in _ADDRESSED:
        found = re.search(rf"^[ \t\u3000]*{pattern.pattern}[^。\n]*[：:]", text, re.M)
        if found:
            return Placed(level, f"主送“{found[0].strip()[:20]}”，制定主体应为{level.label}")
    return None


def _from_number(facts: _Facts) -> Placed | None:
    """Take the level from the code in the document number where it is beyond doubt."""
    if re.match("国(?:办)?(?:发|函)", facts.number):
        return Placed(IssuerLevel.STATE, f"文号“{facts.number}”为国务院文件")
    return None
