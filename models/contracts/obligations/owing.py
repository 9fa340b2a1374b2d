"""Who owes (义务方): the party that a clause obliges, and whether it obliges at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.contracts.obligations.words import sides
from models.contracts.roles import WORD, plain
from models.contracts.types import Contract, Party

BOTH, ALL = "双方", "各方"
_MODAL = re.compile(
    r"应当|(?<![供对响相适])应(?![用付收急答对交纳缴退]|有的)|应(?=[对交付])|(?<!不)必须|(?<!必)须(?!知)|(?<![不如若凡无])需要?(?!求|方|续|解|变|提前|延|转)|负责(?!人)|有义务|有责任|承诺|同意|保证|务必|确保"
)
_OF_PRICE = (
    "合同(?:总|价|金|款)|价款|货款|租金|服务费|工程款|总价|酬金|报酬|管理费|经费|转让款|出让金|电费"
)
_PARTY_BEFORE = re.compile(
    r"(?:向|对|给|与|和|及|经|被|为|至|到|付|交|还|使|在|让|以|于|予|知|送|、)$"
)
_START = re.compile(
    r"(?:^|[，,、；;：:。（(\s]|后|时|起|内|前|日|则|由|因|而|且|并|若|如|即|间|的|故|但|当|除|届满|期满|甲)$"
)
_PAST = re.compile(r"(?:后|之日起?|时|之前)(?=[，,]|$|[^，,]{0,14}$)|的(?=[，,])")


@dataclass(frozen=True, slots=True)
class Owing:
    """义务归属 in one clause: who (role of the contract, 双方, or "" for not said).

    `start` is where the party's words end in the clause; `sure` is false where the party only
    stands in a condition (乙方交货后十日内支付).
    """

    role: str
    start: int
    sure: bool


class Roles:
    """当事人称谓: from any word for a party to its role, and to its side."""

    def __init__(self, contract: Contract) -> None:
        self.parties = contract.parties
        self._roles = {word: party.role for party in self.parties for word in party.titles}
        known = sorted({*self._roles, *sides().both}, key=len, reverse=True)
        words = "|".join(re.escape(word) for word in known)
        self.pattern = re.compile(words if self.parties else f"{words}|{WORD}")
        self.payer, self.performer = self._sides(contract.text)

    def role(self, word: str) -> str:
        """The role that a word stands for."""
        if word in sides().both:
            return BOTH
        return self._roles.get(plain(word), plain(word))

    def other(self, role: str) -> str:
        """The counterparty where there are exactly two parties, else ""."""
        roles = [party.role for party in self.parties]
        if len(roles) != 2 or role not in roles:
            return ""
        return roles[1 - roles.index(role)]

    def name(self, role: str) -> str:
        """The party's name, "" where the contract leaves it blank."""
        party = self._party(role)
        return party.name.value if party and party.name else ""

    def _party(self, role: str) -> Party | None:
        return next((p for p in self.parties if p.role == role), None)

    def _on_side(self, words: frozenset[str]) -> str:
        return next((p.role for p in self.parties if words & set(p.titles)), "")

    def _sides(self, text: str) -> tuple[str, str]:
        """Who pays the price and who performs: from 甲方向乙方支付…价款, else from the words."""
        payer = self._paying(
            text, rf"[^。；\n，]{{0,30}}?向(?:{self.pattern.pattern})[^。；\n，]{{0,6}}?"
        )
        if not payer:
            payer, performer = self._on_side(sides().pays), self._on_side(sides().performs)
            if payer and payer != performer:
                return payer, performer or self.other(payer)
            payer = self.other(performer) if performer and not payer else ""
        payer = payer or self._paying(text, r"[^。；\n，]{0,40}?")
        return payer, self.other(payer)

    def _paying(self, text: str, between: str) -> str:
        pays = rf"{between}(?:支付|付清|缴纳|交纳|给付|缴付)[^。；\n，]{{0,12}}?(?:{_OF_PRICE})"
        words = rf"(?P<who>{self.pattern.pattern}){pays}"
        for found in re.finditer(words, text):
            role = self.role(found["who"])
            if role != BOTH and not re.search("违约|赔偿|保证金|定金|押金", found[0]):
                return role
        return ""


def owing(text: str, verb: int, roles: Roles) -> Owing:
    """义务方 of the deed at `verb` in a clause: the last party that can be its subject."""
    weak = Owing("", 0, sure=False)
    for found in roles.pattern.finditer(text, 0, max(verb, 0)):
        if not _can_owe(text, found):
            continue
        between = text[found.end() : verb]
        if between.startswith("的"):
            continue
        told = text[: found.start()].endswith("由") or _MODAL.search(between)
        told = told or re.search(f"向(?:{roles.pattern.pattern})", between)
        first = re.split("[，,]", between)[0] if re.search("[，,]并", between) else between
        sure = bool(told) or _PAST.search(first) is None
        one = Owing(roles.role(found[0]), found.end(), sure=sure)
        weak = one if sure or not weak.sure else weak
    return weak


def _can_owe(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start()]
    if before.endswith("由"):
        return True
    return bool(_START.search(before)) and not _PARTY_BEFORE.search(before)


def is_bound(text: str, start: int, verb: int) -> bool:
    """义务用语: 应, 须 … stand between the party and the deed."""
    return _MODAL.search(text, start, verb) is not None


def is_right(text: str, start: int, verb: int) -> bool:
    """权利或者禁止: 有权, 可以, 不得 stand between the party and the deed."""
    words = text[start:verb]
    if re.search("没有|未(?:在|能|按|于)", re.split("[，,]", words)[-1]):
        return True
    right = list(sides().rights.finditer(words))
    if not right:
        return False
    bound = list(_MODAL.finditer(words))
    return not bound or bound[-1].start() < right[-1].start()


def modal_end(text: str, start: int, verb: int) -> int:
    """Return where the last modal word before the deed ends, `start` without one."""
    ends = [m.end() for m in _MODAL.finditer(text, start, verb)]
    return ends[-1] if ends else start
