"""Importing the office's own documents: what is read from them, repeats, interruptions."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from docx import Document as Docx
from support import SHARED, needs_shared

from corpus.errors import ImportFailed, SourceUndescribed
from corpus.instrument import ArticleNumber, InstrumentKind, Level
from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.library.history import history
from corpus.library.relations import relations_of
from corpus.library.schema import index_directory
from corpus.retrieval.citing import citing
from corpus.sources import store
from corpus.sources.build import import_tree
from corpus.sources.office_document import ValidityPeriods
from corpus.sources.origin import SourceNote
from corpus.sources.staging import staged_file

TODAY = date(2026, 11, 26)
NOTE = SourceNote("本机关文件", "档案室", date(2026, 10, 1), "山东省")
NOTICE = """试验县人民政府关于印发试验县共享单车管理办法的通知
试政发〔2023〕7号

各镇人民政府、县政府各部门：
现将《试验县共享单车管理办法》印发给你们，请遵照执行。
试验县人民政府
2023年4月1日

试验县共享单车管理办法
第一条 为了规范共享单车停放，根据《中华人民共和国道路交通安全法》，制定本办法。
第二条 {words}
第三条 依照《中华人民共和国行政处罚法》第十六条的规定，不得另设处罚。
第四条 本办法自2023年5月1日起施行，有效期五年。《试验县共享单车管理暂行规定》同时废止。
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library without texts, so that an import takes a moment only."""
    own = tmp_path / "library.sqlite"
    with closing(store.create(own)) as connection:
        marks = [("version", "0"), ("cutoff", "")]
        connection.executemany("INSERT INTO meta VALUES (?, ?)", marks)
        connection.commit()
    return own


@pytest.fixture
def full(library_path: Path, tmp_path: Path) -> Path:
    """A copy of the library of the statute package."""
    own = tmp_path / "full.sqlite"
    shutil.copy(library_path, own)
    shutil.copytree(index_directory(library_path, ""), index_directory(own, ""))
    return own


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    if file.suffix == ".docx":
        docx = Docx()
        for line in text.splitlines():
            docx.add_paragraph(line)
        docx.save(str(file))
    else:
        file.write_text(text, encoding="utf-8")
    return file


def notice(words: str = "停放共享单车不得占用盲道。") -> str:
    return NOTICE.format(words=words)


@pytest.mark.parametrize("name", ["办法.txt", "办法.docx"])
def test_a_notice_tells_its_number_issuer_dates_validity_and_region(
    path: Path, tmp_path: Path, name: str
):
    write(tmp_path / "in", name, notice())
    report = import_tree(path, tmp_path / "in", load_knowledge(), note=NOTE)
    assert (report.added, report.skipped) == (1, ())
    with Library.open(path) as library:
        view = library.at(TODAY)
        found = view.expression("试验县共享单车管理办法")
        assert found is not None
        assert found == view.expression("试验县人民政府关于印发试验县共享单车管理办法的通知")
        assert (found.level, found.kind) == (Level.NORM_DOC, InstrumentKind.NORM_DOC)
        assert (found.issuer, found.document_number) == ("试验县人民政府", "试政发〔2023〕7号")
        assert (found.version_on, found.effective_from) == (date(2023, 4, 1), date(2023, 5, 1))
        assert (found.valid_until, found.effective_to) == (date(2028, 4, 30), date(2028, 5, 1))
        assert found.region == "山东省"
        assert view.by_document_number("试政发[2023]7号") is not None
        article = view.article(found, ArticleNumber(2))
        assert article is not None
        assert article.text == "停放共享单车不得占用盲道。"


def test_relations_name_the_basis_what_is_repealed_and_what_is_cited(full: Path, tmp_path: Path):
    write(tmp_path / "in", "办法.txt", notice())
    import_tree(full, tmp_path / "in", load_knowledge(), note=NOTE)
    with Library.open(full) as library:
        found = library.at(TODAY).expression("试验县共享单车管理办法")
        assert found is not None
        relations = {(r.kind, r.target, r.article) for r in relations_of(library, found)}
        assert ("implements", "中华人民共和国道路交通安全法", "") in relations
        assert ("repeals", "试验县共享单车管理暂行规定", "") in relations
        assert ("refers_to", "中华人民共和国行政处罚法", "第十六条") in relations
        citers = {(one.law, one.relation) for one in citing(library, "行政处罚法", as_of=TODAY)}
        assert (found.name, "refers_to") in citers


def test_a_later_document_of_the_office_ends_an_earlier_one(path: Path, tmp_path: Path):
    write(tmp_path / "in", "新.txt", notice())
    old = (
        "试验县共享单车管理暂行规定\n试政发〔2020〕3号\n一、共享单车应当编号。\n"
        "二、本规定自2020年6月1日起施行。\n试验县人民政府\n2020年5月1日\n"
    )
    write(tmp_path / "in", "旧.txt", old)
    import_tree(path, tmp_path / "in", load_knowledge(), note=NOTE)
    with Library.open(path) as library:
        assert library.at(TODAY).expression("试验县共享单车管理暂行规定") is None
        (past,) = history(library, "试验县共享单车管理暂行规定")
        assert past.expression.effective_to == date(2023, 5, 1)
        assert past.expression.repealed
        assert any(g.basis == "废止条款" for g in past.grounds)
        numbers = [a.number.main for a in library.articles_of(past.expression.id)]
        assert numbers == [0, 1, 2]


@pytest.mark.parametrize(
    ("title", "years"), [("试验县雨水管理办法", 5), ("试验县雨水管理暂行办法", 2)]
)
def test_a_document_without_a_period_gets_the_presumed_one_and_only_a_doubt(
    path: Path, tmp_path: Path, title: str, years: int
):
    text = (
        f"{title}\n试政发〔2016〕3号\n第一条 雨水应当收集。\n"
        "第二条 本办法自2016年6月1日起施行。\n试验县人民政府\n2016年5月1日\n"
    )
    write(tmp_path / "in", "雨水.txt", text)
    import_tree(path, tmp_path / "in", load_knowledge(), note=NOTE, periods=ValidityPeriods(5, 2))
    with Library.open(path) as library:
        found = library.at(TODAY).expression(title)
        assert found is not None
        assert found.valid_until == date(2016 + years, 5, 31)
        assert found.effective_to is None
        assert any("推定" in doubt for doubt in found.doubts)


def test_unchanged_files_are_skipped_and_other_options_read_them_anew(path: Path, tmp_path: Path):
    write(tmp_path / "in", "办法.txt", notice())
    knowledge = load_knowledge()
    import_tree(path, tmp_path / "in", knowledge, note=NOTE)
    again = import_tree(path, tmp_path / "in", knowledge, note=NOTE)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    other = import_tree(path, tmp_path / "in", knowledge, note=NOTE, periods=ValidityPeriods(3, 1))
    assert (other.changed, other.unchanged) == (1, 0)


def test_a_changed_file_is_a_replacement_or_with_another_date_a_new_version(
    path: Path, tmp_path: Path
):
    knowledge, folder = load_knowledge(), tmp_path / "in"
    write(folder, "办法.txt", notice())
    import_tree(path, folder, knowledge, note=NOTE)
    write(folder, "办法.txt", notice("停放共享单车不得占用消防通道。"))
    assert import_tree(path, folder, knowledge, note=NOTE).changed == 1
    with Library.open(path) as library:
        (past,) = history(library, "试验县共享单车管理办法")
        assert "已替换" in past.origins[0].note
    write(folder, "办法.txt", notice().replace("2023年", "2025年").replace("〔2023〕", "〔2025〕"))
    assert import_tree(path, folder, knowledge, note=NOTE).added == 1
    with Library.open(path) as library:
        older, newer = history(library, "试验县共享单车管理办法")
        assert (older.expression.version_on, newer.expression.version_on) == (
            date(2023, 4, 1),
            date(2025, 4, 1),
        )
        assert older.expression.effective_to == date(2025, 5, 1)


def test_documents_without_licence_or_day_of_retrieval_are_refused(path: Path, tmp_path: Path):
    folder = tmp_path / "in"
    write(folder, "办法.txt", notice())
    with pytest.raises(SourceUndescribed, match=r"E205.*许可.*取得日期"):
        import_tree(path, folder, load_knowledge())
    (folder / "SOURCE.yaml").write_text("licence: 公文\nretrieved: 2026-09-01\n", "utf-8")
    assert import_tree(path, folder, load_knowledge()).added == 1
    with Library.open(path) as library:
        (past,) = history(library, "试验县共享单车管理办法")
        assert past.origins[0].licence == "公文"
        assert past.origins[0].retrieved_on == date(2026, 9, 1)
        assert past.origins[0].retrieved_stated


@pytest.mark.parametrize(
    "words",
    [
        "- 一\n- 二\n",
        "licence: 公文\nretrieved: 去年\n",
        "licence: 公文\nretrieved: 2024-02-30\n",
        "作者: 甲\n",
    ],
)
def test_a_wrong_source_file_is_a_coded_error(path: Path, tmp_path: Path, words: str):
    folder = tmp_path / "in"
    write(folder, "办法.txt", notice())
    (folder / "SOURCE.yaml").write_text(words, "utf-8")
    with pytest.raises(SourceUndescribed, match="E205"):
        import_tree(path, folder, load_knowledge())


@pytest.mark.parametrize("written", ["2026-09-01 10:00:00", "2026/9/1", "'2026年9月1日'"])
def test_the_day_of_retrieval_may_be_written_in_several_ways(
    path: Path, tmp_path: Path, written: str
):
    folder = tmp_path / "in"
    write(folder, "办法.txt", notice())
    (folder / "SOURCE.yaml").write_text(f"licence: 公文\nretrieved: {written}\n", "utf-8")
    import_tree(path, folder, load_knowledge())
    with Library.open(path) as library:
        (past,) = history(library, "试验县共享单车管理办法")
        assert past.origins[0].retrieved_on == date(2026, 9, 1)


def test_an_unreadable_file_is_listed_and_the_others_come_in(path: Path, tmp_path: Path):
    folder = tmp_path / "in"
    write(folder, "办法.txt", notice())
    (folder / "空.txt").write_bytes(b"")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 this is no archive")
    report = import_tree(path, folder, load_knowledge(), note=NOTE)
    assert report.added == 1
    assert {file: reason[:6] for file, reason in report.skipped} == {
        "空.txt": "[E101]",
        "坏.docx": "[E103]",
    }


def test_equal_and_nearly_equal_documents_are_named(path: Path, tmp_path: Path):
    folder = tmp_path / "in"
    long = "".join(f"第{i}类单车应当停放在第{i * 7}号停放区内，并保持车身整洁。" for i in range(60))
    write(folder, "甲.txt", notice(long))
    write(folder, "乙.txt", notice(long))
    write(folder, "丙.txt", notice(long + "另加一句。").replace("试验县", "样例县"))
    write(folder, "丁.txt", notice("完全不同的一条内容。").replace("共享单车", "渡船"))
    report = import_tree(path, folder, load_knowledge(), note=NOTE)
    pairs = {frozenset((d.file, d.other)): d.similarity for d in report.duplicates}
    assert pairs[frozenset(("甲.txt", "乙.txt"))] == 1.0
    assert 0.9 <= pairs[frozenset(("甲.txt", "丙.txt"))] < 1.0
    assert not any("丁.txt" in pair for pair in pairs)


_IMPORT = """
import sys, time
from datetime import date
from pathlib import Path
from corpus.knowledge import load_knowledge
from corpus.sources import importing, staging
from corpus.sources.origin import SourceNote
staging.BATCH = 5
def slowly(stage, done, total):
    print(stage, done, flush=True)
    time.sleep(float(sys.argv[3]))
note = SourceNote("本机关文件", "", date(2026, 10, 1), "")
importing.import_tree(Path(sys.argv[1]), Path(sys.argv[2]), load_knowledge(), note=note, progress=slowly)
"""


def _killed_in_the_middle(path: Path, folder: Path) -> None:
    """Run an import in a process of its own and kill it after thirty documents."""
    command = [sys.executable, "-c", _IMPORT, str(path), str(folder), "0.02"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.split()[-1] == "30":
                os.kill(process.pid, signal.SIGKILL)
                break
    assert process.wait() == -signal.SIGKILL


def test_a_killed_import_shows_nothing_and_goes_on_without_loss(path: Path, tmp_path: Path):
    folder, knowledge = tmp_path / "in", load_knowledge()
    for i in range(60):
        write(folder, f"{i:02}.txt", notice(f"第{i}号停放区。").replace("试验县", f"样例{i:02}县"))
    with Library.open(path) as library:
        before = library.version
    _killed_in_the_middle(path, folder)
    assert staged_file(path).is_file()
    with Library.open(path) as library:
        assert library.version == before
        assert library.at(TODAY).instrument("样例00县共享单车管理办法") is None
    note = SourceNote("本机关文件", "", date(2026, 10, 1), "")
    report = import_tree(path, folder, knowledge, note=note)
    assert report.resumed
    assert report.unchanged >= 25
    assert report.added + report.unchanged == 60
    assert not staged_file(path).exists()
    with Library.open(path) as library:
        names = (f"样例{i:02}县共享单车管理办法" for i in range(60))
        assert all(library.at(TODAY).expression(name) for name in names)


def test_another_folder_does_not_publish_half_an_interrupted_import(path: Path, tmp_path: Path):
    folder, other = tmp_path / "in", tmp_path / "other"
    for i in range(60):
        write(folder, f"{i:02}.txt", notice(f"第{i}号停放区。").replace("试验县", f"样例{i:02}县"))
    _killed_in_the_middle(path, folder)
    write(other, "办法.txt", notice())
    report = import_tree(path, other, load_knowledge(), note=NOTE)
    assert (report.added, report.resumed) == (1, False)
    with Library.open(path) as library:
        assert library.at(TODAY).instrument("样例00县共享单车管理办法") is None


def test_two_imports_at_once_are_refused(path: Path, tmp_path: Path):
    folder = tmp_path / "in"
    for i in range(60):
        write(folder, f"{i:02}.txt", notice(f"第{i}号停放区。").replace("试验县", f"样例{i:02}县"))
    command = [sys.executable, "-c", _IMPORT, str(path), str(folder), "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(ImportFailed, match="正在进行"):
            import_tree(path, folder, load_knowledge(), note=NOTE)
        process.kill()


@needs_shared
def test_real_normative_documents_come_in_with_their_numbers(path: Path, tmp_path: Path):
    assert SHARED is not None
    folder = tmp_path / "in"
    folder.mkdir()
    for file in (SHARED / "documents" / "normative").glob("国务院*.html"):
        shutil.copy(file, folder / file.name)
    report = import_tree(path, folder, load_knowledge(), note=NOTE)
    assert report.skipped == ()
    assert report.added == len(list(folder.iterdir()))
    with Library.open(path) as library:
        work = library.at(TODAY).by_document_number("国办发〔2018〕115号")
        assert work is not None
        (expression,) = work.expressions
        assert (expression.issuer, expression.region) == ("国务院办公厅", "")
        assert expression.version_on == date(2018, 12, 4)
        assert expression.valid_until is None
        inner = library.at(TODAY).expression("个人所得税专项附加扣除暂行办法")
        assert inner is not None
        assert inner.effective_from == date(2019, 1, 1)
