"""The table of laws on dates: which text applies, what became of it, where an article went."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from support import ROOT, SHARED, needs_shared

from corpus.instrument import ArticleNumber, Validity
from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.library.schema import index_directory
from corpus.library.where import where_now
from corpus.sources.build import import_tree


def as_of_cases() -> list[dict]:
    """样例 of tests/data/as_of."""
    return yaml.safe_load((ROOT / "tests/data/as_of/cases.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def national_library(
    library_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """The package's library with the national texts of the laws in the cases added."""
    assert SHARED is not None
    folder = tmp_path_factory.mktemp("national")
    path, texts = folder / "library.sqlite", folder / "texts"
    shutil.copy(library_path, path)
    shutil.copytree(index_directory(library_path, ""), index_directory(path, ""))
    texts.mkdir()
    for law in {case["law"] for case in as_of_cases() if case["needs"] == "national"}:
        for file in (SHARED / "statutes" / "national").rglob(f"{law}(*.md"):
            shutil.copy(file, texts / file.name)
    import_tree(path, texts, load_knowledge())
    with Library.open(path) as library:
        yield library


def label(case: dict) -> str:
    article = f"第{case['article']}条" if "article" in case else ""
    return f"{case['law']}{article}@{case['date']}"


def cases(needs: str, kind: str) -> list[dict]:
    return [c for c in as_of_cases() if c["needs"] == needs and kind in c]


def state_of(library: Library, law: str, on: date) -> str:
    view = library.at(on)
    work, current = view.instrument(law), view.expression(law)
    if work is None:
        return "unknown"
    if view.lacks_text(law):
        return "text_missing"
    return (current or work.expressions[-1]).validity(on).value


def check_state(library: Library, case: dict) -> None:
    law, on = case["law"], case["date"]
    assert state_of(library, law, on) == case["state"]
    current = library.at(on).expression(law)
    if case["state"] == Validity.IN_FORCE.value:
        assert current is not None
        assert current.version_on == case["version"]
    if "successor" in case:
        work = library.at(on).instrument(law)
        assert work is not None
        assert any(name.endswith(case["successor"]) for name in work.expressions[-1].successors)


def check_where(library: Library, case: dict) -> None:
    number = ArticleNumber(case["article"])
    fate = where_now(
        library, case["law"], number, case["from"], case["date"], knowledge=load_knowledge()
    )
    assert fate.fate.value == case["where"]
    if "now" in case:
        law, article = case["now"]
        assert fate.law.endswith(law)
        assert fate.article == ArticleNumber(article)


def test_the_table_is_large_enough():
    assert len(as_of_cases()) >= 45


@pytest.mark.parametrize("case", cases("package", "state"), ids=label)
def test_the_law_of_a_date_from_the_package_alone(library: Library, case: dict):
    check_state(library, case)


@needs_shared
@pytest.mark.parametrize("case", cases("national", "state"), ids=label)
def test_the_law_of_a_date_with_older_national_texts(national_library: Library, case: dict):
    check_state(national_library, case)


@pytest.mark.parametrize("case", cases("package", "where"), ids=label)
def test_where_an_article_went_from_the_package_alone(library: Library, case: dict):
    check_where(library, case)


@needs_shared
@pytest.mark.parametrize("case", cases("national", "where"), ids=label)
def test_where_an_article_went_between_older_texts(national_library: Library, case: dict):
    check_where(national_library, case)
