"""Sequence of work (进度先后, N17, T58): what comes first is dated first; no date is written back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Issue
from models.contracts.figures.calendar import in_words
from models.contracts.figures.dates import LabelledDate

_STEPS: tuple[tuple[int, str, str], ...] = (
    (
        10,
        "公告（招标、挂牌、招租）",
        "(?:发布)?(?:招标|挂牌|采购|招租|出让|竞价|磋商)公告|公开挂牌",
    ),
    (20, "投标截止、开标", "开标|投标截止|递交(?:投标|响应)文件|评标"),
    (30, "中标、成交", "中标|成交(?:通知|确认)|竞得|摘牌"),
    (
        40,
        "交付场地、土地",
        "(?:交付|移交|提供)[^，。；]{0,6}(?:土地|宗地|场地|净地|用地)|(?:移交|交)(?:地|场地)",
    ),
    (50, "开工", "(?<!竣)开工(?!令|报告)|动工|进场施工|开始施工"),
    (60, "主体封顶", "封顶|主体(?:结构)?(?:完工|完成|验收)"),
    (70, "竣工、完工", "竣工(?!验收|结算|图)|完工|建成(?!后)|完成(?:全部)?(?:施工|安装|建设)"),
    (75, "竣工验收", "竣工验收|综合验收|通过验收|完成验收"),
    (80, "投产、运营", "投产|投入(?:使用|运营|生产)|正式运营|开业|试生产|商业运行"),
    (90, "达产", "达产|达标达产"),
)
_SOFTWARE: tuple[tuple[int, str, str], ...] = (
    (10, "需求确认", "需求(?:调研|分析|确认|规格)"),
    (20, "设计", "(?:概要|详细|系统|方案|初步)设计|设计方案"),
    (30, "开发、到货", "(?:系统|软件|编码)开发|完成开发|部署|到货|供货|运抵|交货|送达"),
    (35, "安装调试", "安装(?:调试|完毕|完成)|调试(?:完毕|完成)?"),
    (40, "初验、上线", "初步?验收?(?=应|完|通|$)|初验|上线"),
    (50, "终验", "终验|最终验收"),
)
_DESIGN: tuple[tuple[int, str, str], ...] = (
    (10, "方案设计", "(?:概念|方案)(?:性)?设计|设计方案"),
    (20, "初步设计", "初步设计"),
    (30, "施工图设计", "施工图"),
)
_LOANS: tuple[tuple[int, str, str], ...] = (
    (10, "放款", "放款|出借|发放(?:贷款|借款)|提款|汇入|转账"),
    (20, "还款、到期", "还清|归还|还款|清偿|到期"),
)
_REPORT: tuple[tuple[int, str, str], ...] = (
    (10, "审计、评估基准", "基准日"),
    (
        20,
        "出具报告",
        "(?:出具|提交|完成)[^，。；]{0,14}报告|报告(?:出具|落款)?日|(?:审计|评估)报告",
    ),
    (30, "备案、核准", "(?:评估|审计)?(?:备案|核准)"),
)
_SPAN: tuple[tuple[int, str, str], ...] = (
    (10, "开始", "^(?:起|前)?(?:正式)?(?:开始|启动|起动|动身|开工|进场)"),
    (20, "结束", "^(?:前|止)?(?:全部|正式)?(?:结束|截止|终止|完毕|收尾|退场)"),
)
_OPENING: tuple[tuple[int, str, str], ...] = (
    (10, "选址、评估", "选址|勘址|可行性评估"),
    (20, "场地交付", "(?:交付|移交|接收)[^，。；]{0,6}(?:场地|场馆|房屋|门店|铺位|屋顶|设备)|进场"),
    (30, "装修、建设", "装修(?:完|施工|改造)|改造完成|建设完成"),
    (40, "验收", "(?:消防|装修|工程|联合|通过)?验收"),
    (
        50,
        "开业、运营",
        "开业|正式(?:营业|运营|开放|使用)|试营业|投入运营|开放|开园|开馆|开班|并网|开课",
    ),
)
_GOODS: tuple[tuple[int, str, str], ...] = (
    (10, "下单、备货", "下单|备货|投料|排产"),
    (20, "发货", "发货|发运|装船|出厂|起运"),
    (30, "到货", "到货|运抵|送达|交货|到场|收货"),
    (40, "安装", "安装(?:完毕|完成|到位)?|调试"),
    (50, "验收", "验收"),
    (60, "质保", "质保期(?:开始|起算)|保修期(?:开始|起算)"),
)
_FARMING: tuple[tuple[int, str, str], ...] = (
    (
        10,
        "供苗、投放",
        "(?:供应|提供|交付|投放|领取)[^，。；]{0,6}(?:苗|雏|种|仔)|进[棚栏舍场池塘圈]|入[栏舍棚池塘圈]|放苗|播种|栽植|移栽|育苗|下种|投苗|进苗|引种",
    ),
    (20, "采收、出栏", "采收|收获|收割|出栏|采摘|捕捞|收购|起捕|上市"),
    (30, "结算", "结算|结清"),
)
_AUCTION: tuple[tuple[int, str, str], ...] = (
    (10, "公告、展示", "公告|展示|预展|看样"),
    (20, "拍卖、开标", "拍卖会|拍卖日|举行拍卖|开标|竞价(?:会|日)"),
    (30, "付款、交割", "付清|交割|移交标的|成交款"),
)
_MEETING: tuple[tuple[int, str, str], ...] = (
    (10, "报名、征集", "报名(?:截止|结束)?|征集截止"),
    (20, "布展、彩排", "布展|进场搭建|彩排|搭建"),
    (30, "举办", "开幕|举办|演出(?:日|时间)?|活动(?:日|当天|正式)|比赛(?:日|开始)|开赛"),
    (40, "撤展", "撤展|撤场|闭幕"),
)
_CHAINS = (
    _SPAN,
    _OPENING,
    _GOODS,
    _FARMING,
    _AUCTION,
    _MEETING,
    _STEPS,
    _SOFTWARE,
    _DESIGN,
    _REPORT,
    _LOANS,
)
_DONE = re.compile(r"之?(?:日|后|前)起|届满|顺延|逾期|延期|期满|变更前|原定|若|如")
_PHASE = re.compile(
    r"[一二三四五六][期批标段]|第[一二三四五六\d]+[期批]|[东南西北]区|[A-Z\d一二三四]+(?:号楼|标段)"
)
_BACKDATED = re.compile(
    r"(?:落款|签署日|签订日|签约日|签字日|签字页(?:的)?日期|签署页(?:的)?日期|签章日期|盖章日期|签署时间|签订时间|合同日期|落款日期)[^，。；\d]{0,16}"
    r"(?:倒签|补写|写作|写为|写成|署为|署作|一律填|统一填|均填|填为|填写为|填写成|载明为|记为|记作|标注为|落为|提前至|统一为|追溯)"
)


@dataclass(frozen=True, slots=True)
class _Step:
    rank: int
    name: str
    day: date
    span: Span
    phase: str


def check_sequence(view: Numbers) -> Said:
    """开工 before 封顶 before 投产, 基准日 before 报告, 交地 before 开工; 倒签."""
    for chain in _CHAINS:
        yield from _within(view, chain)
    if view.has_kind("land_grant", "investment", "construction", "franchise_ppp"):
        yield from _land_first(view)
    yield from _backdated(view)


def _steps(view: Numbers, span: Span, chain: tuple[tuple[int, str, str], ...]) -> Iterator[_Step]:
    phase = ""
    for day in view.figures.dates_in(span):
        found = _named(view, day, chain)
        if found is not None:
            low = max(span.start, day.span.start - 30)
            behind = re.split("[，,。；]", view.text[day.span.end : day.span.end + 20])[0]
            phases = _PHASE.findall(view.text[low : day.span.end] + behind)
            phase = phases[-1] if phases else phase
            yield _Step(found[0], found[1], day.value, day.span, phase)


def _named(
    view: Numbers, day: LabelledDate, chain: tuple[tuple[int, str, str], ...]
) -> tuple[int, str] | None:
    """The only step that the clause of a date names: behind it first (…前开工), else before it."""
    behind = re.split("[，,。；]", view.text[day.span.end : day.span.end + 26])[0]
    for words in (behind, day.before[-18:]):
        if _DONE.search(words):
            continue
        hits = {(rank, name) for rank, name, pattern in chain if re.search(pattern, words)}
        if len(hits) == 1:
            return hits.pop()
        if hits:
            return None
    return None


def _within(view: Numbers, chain: tuple[tuple[int, str, str], ...]) -> Said:
    """Steps of one sentence, semicolons included."""
    for line in re.finditer(r"[^。\n]+", view.text):
        span = Span(line.start(), line.end())
        steps = [] if "\t" in line[0] else [*_steps(view, span, chain)]
        for first in steps:
            later = next(
                (
                    s
                    for s in steps
                    if s.rank > first.rank and s.day < first.day and s.phase == first.phase
                ),
                None,
            )
            if later is not None:
                yield _reversed(view, first, later)
                break


def _land_first(view: Numbers) -> Said:
    """Works cannot begin before the land is handed over."""
    end = view.figures.annex_start
    steps = [*_steps(view, Span(0, end), _STEPS)]
    lands = [s for s in steps if s.rank == 40]
    starts = [s for s in steps if s.rank == 50]
    if len({s.day for s in lands}) == 1 and starts:
        early = next((s for s in starts if s.day < lands[0].day), None)
        if early is not None:
            yield _reversed(view, lands[0], early)


def _reversed(view: Numbers, first: _Step, second: _Step) -> Issue:
    return issue(
        "N17",
        second.span,
        f"日期先后颠倒：{view.place(second.span)}的{second.name}日期为{in_words(second.day)}，"
        f"早于{view.place(first.span)}的{first.name}日期{in_words(first.day)}。",
        f"核对两处日期，使{first.name}在先、{second.name}在后。",
        confidence=0.9,
    )


def _backdated(view: Numbers) -> Said:
    """落款日期统一写作…: the date of signing is not that of the signature."""
    for found in _BACKDATED.finditer(view.text):
        sentence = view.figures.sentence_at(found.start())
        if sentence is None or re.search("不得|禁止|不应|不可", sentence.text):
            continue
        days = [d for d in view.figures.dates_in(sentence.span) if d.span.start >= found.end()]
        stop = days[0].span.end if days else found.end()
        yield issue(
            "T58",
            Span(found.start(), stop),
            f"{view.place(Span(found.start(), stop))}约定把签署日期另行填写，与实际签订时间不符，属于倒签，"
            "影响合同成立时间、履行起算和采购程序的认定。",
            "落款填写实际签署日期；已先行履行的，如实写明开始履行的时间和原因。",
            severity=view.grade("T58"),
            source="comparison",
            confidence=0.85,
        )
