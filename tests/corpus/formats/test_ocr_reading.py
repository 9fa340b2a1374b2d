"""Scans: recognised with the extra, never silently; refused with the remedy without it."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache
from pathlib import Path

import pytest
from support import SHARED, needs_shared

from corpus.errors import CorruptFile, FileTooLarge, GarbledTextLayer, NoText, ScannedDocument
from corpus.formats import read_document
from corpus.formats.layout import Line
from corpus.formats.ocr import engine, pages
from corpus.formats.ocr.engine import Recognised
from corpus.formats.ocr.notices import over_limit, recognised_notices
from corpus.formats.ocr.pages import Doubt, RecognisedPage
from corpus.formats.ocr.wording import tidy

needs_ocr = pytest.mark.skipif(
    not engine.is_installed(), reason="the extra is not installed: pip install 'fashen[ocr]'"
)
TEXT = ("第一条 甲方应当在十日内交付设备。", "第二条 乙方验收合格后支付价款。")


@cache
def font(size):
    from PIL import ImageFont

    found = sorted(Path("/usr/share/fonts").rglob("*CJK*-Regular.[ot]t[cf]"))
    if not found:
        pytest.skip("no Chinese font to print with")
    return ImageFont.truetype(str(found[0]), size)


def printed(*lines, width=1240, height=700):
    """A page printed at 150 dpi."""
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(sheet)
    for number, text in enumerate(lines):
        pen.text((120, 80 + 60 * number), text, "black", font(32))
    return sheet


def stored(sheet, kind, **options):
    stream = io.BytesIO()
    sheet.save(stream, kind, **options)
    return stream.getvalue()


def scanned_pdf(*sheets):
    """A PDF of pictures."""
    return stored(sheets[0], "PDF", save_all=True, append_images=list(sheets[1:]), resolution=150)


def page(number=1, *, confidence=0.97, doubts=(), lines=1):
    line = Line("文字", number, 72, 700, 96, 712, 12)
    return RecognisedPage(number, 842, (line,) * lines, confidence, doubts)


# --- without the extra -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"\x89PNG\r\n\x1a\n", "a.png"), (b"\xff\xd8\xff\xe0", "a.jpg"), (b"MM\0*", "a.tif")],
)
def test_without_the_extra_an_image_is_refused_with_the_command_to_install(
    data, name, bare_machine
):
    with pytest.raises(ScannedDocument) as caught:
        read_document(data, name)
    assert "pip install 'fashen[ocr]'" in str(caught.value)


@needs_shared
def test_without_the_extra_a_garbled_pdf_is_refused_with_its_reason(bare_machine):
    path = SHARED / "documents/other/GMT_0031-2014.pdf"
    with pytest.raises(GarbledTextLayer):
        read_document(path.read_bytes(), path.name)


# --- what the user is told -------------------------------------------------------------------


def test_pages_without_doubts_are_told_together_with_their_confidence():
    (notice,) = recognised_notices([page(1, confidence=0.98), page(2, confidence=0.94)])
    assert notice.kind == "page"
    assert notice.note == "第 1-2 页：文字识别，平均置信度 0.96（最低一页 0.94），请对照原件"
    assert notice.count == 2


def test_a_page_with_doubtful_lines_names_them():
    (notice,) = recognised_notices(
        [
            page(3, doubts=(Doubt(4, "罚款伍佰元"), Doubt(9, "乙方"))),
        ]
    )
    assert "第 3 页：文字识别，平均置信度 0.97；2 行低于 0.80，请对照原件" in notice.note
    assert "第 4 行“罚款伍佰元”；第 9 行“乙方”" in notice.note


def test_a_page_without_recognised_text_is_told():
    (notice,) = recognised_notices(
        [page(2, lines=0, confidence=0.0), page(4, lines=0, confidence=0.0)]
    )
    assert notice.note == "第 2、4 页：文字识别，没有识别出文字，未纳入审查"
    assert notice.count == 2


def test_pages_beyond_what_is_recognised_of_one_file_are_told():
    (notice,) = over_limit([101, 102, 105])
    assert (notice.kind, notice.count, notice.anchor.page) == ("page", 3, 101)
    assert notice.note.startswith("第 101-102、105 页没有识别：一份文件最多识别 100 页")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("甲方(盖章):", "甲方（盖章）："),
        ("(一)组织编制规划;", "（一）组织编制规划；"),
        ("套（户)需回迁", "套（户）需回迁"),
        ("第 三 条", "第三条"),
        ("Annex (A), page 3", "Annex (A), page 3"),
        ("按3:2的比例", "按3:2的比例"),
        ("40% ;", "40%；"),
        ("2026-11-26", "2026-11-26"),
    ],
)
def test_marks_beside_chinese_become_wide_and_others_stay(read, meant):
    assert tidy(read) == meant


# --- rows and blanks, from pieces as the recogniser gives them -------------------------------


def white(width=1000, height=400):
    np = pytest.importorskip("numpy")
    return np.full((height, width, 3), 255, dtype="uint8")


def piece(text, left, top, right, bottom, confidence=0.99):
    return Recognised(
        text, confidence, ((left, top), (right, top), (right, bottom), (left, bottom))
    )


def recognised(monkeypatch, image, *pieces):
    monkeypatch.setattr(pages, "recognise", lambda image: list(pieces))
    return pages.recognise_page(image, 1, dpi=72)


def test_a_ruled_line_between_words_is_a_blank_to_fill_in(monkeypatch):
    image = white()
    image[128:130, 260:420] = 0
    found = recognised(
        monkeypatch, image, piece("甲方：", 160, 100, 256, 132), piece("元整", 424, 100, 488, 132)
    )
    assert found.lines[0].text == "甲方：__________元整"


def test_a_line_under_words_or_of_a_table_is_no_blank(monkeypatch):
    image = white()
    image[128:130, 100:600] = 0
    found = recognised(
        monkeypatch, image, piece("甲方：", 160, 100, 256, 132), piece("元整", 424, 100, 488, 132)
    )
    assert found.lines[0].text == "甲方：\t元整"


def test_an_upright_line_parts_two_cells_that_stand_close(monkeypatch):
    image = white()
    image[90:150, 328:330] = 0
    found = recognised(
        monkeypatch,
        image,
        piece("教室控制终端", 130, 100, 322, 132),
        piece("套", 336, 100, 368, 132),
    )
    assert found.lines[0].text == "教室控制终端\t套"


def test_a_piece_that_runs_over_a_table_line_is_cut_there(monkeypatch):
    image = white()
    image[90:150, 233:235] = 0
    both = Recognised(
        "录播主机台",
        0.99,
        ((100, 100), (276, 100), (276, 132), (100, 132)),
        (116, 148, 180, 212, 260),
    )
    found = recognised(monkeypatch, image, both)
    assert found.lines[0].text == "录播主机\t台"


def spread(text, left, step, size, top=100):
    """A piece whose characters are `size` high and wide, `step` apart."""
    right = left + step * (len(text) - 1) + size
    corners = ((left, top), (right, top), (right, top + size * 1.1), (left, top + size * 1.1))
    return Recognised(
        text, 0.99, corners, tuple(left + size / 2 + step * i for i in range(len(text)))
    )


PROSE = piece("第一条甲方应当在十日内交付设备", 100, 300, 595, 336)  # letters of 33 pixels
MORE = piece("第二条乙方验收合格后支付价款", 100, 350, 562, 386)


def test_pieces_that_overlap_are_each_read_once(monkeypatch):
    found = recognised(
        monkeypatch, white(), piece("甲方：", 100, 100, 196, 132), piece("乙", 100, 104, 132, 136)
    )
    assert [line.text for line in found.lines] == ["甲方：乙"]


def test_blanks_between_characters_set_far_apart_are_read(monkeypatch):
    image = white()
    for left in (140, 240):
        image[130:132, left : left + 55] = 0
    found = recognised(monkeypatch, image, PROSE, spread("年月日", 100, 100, 33))
    assert found.lines[0].text == "年___月___日"


def test_a_heading_keeps_its_size_and_is_not_cut(monkeypatch):
    found = recognised(monkeypatch, white(), PROSE, MORE, spread("收费管理办法的通知", 200, 46, 46))
    assert found.lines[0].text == "收费管理办法的通知"
    assert found.lines[0].size == pytest.approx(46)


@pytest.mark.parametrize("size", [33, 46])
def test_a_heading_set_wide_is_one_text_without_cells(monkeypatch, size):
    found = recognised(monkeypatch, white(), PROSE, MORE, spread("合同书", 200, 4 * size, size))
    assert found.lines[0].text == "合同书"
    assert found.lines[0].size == pytest.approx(size, rel=0.05)


def test_a_page_that_makes_no_sense_is_tried_upside_down(monkeypatch):
    image = white()
    image[0, 0] = 0  # tells which way up it is

    def recognise(image):
        if image[0, 0, 0] == 0:
            return [piece("，昭", 100, 100, 164, 132, confidence=0.5)]
        return [piece("请批准", 100, 100, 196, 132)]

    monkeypatch.setattr(pages, "recognise", recognise)
    assert [line.text for line in pages.recognise_page(image, 1).lines] == ["请批准"]


def test_a_tilted_page_reads_row_by_row(monkeypatch):
    tilted = [
        Recognised("这一行的左边部分", 0.99, ((100, 100), (356, 108), (356, 140), (100, 132))),
        Recognised("右边", 0.99, ((600, 116), (664, 118), (664, 150), (600, 148))),
        Recognised("这是第二行的文字", 0.99, ((100, 140), (356, 148), (356, 180), (100, 172))),
    ]
    found = recognised(monkeypatch, white(), *tilted)
    assert [line.text for line in found.lines] == ["这一行的左边部分\t右边", "这是第二行的文字"]


def test_a_doubtful_line_is_noted_with_its_number(monkeypatch):
    found = recognised(
        monkeypatch,
        white(),
        piece("清楚的一行", 100, 100, 260, 132),
        piece("模糊的一行", 100, 200, 260, 232, confidence=0.6),
    )
    assert [(d.number, d.text) for d in found.doubts] == [(2, "模糊的一行")]
    assert found.confidence == pytest.approx(0.795)


# --- limits ----------------------------------------------------------------------------------


def png_header(width, height):
    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


@needs_ocr
@pytest.mark.parametrize("side", [10_000, 9_200, 60_000])
def test_an_image_of_a_hundred_megapixels_is_refused_undecoded(side):
    with pytest.raises(FileTooLarge) as caught:
        read_document(png_header(side, side), "a.png")
    assert "像素" in str(caught.value)


@needs_ocr
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP"])
def test_a_truncated_image_is_a_corrupt_file(kind):
    data = stored(printed(*TEXT), kind)
    with pytest.raises(CorruptFile):
        read_document(data[: len(data) // 3], "a.png")


@pytest.fixture
def sure(monkeypatch):
    """An engine that reads the same line on every page, and keeps the images it was given."""
    images = []

    def recognise(image):
        images.append(image)
        return [piece("第一条甲方应当在十日内交付设备。", 100, 100, 600, 132)]

    monkeypatch.setattr(pages, "recognise", recognise)
    return images


def frames(count, kind, **options):
    """An image of several frames, all different."""
    sheets = [printed(height=50, width=50 + number) for number in range(count)]
    if kind != "TIFF":
        sheets = [sheet.resize((60, 60)) for sheet in sheets]
        for number, sheet in enumerate(sheets):
            sheet.putpixel((number, 0), (0, 0, 0))
    return stored(sheets[0], kind, save_all=True, append_images=sheets[1:], **options)


@needs_ocr
@pytest.mark.parametrize(
    "make", [lambda n: frames(n, "TIFF"), lambda n: scanned_pdf(*[blank()] * n)]
)
def test_of_more_pages_than_can_be_recognised_the_first_are_read_and_the_others_told(
    monkeypatch, sure, make
):
    monkeypatch.setattr(pages, "MAX_PAGES", 2)
    document = read_document(make(5), "a")
    assert {a.anchor.page for a in document.anchors} == {1, 2}
    assert len(sure) == 2
    assert [(u.kind.value, u.count) for u in document.unread] == [("page", 2), ("page", 3)]
    assert document.unread[1].note.startswith("第 3-5 页没有识别：一份文件最多识别 2 页")


def blank():
    return printed(height=50, width=50)


@needs_ocr
@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_further_frames_of_an_animation_are_told(sure, kind):
    document = read_document(frames(3, kind), "a")
    (first, second) = document.unread
    assert "文字识别" in first.note
    assert (second.kind, second.count) == ("image", 2)
    assert second.note.startswith("第 1 页的图片另有 2 帧")


@needs_ocr
def test_the_further_views_of_a_photograph_are_copies_and_not_told(sure):
    document = read_document(frames(2, "MPO"), "a.jpg")
    assert document.format == "jpg"
    assert len(document.unread) == 1


# --- with the engine -------------------------------------------------------------------------


@needs_ocr
@pytest.mark.slow
def test_a_blank_sheet_has_no_text():
    with pytest.raises(NoText):
        read_document(stored(printed(height=200), "PNG"), "a.png")


@needs_ocr
@pytest.mark.slow
def test_every_page_of_a_tif_is_recognised_and_told():
    sheets = [printed(TEXT[0], height=200), printed(TEXT[1], height=200)]
    data = stored(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])
    document = read_document(data, "扫描件.tif")
    assert [a.number for a in document.articles()] == ["第一条", "第二条"]
    assert {a.anchor.page for a in document.anchors} == {1, 2}
    assert "第 1-2 页：文字识别" in document.unread[0].note


@needs_ocr
@pytest.mark.slow
def test_only_the_scanned_page_of_a_mixed_pdf_is_recognised(pdf, monkeypatch):
    import pypdfium2

    text = pdf([[(72, 760, "第一条 本办法自发布之日起施行，由县人民政府负责解释。")]])
    whole = pypdfium2.PdfDocument.new()
    whole.import_pages(pypdfium2.PdfDocument(text))
    whole.import_pages(pypdfium2.PdfDocument(scanned_pdf(printed(TEXT[1], height=300))))
    stream = io.BytesIO()
    whole.save(stream)
    document = read_document(stream.getvalue(), "混合.pdf")
    assert document.text.startswith("第一条 本办法自发布之日起施行")
    assert "乙方验收合格后支付价款。" in document.text
    (notice,) = document.unread
    assert notice.note.startswith("第 2 页：文字识别")


@needs_ocr
@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("other/GB-18596-2001.pdf", "畜禽养殖业污染物排放标准"),
        ("other/GMT_0031-2014.pdf", "安全电子签章密码技术规范"),
    ],
)
def test_the_first_pages_of_a_real_scan_or_garbled_file_are_recognised(name, words):
    import pypdfium2

    path = SHARED / "documents" / name
    part = pypdfium2.PdfDocument.new()
    part.import_pages(pypdfium2.PdfDocument(path.read_bytes()), pages=[0, 3])
    stream = io.BytesIO()
    part.save(stream)
    document = read_document(stream.getvalue(), path.name)
    assert words in document.text
    assert any("文字识别，平均置信度" in u.note for u in document.unread)
