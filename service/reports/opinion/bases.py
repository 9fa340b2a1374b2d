"""Bases (审查依据): how an opinion names the law, and what it quotes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from corpus.citations.types import Verdict
from corpus.numbering import parse_article_number
from models.finding import LegalBasis
from service.reports.citing import cited, is_sound, with_state
from service.reports.law_titles import is_number, law_title
from service.reports.opinion.settle import Settled
from service.reports.opinion.text import flat
from service.reports.passages import passage

Json = dict[str, Any]
_LONGEST = 160
_ARTICLE = re.compile(r"第[^第条]+条(?:之[一二三四五六七八九十]+)?")
_GROUPS = ("法律", "行政法规、规章等", "司法解释", "其他文件")
_DOUBTFUL = "未收入法规库或者须核对的依据"


class Quoter:
    """引用: the bases of one problem after another; the leading one is quoted, once in the opinion.

    `texts` are the provisions met so far, each with its whole text, for the annex.
    """

    def __init__(self) -> None:
        self._quoted: set[LegalBasis] = set()
        self._met: dict[LegalBasis, None] = {}

    def cite(self, bases: Sequence[LegalBasis], subject: str) -> Json:
        """依据 as `basis` (the leading one), `basis_quote` (its words) and `other_bases`.

        Of a long provision the sentences nearest to the subject are quoted.
        """
        self._met |= dict.fromkeys(bases)
        ordered = sorted(bases, key=lambda basis: not (is_sound(basis) and basis.quoted_text))
        if not ordered:
            return {"basis": "", "basis_quote": "", "other_bases": ""}
        lead, *others = ordered
        words = "" if lead in self._quoted else flat(lead.quoted_text)
        quote = passage(words, subject, _LONGEST).rstrip("。")
        self._quoted.add(lead)
        return {
            "basis": with_state(lead),
            "basis_quote": quote,
            "other_bases": cited(others),
        }

    @property
    def texts(self) -> list[Json]:
        """依据条文 with `title` and `text`, law by law."""
        held = sorted((b for b in self._met if b.quoted_text), key=_law_and_place)
        return [{"title": with_state(b), "text": flat(b.quoted_text)} for b in held]


def _law_and_place(basis: LegalBasis) -> tuple[int, str, tuple[int, int, str]]:
    return _GROUPS.index(_rank(basis.law)), basis.law, _place(basis.article)


def grounds(settled: Settled) -> list[Json]:
    """审查依据 of the whole opinion by rank: `name` of the group and `text`, laws with articles.

    What the library does not hold, or what is not in force on the date, stands apart.
    """
    groups: dict[str, dict[str, list[str]]] = {}
    for basis in _all(settled):
        sound = is_sound(basis)
        if not sound and basis.validity in (
            Verdict.REPEALED.value,
            Verdict.NO_SUCH_PROVISION.value,
        ):
            continue  # what the draft wrongly relies on is no basis of the review
        group = groups.setdefault(_rank(basis.law) if sound else _DOUBTFUL, {})
        articles = group.setdefault(law_title(basis.law), [])
        if basis.article and basis.article not in articles:
            articles.append(basis.article)
    order = (*_GROUPS, _DOUBTFUL)
    return [
        {"name": name, "text": _joined(groups[name]), "sure": name != _DOUBTFUL}
        for name in order
        if name in groups
    ]


def _all(settled: Settled) -> Iterable[LegalBasis]:
    """Of what the opinion holds against the draft, of steps found in order, of what is open."""
    for finding in settled.findings:
        yield from finding.basis
    for step, _ in settled.problems:
        yield from step.basis
    for step in settled.review.steps:
        if step.status == "satisfied":
            yield from step.basis
    for entry in settled.undecided:
        yield from entry.basis


def _joined(laws: dict[str, list[str]]) -> str:
    return "；".join(
        f"{law}{'、'.join(sorted(articles, key=_place))}" for law, articles in laws.items()
    )


def _place(article: str) -> tuple[int, int, str]:
    found = _ARTICLE.match(article)
    number = parse_article_number(found[0]) if found else None
    return (number.main, number.sub, article) if number else (10**6, 0, article)


def _rank(law: str) -> str:
    name = law.strip("《》")
    if name.startswith(("最高人民法院", "最高人民检察院")):
        return "司法解释"
    if name.endswith(("法", "法典")) or name.endswith("组织法"):
        return "法律"
    if is_number(name) or name.endswith(("意见", "通知")):
        return "其他文件"
    return "行政法规、规章等"
