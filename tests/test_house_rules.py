"""The house keeps its own rules: small files, short functions, no package files under tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

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
