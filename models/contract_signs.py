"""Contract signs (合同特征): how a contract shows itself in its title and its wording."""

from __future__ import annotations

import re

_TITLE = re.compile(
    "(?P<word>合同书?|协议书?|意向书|备忘录|承揽书|责任状|合约|契约)"
    r"(?:[（(〔\[_—-]*[^（）()]{0,24}[）)〕\]]?)$"
)
_ABOUT = re.compile(
    "(?:办法|规定|条例|细则|通知|意见|规则|报告|意见书|提示|解除|审查|指引|制度|法|解释|目录|清单|规范|要点|公告|决定|方案|纠纷|批复)"
    r"[^一-龥]*(?:[（(][^）)]*[）)])*$"
)
_PARTIES = re.compile(
    "甲方|乙方|出租人|承租人|出租方|承租方|出让人|受让人|转让方|受让方|发包人|承包人|发包方|承包方|委托人|受托人|委托方|受托方|"
    "买方|卖方|买受人|出卖人|需方|供方|供电人|用电人|供热人|用热人|采购人|供应商|贷款人|借款人"
)
_SIGNED = re.compile(
    r"(?:甲|乙|丙|买|卖|供|需|双|出租|承租|发包|承包|委托|受托|转让|受让|出让|用电|供电)\s*(?:方|人)\s*"
    r"(?:[（(]?(?:盖章|签字|签章|公章|签名|盖公章)|[：:])"
)
_DENSE = 4.0


def contract_reason(title: str, text: str) -> tuple[str, float] | None:
    """合同特征: the reason (Chinese) and confidence that a text is a contract, None if it is none.

    A title that ends in 合同 or 协议 decides; without one, the parties must be named densely and
    sign. A document about contracts (合同管理办法, a review report) is none.
    """
    if _ABOUT.search(title):
        return None
    named = _TITLE.search(title)
    counted = len(_PARTIES.findall(text))
    density = counted * 1000 / max(len(text), 1)
    signed = _SIGNED.search(text)
    if named and "关于" not in title[:20]:
        if counted >= 4 or signed:
            return f"标题以“{named['word']}”结尾，正文有“{_first(text)}”等当事人", 0.95
        return f"标题以“{named['word']}”结尾", 0.7
    if counted >= 6 and density >= _DENSE and signed:
        return f"正文反复出现“{_first(text)}”等当事人共{counted}处，并有“{signed[0]}”", 0.8
    return None


def _first(text: str) -> str:
    found = _PARTIES.search(text)
    return found[0] if found else "双方"
