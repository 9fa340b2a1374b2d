"""Pictures of an OFD: recognised where they stand, beside the page's own words, or told."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest

from corpus.errors import CorruptFile, NoText
from corpus.formats import read_document
from corpus.formats.ocr import engine, pages
from corpus.formats.ocr.engine import Recognised

pytestmark = pytest.mark.skipif(
    not engine.is_installed(), reason="the extra is not installed: pip install 'fashen[ocr]'"
)
NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
TEXT = ("第一条 甲方应当在十日内交付设备。", "第二条 乙方验收合格后支付价款。")
WHOLE = "0 0 210 297"


@cache
def font(size):
    from PIL import ImageFont

    found = sorted(Path("/usr/share/fonts").rglob("*CJK*-Regular.[ot]t[cf]"))
    if not found:
        pytest.skip("no Chinese font to print with")
    return ImageFont.truetype(str(found[0]), size)


def png(*lines, width=1240, height=1754, colour="white", kind="PNG", **options):
    """A picture of these lines; an A4 page at 150 dpi."""
    from PIL import Image, ImageDraw

    sheet = Image.new("RGBA" if kind == "PNG" else "RGB", (width, height), colour)
    pen = ImageDraw.Draw(sheet)
    for number, text in enumerate(lines):
        pen.text((120, 80 + 60 * number), text, "black", font(32))
    stream = io.BytesIO()
    sheet.save(stream, kind, **options)
    return stream.getvalue()


@pytest.fixture
def pictured(ofd):
    """An OFD of one page with its own texts, and pictures: bytes and boundary."""

    def make(words, *pictures):
        media = "".join(
            f'<ofd:MultiMedia ID="{n}" Type="Image"><ofd:MediaFile>{n}.png</ofd:MediaFile>'
            "</ofd:MultiMedia>"
            for n in range(len(pictures))
        )
        resources = (
            f'<ofd:Res {NS} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
        )
        objects = "".join(
            f'<ofd:ImageObject ResourceID="{n}" Boundary="{box}"/>'
            for n, (_, box) in enumerate(pictures)
        )
        parts = {f"Doc_0/Res/{n}.png": data for n, (data, _) in enumerate(pictures)}
        parts["Doc_0/PublicRes.xml"] = resources.encode()
        return ofd([words], parts=parts, page_xml=objects)

    return make


@pytest.fixture
def seen(monkeypatch):
    """An engine that finds a line near the top of every sheet, and keeps the sheets."""
    sheets = []

    def recognise(sheet):
        sheets.append(sheet)
        box = ((200, 300), (900, 300), (900, 332), (200, 332))
        return [Recognised("第一条甲方应当在十日内交付设备。", 0.78, box)]

    monkeypatch.setattr(pages, "recognise", recognise)
    return sheets


def is_dark(sheet, x, y):
    """Whether the sheet is black at a place in millimetres."""
    unit = sheet.shape[0] / 297
    return sheet[round(y * unit), round(x * unit)].max() < 64


def test_every_picture_of_a_page_is_laid_where_it_stands(pictured, seen):
    black = png(width=200, height=200, colour="black")
    read_document(pictured([], (black, "10 10 50 50"), (black, "100 200 50 50")), "a.ofd")
    (sheet,) = seen
    at = [(35, 35), (125, 225), (35, 225), (125, 35), (62, 35), (98, 225)]
    assert [is_dark(sheet, *place) for place in at] == [True, True, False, False, False, False]


def test_a_seal_with_a_clear_ground_does_not_cover_what_lies_under_it(pictured, seen):
    black, clear = png(colour="black"), png(width=99, height=99, colour=(255, 255, 255, 0))
    read_document(pictured([], (black, WHOLE), (clear, "10 10 50 50")), "a.ofd")
    assert is_dark(seen[0], 35, 35)


def test_a_picture_in_a_box_of_wrong_proportions_is_not_distorted(pictured, seen):
    black = png(width=200, height=200, colour="black")
    read_document(pictured([], (black, "0 0 200 50")), "a.ofd")
    assert is_dark(seen[0], 45, 45)
    assert not is_dark(seen[0], 60, 20)


@pytest.mark.parametrize("box", ["0 0 1e300 1e300", "nan", "-5000 0 210 297", "0 0 5000 7000"])
def test_a_picture_in_an_impossible_box_fills_the_page(pictured, seen, box):
    read_document(pictured([], (png(colour="black"), box)), "a.ofd")
    assert max(seen[0].shape) < 5000
    assert is_dark(seen[0], 200, 290)


def test_the_own_words_of_a_picture_page_are_kept_at_their_place(pictured, seen):
    words = [(120, 250, "1月1日"), (30, 20, "密")]
    document = read_document(pictured(words, (png(), WHOLE)), "a.ofd")
    assert document.text == "密\n第一条甲方应当在十日内交付设备。\n1月1日"
    assert "第 2 行“第一条甲方" in document.unread[0].note


def test_own_words_beside_a_picture_without_any_are_kept(pictured, monkeypatch):
    monkeypatch.setattr(pages, "recognise", lambda sheet: [])
    document = read_document(pictured([(120, 60, "1月1日")], (png(), WHOLE)), "a.ofd")
    assert document.text == "1月1日"
    (notice,) = document.unread
    assert "没有识别出文字" in notice.note


def test_a_picture_that_does_not_open_is_told_beside_one_that_does(pictured, seen):
    document = read_document(pictured([], (png(), WHOLE), (b"\x89PNG broken", WHOLE)), "a.ofd")
    recognised, left = document.unread
    assert "文字识别" in recognised.note
    assert (left.kind, left.count) == ("image", 1)
    assert "第 1 页有 1 张图片未读取" in left.note


def test_a_file_of_a_damaged_picture_is_corrupt_and_no_scan_that_lacks_the_extra(pictured):
    with pytest.raises(CorruptFile, match="图片无法打开"):
        read_document(pictured([], (b"\x89PNG broken", WHOLE)), "a.ofd")


def test_a_file_of_wordless_pictures_has_no_text(pictured, monkeypatch):
    monkeypatch.setattr(pages, "recognise", lambda sheet: [])
    with pytest.raises(NoText, match="没有读出文字"):
        read_document(pictured([], (png(), WHOLE)), "a.ofd")


def test_further_frames_of_a_picture_are_told(pictured, seen):
    from PIL import Image

    stream = io.BytesIO()
    more = [Image.new("RGB", (90, 90), colour) for colour in ("red", "blue")]
    more[0].save(stream, "GIF", save_all=True, append_images=more[1:])
    document = read_document(pictured([], (stream.getvalue(), WHOLE)), "a.ofd")
    assert "第 1 页的图片另有 1 帧" in document.unread[1].note


def test_pictures_of_too_many_pixels_together_are_told(pictured, seen, monkeypatch):
    monkeypatch.setattr("corpus.formats.ofd.sheet.MAX_PIXELS", 1240 * 1754 * 2)
    document = read_document(
        pictured([], *[(png(colour=c), WHOLE) for c in ("white", "red", "blue")]), "a.ofd"
    )
    assert "第 1 页有 1 张图片未读取" in document.unread[1].note


def test_of_more_picture_pages_than_can_be_recognised_the_others_are_told(ofd, seen, monkeypatch):
    monkeypatch.setattr(pages, "MAX_PAGES", 2)
    resources = (
        f'<ofd:Res {NS}><ofd:MultiMedias><ofd:MultiMedia ID="3" Type="Image">'
        "<ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    data = ofd(
        [[]] * 5,
        parts={"Doc_0/PublicRes.xml": resources.encode(), "Doc_0/a.png": png(width=50, height=70)},
        page_xml=f'<ofd:ImageObject ResourceID="3" Boundary="{WHOLE}"/>',
    )
    document = read_document(data, "a.ofd")
    assert len(seen) == 2
    assert document.unread[-1].note.startswith("第 3-5 页没有识别：一份文件最多识别 2 页")
    assert all("图片未读取" not in u.note for u in document.unread)


@pytest.mark.slow
def test_a_page_of_two_strips_is_recognised_whole(pictured):
    first, second = png(TEXT[0], height=250), png(TEXT[1], height=250)
    strips = (first, "0 0 210 42.34"), (second, "0 42.34 210 42.34")
    document = read_document(pictured([], *strips), "扫描.ofd")
    assert [a.number for a in document.articles()] == ["第一条", "第二条"]
    assert "交付设备。" in document.text
    assert "支付价款。" in document.text
    assert "第 1 页：文字识别" in document.unread[0].note
