"""The query adapter in steps (查询适配器的制作).

    python -m models.training.make_adapter own --part 0/2 ... --out a.safetensors
    python -m models.training.make_adapter own --part 1/2 --start a.safetensors ... --out b.safetensors
    python -m models.training.make_adapter average a.safetensors b.safetensors --out m.safetensors
    python -m models.training.make_adapter real --questions FILE --start m.safetensors ... --out q.safetensors

`own` learns from the questions that we wrote, from clauses aligned with superior law and from
citations; `real` goes on with real questions, half as many of ours beside them.
"""

from __future__ import annotations

import argparse
import random
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.sources import markdown_tree
from models.training.alignment import Aligner, training_pairs
from models.training.citation_pairs import CitationPairs
from models.training.cross_validate import read_labelled
from models.training.passages import Passage, newest_of_tree
from models.training.questions import read_questions
from models.training.tune_queries import Asked, QueryTuner, TuningRecipe

if TYPE_CHECKING:
    from corpus.sources.text import SourceText

CITED, ALIGNED = 2500, 2200
"""How many citations and aligned clauses go beside our questions, in all parts together."""
_STATE = "中华人民共和国"


def own_questions(rows: dict[str, int]) -> list[Asked]:
    """All questions that we wrote, for provisions of the corpus."""
    return [Asked(q.query, (rows[q.key],)) for q in read_questions() if q.key in rows]


def clauses(statutes: Path, passages: list[Passage], rows: dict[str, int]) -> list[Asked]:
    """Real clauses and what they cite or carry out, none of them from held-out documents."""
    texts = all_texts(statutes.parent)
    chance = random.Random(1)
    pairs = training_pairs(Aligner(passages).align(texts), passages)
    aligned = [Asked(p.query[:120], (rows[p.key],)) for p in pairs]
    finder = CitationPairs(passages, adoption_dates(texts))
    found = [one for text in texts for one in finder.of(text) if not one.test]
    cited = [Asked(one.clause[:150], (rows[one.key],)) for one in found]
    return [
        *chance.sample(cited, min(CITED, len(cited))),
        *chance.sample(aligned, min(ALIGNED, len(aligned))),
    ]


def all_texts(root: Path) -> list[SourceText]:
    """Read every statute below a folder that can be read."""
    found = []
    for unit in markdown_tree.units(root, sorted(root.rglob("*.md"))):
        try:
            found.append(markdown_tree.read_unit(unit))
        except (markdown_tree.UnusableFileError, UnicodeDecodeError):
            continue
    return found


def adoption_dates(texts: list[SourceText]) -> dict[str, date | None]:
    """The date of the newest text of each law, the state's name left out of its own."""
    newest: dict[str, date | None] = {}
    for text in texts:
        name, held = text.name.replace(_STATE, ""), newest.get(text.name.replace(_STATE, ""))
        if text.version_on and (held is None or text.version_on > held):
            newest[name] = text.version_on
    return newest


def _own(given: argparse.Namespace) -> tuple[list[Asked], TuningRecipe]:
    passages = newest_of_tree(given.statutes)
    rows = {p.key: i for i, p in enumerate(passages)}
    asked = own_questions(rows) + clauses(given.statutes, passages, rows)
    random.Random(1).shuffle(asked)
    number, parts = (int(figure) for figure in given.part.split("/"))
    return asked[number::parts], TuningRecipe(epochs=1, rate=given.rate)


def _real(given: argparse.Namespace) -> tuple[list[Asked], TuningRecipe]:
    passages = newest_of_tree(given.statutes)
    rows = {p.key: i for i, p in enumerate(passages)}
    asked = [Asked(one.query, one.rows) for one in read_labelled(given.questions, rows)]
    own = own_questions(rows)
    mixed = random.Random(13).sample(own, min(len(own), len(asked) // 2))
    return asked + mixed, TuningRecipe(epochs=3, rate=given.rate)


def tune(given: argparse.Namespace) -> None:
    """Run one step and write the adapter."""
    import numpy as np

    asked, recipe = _own(given) if given.step == "own" else _real(given)
    corpus = np.load(given.vectors).astype(np.float32)
    tuner = QueryTuner(given.base, corpus, recipe)
    if given.start:
        tuner.load(given.start)
    tuner.tune(asked)
    tuner.save(given.out)


def average(paths: list[Path], out: Path) -> None:
    """Write the mean of several adapters of one run: it is better than any of them."""
    import torch
    from safetensors.torch import load_file, save_file

    states = [load_file(path) for path in paths]
    save_file({n: torch.stack([s[n] for s in states]).mean(0) for n in states[0]}, out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    mean = steps.add_parser("average")
    mean.add_argument("adapters", type=Path, nargs="+")
    mean.add_argument("--out", type=Path, required=True)
    for name in ("own", "real"):
        step = steps.add_parser(name)
        for path in ("statutes", "base", "vectors", "out"):
            step.add_argument(f"--{path}", type=Path, required=True)
        step.add_argument("--start", type=Path)
        step.add_argument("--rate", type=float, default=1e-3 if name == "own" else 8e-4)
        if name == "own":
            step.add_argument("--part", default="0/1")
        else:
            step.add_argument("--questions", type=Path, required=True)
    given = parser.parse_args()
    if given.step == "average":
        average(given.adapters, given.out)
    else:
        tune(given)


if __name__ == "__main__":
    main()
