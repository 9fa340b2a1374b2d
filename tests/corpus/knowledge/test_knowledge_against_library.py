"""What the knowledge cites is in the real library; what is wrong there is reported."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support import SHARED, needs_shared

from corpus.knowledge import load_knowledge
from corpus.knowledge.check import check_knowledge
from corpus.knowledge.checking.bases import all_bases, holds
from corpus.knowledge.checking.problem import Problem
from corpus.library import Library
from corpus.sources.build import import_tree

TODAY = date(2026, 11, 24)
KNOWLEDGE = load_knowledge()


@pytest.fixture(scope="module")
def full_library(library_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The real library with the markdown tree of regulations and interpretations imported."""
    assert SHARED is not None
    folder = tmp_path_factory.mktemp("full") / "library"
    shutil.copytree(library_path.parent, folder)
    import_tree(folder / library_path.name, SHARED / "statutes" / "national", KNOWLEDGE)
    with Library.open(folder / library_path.name) as opened:
        yield opened


def errors(problems: tuple[Problem, ...]) -> list[str]:
    return [str(p) for p in problems if p.gravity == "error"]


def test_every_basis_seen_in_the_statute_package_holds(library: Library) -> None:
    assert errors(check_knowledge(KNOWLEDGE, library.at(TODAY))) == []


def test_what_the_package_lacks_is_counted_and_not_silently_passed(library: Library) -> None:
    problems = check_knowledge(KNOWLEDGE, library.at(TODAY))
    skipped = {p.where: p.message for p in problems if p.gravity == "skipped"}
    seen = sum(b.verified == "lawrefbook" for _, b in all_bases(KNOWLEDGE))
    assert f"{seen} 处依据没有核对" in skipped["bases"]


@needs_shared
@pytest.mark.slow
def test_every_basis_holds_when_the_regulations_are_imported(full_library: Library) -> None:
    problems = check_knowledge(KNOWLEDGE, full_library.at(TODAY))
    assert errors(problems) == []
    assert [str(p) for p in problems if p.gravity == "skipped"] == []


@needs_shared
@pytest.mark.slow
def test_every_law_that_the_knowledge_names_is_known_or_marked(full_library: Library) -> None:
    view = full_library.at(TODAY)
    lost = {
        basis.law
        for _, basis in all_bases(KNOWLEDGE)
        if basis.certain and view.instrument(KNOWLEDGE.aliases.get(basis.law, basis.law)) is None
    }
    assert lost == set()


@needs_shared
@pytest.mark.slow
def test_every_alias_leads_to_its_instrument(full_library: Library) -> None:
    view = full_library.at(TODAY)
    outside = {source.name for source in KNOWLEDGE.external_sources.values()}
    for alias, full in KNOWLEDGE.aliases.items():
        if full not in outside:
            found, expected = view.instrument(alias), view.instrument(full)
            assert found is not None, alias
            assert expected is not None, full
            assert found.name == expected.name


def test_what_nobody_saw_is_listed_as_to_be_verified() -> None:
    problems = check_knowledge(KNOWLEDGE, None)
    listed = [p for p in problems if p.gravity == "unverified"]
    assert len(listed) == sum(not b.certain for _, b in all_bases(KNOWLEDGE))
    assert all(str(p).startswith("待核") for p in listed)


def test_without_a_library_the_check_says_that_bases_were_not_looked_at() -> None:
    skipped = [p.message for p in check_knowledge(KNOWLEDGE, None) if p.gravity == "skipped"]
    assert any("未给出法规库" in message for message in skipped)


BASIS = {
    "a wrong anchor": ("民法典", 506, "天外来客", "条文里没有“天外来客”"),
    "a wrong article": ("民法典", 9999, "人身", "没有这一条"),
    "a wrong law": ("中华人民共和国某某法", 1, "人身", "库中没有这部法律"),
}


@pytest.mark.parametrize(("law", "article", "anchor", "message"), BASIS.values(), ids=BASIS)
def test_a_wrong_basis_is_reported(
    tmp_path: Path, library: Library, law: str, article: int, anchor: str, message: str
) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "constants.yaml").write_text(
        "- id: CN-99\n  name: 甲\n  value: 1\n  unit: day\n  bases:\n"
        f"    - law: {law}\n      article: {article}\n      anchor: {anchor}\n"
        "      verified: laws.db\n",
        "utf-8",
    )
    found = errors(check_knowledge(load_knowledge(tmp_path), library.at(TODAY)))
    assert len(found) == 1
    assert "constants CN-99" in found[0]
    assert message in found[0]


def test_a_version_that_the_library_lacks_is_reported(tmp_path: Path, library: Library) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "constants.yaml").write_text(
        "- {id: CN-99, name: 甲, value: 1, unit: day, bases: [{law: 民法典, article: 1, "
        "anchor: 民事, version: 1999-01-01, verified: laws.db}]}\n",
        "utf-8",
    )
    found = errors(check_knowledge(load_knowledge(tmp_path), library.at(TODAY)))
    assert "有：2020-05-28" in found[0]


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("省、自治区、 直辖市", "自治区、直辖市", True),
        ("甲应当在三日内告知乙", "甲…告知", True),
        ("告知甲", "甲…告知", False),
        ('称"重大"', "“重大”", True),
        ("甲(乙)", "甲(丙)", False),
    ],
)
def test_anchors_ignore_blanks_and_quote_shapes_and_take_dots_as_anything(
    text: str, anchor: str, expected: bool
) -> None:
    assert holds(text, anchor) is expected
