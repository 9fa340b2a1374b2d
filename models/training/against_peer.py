"""The hybrid against the statute package's own search (与同类程序比较), fold by fold.

    python -m models.training.against_peer --questions FILE --statutes DIR --library FILE
        --as-of DATE --work DIR

Needs the folds that `cross_validate` left in --work. Each question is searched by a retriever
whose query side and known questions never saw it, over the library of the package; only questions
whose provisions the package holds count.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from corpus.evaluation.gold import key_of
from corpus.evaluation.peer import PeerSystem
from corpus.evaluation.queries import Key
from corpus.evaluation.systems import RetrieverSystem, System
from corpus.instrument import ArticleNumber
from corpus.library import Library
from corpus.numbering import parse_article_number
from corpus.retrieval.questions import AnsweredBy, QuestionMemory, words_of
from corpus.retrieval.setup import open_retriever, prepare_dense
from models.neural.encoder import PACKED_VECTORS, OnnxEncoder
from models.training.cross_validate import folds
from models.training.passages import newest_of_tree
from models.training.questions import read_questions
from models.training.ranking_table import interval

_TOP = 10


@dataclass
class Tally:
    """计分: R@10 and milliseconds of one system, question by question."""

    recall: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def add(self, system: System, query: str, gold: set[Key]) -> None:
        """Search and score one question."""
        started = time.perf_counter()
        found = system.search(query, _TOP)
        self.times.append((time.perf_counter() - started) * 1000)
        self.recall.append(len(gold & set(found[:_TOP])) / len(gold))


class Comparison:
    """比较: both systems over the package's library."""

    def __init__(self, given: argparse.Namespace, library: Library) -> None:
        self.given, self.library = given, library
        self.view = library.at(given.as_of)
        self.peer = PeerSystem(given.library.parent / "baselines")
        lines = given.questions.read_text("utf-8").splitlines()
        self.asked = [json.loads(line) for line in lines]
        self.texts = {p.key: p.text for p in newest_of_tree(given.statutes)}
        self.own = [q.key for q in read_questions() if q.key in self.texts]

    def run(self) -> dict[str, Any]:
        """Search every question of every fold with both."""
        import numpy as np

        ours, theirs = Tally(), Tally()
        for number, test in enumerate(folds(len(self.asked))):
            system = self._system(number, test)
            for i in test:
                query = self.asked[i]["query"]
                if gold := self._held(self.asked[i]["gold"]):
                    ours.add(system, query, gold)
                    theirs.add(self.peer, query, gold)
        return {
            "questions": len(ours.recall),
            "ours R@10": float(np.mean(ours.recall)),
            "theirs R@10": float(np.mean(theirs.recall)),
            "difference": interval(np.array(ours.recall) - np.array(theirs.recall)),
            "ours p50, p95 ms": np.percentile(ours.times, [50, 95]).tolist(),
            "theirs p50, p95 ms": np.percentile(theirs.times, [50, 95]).tolist(),
        }

    def _system(self, number: int, test: list[int]) -> RetrieverSystem:
        """The hybrid as fold `number` left it."""
        encoder = OnnxEncoder(self.given.work / f"fold{number}")
        prepare_dense(self.library, encoder, packed=PACKED_VECTORS, embed=False)
        memory = self._memory(number, test)
        retriever = open_retriever(self.library, encoder, questions=memory)
        return RetrieverSystem("ours", retriever, self.view)

    def _memory(self, number: int, test: list[int]) -> QuestionMemory:
        """The train questions of the fold and ours, in the order that `cross_validate` kept."""
        import numpy as np

        held = set(test)
        train = [i for i in range(len(self.asked)) if i not in held]
        keys = [self.asked[i]["gold"] for i in train] + [[key] for key in self.own]
        answers, rows = [], []
        for row, some in enumerate(keys):
            for key in some:
                law, article = parse_key(key)
                answers.append(AnsweredBy(law, article, words_of(self.texts[key])))
                rows.append(row)
        with np.load(self.given.work / f"fold{number}.npz") as kept:
            vectors = kept["known"].astype(np.float32)
        return QuestionMemory(answers, vectors[rows])

    def _held(self, gold: list[str]) -> set[Key]:
        """The provisions that both hold, in the words that the question means."""
        held = set()
        for key in gold:
            law, number = parse_key(key)
            expression = self.view.expression(law)
            found = self.view.article(expression, number) if expression else None
            if found and words_of(found.text) == words_of(self.texts[key]):
                held.add((key_of(law, self.view), number))
        return {one for one in held if self.peer.holds(one)}


def parse_key(key: str) -> tuple[str, ArticleNumber]:
    """Read law|article; ValueError if the article is none."""
    law, article = key.split("|")
    number = parse_article_number(article)
    if number is None:
        raise ValueError(f"{key}: not an article")
    return law, number


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("questions", "statutes", "library", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    given = parser.parse_args()
    with Library.open(given.library) as library:
        report = Comparison(given, library).run()
    (given.work / "against_peer.json").write_text(json.dumps(report, indent=1), "utf-8")


if __name__ == "__main__":
    main()
