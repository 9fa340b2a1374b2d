"""From our corpora and the library to training examples (制作训练样本).

    python -m models.training.make_examples --home DIR --out examples.jsonl [--edits 30000] [--found 5000]

`--home` holds a built library (statute package and, better, the national tree). Clauses and laws
of the test split, and the clauses that the judge is fitted on, are left out.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus.library import Library, LibraryView
from models.submission import Kind
from models.training.clauses import Clause, is_for_calibration, is_held_out, read_clauses
from models.training.conflicts import article_text, provision_text, read_conflicts
from models.training.edits import edited, restated
from models.training.examples import Example, write_examples
from models.training.folds import BY_LAW, EXCERPT, fold_of
from models.training.found_provisions import found_examples, search_in
from models.training.silver_acts import UNSURE, silver_acts

_SAME = ("restates", "details")
_SHARES = (("none", 0.3), ("sanction", 0.16), ("condition", 0.18), ("body", 0.14))
_POWERFUL = (Kind.LOCAL_REG, Kind.GOV_RULE, Kind.DEPT_RULE)


def clause_examples(clauses: Iterable[Clause]) -> Iterator[Example]:
    """The clauses themselves: acts, categories as if the issuer had no special power, manner."""
    for clause in clauses:
        yield Example(
            id=clause.id,
            task="clause",
            text=clause.text,
            title=clause.title,
            acts=clause.acts,
            unlawful=_as_if_powerless(clause),
            categories=clause.categories,
            manner=_manner(clause),
            span=clause.span,
            weight=0.5 if _needs_law(clause) else 1.0,
            group=clause.pair,
            topic=clause.topic,
            fold=fold_of(clause.topic),
        )


def _as_if_powerless(clause: Clause) -> bool | None:
    if clause.label == "background" and clause.kind in _POWERFUL and clause.acts:
        return None
    return clause.label == "unlawful" or clause.manner == "power"


def _manner(clause: Clause) -> str:
    return {"unlawful": "creates", "background": "background"}.get(clause.label, clause.manner)


def _needs_law(clause: Clause) -> bool:
    by_law = BY_LAW.intersection(clause.categories)
    return bool(by_law) or clause.contrast == "limit" or clause.manner in _SAME


def law_examples(clauses: Sequence[Clause], view: LibraryView) -> Iterator[Example]:
    """Clauses against the provision that decides them: some conflict, or none."""
    bases = {c.pair: c.bases for c in clauses if c.bases and _needs_law(c)}
    for clause in clauses:
        if not clause.pair or clause.pair not in bases:
            continue
        conflict = "any" if clause.label == "unlawful" else "none"
        if conflict == "none" and clause.manner not in _SAME:
            continue
        if conflict == "any" and not BY_LAW.intersection(clause.categories):
            continue
        for law, article in bases[clause.pair][:1]:
            if text := article_text(view, law, article):
                yield Example(
                    id=f"{clause.id}@{law}{article}",
                    task="pair",
                    text=clause.text,
                    provision=text[:EXCERPT],
                    conflict=conflict,
                    span=clause.span if conflict == "any" else None,
                    weight=0.8,
                    group=clause.pair,
                    topic=clause.topic,
                    fold=fold_of(clause.topic),
                )


def conflict_examples(view: LibraryView) -> Iterator[Example]:
    """The conflict pairs that we wrote."""
    for pair in read_conflicts():
        text = "" if pair.is_held_out else provision_text(view, pair.laws)
        if text:
            yield Example(
                id=pair.id,
                task="pair",
                text=pair.text,
                provision=text[:EXCERPT],
                conflict=pair.type,
                span=pair.span,
                weight=1.0,
                fold=fold_of(pair.laws[0][0]),
            )


def edit_examples(
    provisions: Sequence[tuple[str, str]], count: int, seed: int = 1
) -> Iterator[Example]:
    """Typed edits of superior provisions; (law, text) each. A seventh are unrelated neighbours."""
    chance = random.Random(seed)
    fined = [p for p in provisions if "罚款" in p[1]]
    made = 0
    while made < count:
        kind = _pick(chance)
        law, text = chance.choice(fined if kind == "sanction" else provisions)
        if kind == "unrelated":
            at = chance.randrange(len(provisions))
            other = provisions[min(at + 1, len(provisions) - 1)]
            law, text, result = provisions[at][0], provisions[at][1], restated(other[1], chance)
        else:
            result = restated(text, chance) if kind == "none" else edited(text, kind, chance)
        if result is None:
            continue
        made += 1
        yield Example(
            id=f"edit-{made}",
            task="pair",
            text=result.text,
            provision=text[:EXCERPT],
            conflict=kind,
            span=result.span,
            weight=0.7,
            fold=fold_of(law),
        )


def repeated(examples: Iterable[Example], times: int) -> Iterator[Example]:
    """Each example several times: what we wrote counts for more than what is generated."""
    for example in examples:
        for number in range(times):
            group = f"{example.group}~{number}" if example.group else ""
            yield replace(example, id=f"{example.id}~{number}", group=group) if number else example


def _pick(chance: random.Random) -> str:
    at = chance.random()
    for kind, share in _SHARES:
        at -= share
        if at < 0:
            return kind
    return "definition" if at < 0.12 else "unrelated"


def act_examples(texts: Iterable[str]) -> Iterator[Example]:
    """Articles of statutes with weak labels of their acts."""
    for number, text in enumerate(texts):
        yield Example(
            id=f"silver-{number}",
            task="act",
            text=text[:400],
            acts=silver_acts(text[:400]),
            unsure=UNSURE,
            fold=-1,
        )


def statute_articles(library: Library, levels: Sequence[str]) -> list[tuple[str, str]]:
    """(law, text) of the articles in force of laws on these levels."""
    marks = ",".join("?" * len(levels))
    rows = library.query(
        "SELECT w.name, a.text FROM article a JOIN expression e ON e.id = a.expression_id"
        " JOIN work w ON w.id = e.work_id WHERE e.repealed = 0 AND e.effective_to IS NULL"
        f" AND a.main > 0 AND e.level IN ({marks}) ORDER BY a.id",
        tuple(levels),
    )
    return [(name, text) for name, text in rows]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--edits", type=int, default=30_000)
    parser.add_argument("--found", type=int, default=5_000, help="lawful clauses against finds")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 26))
    given = parser.parse_args()
    library = Library.open(given.home / "library.sqlite")
    view = library.at(given.as_of)
    clauses = [c for c in read_clauses() if not (is_held_out(c) or is_for_calibration(c))]
    superior = statute_articles(library, ("law", "admin_reg"))
    tested = {p.laws[0][0] for p in read_conflicts() if p.is_held_out}
    superior = [p for p in superior if p[0] not in tested]
    rest = random.Random(2).sample(superior, min(12_000, len(superior)))

    def everything() -> Iterator[Example]:
        yield from clause_examples(clauses)
        yield from repeated(law_examples(clauses, view), 3)
        yield from repeated(conflict_examples(view), 4)
        search = search_in(given.home, given.as_of, tested)
        yield from found_examples(clauses, search, given.found)
        yield from edit_examples(superior, given.edits)
        yield from act_examples(text for _, text in rest)

    print(write_examples(given.out, everything()))


if __name__ == "__main__":
    main()
