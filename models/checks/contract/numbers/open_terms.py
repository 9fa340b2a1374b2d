"""Open terms (未定要素, T57): a key element is left to what one side states later."""

from __future__ import annotations

import re

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.contracts.figures.sentences import clause_at

_ELEMENT = (
    "型号|规格|版本|数量|价格|单价|总价|价款|金额|费用标准|租金|质量标准|质量要求|技术标准|地点|期限|时间|日期|容量|配置|面积|品种|品牌|材质|"
    "工作量|服务范围|工程范围|交货期|收费标准|等级|产地|性能|参数"
)
_SIDE = (
    r"(?:甲方|乙方|丙方|买方|卖方|出卖人|买受人|发包人|承包人|出租[人方]|承租[人方]|"
    r"委托[人方]|受托[人方]|采购人|供应商|供方|需方|一方|转让方|受让方)"
)
_ONE_SIDED = re.compile(
    rf"(?:由|以|按|待|俟){_SIDE}[^，。；\n]{{0,14}}?(?:自行|单方|另行|届时|事后|发货(?:之)?前|交付(?:之)?前|供货(?:之)?前|到时|后续|随后|视情况)"
    r"[^，。；\n]{0,10}?(?:说明|确定|决定|通知|指定|告知|填写|掌握|核定|安排|公布|选定|调整)"
    r"(?:的)?(?:内容|数额|结果|版本|为准)?"
)
_LATER = re.compile(
    rf"(?:^|[，,。：:；、\s])(?:本合同|本协议|合同|具体|其|货物|服务|设备|标的物)?(?:的)?(?:交货|交付|履行|服务|供货|施工|验收|租赁)?(?P<what>{_ELEMENT})(?:[、和及](?:{_ELEMENT}))*"
    r"(?:暂不约定|暂不确定|暂未确定|待定|以后再定|双方(?:届时|以后|另行)(?:商定|商议|协商|议定|约定)|另行(?:商定|商议|协商|议定|确认|约定)|届时再议|另议)"
    r"(?=[。；，,]|$)"
)
_LATER_ON = (
    r"(?:(?:以后|今后|日后|将来|往后|届时|到时|随后|事后|后续|另行)[^，。；\n]{0,6}(?:谈|议|定|商|磋|明确)|"
    r"(?:双方|各方)[^，。；\n]{0,6}(?:另|再)(?:行)?(?:谈|议|定|商))"
)
_BLANK_LATER = re.compile(
    rf"(?:_{{2,}}|＿{{2,}}|[ \u3000]{{2,}}|【\s*】)(?:万|亿)?(?:元|吨|台|套|亩|平方米|%|％|份|人|年|月|天|日)"
    rf"[^。；\n]{{0,24}}?{_LATER_ON}|"
    rf"(?:数额|数字|金额|单价|价款|价格|比例|标准|数量|期限)[^，。；\n\d]{{0,4}}(?:由|留待|待|等)[^，。；\n]{{0,6}}?{_LATER_ON}"
)
_BLANK_FIGURE = re.compile(
    r"(?:不得?(?:少于|低于|超过|高于|大于|小于)|至少|最多|最高|最低)[ \u3000]{3,}"
    r"(?=[一-龥A-Z%％℃])|"
    r"(?:达到|为)[ \u3000]{3,}"
    r"(?=[个次人台套户辆件条项路秒吨米亩份间层批组席TGM%％万]|分钟|小时|毫秒|平方米)"
)
_BLANK = re.compile(r"(?<=[一-龥])[ \u3000]{3,}(?=[一-龥])|_{2,}|＿{2,}")
_TEMPLATE = 12
"""So many blanks are a form still to be filled in: one notice tells of them all."""
_FALLBACK = re.compile(
    r"协商不成|未能?达成|达不成|未确定的|否则|市场价|参照|不低于|不少于|不超过|最迟|以内|幅度|范围内|标准执行|按照[^，。]{0,16}(?:标准|价格|规定)|"
    r"附件|补充协议|订单|书面同意|协商一致|合理|续[租期约签订]|届满|期满|变更|增加|超出|如|若|的，|评估|招标|中标|政府指导价|依法"
)


def check_open_terms(view: Numbers) -> Said:
    """型号由乙方自行说明为准; 价款另行协商: nothing says what holds if that fails."""
    end = view.figures.annex_start
    yield from _blank_figures(view, end)
    for pattern in (_ONE_SIDED, _LATER, _BLANK_LATER):
        for found in pattern.finditer(view.text, 0, end):
            sentence = view.figures.sentence_at(found.start())
            if sentence is None:
                continue
            words = sentence.text
            if pattern is _ONE_SIDED and (not re.search(_ELEMENT, words) or "为准" not in words):
                continue
            if _FALLBACK.search(words) or re.search("不得|无权|不可", words):
                continue
            start = found.start("what") if pattern is _LATER else _start(view, found)
            span = Span(start, found.end())
            yield issue(
                "T57",
                span,
                f"{view.place(span)}把合同要素留待一方事后确定或者双方另行商定，没有写明不能确定时如何处理，"
                "容易因约定不明发生争议。",
                "在签订前写明该要素；确实不能写明的，约定确定的办法、时限和不能确定时的处理。",
                severity=view.grade("T57"),
                source="comparison",
                confidence=0.8,
            )


def _blank_figures(view: Numbers, end: int) -> Said:
    """在线用户数不少于　　个: a measure of what is delivered that nobody filled in."""
    if len(_BLANK.findall(view.text, 0, end)) >= _TEMPLATE:
        return
    for found in _BLANK_FIGURE.finditer(view.text, 0, end):
        clause = clause_at(view.text, found.start(), found.end())
        yield issue(
            "T57",
            Span(clause.start, found.end()),
            f"{view.place(clause)}的指标数值留空，没有写明，履行和验收没有依据。",
            "在签订前按采购文件、响应文件或者双方商定的结果补填该数值。",
            severity=view.grade("T57"),
            source="comparison",
            confidence=0.85,
        )


def _start(view: Numbers, found: re.Match[str]) -> int:
    """From the start of the clause, the element itself is shown where it stands there."""
    return clause_at(view.text, found.start(), found.end()).start
