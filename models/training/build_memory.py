"""The memory of known questions (已知问题库): questions of ours and of a train set, as vectors.

    python -m models.training.build_memory --questions FILE --statutes DIR --library FILE
        --as-of DATE --weights models/weights/encoder

Each question keeps the mark of the words that answer it: of the train set the newest text in the
folder, of ours the text in force on the date in the library.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.library import Library
from corpus.numbering import parse_article_number
from corpus.retrieval.questions import AnsweredBy, words_of
from models.neural.encoder import OnnxEncoder
from models.neural.encoder.known_questions import save_known_questions
from models.training.passages import newest_of_tree
from models.training.questions import read_questions


def of_train_set(path: Path, statutes: Path) -> Iterator[tuple[str, AnsweredBy]]:
    """Yield (query, provision) for every right provision of every question of a query file."""
    texts = {p.key: p.text for p in newest_of_tree(statutes)}
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        for key in data["gold"]:
            if key in texts:
                yield data["query"], _answer(key, texts[key])


def of_ours(library: Path, as_of: date) -> Iterator[tuple[str, AnsweredBy]]:
    """Yield (query, provision) for the questions that we wrote."""
    with Library.open(library) as opened:
        view = opened.at(as_of)
        for question in read_questions():
            law, article = question.key.split("|")
            number, expression = parse_article_number(article), view.expression(law)
            found = view.article(expression, number) if expression and number else None
            if found is not None:
                yield question.query, _answer(question.key, found.text)


def _answer(key: str, text: str) -> AnsweredBy:
    law, article = key.split("|")
    number = parse_article_number(article)
    if number is None:
        raise ValueError(f"{key}: not an article")
    return AnsweredBy(law, number, words_of(text))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("questions", "statutes", "library", "weights"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    given = parser.parse_args()
    pairs = [
        *of_train_set(given.questions, given.statutes),
        *of_ours(given.library, given.as_of),
    ]
    vectors = OnnxEncoder(given.weights).encode_queries([query for query, _ in pairs])
    save_known_questions([answer for _, answer in pairs], vectors, given.weights)


if __name__ == "__main__":
    main()
