"""Clauses aligned with superior law (对照样本): real clause → provision pairs from the corpus.

An article of a local regulation, implementing regulation or interpretation is paired with the
article of a national law on the same subject whose words it shares most, where one clearly stands
out. One regulation in four, chosen by a hash of its name, is held out and never trained on.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.instrument import Level
from corpus.sources.text import SourceText
from models.training.pairs import Pair
from models.training.passages import Passage
from models.training.word_index import WordIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BRACKETED = re.compile(r"[（(].*?[）)]|[《》〈〉]")
_REGION = re.compile(
    r"^(?:上海|浙江|山东|广东|[\u4e00-\u9fff]{2,4}?(?:省|市|自治区|自治县|县|经济特区))+(?:省|市)?"
)
_FORM = re.compile(
    r"^实施|(?:实施条例|实施细则|实施办法|若干规定|管理条例|管理办法|管理规定|保护条例"
    r"|条例|办法|规定|细则|决定|规则|法)+$"
)
_TITLE = re.compile(r"[《〈]([^《》〈〉]+)[》〉]")
_CLOSING = re.compile("起施行|同时废止")
_SUBORDINATE = {
    Level.PROV_REG,
    Level.CITY_REG,
    Level.PROV_RULE,
    Level.CITY_RULE,
    Level.ADMIN_REG,
    Level.INTERPRETATION,
    Level.DEPT_RULE,
}
_LOCAL = {Level.PROV_REG, Level.CITY_REG, Level.PROV_RULE, Level.CITY_RULE}
LEAST, MOST, MARGIN = 0.13, 0.65, 0.03
"""Weighted overlap of a pair, and its lead over the second best; above MOST it teaches nothing."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """对照: a clause of `document` and the provision with the given key; overlap from 0 to 1."""

    document: str
    held_out: bool
    clause: str
    key: str
    overlap: float


def subject(name: str) -> str:
    """主题: what a law's name leaves when region, form and the state's name are taken off."""
    plain = _BRACKETED.sub("", name.replace("中华人民共和国", ""))
    return _FORM.sub("", _FORM.sub("", _REGION.sub("", plain)))


def is_held_out(name: str, level: Level) -> bool:
    """Tell whether a local regulation is kept for tests: one in four, by a hash of its name."""
    return level in _LOCAL and int(hashlib.sha256(name.encode()).hexdigest(), 16) % 4 == 0


class Aligner:
    """对照器 over the national corpus."""

    def __init__(self, passages: list[Passage]) -> None:
        self._passages = passages
        self._index = WordIndex([p.text for p in passages])
        self._laws: dict[str, list[int]] = defaultdict(list)
        for at, passage in enumerate(passages):
            self._laws[passage.law.replace("中华人民共和国", "")].append(at)
        self._subjects: dict[str, list[str]] = defaultdict(list)
        for law in self._laws:
            if len(subject(law)) > 1:
                self._subjects[subject(law)].append(law)
        self._tokens: dict[int, NDArray[np.int64]] = {}

    def align(self, texts: Iterable[SourceText]) -> Iterator[Aligned]:
        """Yield the aligned clauses of all subordinate instruments among the texts."""
        for text in texts:
            if text.level not in _SUBORDINATE:
                continue
            candidates = [i for law in self._superior(text.name)[:6] for i in self._laws[law]]
            if not candidates or len(candidates) > 900:
                continue
            held = is_held_out(text.name, text.level)
            for article in text.articles:
                clause = article.text
                if article.number.main < 2 or not 25 <= len(clause) <= 500:
                    continue
                found = None if _CLOSING.search(clause) else self._best(clause, candidates)
                if found:
                    yield Aligned(text.name, held, clause, self._passages[found[0]].key, found[1])

    def _superior(self, name: str) -> list[str]:
        laws = set(self._subjects.get(subject(name), ()))
        titles = (m[1].replace("中华人民共和国", "") for m in _TITLE.finditer(name))
        laws.update(title for title in titles if title in self._laws)
        if not laws:
            for known, named in self._subjects.items():
                if len(known) > 2 and known in subject(name):
                    laws.update(named)
        return sorted(laws - {name.replace("中华人民共和国", "")})

    def _best(self, clause: str, candidates: list[int]) -> tuple[int, float] | None:
        """The best candidate by weighted Jaccard overlap of tokens, if it clearly leads."""
        tokens = self._index.columns(clause)
        ranked = sorted(((self._overlap(tokens, i), i) for i in candidates), reverse=True)
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        value, best = ranked[0]
        good = LEAST <= value < MOST and value - second >= MARGIN
        return (best, value) if good and len(self._passages[best].text) >= 20 else None

    def _overlap(self, tokens: NDArray[np.int64], candidate: int) -> float:
        import numpy as np

        if candidate not in self._tokens:
            self._tokens[candidate] = self._index.columns(self._passages[candidate].text)
        other, rarity = self._tokens[candidate], self._index.rarity
        shared = float(rarity[np.intersect1d(tokens, other, assume_unique=True)].sum())
        return shared / max(1e-6, float(rarity[tokens].sum() + rarity[other].sum()) - shared)


def training_pairs(found: Iterable[Aligned], passages: list[Passage], seed: int = 5) -> list[Pair]:
    """At most 30 pairs a document and two a provision; negatives from the same law."""
    texts = {p.key: p.indexed for p in passages}
    laws: dict[str, list[str]] = defaultdict(list)
    for key in texts:
        laws[key.split("|")[0]].append(key)
    chance, pool = random.Random(seed), [a for a in found if not a.held_out]
    chance.shuffle(pool)
    of_document: Counter[str] = Counter()
    of_key: Counter[str] = Counter()
    seen: set[str] = set()
    pairs = []
    for one in pool:
        if of_document[one.document] >= 30 or of_key[one.key] >= 2 or one.clause in seen:
            continue
        of_document[one.document] += 1
        of_key[one.key] += 1
        seen.add(one.clause)
        same = laws[one.key.split("|")[0]]
        wrong = [texts[k] for k in chance.sample(same, min(6, len(same))) if k != one.key][:4]
        pairs.append(Pair(one.clause[:200], one.key, texts[one.key], tuple(wrong)))
    return pairs
