"""Roles (材料角色): which steps' evidence a file is, by its title, its name and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.knowledge.evidence_signs import EvidenceSign, PaperView, Where, load_evidence_signs
from models.packages.papers import Paper
from models.packages.types import Role

SURE = 8
_ENOUGH = 5
_CEILING = {"text": 8, "opening": 9}
_BLANK_FORM = re.compile(
    "空白|空表|样表|模板|样本|范本|格式文本|参考文本|填表说明|填报说明|示范文本|未填"
)
_FIELD = re.compile(r"^[^|：:]{1,24}[|：:](?P<value>.*)$")
_EMPTY = re.compile(
    r"^[\s|_＿年月日时分至—\-（()）、：:/□○〇☐人元条间乡镇县市村组第号区份]*$|^(?:□[^□■☑√]*)+$"
)
_WHERE = {"title": "标题", "name": "文件名", "opening": "开头", "text": "正文"}


@dataclass(frozen=True, slots=True)
class _Score:
    """What speaks for a role in one paper."""

    evidence: str
    points: int
    by: Mapping[Where, int]
    words: Mapping[Where, str]


def roles_of(
    parts: Sequence[Paper], signs: Sequence[EvidenceSign] | None = None
) -> tuple[Role, ...]:
    """材料角色 of a file, the likeliest first: those of its first paper, then of what is bound in.

    A blank form has none.
    """
    signs = load_evidence_signs() if signs is None else signs
    if not parts or is_blank_form(parts[0]):
        return ()
    found: dict[str, Role] = {}
    for i, paper in enumerate(parts):
        scores = _told(paper, signs, named=i == 0)
        for score in _kept(scores, first=i == 0 or not found):
            found.setdefault(score.evidence, Role(score.evidence, _reason(score, i)))
    return tuple(found.values())


def is_blank_form(paper: Paper) -> bool:
    """Whether a paper is a form that nobody has filled in (空白表)."""
    head = paper.name + "".join(paper.head[:3])
    if _BLANK_FORM.search(head):
        return True
    fields = [m["value"] for line in paper.lines if (m := _FIELD.match(line))]
    empty = sum(bool(_EMPTY.match(value)) for value in fields)
    return len(fields) >= 5 and empty >= 0.7 * len(fields) and len(paper.text) < 900


def _told(paper: Paper, signs: Sequence[EvidenceSign], *, named: bool) -> list[_Score]:
    """The scores of a paper; where neither title nor text tells, with its subject field as title."""
    scores = _scores(paper.view, signs, named=named)
    if any(_tells(score) for score in scores) or paper.field_view is None:
        return scores
    return _scores(paper.field_view, signs, named=named) or scores


def _tells(score: _Score) -> bool:
    said = score.by.get("opening", 0) + score.by.get("text", 0)
    return score.by.get("title", 0) >= SURE or said >= _ENOUGH


def _scores(view: PaperView, signs: Sequence[EvidenceSign], *, named: bool) -> list[_Score]:
    """The scores of all roles for which something speaks, best first."""
    points: dict[str, dict[Where, int]] = {}
    words: dict[str, dict[Where, str]] = {}
    for sign in signs:
        if sign.where == "name" and not named:
            continue
        hit = sign.found(view)
        if not hit:
            continue
        by = points.setdefault(sign.evidence, {})
        if sign.where in ("title", "name"):
            better = sign.weight > by.get(sign.where, 0)
            by[sign.where] = max(sign.weight, by.get(sign.where, 0))
        else:
            better = sign.where not in by
            by[sign.where] = min(by.get(sign.where, 0) + sign.weight, _CEILING[sign.where])
        if better:
            words.setdefault(sign.evidence, {})[sign.where] = hit
    made = [_Score(e, sum(by.values()), by, words[e]) for e, by in points.items()]
    return sorted(made, key=lambda s: (-s.points, s.evidence))


def _kept(scores: Sequence[_Score], *, first: bool) -> Iterator[_Score]:
    """The best role, and those that a title or a strong sign of the text names besides."""
    if not scores:
        return
    best = scores[0]
    titled = [s for s in scores if s.by.get("title", 0) >= SURE]
    if titled:
        best = max(titled, key=lambda s: (s.by["title"], s.points))
        yield best
    elif first and best.points >= _ENOUGH:
        yield best
    else:
        return
    for score in scores:
        if score is not best and _stands_beside(score, titled=bool(titled)):
            yield score


def _stands_beside(score: _Score, *, titled: bool) -> bool:
    by = score.by
    if by.get("title", 0) >= SURE:
        return True
    said = by.get("opening", 0) + by.get("text", 0)
    if by.get("name", 0) >= 4 and said >= 3:
        return True
    return by.get("text", 0) >= SURE


def _reason(score: _Score, i: int) -> str:
    shown = [
        f"{_WHERE[where]}有“{_short(score.words[where])}”"
        for where in ("title", "name", "opening", "text")
        if where in score.words
    ]
    return ("所附第" + str(i + 1) + "份" if i else "") + "，".join(shown[:2])


def _short(words: str) -> str:
    words = words.strip().replace("\n", " ")
    return words if len(words) <= 24 else words[:23] + "…"
