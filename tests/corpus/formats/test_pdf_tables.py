"""Ruled tables of a PDF read row by row, cell by cell, as a Word table does."""

from __future__ import annotations

import pytest
from support import needs_chinese_font

from corpus.formats import read_document
from corpus.formats.pdf import ruling
from corpus.formats.pdf.reader import read_pdf

LEFT, TOP = 72, 700


def texts(data):
    return [block.text for block in read_pdf(data, "a.pdf").blocks]


@pytest.fixture
def ruled(pdf):
    """A PDF of one page with texts and with lines (x0, y0, x1, y1)."""

    def make(words, lines):
        drawing = "\n".join(f"{a} {b} m {c} {d} l S" for a, b, c, d in lines)
        data = pdf([words])
        start = data.index(b"\nstream\n")
        end = data.index(b"\nendstream", start)
        before = data[: data.rindex(b"<< /Length", 0, start)]
        content = data[start + 8 : end] + b"\n" + drawing.encode()
        middle = f"<< /Length {len(content)} >>".encode() + b"\nstream\n" + content
        return before + middle + data[end:]  # the offsets are wrong; PDFium finds the objects

    return make


def box(xs, ys):
    across = [(xs[0], y, xs[-1], y) for y in ys]
    return across + [(x, ys[0], x, ys[-1]) for x in xs]


def test_a_cell_of_two_lines_is_one_cell(ruled):
    words = [
        (80, 680, "设备"), (180, 680, "数量"),
        (80, 650, "交互式教"), (180, 650, "四十台"), (80, 635, "学一体机"),
    ]  # fmt: skip
    data = ruled(words, box([72, 170, 300], [700, 670, 625]))
    assert texts(data) == ["设备\t数量", "交互式教学一体机\t四十台"]


@needs_chinese_font
def test_near_cells_are_parted_by_their_line(ruled):
    words = [(80, 680, "教室控制终端"), (158, 680, "套"), (80, 650, "录播主机"), (158, 650, "台")]
    data = ruled(words, box([72, 155, 200], [700, 670, 640]))
    assert texts(data) == ["教室控制终端\t套", "录播主机\t台"]


def test_text_around_a_table_keeps_its_place_and_nothing_is_doubled(ruled):
    words = [
        (72, 740, "价款明细如下："),
        (80, 680, "设备"), (180, 680, "数量"), (80, 650, "主机"), (180, 650, "一台"),
        (72, 600, "以上价款含税。"),
    ]  # fmt: skip
    data = ruled(words, box([72, 170, 300], [700, 670, 640]))
    assert texts(data) == ["价款明细如下：", "设备\t数量", "主机\t一台", "以上价款含税。"]


def test_a_cell_over_two_rows_stands_in_the_first(ruled):
    words = [(80, 665, "甲方"), (180, 680, "名称"), (180, 650, "住所")]
    lines = [*box([72, 170, 300], [700, 640]), (170, 670, 300, 670)]
    assert texts(ruled(words, lines)) == ["甲方\t名称", "住所"]


def test_a_frame_around_prose_is_no_table(ruled):
    words = [(80, 680, "本合同自双方签字之日起生效，一式"), (80, 660, "四份，双方各执两份。")]
    data = ruled(words, box([72, 300], [700, 640]))
    assert "\t" not in "".join(texts(data))


def test_a_cell_left_empty_by_the_one_above_keeps_the_columns_in_place(ruled):
    words = [
        (80, 665, "甲方"), (150, 680, "名称"), (230, 680, "某公司"),
        (150, 650, "住所"), (230, 650, "某地"),
    ]  # fmt: skip
    lines = [*box([72, 140, 220, 300], [700, 640]), (140, 670, 300, 670)]
    data = ruled(words, lines)
    assert texts(data) == ["甲方\t名称\t某公司", "\t住所\t某地"]
    assert read_document(data, "a.pdf").text == "甲方\t名称\t某公司\n\t住所\t某地"


@pytest.mark.parametrize("foot", ["- 1 -", "第 1 页 共 9 页 草案印发稿"])
def test_a_table_stands_behind_the_text_above_it_when_the_foot_is_drawn_first(ruled, foot):
    words = [
        (300, 40, foot), (72, 740, "价款明细如下："),
        (80, 680, "设备"), (180, 680, "数量"), (80, 650, "主机"), (180, 650, "一台"),
        (72, 600, "以上价款含税。"),
    ]  # fmt: skip
    data = ruled(words, box([72, 170, 300], [700, 670, 640]))
    read = [text for text in texts(data) if text != foot]
    assert read == ["价款明细如下：", "设备\t数量", "主机\t一台", "以上价款含税。"]


NEAR = [(80, 680, "教室控制终端"), (158, 680, "套"), (80, 650, "录播主机"), (158, 650, "台")]
FRAME = box([72, 155, 200], [700, 670, 640])


def scrawl(count):
    """Short lines away from the table, none near another."""
    return [(210 + 12 * (i % 30), 20 + 5 * (i // 30)) * 2 for i in range(count)]


@needs_chinese_font
@pytest.mark.parametrize(
    ("lines", "is_table"),
    [
        (FRAME, True),
        (FRAME * 600, True),
        (FRAME * 700, False),  # 4200 objects
        ([*FRAME, *((x, y, x + 8, y) for x, y, *_ in scrawl(500))], True),
        ([*FRAME, *((x, y, x + 8, y) for x, y, *_ in scrawl(700))], False),
    ],
)
def test_a_drawing_of_very_many_lines_is_left_alone(ruled, lines, is_table):
    text = "".join(texts(ruled(NEAR, lines)))
    assert ("教室控制终端\t套" in text) is is_table
    assert "教室控制终端" in text


def test_lines_that_meet_one_by_one_are_grouped_without_looking_at_all_of_them_again(monkeypatch):
    looked = 0
    cross = ruling._cross

    def counted(rule, other):
        nonlocal looked
        looked += 1
        return cross(rule, other)

    monkeypatch.setattr(ruling, "_cross", counted)
    across = [ruling.Rule(10 * i, 10 * i, 10 * i + 10) for i in range(100)]
    down = [ruling.Rule(10 * i + 10, 10 * i, 10 * i + 10) for i in range(100)]
    ((mine, crossing),) = ruling._groups(across, down)
    assert (len(mine), len(crossing)) == (100, 100)
    assert looked <= 2 * 100 * 100
