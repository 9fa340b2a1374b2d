"""Five-fold cross-validation of statute retrieval (五折交叉验证).

    python -m models.training.cross_validate --statutes DIR --questions FILE --base DIR
        --adapter FILE --vectors FILE --work DIR

In each fold the query adapter, already tuned on our own questions, goes on with four fifths of the
questions; the rest measures. The weights of the fusion are chosen on the other folds for R@10, and
once more as they are shipped. Finished folds are kept in --work, so an interrupted run goes on.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.retrieval.fusion import FusionWeights
from corpus.retrieval.questions import NEAR_ENOUGH
from models.training.passages import newest_of_tree
from models.training.ranking_table import SEED, Labelled, fused, recall, table
from models.training.word_index import WordIndex, pairs_only, words_only

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models.neural.encoder import OnnxEncoder
    from models.training.tune_queries import Asked

    Rankings = dict[int, list[int]]

FOLDS, DEPTH, _KNOWN_DEPTH = 5, 300, 120
WORDS, KNOWN = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0), (0.0, 0.1, 0.2, 0.4, 0.7, 1.0)
"""Weights that are tried for words and for known questions; the dense ranking has weight 1."""
_SHIPPED = FusionWeights()
SHIPPED = (_SHIPPED.lexical, _SHIPPED.dense, _SHIPPED.known)
OURS = "hybrid as shipped"


def read_labelled(path: Path, rows: dict[str, int]) -> list[Labelled]:
    """Read questions; one whose provisions are all unknown is an error (ValueError)."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        known = tuple(rows[g] for g in data["gold"] if g in rows)
        if not known:
            raise ValueError(f"{data['qid']}: none of its provisions is in the corpus")
        found.append(Labelled(data["query"], known))
    return found


def folds(count: int) -> list[list[int]]:
    """Cut the numbers below `count` into five parts; the same every time."""
    order = list(range(count))
    random.Random(SEED).shuffle(order)
    return [order[i::FOLDS] for i in range(FOLDS)]


def nearest(queries: NDArray[np.float32], corpus: NDArray[np.float32]) -> list[list[int]]:
    """Rank the corpus for each query."""
    import numpy as np

    ranked = []
    for at in range(0, len(queries), 64):
        scores = queries[at : at + 64] @ corpus.T
        depth = min(DEPTH, scores.shape[1] - 1)
        best = np.argpartition(-scores, depth, axis=1)[:, :depth]
        for row, columns in enumerate(best):
            ranked.append(columns[np.argsort(-scores[row, columns], kind="stable")].tolist())
    return ranked


def recalled(
    queries: NDArray[np.float32], known: NDArray[np.float32], answers: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Rank rows by the known question nearest to each query; those too far away are left out."""
    import numpy as np

    ranked = []
    for query in queries:
        similar = known @ query
        order = np.argsort(-similar, kind="stable")[:_KNOWN_DEPTH]
        near = (row for at in order if similar[at] >= NEAR_ENOUGH for row in answers[at])
        ranked.append(list(dict.fromkeys(near)))
    return ranked


@dataclass(frozen=True, slots=True)
class Fold:
    """一折的结果: vectors under the fold's adapter, as the exported model gives them.

    `queries` are the test questions, `known` the train questions and then our own.
    """

    test: list[int]
    train: list[int]
    queries: NDArray[np.float32]
    known: NDArray[np.float32]


class CrossValidation:
    """五折交叉验证 over one corpus and one set of questions."""

    def __init__(self, given: argparse.Namespace) -> None:
        import numpy as np

        self.given = given
        passages = newest_of_tree(given.statutes)
        self.rows = {p.key: i for i, p in enumerate(passages)}
        self.texts = [p.indexed for p in passages]
        self.corpus: NDArray[np.float32] = np.load(given.vectors).astype(np.float32)
        if len(self.corpus) != len(passages):
            raise ValueError(f"{len(self.corpus)} vectors for {len(passages)} passages")
        self.labelled = read_labelled(given.questions, self.rows)
        self.own = self._own()
        given.work.mkdir(parents=True, exist_ok=True)

    def _own(self) -> list[Asked]:
        from models.training.questions import read_questions
        from models.training.tune_queries import Asked

        questions = (q for q in read_questions() if q.key in self.rows)
        return [Asked(q.query, (self.rows[q.key],)) for q in questions]

    def run(self) -> dict[str, Any]:
        """Run all folds and return the table."""
        results = [self._fold(n, test) for n, test in enumerate(folds(len(self.labelled)))]
        queries = [one.query for one in self.labelled]
        words = self._by_words(queries)
        plain: Rankings = {}
        known: Rankings = {}
        for fold in results:
            answers = [self.labelled[i].rows for i in fold.train] + [o.rows for o in self.own]
            plain |= dict(zip(fold.test, nearest(fold.queries, self.corpus), strict=True))
            ranked = recalled(fold.queries, fold.known, answers)
            known |= dict(zip(fold.test, ranked, strict=True))
        both, weights = self._hybrid(results, (words, plain))
        all_three, more = self._hybrid(results, (words, plain, known))
        systems = {
            "BM25 words": self._by_words(queries, words_only),
            "BM25 bigrams": self._by_words(queries, pairs_only),
            "BM25 house": words,
            "encoder zero-shot": self._zero_shot(queries),
            "encoder tuned": plain,
            "words + meaning": both,
            "words + meaning + known questions": all_three,
            OURS: {i: self._fused((words, plain, known), i, SHIPPED) for i in words},
        }
        report = table(systems, self.labelled, self._unseen(results), OURS)
        return {**report, "weights of two": weights, "weights of three": more}

    def _fold(self, number: int, test: list[int]) -> Fold:
        """Tune one fold's adapter, or read what an earlier run kept of it."""
        import numpy as np

        path, held = self.given.work / f"fold{number}.npz", set(test)
        train = [i for i in range(len(self.labelled)) if i not in held]
        if not path.exists():
            known = [self.labelled[i].query for i in train] + [o.query for o in self.own]
            encoder = self._tuned(train, path.with_suffix(""))
            vectors = [
                encoder.encode_queries(some).astype(np.float16)
                for some in ([self.labelled[i].query for i in test], known)
            ]
            np.savez(path, queries=vectors[0], known=vectors[1])
        with np.load(path) as kept:
            queries, known_vectors = (kept[n].astype(np.float32) for n in ("queries", "known"))
        return Fold(test, train, queries, known_vectors)

    def _tuned(self, train: list[int], folder: Path) -> OnnxEncoder:
        """Tune on the train questions and half as many of ours, and export as for reviews."""
        from models.neural.encoder import OnnxEncoder
        from models.training.export_onnx import export
        from models.training.tune_queries import Asked, QueryTuner, TuningRecipe

        asked = [Asked(self.labelled[i].query, self.labelled[i].rows) for i in train]
        mixed = random.Random(SEED).sample(self.own, min(len(self.own), len(asked) // 2))
        recipe = TuningRecipe(epochs=self.given.epochs, rate=self.given.rate)
        tuner = QueryTuner(self.given.base, self.corpus, recipe)
        if self.given.adapter:
            tuner.load(self.given.adapter)
        tuner.tune(asked + mixed)
        folder.mkdir(exist_ok=True)
        tuner.save(folder / "adapter.safetensors")
        export(self.given.base, folder / "adapter.safetensors", folder)
        return OnnxEncoder(folder)

    def _by_words(self, queries: list[str], codes: Any = None) -> Rankings:
        index = WordIndex(self.texts, codes)
        return {i: index.top(query, DEPTH).tolist() for i, query in enumerate(queries)}

    def _hybrid(
        self, results: list[Fold], parts: tuple[Rankings, ...]
    ) -> tuple[Rankings, list[tuple[float, ...]]]:
        """Fuse each fold with the weights that are best on the other folds."""
        tried: list[tuple[float, ...]] = [(w, 1.0) for w in WORDS]
        if len(parts) == 3:
            tried = [(w, 1.0, k) for w in WORDS for k in KNOWN]
        quality = {
            weights: {
                i: recall(self._fused(parts, i, weights), self.labelled[i].rows, 10)
                for i in parts[0]
            }
            for weights in tried
        }
        out: Rankings = {}
        chosen: list[tuple[float, ...]] = []
        for fold in results:
            held = set(fold.test)
            totals = {w: sum(v for i, v in quality[w].items() if i not in held) for w in tried}
            best = max(tried, key=totals.__getitem__)
            chosen.append(best)
            out |= {i: self._fused(parts, i, best) for i in fold.test}
        return out, chosen

    @staticmethod
    def _fused(parts: tuple[Rankings, ...], query: int, weights: tuple[float, ...]) -> list[int]:
        return fused([(part[query], w) for part, w in zip(parts, weights, strict=True)])

    def _unseen(self, results: list[Fold]) -> dict[int, bool]:
        """Of each question, whether none of its provisions answers a question of its train part."""
        unseen: dict[int, bool] = {}
        for fold in results:
            seen = {row for i in fold.train for row in self.labelled[i].rows}
            unseen |= {i: not seen & set(self.labelled[i].rows) for i in fold.test}
        return unseen

    def _zero_shot(self, queries: list[str]) -> Rankings:
        import torch

        from models.training.encoder_model import QUERY, TorchEncoder, load_model, load_tokenizer

        base = self.given.base
        encoder = TorchEncoder(load_model(base).eval(), load_tokenizer(base))
        with torch.inference_mode():
            ranked = nearest(encoder(queries, QUERY, 64).numpy(), self.corpus)
        return dict(enumerate(ranked))


def main() -> None:
    """Command line."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("statutes", "questions", "base", "vectors", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--adapter", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--threads", type=int, default=0)
    given = parser.parse_args()
    if given.threads:
        torch.set_num_threads(given.threads)
    report = CrossValidation(given).run()
    path = given.work / "report.json"
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
