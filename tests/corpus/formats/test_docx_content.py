"""What a docx shows is read; what it hides or draws is reported."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest

from corpus.errors import CorruptFile
from corpus.formats import read_document
from corpus.formats.word.reader import read_docx


def p(inner):
    return f"<w:p>{inner}</w:p>"


def r(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(*paragraphs, properties=""):
    inner = "".join(p(r(text)) for text in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def texts(data):
    return [block.text for block in read_docx(data, "x.docx").blocks]


def notes(data):
    return {str(u.kind): u.count for u in read_docx(data, "x.docx").unread}


def test_rows_become_lines_with_tabs_between_cells(docx):
    head, row = cell("品名") + cell("数量"), cell("水泵") + cell("3")
    body = f"<w:tbl><w:tr>{head}</w:tr><w:tr>{row}</w:tr></w:tbl>"
    assert texts(docx(body)) == ["品名\t数量", "水泵\t3"]


def test_vertically_merged_cells_are_read_once(docx):
    first = cell("设备", properties='<w:vMerge w:val="restart"/>')
    more = cell("设备", properties="<w:vMerge/>")
    body = f"<w:tbl><w:tr>{first}{cell('水泵')}</w:tr><w:tr>{more}{cell('阀门')}</w:tr></w:tbl>"
    assert texts(docx(body)) == ["设备\t水泵", "阀门"]


def test_nested_tables_are_read_inside_their_cell(docx):
    inner = f"<w:tbl><w:tr>{cell('内一')}{cell('内二')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{p(r('外'))}{inner}{p('')}</w:tc></w:tr></w:tbl>"
    assert texts(docx(body)) == ["外", "内一\t内二"]


def test_cells_with_running_text_are_read_one_after_another(docx):
    body = (
        f"<w:tbl><w:tr>{cell('甲方', '地址', '电话')}{cell('乙方', '地址', '电话')}</w:tr></w:tbl>"
    )
    assert texts(docx(body)) == ["甲方", "地址", "电话", "乙方", "地址", "电话"]


def test_a_text_box_offered_in_two_forms_is_read_once(docx):
    box = f"<w:txbxContent>{p(r('框里的话'))}</w:txbxContent>"
    shape = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    reading = read_docx(docx(p(r("前文") + shape) + p(r("后文"))), "x.docx")
    assert [(b.text, b.role) for b in reading.blocks] == [
        ("前文", "paragraph"),
        ("框里的话", "textbox"),
        ("后文", "paragraph"),
    ]


def test_an_old_text_box_is_read(docx):
    box = f"<w:txbxContent>{p(r('旧框'))}</w:txbxContent>"
    body = p(f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>")
    assert texts(docx(body)) == ["旧框"]


def test_notes_follow_the_paragraph_that_refers_to_them(docx, namespaces):
    notes_xml = (
        f'<w:footnotes {namespaces}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{p(r("脚注的话"))}</w:footnote></w:footnotes>'
    )
    body = p(r("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + p(r("下文"))
    blocks = read_docx(docx(body, footnotes=notes_xml), "x.docx").blocks
    assert [b.text for b in blocks] == ["正文", "脚注的话", "下文"]
    assert blocks[1].role == "footnote"
    assert blocks[1].pieces[0].anchor.part == "footnote"
    assert blocks[1].pieces[0].anchor.paragraph == 1


def test_tracked_changes_are_read_as_accepted_and_counted(docx):
    body = p(
        r("罚款")
        + '<w:del w:author="甲"><w:r><w:delText>五百元</w:delText></w:r></w:del>'
        + f'<w:ins w:author="乙">{r("三百元")}</w:ins>'
    )
    reading = read_docx(docx(body), "x.docx")
    assert reading.blocks[0].text == "罚款三百元"
    (note,) = reading.unread
    assert (note.kind, note.count) == ("tracked_change", 2)
    assert "插入 1 处、删除 1 处，涉及 2 位作者" in note.note


def test_a_deleted_paragraph_mark_joins_two_paragraphs(docx):
    mark = '<w:pPr><w:rPr><w:del w:author="甲"/></w:rPr></w:pPr>'
    assert texts(docx(p(mark + r("前半")) + p(r("后半")))) == ["前半后半"]


def test_a_deleted_row_is_gone(docx):
    gone = f'<w:tr><w:trPr><w:del w:author="甲"/></w:trPr>{cell("旧")}{cell("1")}</w:tr>'
    body = f"<w:tbl>{gone}<w:tr>{cell('新')}{cell('2')}</w:tr></w:tbl>"
    assert texts(docx(body)) == ["新\t2"]


def test_comments_are_counted_and_not_read(docx, namespaces):
    xml = (
        f'<w:comments {namespaces}><w:comment w:id="1">{p(r("批注的话"))}</w:comment></w:comments>'
    )
    data = docx(p(r("正文")), comments=xml)
    assert texts(data) == ["正文"]
    assert notes(data) == {"comment": 1}


def test_content_controls_hyperlinks_and_simple_fields_are_read(docx):
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
    link = f'<w:hyperlink r:id="r9">{r("链接")}</w:hyperlink>'
    field = f'<w:fldSimple w:instr=" DATE ">{r("今日")}</w:fldSimple>'
    block = f"<w:sdt><w:sdtContent>{p(r('整段控件'))}</w:sdtContent></w:sdt>"
    assert texts(docx(p(inline + link + field) + block)) == ["控件链接今日", "整段控件"]


def test_field_instructions_are_not_text(docx):
    def char(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"{char('begin')}<w:r><w:instrText>REF x</w:instrText></w:r>{r('隐')}{char('separate')}"
    assert texts(docx(p(code + r("第三条") + char("end") + r("的规定")))) == ["第三条的规定"]


def test_a_generated_table_of_contents_is_left_out_and_reported(docx, namespaces):
    styles = (
        f'<w:styles {namespaces}><w:style w:type="paragraph" w:styleId="T1">'
        '<w:name w:val="toc 1"/></w:style></w:styles>'
    )
    entry = p('<w:pPr><w:pStyle w:val="T1"/></w:pPr>' + r("第一章 总则 1"))
    data = docx(entry + p(r("第一章 总则")), styles=styles)
    assert texts(data) == ["第一章 总则"]
    assert notes(data) == {"other": 1}


def test_tabs_breaks_and_hyphens_are_characters(docx):
    run = (
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/>"
        '<w:br w:type="page"/><w:t>丁</w:t></w:r>'
    )
    assert texts(docx(p(run))) == ["甲\t乙\n丙-\n丁"]


def test_symbols_of_symbol_fonts_are_read(docx):
    run = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>同意</w:t></w:r>'
    strange = '<w:r><w:sym w:font="Wingdings" w:char="F0AB"/></w:r>'
    data = docx(p(run + strange))
    assert texts(data) == ["☑同意□"]
    assert notes(data) == {"other": 1}


def test_pinyin_guides_leave_their_base_text(docx):
    ruby = f"<w:r><w:ruby><w:rt>{r('jian')}</w:rt><w:rubyBase>{r('监')}</w:rubyBase></w:ruby></w:r>"
    assert texts(docx(p(ruby + r("管")))) == ["监管"]


def test_hidden_text_is_left_out_and_reported(docx):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
    data = docx(p(r("看得见") + hidden))
    assert texts(data) == ["看得见"]
    assert notes(data) == {"other": 1}


def test_pictures_formulas_and_objects_are_counted(docx):
    picture = '<w:r><w:drawing><a:blip r:embed="r5"/></w:drawing></w:r>'
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    thing = "<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>"
    body = p(r("文") + picture + formula + thing) + '<w:altChunk r:id="r7"/>'
    reading = read_docx(docx(body), "x.docx")
    assert [(u.kind, u.count) for u in reading.unread] == [
        ("image", 1),
        ("formula", 1),
        ("embedded_object", 1),
        ("embedded_object", 1),
    ]


@pytest.mark.parametrize(("text", "count"), [("机密资料", 1), ("第1页 共3页", 0), ("", 0)])
def test_headers_are_reported_unless_they_only_number_pages(docx, namespaces, text, count):
    xml = f"<w:hdr {namespaces}>{p(r(text))}</w:hdr>"
    body = p(r("文")) + '<w:sectPr><w:headerReference r:id="r_header1"/></w:sectPr>'
    unread = read_docx(docx(body, header1=xml), "x.docx").unread
    assert [(u.kind, text in u.note) for u in unread] == [("header", True)] * count


def test_anchors_name_paragraph_run_and_offset_of_every_character(docx):
    body = p(r("一")) + p(r("　　甲") + r("乙丙\u200b丁"))
    document = read_document(docx(body), "文件.docx")
    assert document.text == "一\n甲乙丙丁"
    found = [
        (a.span.of(document.text), a.anchor.paragraph, a.anchor.run, a.anchor.offset)
        for a in document.anchors
    ]
    assert found == [("一", 0, 0, 0), ("甲", 1, 0, 2), ("乙丙", 1, 1, 0), ("丁", 1, 1, 3)]


def test_strict_documents_are_read(docx):
    strict = docx(p(r("严格格式")))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(strict)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, content)
    assert texts(stream.getvalue()) == ["严格格式"]


def test_damaged_xml_is_a_corrupt_file(docx):
    with pytest.raises(CorruptFile) as caught:
        read_document(docx("<w:p><w:r>"), "x.docx")
    assert caught.value.code == "E103"


def test_files_made_by_python_docx_are_read():
    made = python_docx.Document()
    made.add_paragraph("第一条 本办法适用于本县。")
    made.add_paragraph("甲事项", style="List Number")
    made.add_paragraph("乙事项", style="List Number")
    stream = io.BytesIO()
    made.save(stream)
    document = read_document(stream.getvalue(), "办法.docx")
    assert document.text.split("\n") == ["第一条 本办法适用于本县。", "1. 甲事项", "2. 乙事项"]
