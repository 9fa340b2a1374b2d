"""Accounts (收款账户, N40): the payee's account is in the name of a party."""

from __future__ import annotations

import re

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Fine, Issue
from models.contracts.figures.tables import Table
from models.contracts.types import Nature, Party

_HOLDER = re.compile(
    r"(?:开户名称?|账户名称?|帐户名称?|户\s*名|收款单位(?:名称)?|收款人(?:名称|户名)?|账户户名|开户单位|收款方(?:名称)?|账号名称)"
    r"[ \u3000]*(?:[：:\t]|为|是|(?=[一-龥]{2,4}[，,；;。\n、])|"
    r"(?=[一-龥（）()]{4,30}(?:公司|中心|局|厂|院|学校|合作社)))"
    r"[ \t\u3000]*(?P<name>[一-龥A-Za-z（）()·]{2,40})"
)
_UNIT = re.compile(
    "公司|局|厂|中心|院|社|所|部|委员会|政府|学校|店|银行|工会|协会|商会|基金会|中学|小学|馆|场|站|队"
)
_ORDERED = re.compile(
    r"委托收款|书面指定|代收|代为收取|授权[^，。；]{0,12}收款|财政|国库|非税|专户|专用账户|监管账户|托管|共管|保证金账户|工资"
)
_NOTE = re.compile(
    r"[（(](?:[甲乙丙丁]方|事业单位|个人独资|个体工商户?|自然人|普通合伙|有限合伙|盖章|公章|全称|国有|民办)[^（）()]*[)）]$|"
    r"[（(][^（）()]{0,6}(?:企业|单位)[^（）()]*[)）]$"
)
_LABEL = re.compile(r"^(?:甲方|乙方|丙方|丁方|同上|见|以|按|双方|指定|公章|盖章|开户|账号|银行)")


def check_accounts(view: Numbers) -> Said:
    """收款户名 against the names of the parties."""
    names = {_plain(p.name.value): p for p in view.contract.parties if p.name}
    if len(names) < 2:
        return
    right = 0
    yield from _in_tables(view, names)
    for found in _HOLDER.finditer(view.text):
        name = re.sub(r"(?:开户|账号|帐号|地址|电话|税号|开户行).*$", "", found["name"]).rstrip(
            "（("
        )
        if name.count("）") + name.count(")") > name.count("（") + name.count("("):
            name = re.split("[)）]", name)[0]
        span = Span(found.start("name"), found.start("name") + len(name))
        around = _around(view, found)
        if len(name) < 2 or _LABEL.match(name):
            continue
        if _plain(name) in names:
            right += 1
            continue
        people = [n for n, p in names.items() if p.nature is Nature.PERSON]
        person = len(name) <= 4 and (not people or any(_slip(name, n) for n in people))
        whole = _UNIT.search(name)
        if _ORDERED.search(around) or not (whole or person):
            continue
        yield _issue(view, span, name, names)
    if right:
        yield Fine("收款账户", f"{right}处收款户名与当事人名称一致")


def _in_tables(view: Numbers, names: dict[str, Party]) -> Said:
    """A column of 户名: every cell is a party's name."""
    for table in view.figures.tables:
        column = table.column("^(?:收款)?(?:户名|开户名称|账户名称|收款单位|收款人|开户单位)")
        if column is None or not re.search("收款|付款|支付|账户", table.caption + "账户"):
            continue
        for row in table.rows:
            cell = row.cells[column] if column < len(row.cells) else None
            if cell is None or len(cell.text) < 4 or _plain(cell.text) in names:
                continue
            around = _around_table(view, table)
            if _ORDERED.search(around) or not _UNIT.search(cell.text):
                continue
            yield _issue(view, cell.span, cell.text, names)


def _around_table(view: Numbers, table: Table) -> str:
    end = view.text.find("\n", table.span.end + 1)
    return table.caption + table.span.of(view.text) + view.text[table.span.end : end][:120]


def _issue(view: Numbers, span: Span, name: str, names: dict[str, Party]) -> Issue:
    near = next((n for n in names if _alike(n, _plain(name)) or _slip(name, n)), None)
    why = f"与当事人名称“{near}”不一致" if near else f"不是合同当事人（{'、'.join(names)}）"
    return issue(
        "N40",
        span,
        f"{view.place(span)}的收款户名“{name}”{why}，存在付错款、挂靠或者三方付款的风险。",
        "收款账户改为合同当事人本人的账户；确需付给他人的，由收款方出具加盖公章的书面指定并列为附件。",
        source="comparison",
    )


def _plain(name: str) -> str:
    name = _NOTE.sub("", name)
    return re.sub(r"\s", "", name).replace("（", "(").replace("）", ")")


def _around(view: Numbers, found: re.Match[str]) -> str:
    """The sentence of the account and the one before it in the same paragraph."""
    line = view.text.rfind("\n", 0, found.start()) + 1
    end = view.text.find("\n", found.end())
    stop = view.text.rfind("。", line, found.start())
    last = view.text.rfind("。", line, stop) if stop > 0 else -1
    low = max(line, last + 1, found.start() - 90)
    return view.text[low : min(end if end >= 0 else len(view.text), found.end() + 60)]


def _slip(one: str, other: str) -> bool:
    """A person's name with one character wrong: 单怀谨, 单怀瑾."""
    unlike = sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return 2 <= len(one) <= 4 and one[0] == other[0] and unlike == 1


def _alike(one: str, other: str) -> bool:
    shared = sum(1 for c in set(one) if c in other)
    return shared >= 0.6 * max(len(set(one)), len(set(other)))
