"""From a clause to the provision that it cites (条款检索测试), on documents never trained on.

    python -m models.training.clause_test --statutes DIR --vectors FILE --base DIR --out FILE

Clauses come from local regulations and other instruments of which neither a citation nor an
aligned clause was used in training; their citations are cut out of the words.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.instrument import Level
from corpus.retrieval.fusion import FusionWeights
from models.neural.encoder import OnnxEncoder
from models.training.alignment import Aligner
from models.training.citation_pairs import CitationPairs, Cited
from models.training.cross_validate import DEPTH, nearest
from models.training.make_adapter import adoption_dates, all_texts
from models.training.passages import newest_of_tree
from models.training.ranking_table import Labelled, fused, table
from models.training.word_index import WordIndex, pairs_only, words_only

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOCAL = {Level.PROV_REG, Level.CITY_REG, Level.PROV_RULE, Level.CITY_RULE}


def cases(given: argparse.Namespace, passages: list[Any]) -> list[Cited]:
    """The clauses of documents that took no part in training."""
    texts = all_texts(given.statutes.parent)
    aligned = Aligner(passages).align(texts)
    trained = {one.document for one in aligned if not one.held_out}
    finder = CitationPairs(passages, adoption_dates(texts))
    found = (one for text in texts for one in finder.of(text))
    return [one for one in found if one.test and one.document not in trained]


def run(given: argparse.Namespace) -> dict[str, Any]:
    """Rank the national corpus for every clause by every system."""
    import numpy as np

    passages = newest_of_tree(given.statutes)
    rows, texts = {p.key: i for i, p in enumerate(passages)}, [p.indexed for p in passages]
    found = cases(given, passages)
    labelled = [Labelled(one.clause, (rows[one.key],)) for one in found]
    clauses = [one.clause for one in found]
    corpus = np.load(given.vectors).astype(np.float32)
    encoder, own = OnnxEncoder(), [one.document for one in found]
    laws = [p.law for p in passages]

    def others(rankings: dict[int, list[int]]) -> dict[int, list[int]]:
        """Without the provisions of the document that the clause itself comes from."""
        return {i: [r for r in rows if laws[r] != own[i]] for i, rows in rankings.items()}

    words = others(_by_words(texts, clauses))
    dense = others(dict(enumerate(nearest(encoder.encode_queries(clauses), corpus))))
    weights = FusionWeights()
    systems = {
        "BM25 words": others(_by_words(texts, clauses, words_only)),
        "BM25 bigrams": others(_by_words(texts, clauses, pairs_only)),
        "BM25 house": words,
        "encoder zero-shot": others(
            dict(enumerate(nearest(_zero_shot(given.base, clauses), corpus)))
        ),
        "encoder tuned": dense,
        "hybrid": {
            i: fused([(words[i], weights.lexical), (dense[i], weights.dense)]) for i in dense
        },
    }
    local = {i: one.level in _LOCAL for i, one in enumerate(found)}
    report = table(systems, labelled, local, "hybrid", ("local", "other"))
    return {**report, "documents": len({one.document for one in found})}


def _by_words(texts: list[str], clauses: list[str], codes: Any = None) -> dict[int, list[int]]:
    index = WordIndex(texts, codes)
    return {i: index.top(clause, DEPTH).tolist() for i, clause in enumerate(clauses)}


def _zero_shot(base: Path, clauses: list[str]) -> NDArray[np.float32]:
    import torch

    from models.training.encoder_model import QUERY, TorchEncoder, load_model, load_tokenizer

    encoder = TorchEncoder(load_model(base).eval(), load_tokenizer(base))
    with torch.inference_mode():
        vectors: NDArray[np.float32] = encoder(clauses, QUERY, 192).numpy()
    return vectors


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("statutes", "vectors", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    given.out.write_text(json.dumps(run(given), indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
