"""Spreadsheets: sheets, rows and cells as an office sees them; the rest is named."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from PIL import Image as Picture

from corpus.document import UnreadKind
from corpus.errors import (
    CorruptFile,
    DecompressionBomb,
    EncryptedFile,
    FileTooLarge,
    UnsupportedFormat,
)
from corpus.formats import read_document
from corpus.formats.workbook import grid, names, sheet
from corpus.formats.workbook.number_formats import number_shown, plain_number
from corpus.formats.workbook.values import Styles

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def made(*rows, title="Sheet1"):
    """A workbook of one sheet, not yet saved."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def read(book, name="会签表.xlsx"):
    return read_document(book if isinstance(book, bytes) else saved(book), name)


def edited(data, part, change):
    """The workbook with one part rewritten."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return stream.getvalue()


def shared(cells, *items):
    """A workbook as Excel and WPS save it: cells refer to the texts that they share."""
    link = f'<Relationship Type="{LINK}/sharedStrings" Target="texts.xml" Id="rId99"/>'

    def rows(xml):
        return re.sub("<sheetData.*(</sheetData>|/>(?=<pageM))", cells, xml, flags=re.S)

    def links(xml):
        own = xml.replace("sharedStrings.xml", "nowhere.xml")
        return own.replace("</Relationships>", f"{link}</Relationships>")

    data = edited(saved(made([])), "xl/worksheets/sheet1.xml", rows)
    stream = io.BytesIO(edited(data, "xl/_rels/workbook.xml.rels", links))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/texts.xml", f'<sst xmlns="{MAIN}">{"".join(items)}</sst>')
    return stream.getvalue()


def notes(document):
    return {unread.kind: unread.note for unread in document.unread}


def test_each_row_is_a_line_of_cells_under_the_name_of_its_sheet():
    book = made(["单位", "意见"], ["市财政局", "同意"], title="会签意见")
    second = book.create_sheet("经费")
    second.append(["项目", "金额"])
    document = read(book)
    assert document.text == "会签意见\n单位\t意见\n市财政局\t同意\n经费\n项目\t金额"
    assert document.format == "xlsx"
    assert document.title == "会签意见"
    assert document.unread == ()


def test_a_name_that_the_program_gave_is_no_heading_of_a_lone_sheet():
    assert read(made(["单位", "意见"])).text == "单位\t意见"
    assert read(made(["单位", "意见"], title="工作表1")).text == "单位\t意见"


def test_a_sheet_that_repeats_its_title_is_named_once():
    document = read(made(["部门会签表"], ["单位", "结论"], title="部门会签表"))
    assert document.text == "部门会签表\n单位\t结论"
    assert document.title == "部门会签表"


def test_empty_rows_and_columns_are_dropped_and_empty_cells_keep_their_place():
    book = made([], [None, "单位", None, "意见", "日期"], [], [None, "某局", None, None, "三月"])
    assert read(book).text == "单位\t意见\t日期\n某局\t\t三月"


def test_a_merged_cell_stands_once():
    book = made(
        ["意见汇总表", None, None],
        ["单位", "条款", "意见"],
        ["市财政局", "第二条", "修改"],
        [None, "第三条", "删除"],
        ["合计", None, "2条"],
    )
    for area in ("A1:C1", "A3:A4", "A5:B5"):
        book.active.merge_cells(area)
    assert read(book).text == (
        "意见汇总表\n单位\t条款\t意见\n市财政局\t第二条\t修改\n\t第三条\t删除\n合计\t2条"
    )


def test_what_a_merged_cell_covers_is_not_read_even_where_the_file_has_kept_it():
    data = saved(made(["汇总", "旧字"], ["单位", "意见"]))
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    data = edited(data, "xl/worksheets/sheet1.xml", lambda x: x.replace("</sheetData>", merged))
    assert read(data).text == "汇总\n单位\t意见"


def test_dates_and_times_are_written_out():
    book = made([date(2026, 9, 15), datetime(2026, 9, 15, 14, 30), time(9, 5), "2026.9"])
    assert read(book).text == "2026年9月15日\t2026年9月15日14:30:00\t9:05:00\t2026.9"


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("yyyy/m/d;@", 46280, "2026年9月15日"),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日";@', 46280, "2026年9月15日"),
        ('yyyy"年"m"月"', 46280, "2026年9月"),
        ('m"月"d"日"', 46280, "2026年9月15日"),
        ("h:mm", 46280.604166667, "14:30"),
        ("yyyy-mm-dd hh:mm", 46280.604166667, "2026年9月15日14:30"),
        ("[h]:mm", 1.5, "36:00"),
        ("yyyy-mm-dd", -3, "-3"),
        ("yyyy-mm-dd", 9e9, "9000000000"),
    ],
)
def test_a_date_is_shown_with_what_its_format_shows(code, value, shown):
    assert Styles((code,)).shown(value, 0) == shown


def test_days_may_count_from_1904():
    assert Styles(("yyyy-mm-dd",), from_1904=True).shown(46280 - 1462, 0) == "2026年9月15日"


def test_the_formats_that_chinese_programs_do_not_write_out_are_dates():
    data = saved(made([date(2026, 9, 15)], title="表1"))
    data = edited(data, "xl/styles.xml", lambda x: re.sub('numFmtId="1(4|64)"', 'numFmtId="31"', x))
    assert read(data).text == "2026年9月15日"


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("General", 1.0, "1"),
        ("General", 0.1 + 0.2, "0.3"),
        ("0.00", 1234.5, "1234.50"),
        ("#,##0.00", 1234567.891, "1,234,567.89"),
        ("#,##0", 0.5, "1"),
        ("0%", 0.125, "13%"),
        ("0.00%", 0.125, "12.50%"),
        ('0.0"万元"', 35.25, "35.3万元"),
        ('"¥"#,##0.00;"¥"-#,##0.00', -12, "¥-12.00"),
        ("[$¥-804]#,##0.00", 12, "¥12.00"),
        ("0.00_);[Red](0.00)", -3, "(3.00)"),
        ("0.00", -3, "-3.00"),
        ("0", -0.2, "0"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, "-"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', -1200, "-1,200.00"),
        ("0000", 12, "0012"),
        ("0.##", 1.5, "1.5"),
        ("#,##0,", 12345678, "12,346"),
        ('General"人"', 12, "12人"),
        ("# ?/?", 0.5, "0.5"),
        ("0.00E+00", 1234, "1234"),
        ("[>=100]0.0;0.00", 5, "5"),
        ("@", 7, "7"),
        ("[DBNum2][$-804]General", 5, "5"),
    ],
)
def test_a_number_is_shown_as_its_cell_shows_it(code, value, shown):
    assert number_shown(value, code) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1e20, "100000000000000000000"), (1e25, "1E+25"), (1e-12, "1E-12"), (-0.0, "0"), (100, "100")],
)
def test_plain_numbers_are_written_out_where_they_can_be(value, shown):
    assert plain_number(value) == shown


def test_cells_with_line_breaks_stay_one_cell():
    book = made(["单位", "意见"], ["某局", "一、同意。\n二、建议删去第三条。"])
    assert read(book).text == "单位\t意见\n某局\t一、同意。 二、建议删去第三条。"


def test_hidden_sheets_rows_and_columns_are_named_and_not_read():
    book = made(["单位", "密级", "意见"], ["某局", "内部", "同意"], ["旧局", "内部", "反对"])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    hidden = book.create_sheet("底稿")
    hidden.append(["不给人看"])
    hidden.sheet_state = "veryHidden"
    document = read(book)
    assert document.text == "单位\t意见\n某局\t同意"
    shown = " ".join(unread.note for unread in document.unread)
    assert "1 张隐藏的工作表未纳入审查（底稿）" in shown
    assert "1 行隐藏的内容" in shown
    assert "1 列隐藏的内容" in shown


def test_a_title_merged_over_a_hidden_column_is_still_seen():
    book = made(["意见汇总表", None, None], ["1", "某局", "同意"])
    book.active.merge_cells("A1:C1")
    book.active.column_dimensions["A"].hidden = True
    assert read(book).text == "意见汇总表\n某局\t同意"


def test_a_formula_counts_with_its_saved_result_and_without_one_is_named():
    book = made(["金额", 3], ["金额", "=B1*2"], ["合计", "=B1+B2"])

    def result(xml):
        return re.sub(r"(<f>B1\*2</f>)<v ?/?>(</v>)?", r"\1<v>6</v>", xml)

    data = edited(saved(book), "xl/worksheets/sheet1.xml", result)
    document = read(data)
    assert document.text == "金额\t3\n金额\t6\n合计"
    assert "1 个公式没有保存计算结果" in notes(document)[UnreadKind.FORMULA]
    assert "Sheet1!B3" in notes(document)[UnreadKind.FORMULA]
    assert (document.unread[0].anchor.paragraph, document.unread[0].anchor.run) == (3, 2)


def test_comments_pictures_headers_and_errors_are_named():
    book = made(["单位", "意见"], ["某局", "同意"])
    book.active["A2"].comment = Comment("私下说明", "某人")
    book.active["C1"] = "#REF!"
    picture = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(picture, "PNG")
    book.active.add_image(Image(picture), "D4")
    book.active.oddHeader.center.text = "内部资料"
    book.active.oddFooter.center.text = "第&P页"
    document = read(book)
    assert "私下" not in document.text
    found = notes(document)
    assert found[UnreadKind.COMMENT] == "1 条批注未纳入审查（Sheet1）"
    assert found[UnreadKind.IMAGE].startswith("1 张图片未读取")
    assert found[UnreadKind.HEADER].startswith("1 处页眉页脚")
    assert found[UnreadKind.FORMULA] == "1 个公式的结果是错误值，请人工核对（Sheet1!C1）"


def test_a_picture_that_wps_puts_into_a_cell_is_a_picture():
    cell = '<c r="B1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c></row>'
    data = saved(made(["签字"]))
    data = edited(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("</row>", cell, 1))
    document = read(data, "会签表.et")
    assert document.text == "签字"
    assert UnreadKind.IMAGE in notes(document)


def test_text_in_runs_is_read_without_the_readings_above_it():
    cells = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>'
    runs = (
        "<si><r><t>同意，</t></r><r><t>但须_x000D_补充</t></r>"
        '<rPh sb="0" eb="1"><t>tong</t></rPh></si>'
    )
    data = shared(f"<sheetData>{cells}</sheetData>", "<si><t>意见</t></si>", runs)
    assert read(data).text == "意见\n同意，但须\n补充"


def test_cells_without_references_follow_each_other():
    data = saved(made(["单位", "意见"], ["某局", "同意"]))
    data = edited(data, "xl/worksheets/sheet1.xml", lambda x: re.sub(r' r="[A-Z]?\d"', "", x))
    assert read(data).text == "单位\t意见\n某局\t同意"


def test_a_workbook_of_the_strict_form_is_read():
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    data = saved(made(["单位", "意见"]))
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        data = edited(data, part, lambda xml: xml.replace(MAIN, strict))
    assert read(data).text == "单位\t意见"


def test_a_cell_is_found_again_by_sheet_row_and_column():
    book = made(["单位", "意见"], ["某局", "同意"], title="会签")
    document = read(book)
    at = document.text.index("同意")
    place = next(a for a in document.anchors if a.span.start == at).anchor
    assert (place.part, place.page, place.paragraph, place.run, place.offset) == (
        "table", 1, 2, 2, 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "module", "most"),
    [
        ("MAX_MET", sheet, 5),
        ("MAX_FILLED", sheet, 5),
        ("MAX_GRID", grid, 5),
        ("MAX_MERGES", sheet, 0),
    ],
)
def test_more_cells_than_anybody_reads_are_refused(monkeypatch, limit, module, most):
    book = made(["一", "二"], ["三", "四"], ["五", "六"])
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("A2:B2")
    book.active.append(["七", "八"])
    assert most < getattr(names, limit)
    monkeypatch.setattr(module, limit, most)
    with pytest.raises(FileTooLarge):
        read(book)


def test_one_long_text_in_many_cells_is_refused_before_it_is_put_together():
    row = "<row>" + '<c t="s"><v>0</v></c>' * 20 + "</row>"
    data = shared(f"<sheetData>{row * 20}</sheetData>", f"<si><t>{'字' * 30_000}</t></si>")
    with pytest.raises(FileTooLarge):
        read(data)


def test_a_single_cell_in_the_last_corner_costs_nothing():
    book = made(["单位", "意见"])
    book.active["XFD1048576"] = "远"
    assert read(book).text == "单位\t意见\n远"


def test_merged_cells_that_overlap_are_damage():
    data = saved(made(["一", "二"], ["三", "四"]))
    merged = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 3 + "</mergeCells>"
    data = edited(
        data,
        "xl/worksheets/sheet1.xml",
        lambda x: x.replace("</sheetData>", f"</sheetData>{merged}"),
    )
    with pytest.raises(CorruptFile):
        read(data)


def test_entities_in_a_sheet_are_refused():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n<worksheet '
    data = saved(made(["单位"]))
    data = edited(data, "xl/worksheets/sheet1.xml", lambda x: x.replace("<worksheet ", bomb, 1))
    with pytest.raises(CorruptFile, match="DOCTYPE"):
        read(data)


def test_a_sheet_that_swells_is_a_bomb():
    data = saved(made(["单位"]))
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.xml", b" " * (40 * 1024 * 1024))
    with pytest.raises(DecompressionBomb):
        read(stream.getvalue())


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_damaged_part_is_a_corrupt_file(part):
    data = edited(saved(made(["单位", "意见"])), part, lambda xml: xml[: len(xml) // 2])
    with pytest.raises(CorruptFile):
        read(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("data", "name", "error", "words"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "预算表.xls", UnsupportedFormat, "另存为 xlsx"),
        (OLE + "Workbook".encode("utf-16-le"), "预算表.et", UnsupportedFormat, "WPS 表格"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密.xlsx", EncryptedFile, "密码"),
        ("单位,意见".encode(), "预算表.xls", UnsupportedFormat, "另存为 xlsx"),
        ("单位,意见".encode(), "预算表.xlsx", CorruptFile, "内容却不是"),
        (b'<?mso-application progid="Excel.Sheet"?>', "a.xml", UnsupportedFormat, "2003"),
    ],
)
def test_a_table_that_cannot_be_read_says_what_it_is_and_what_to_do(data, name, error, words):
    with pytest.raises(error, match=words):
        read_document(data, name)


def test_a_web_page_under_the_name_of_a_table_is_read_as_a_page():
    page = "<html><body><table><tr><td>单位</td><td>意见</td></tr></table></body></html>"
    assert read_document(page.encode(), "导出.xls").text == "单位\t意见"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_delimited_text_is_read_in_the_encodings_of_offices(encoding, mark):
    text = f'单位{mark}意见\r\n市财政局{mark}"同意，{mark}无其他意见"\r\n{mark}\r\n'
    document = read_document(text.encode(encoding), "意见.csv")
    assert document.text == f"单位\t意见\n市财政局\t同意，{mark.strip() or ' '}无其他意见"
    assert document.format == "csv"


def test_a_delimited_cell_of_endless_length_is_damage():
    with pytest.raises(CorruptFile):
        read_document(('单位,"' + "字" * 200_000).encode(), "意见.csv")
