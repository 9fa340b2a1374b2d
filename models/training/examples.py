"""Prepared examples (训练样本): what the trainer reads, one JSON object a line.

`make_examples` writes them; they hold statute text and so never enter the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """训练样本 of one of three tasks.

    task: "clause" (`text` alone), "pair" (`text` against `provision`) or "act" (`text` of a
    statute, acts only). Targets that are None are not learnt from. `span` are the offending
    characters of `text`; `unsure` are acts that nobody looked for. `conflict` is a type's name,
    "any" for some conflict of unknown type, or "no" for none or unrelated. An example of no weight
    is only scored.
    `unlawful` is told as if the issuer had no special power; `categories` are those that the
    clause breaks or, being lawful, resembles.
    `group` ties a contrast pair together; `topic` is what splits go by.
    """

    id: str
    task: str
    text: str
    title: str = ""
    provision: str = ""
    acts: tuple[str, ...] | None = None
    unsure: tuple[str, ...] = ()
    unlawful: bool | None = None
    categories: tuple[str, ...] = ()
    manner: str | None = None
    conflict: str | None = None
    span: tuple[int, int] | None = None
    weight: float = 1.0
    group: str = ""
    topic: str = ""
    fold: int = -1
    meta: dict[str, str] = field(default_factory=dict)


def write_examples(path: Path, examples: Iterable[Example]) -> int:
    """Write the examples and return how many there are."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for example in examples:
            out.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_examples(path: Path) -> list[Example]:
    """Read what `write_examples` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [_example(json.loads(line)) for line in lines]


def _example(row: dict[str, object]) -> Example:
    row["unsure"], row["categories"] = tuple(row["unsure"]), tuple(row["categories"])  # type: ignore[arg-type]
    for name in ("acts", "span"):
        value = row[name]
        row[name] = tuple(value) if isinstance(value, list) else None
    return Example(**row)  # type: ignore[arg-type]
