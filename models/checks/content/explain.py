"""Explanation (说明): act, power, basis and limit in one or two sentences that can be pasted."""

from __future__ import annotations

import re

from corpus.knowledge.types import Category
from models.checks.content.power import PowerAnswer
from models.checks.content.suspicion import Candidate, Suspicion
from models.finding import LegalBasis
from models.neural.clauses.labels import CONFLICT_NAMES
from models.submission import Kind

_NUMBER = re.compile(
    r"^(?:第[〇零一二三四五六七八九十百]+条|[（(]?[一二三四五六七八九十]+[）)、])\s*"
)
_MANNERS = {
    "refers": "本条只指引上位法执行，未自行设定",
    "restates": "本条转述上位法，未超出其范围",
    "details": "本条在上位法范围内细化",
    "forbids": "本条禁止或纠正此类做法",
    "internal": "本条是对行政机关及其工作人员的内部管理",
    "voluntary": "本条以自愿为前提，不强制",
    "contract": "本条按合同约定处理",
    "benefits": "本条给予便利或者普惠利益",
    "power": "本条在制定机关权限内",
    "procedure": "本条规定的是法定程序",
    "other": "本条涉及“{category}”，未见违法的内容",
    "background": "本条涉及“{category}”，未见违法的内容",
    "creates": "本条涉及“{category}”，未见违法的内容",
}


def objection(
    suspect: Suspicion, power: PowerAnswer, against: Candidate | None, kind: Kind, quote: str
) -> str:
    """说明 of a finding: what the words do, why the issuer may not, and what was looked for."""
    act = f"“{_short(quote)}”属于{suspect.category.name}"
    if against is not None:
        return f"{act}。{_conflict(against)}。"
    return f"{act}。{_power(power, kind)}；{_basis(suspect)}。"


def objection_by_words(
    name: str, category: Category, power: PowerAnswer, kind: Kind, quote: str
) -> str:
    """说明 of a finding by the words alone: what the clause does, and why the issuer may not."""
    act = f"“{_short(quote)}”{name}，属于{category.name}"
    return f"{act}。{_power(power, kind)}；本句未指明可以核实的上位法依据。"


def conflict_by_words(name: str, category: Category, basis: LegalBasis, quote: str) -> str:
    """说明 of a finding by the words alone, of a rule that is about one provision."""
    act = f"“{_short(quote)}”{name}，属于{category.name}"
    return f"{act}。请对照《{basis.law}》{basis.article}修改。"


def _power(power: PowerAnswer, kind: Kind) -> str:
    return power.reason.rstrip("。") or f"{kind.label}无权作此规定"


def _basis(suspect: Suspicion) -> str:
    cited = [c for c in suspect.candidates if c.cited]
    if cited:
        names = "、".join(f"《{c.basis.law}》{c.basis.article}" for c in cited[:2])
        return f"所引{names}未见同样的授权"
    return "本条未指明可以核实的上位法依据"


def _conflict(against: Candidate) -> str:
    place = f"《{against.basis.law}》{against.basis.article}"
    if against.differences:
        return (
            f"与{place}不符：{'；'.join(d.message.rstrip('。') for d in against.differences[:2])}"
        )
    comparison = against.comparison
    name = CONFLICT_NAMES[conflict_type(against)] if comparison else "与上位法抵触"
    return f"与{place}的规定不符（{name}），请对照条文修改"


def conflict_type(against: Candidate) -> str:
    """冲突类型 with the highest probability among the four."""
    if against.differences:
        return against.differences[0].type
    if against.comparison is None:
        return "condition"
    types = against.comparison.types
    return max(("body", "definition", "sanction", "condition"), key=lambda t: types[t])


def doubt(suspect: Suspicion, power: PowerAnswer, kind: Kind) -> str:
    """说明 of what could not be decided; the provisions to compare with stand beside it."""
    if suspect.by_law:
        near = "、".join(f"《{c.basis.law}》{c.basis.article}" for c in suspect.candidates[:2])
        hint = f"，可对照{near}" if near else ""
        return f"本条可能涉及“{suspect.category.name}”，机器未能认定，请人工判断{hint}。"
    name = suspect.category.name
    return f"本条可能涉及“{name}”，把握不足，请人工判断。确属此类的，{_power(power, kind)}。"


def objected(suspect: Suspicion) -> str:
    """说明 of a clause that only reads like those that readers of real documents object to."""
    name = suspect.category.name
    known = "本条与审查人员在同类文件中提过意见的条款写法相近，机器未能指明问题所在"
    return f"{known}（或涉及“{name}”），请人工对照上位法核对。"


def acquittal(suspect: Suspicion) -> tuple[str, str]:
    """说明 of what was found in order: the step that cleared it, and the reason."""
    manner = max(suspect.reading.manner, key=lambda name: suspect.reading.manner[name])
    reason = _MANNERS[manner].format(category=suspect.category.name)
    same = [c for c in suspect.candidates if c.comparison and c.comparison.types["none"] > 0.5]
    if same:
        first = same[0].basis
        step = "basis" if same[0].cited else "limit"
        return step, f"与《{first.law}》{first.article}一致，{reason}"
    steps = {"refers": "basis", "restates": "limit", "details": "limit", "power": "power"}
    return steps.get(manner, "act"), reason


def same_bases(suspect: Suspicion) -> tuple[LegalBasis, ...]:
    """The provisions that a clause agrees with."""
    return tuple(
        c.basis for c in suspect.candidates if c.comparison and c.comparison.types["none"] > 0.5
    )


def _short(quote: str) -> str:
    plain = _NUMBER.sub("", " ".join(quote.split()))
    return plain if len(plain) <= 40 else plain[:38] + "……"
