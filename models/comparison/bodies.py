"""Bodies (职权主体): another field, a lower level, or no public body at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.span import Span
from models.comparison.difference import Difference, Kind, difference
from models.comparison.overlap import similar
from models.comparison.sides import Pair, Side
from models.nlp import Body
from models.nlp.components.body import GENERIC
from models.nlp.lexicon import alternation, load

_RANK = {"state": 6, "province": 5, "city": 4, "county": 3, "township": 2, "village": 1}
_NO_BODY = frozenset(["association", "village", "intermediary"])
_PUBLIC_WORK = re.compile(
    "决定|批准|审批|处罚|处[一二三四五六七八九十百千万\\d]|责令|吊销|没收|许可|颁发|核发|查封|扣押|裁决|制定|认定|核准|强制|拘留|监督管理"
)
_AHEAD = 16


@cache
def _actions() -> re.Pattern[str]:
    return re.compile(alternation(load("bodies")["actions"]))


@cache
def _substitutes() -> frozenset[str]:
    return frozenset(load("bodies")["substitutes"]) | {GENERIC}


def compare_bodies(pair: Pair) -> Iterator[Difference]:
    """职权主体比较: who does the act in the draft, and who does the same act in the law."""
    for norm in pair.draft.norms:
        for body in norm.bodies:
            acts = _acts(body, pair.draft)
            if not acts or not _acts_itself(body, pair.draft):
                continue
            rivals = [
                law
                for other in pair.nearest(norm.sentence)
                for law in other.bodies
                if _acts(law, pair.law) & acts
                and _acts_itself(law, pair.law)
                and similar(_ahead(body, pair.draft), _ahead(law, pair.law)) >= 0.2
            ]
            verdicts = [_verdict(body, law, pair) for law in rivals]
            if rivals and all(verdicts):
                yield _report(body, rivals[0], verdicts[0] or "body_other", pair)


def _ahead(body: Body, side: Side) -> str:
    return side.text[max(0, body.span.start - 10) : body.span.start] + "|" + _after(body, side)


def _after(body: Body, side: Side) -> str:
    return re.split("[。；\n]", side.text[body.span.end : body.span.end + _AHEAD])[0]


def _acts(body: Body, side: Side) -> frozenset[str]:
    """The acts named right after the body: 决定, 批准, 责令 …"""
    return frozenset(_actions().findall(_after(body, side)))


def _acts_itself(body: Body, side: Side) -> bool:
    """由X, or X as the subject; not 向X备案 or 报X批准 with another body's deed behind."""
    before = side.text[max(0, body.span.start - 6) : body.span.start]
    return not re.search("(?:会同|商|配合|协助|和|与|及|、)$", before)


def _verdict(draft: Body, law: Body, pair: Pair) -> Kind | None:
    """What is wrong with the draft's body, None if it may stand for the law's."""
    if law.name.endswith(draft.name) or draft.name.endswith(law.name):
        return None
    if draft.field in _NO_BODY:
        before = pair.draft.text[max(0, draft.span.start - 10) : draft.span.start]
        if not re.search("[由经][^，。；]*$", before):
            return None
        if law.field in _NO_BODY or not _PUBLIC_WORK.search(_after(draft, pair.draft)):
            return None
        return "body_other"
    if law.field in _NO_BODY | _substitutes() or (
        draft.field in _substitutes() and draft.field != GENERIC
    ):
        return None
    if GENERIC not in (draft.field, law.field) and draft.field != law.field:
        named = {b.field for n in pair.law.norms for b in n.bodies}
        return (
            None
            if draft.field in named or "government" in (draft.field, law.field)
            else "body_other"
        )
    levels = {b.level for n in pair.law.norms for b in n.bodies}
    return "body_lower" if _lower(draft, law) and draft.level not in levels else None


def _lower(draft: Body, law: Body) -> bool:
    ours, theirs = _RANK.get(draft.level), _RANK.get(law.level)
    if ours is None or theirs is None or (draft.or_above and not law.or_above and ours >= theirs):
        return False
    return ours < theirs


def _report(body: Body, law: Body, kind: Kind, pair: Pair) -> Difference:
    tail = "层级低于上位法" if kind == "body_lower" else "职权主体不一致"
    return difference(
        "body",
        kind,
        (pair.draft.text, body.span),
        (pair.law.text, law.span),
        f"草案由“{body.name}”行使，上位法规定为“{law.name}”，{tail}。",
    )


_OTHER_LIABILITY = re.compile(
    "补充(?:赔偿)?责任|按份(?:赔偿)?责任|相应的?(?:补充|赔偿)?责任|范围内承担"
    "|不承担(?:赔偿)?责任|自行承担"
)
_JOINT = re.compile("连带(?:赔偿)?责任")


def compare_liability(pair: Pair) -> Iterator[Difference]:
    """连带责任: the law joins the liable, the draft gives them a lesser liability."""
    joint, other = _JOINT.search(pair.law.text), _OTHER_LIABILITY.search(pair.draft.text)
    if not joint or not other or "连带" in pair.draft.text:
        return
    if other[0].replace("的", "") not in pair.law.text.replace("的", ""):
        yield difference(
            "body",
            "liability_changed",
            (pair.draft.text, Span(*other.span())),
            (pair.law.text, Span(*joint.span())),
            f"上位法规定承担连带责任，草案改为“{other[0]}”。",
        )
