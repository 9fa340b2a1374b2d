"""The text layer of a PDF: lines joined, furniture out, scans and garble refused."""

from __future__ import annotations

import pytest
from support import needs_chinese_font

from corpus.errors import CorruptFile, EncryptedFile, GarbledTextLayer, ScannedDocument
from corpus.formats import read_document
from corpus.formats.pdf import pages
from corpus.formats.pdf.quality import is_garbled
from corpus.formats.pdf.reader import read_pdf

FULL = "本县停车场的经营者要按照备案的标准收取停车费并在入口处公示收费标准监"  # 34 letters
INDENTED = FULL[:32]
PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    "/BitsPerComponent 8 /Length 1 >>\nstream\nA\nendstream"
)


def texts(data):
    return [b.text for b in read_pdf(data, "a.pdf").blocks]


def page(*texts, top=760.0):
    """Lines from the top, 24 points apart; two leading blanks indent by two letters."""
    return [
        (72.0 + 12 * (len(t) - len(t.lstrip("　"))), top - 24 * i, t.lstrip("　"))
        for i, t in enumerate(texts)
    ]


def test_broken_lines_are_joined_and_indents_begin_paragraphs(pdf):
    data = pdf([page("　　" + INDENTED, FULL, "督电话。", "　　" + INDENTED, "完。")])
    assert texts(data) == [INDENTED + FULL + "督电话。", INDENTED + "完。"]


def test_numbered_units_begin_paragraphs_without_an_indent(pdf):
    first = "第一条 " + FULL[:29] + "。"
    data = pdf([page(first, "第二条 " + FULL[:30], FULL, "监督。")])
    assert texts(data)[0] == first
    assert len(texts(data)) == 2


def test_a_cited_article_at_a_line_start_begins_nothing(pdf):
    data = pdf([page("　　" + INDENTED, "第三条规定的部门" + FULL[:26], "执行。")])
    assert len(texts(data)) == 1


def test_paragraphs_run_on_over_a_page_break(pdf):
    data = pdf(
        [page("　　" + INDENTED, FULL, FULL), page(FULL, "完结。", "　　" + INDENTED, "完。")]
    )
    assert len(texts(data)) == 2


def test_page_numbers_and_running_heads_go(pdf):
    pages = [
        [(240, 810, "某县文件汇编"), *page("　　" + INDENTED, FULL, "完。"), (280, 30, f"— {n} —")]
        for n in range(1, 5)
    ]
    reading = read_pdf(pdf(pages), "a.pdf")
    assert all("汇编" not in b.text and "—" not in b.text for b in reading.blocks)
    (note,) = reading.unread
    assert note.kind == "header"
    assert "某县文件汇编" in note.note


def test_lines_carry_page_and_box(pdf):
    document = read_document(pdf([page("　　" + INDENTED, FULL, "完。")]), "a.pdf")
    first, second = document.anchors[0].anchor, document.anchors[1].anchor
    assert (first.page, second.page) == (1, 1)
    assert first.box[0] == pytest.approx(96, abs=1)
    assert second.box[1] < first.box[1]


def test_cells_of_a_row_are_parted_by_tabs(pdf):
    data = pdf([[(72, 700, "品名"), (200, 700, "数量"), (72, 676, "水泵"), (200, 676, "三台")]])
    assert texts(data) == ["品名\t数量", "水泵\t三台"]


def test_a_file_of_pictures_is_a_scan(raw_pdf, bare_machine):
    data = raw_pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            "/Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>",
            "<< /Length 27 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
            PICTURE,
        ]
    )
    with pytest.raises(ScannedDocument):
        read_document(data, "a.pdf")


def test_pages_without_text_are_named(pdf, monkeypatch, bare_machine):
    opened = pages._open_page

    def second_is_a_picture(page, number):
        found = opened(page, number)
        return found if number == 1 else pages.Page(number, 842.0, (), 1, True, 0)

    monkeypatch.setattr(pages, "_open_page", second_is_a_picture)
    (note,) = read_pdf(pdf([page(FULL), page(FULL), page(FULL)]), "a.pdf").unread
    assert (note.kind, note.count) == ("page", 2)
    assert "第 2-3 页" in note.note


@needs_chinese_font
def test_a_text_layer_of_rare_characters_is_garbled(pdf, bare_machine):
    rubbish = "".join(chr(0x7280 + i) for i in range(34))
    with pytest.raises(GarbledTextLayer):
        read_document(pdf([page(*[rubbish] * 6)]), "a.pdf")


@pytest.mark.parametrize(
    "text",
    [
        "The supplier shall deliver the goods (Annex A) within 30 days, i.e. by 1 May 2026. " * 9,
        "序号 1 2 3 4 5 6 7 8 9 10 100.00 200.00 35% 40% 50.5 2026-01-02 A-1 B-2 C/3\n" * 9,
        "张三 李四 王五 赵六 钱七 孙八 周九 吴十 某县公司 某市中心 某省机关 某局办公室 " * 9,
        "國務院辦公廳關於加強機關管理的通知，各單位應當按照規定執行。" * 9,
        "短文本",
    ],
)
def test_sound_texts_are_not_called_garbled(text):
    assert not is_garbled(text)


@pytest.mark.parametrize(
    "text",
    ["\ue012\ue013 甲乙丙丁" * 30, "!\"#$%&'()*+,-./0123 <=>?@[\\]" * 20, "\ufffd\ufffd文字" * 40],
)
def test_rubbish_is_called_garbled(text):
    assert is_garbled(text)


def test_a_pdf_with_a_password_is_encrypted(raw_pdf):
    secret = "<" + "a1" * 32 + ">"
    encryption = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >> /ID [<00> <00>]"
    )
    data = raw_pdf(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"], encryption
    )
    with pytest.raises(EncryptedFile):
        read_document(data, "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing else", b"%PDF-1.7\n" + b"x" * 5000])
def test_a_broken_pdf_is_a_corrupt_file(data):
    with pytest.raises(CorruptFile):
        read_document(data, "a.pdf")
