"""Test packages in real formats: each file holds its text, twice made is the same."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from corpus.errors import KnowledgeError
from corpus.formats import read_document
from corpus.formats.ocr import engine
from models.training.packages.blocks import read_blocks
from models.training.packages.labels import LabelledPackage, read_packages
from models.training.packages.make import File, make_files, make_zip, write_package
from models.training.packages.pages import broken, set_pages, width
from models.training.packages.scan import find_font

needs_font = pytest.mark.skipif(find_font() is None, reason="no Chinese font to print with")
needs_ocr = pytest.mark.skipif(
    not engine.is_installed(), reason="the extra is not installed: pip install 'fashen[ocr]'"
)
NOTICE = """石滩镇人民政府
关于公开征求《石滩镇河道管护办法》意见的公告

现公开征求意见，时间为2026年6月1日至2026年7月1日，共31日。
　　反馈渠道如下：
序号|方式|地址
1|信函|石滩镇滨河路8号
2|邮箱|hedao@example.cn

石滩镇人民政府（印章）
2026年6月1日
"""
MINUTES = """石滩镇镇长办公会议纪要
第4次

    2026年8月3日，镇长主持召开办公会议。会议一致通过该办法。

序号  议题              结果
1     河道管护办法      通过
2     年度经费安排      通过

                                        石滩镇人民政府（印章）
                                          2026年8月4日
"""


def bare(text: str) -> str:
    return re.sub(r"[\s|]", "", text)


@pytest.fixture
def package(tmp_path: Path) -> LabelledPackage:
    """A draft and four papers, one for each format that is no docx."""
    forms = {"公告.txt": "pdf", "扫描件1.txt": "scan", "网页.txt": "html", "纪要.txt": "txt"}
    folder = tmp_path / "x" / "p01"
    folder.mkdir(parents=True)
    (folder / "办法.txt").write_text(
        "石滩镇河道管护办法\n\n第一条　为了管护河道，制定本办法。\n", "utf-8"
    )
    for name in forms:
        (folder / name).write_text(MINUTES if name == "纪要.txt" else NOTICE, "utf-8")
    materials = "\n".join(f"  - {{file: {name}, role: EV-02}}" for name in forms)
    (folder / "label.yaml").write_text(
        "name: 石滩镇材料包\nkind: norm_doc\nissuer_level: township\nas_of: 2026-11-20\n"
        f"clean: true\nmain: 办法.txt\nformats: {forms}\nmaterials:\n{materials}\n"
        "steps: {}\ngaps: []\n".replace("'", ""),
        "utf-8",
    )
    (found,) = read_packages(tmp_path)
    return found


def by_stem(files: tuple[File, ...]) -> dict[str, File]:
    return {Path(name).stem: (name, data) for name, data in files}


# --- what stands on the page ------------------------------------------------------------------


def test_lines_of_a_source_are_known_for_what_they_are() -> None:
    looks = [(block.look, block.text) for block in read_blocks(NOTICE)]
    assert looks == [
        ("centred", "石滩镇人民政府"),
        ("title", "关于公开征求《石滩镇河道管护办法》意见的公告"),
        ("paragraph", "现公开征求意见，时间为2026年6月1日至2026年7月1日，共31日。"),
        ("paragraph", "反馈渠道如下："),
        ("table", ""),
        ("signature", "石滩镇人民政府（印章）"),
        ("signature", "2026年6月1日"),
    ]


def test_columns_between_wide_gaps_are_a_table() -> None:
    (table,) = [block for block in read_blocks(MINUTES) if block.look == "table"]
    assert table.rows == (
        ("序号", "议题", "结果"),
        ("1", "河道管护办法", "通过"),
        ("2", "年度经费安排", "通过"),
    )


def test_a_line_breaks_within_its_room_and_no_mark_begins_one() -> None:
    words = "现公开征求意见，时间为30日。" * 6
    lines = broken(words, 200, 16, 32)
    assert "".join(lines) == words
    assert all(width(line, 16) <= 200 + 16 for line in lines)
    assert not any(line[0] in "，。" for line in lines)


def test_a_long_table_goes_on_on_the_next_page() -> None:
    source = "".join(f"{number}|意见{number}|采纳\n" for number in range(60))
    pages = set_pages(read_blocks(source))
    assert len(pages) > 1
    assert all(text.y > 0 for page in pages for text in page.texts)


# --- the formats ------------------------------------------------------------------------------


@needs_font
def test_a_docx_opens_in_word_with_title_table_and_signature(package: LabelledPackage) -> None:
    redone = replace(package, formats={})
    name, data = by_stem(make_files(redone))["公告"]
    word = docx.Document(io.BytesIO(data))
    assert name == "公告.docx"
    titles = [p.text for p in word.paragraphs if p.style and p.style.name == "Title"]
    assert titles == ["关于公开征求《石滩镇河道管护办法》意见的公告"]
    assert [c.text for c in word.tables[0].rows[1].cells] == ["1", "信函", "石滩镇滨河路8号"]
    last = word.paragraphs[-1]
    assert (last.text, last.alignment) == ("2026年6月1日", docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT)
    assert "仿宋" in re.findall(r'w:eastAsia="([^"]+)"', word.element.xml)


@needs_font
@pytest.mark.parametrize("stem", ["办法", "公告", "网页", "纪要"])
def test_our_readers_read_the_whole_text_of_every_format(
    package: LabelledPackage, stem: str
) -> None:
    name, data = by_stem(make_files(package))[stem]
    source = (package.folder / f"{stem}.txt").read_text("utf-8")
    assert bare(read_document(data, name).text) == bare(source)


@needs_font
def test_a_page_of_a_site_has_a_menu_and_a_foot_around_its_text(package: LabelledPackage) -> None:
    _, data = by_stem(make_files(package))["网页"]
    assert "网站地图" in data.decode()
    assert "网站地图" not in read_document(data, "网页.html").text


@needs_font
def test_a_scan_has_no_text_layer(package: LabelledPackage) -> None:
    name, data = by_stem(make_files(package))["扫描件1"]
    if name.endswith(".png"):
        assert data.startswith(b"\x89PNG")
    else:
        (page,) = pypdfium2.PdfDocument(data)
        assert page.get_textpage().get_text_range() == ""


@needs_font
@needs_ocr
@pytest.mark.slow
def test_a_scan_can_still_be_read(package: LabelledPackage) -> None:
    name, data = by_stem(make_files(package))["扫描件1"]
    text = bare(read_document(data, name).text)
    assert "2026年6月1日至2026年7月1日" in text
    assert "石滩镇滨河路8号" in text


def test_without_scans_nothing_needs_recognition(package: LabelledPackage) -> None:
    names = [name for name, _ in make_files(package, scans=False)]
    assert names == ["办法.docx", "公告.pdf", "扫描件1.docx", "网页.html", "纪要.txt"]


def test_a_spreadsheet_holds_the_cells_of_a_table(package: LabelledPackage) -> None:
    files = make_files(replace(package, formats={"公告.txt": "xlsx"}))
    name, data = by_stem(files)["公告"]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert name == "公告.xlsx"
    assert ("1", "信函", "石滩镇滨河路8号") in list(sheet.values)


def test_an_unknown_format_is_refused(package: LabelledPackage) -> None:
    with pytest.raises(KnowledgeError, match="不能制作 papyrus"):
        make_files(replace(package, formats={"公告.txt": "papyrus"}))


# --- whole packages ---------------------------------------------------------------------------


@needs_font
def test_a_package_made_twice_is_the_same_byte_for_byte(package: LabelledPackage) -> None:
    everything = replace(package, formats={**package.formats, "办法.txt": "xlsx"})
    assert make_files(everything) == make_files(everything)
    assert make_files(package) == make_files(package)


@pytest.mark.parametrize(("author", "flag"), [("a", 0x800), ("b", 0)])
def test_a_zip_names_its_files_in_utf8_or_as_windows_does(
    tmp_path: Path, package: LabelledPackage, author: str, flag: int
) -> None:
    named = replace(package, folder=tmp_path / author / "p03", zipped=True)
    name, data = make_zip(named, (("办法.docx", b"1"), ("公告(2).pdf", b"22")))
    assert name == "石滩镇材料包.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        assert archive.testzip() is None
        assert {info.flag_bits & 0x800 for info in infos} == {flag}
        shown = [i.filename if flag else i.filename.encode("cp437").decode("gbk") for i in infos]
    assert shown == ["石滩镇材料包/办法.docx", "石滩镇材料包/公告(2).pdf"]


@needs_font
def test_a_package_is_written_as_a_folder_or_as_one_zip(
    tmp_path: Path, package: LabelledPackage
) -> None:
    folder = write_package(package, tmp_path / "out")
    assert folder == tmp_path / "out" / "x" / "p01"
    assert len(list(folder.iterdir())) == 5
    packed = write_package(replace(package, zipped=True), tmp_path / "out")
    assert packed.name == "p01.zip"
    assert len(zipfile.ZipFile(packed).namelist()) == 5
