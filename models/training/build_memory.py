"""The memory of known questions (已知问题库): questions of ours and of the train set, as vectors.

python -m models.training.build_memory --questions FILE --weights models/weights/encoder
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from corpus.numbering import parse_article_number
from corpus.retrieval.questions import AnsweredBy
from models.neural.encoder import OnnxEncoder
from models.neural.encoder.known_questions import save_known_questions


def answered(path: Path) -> Iterator[tuple[str, AnsweredBy]]:
    """Yield (query, provision) for every right provision of every question of a query file."""
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        for gold in data["gold"]:
            law, article = gold.split("|")
            number = parse_article_number(article)
            if number is not None:
                yield data["query"], AnsweredBy(law, number)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    given = parser.parse_args()
    pairs = list(answered(given.questions))
    vectors = OnnxEncoder(given.weights).encode_queries([query for query, _ in pairs])
    save_known_questions([answer for _, answer in pairs], vectors, given.weights)


if __name__ == "__main__":
    main()
