"""Numbers of provisions, as numerals and as the marks that open a unit."""

from __future__ import annotations

import pytest

from corpus.instrument import ArticleNumber
from corpus.numbering import (
    MarkStyle,
    format_article_number,
    format_number,
    parse_article_number,
    parse_number,
    read_mark,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("廿三", 23),
        ("卅", 30),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百二十", 120),
        ("两千", 2000),
        ("一千二百六十", 1260),
        ("一万零三", 10003),
        ("九万九千九百九十九", 99999),
        ("二〇二五", 2025),
        ("二○二五", 2025),
        ("〇", 0),
        ("120", 120),
        ("１２", 12),
        ("一 百 二 十", 120),
        ("一百二", 102),
    ],
)
def test_a_numeral_has_its_value(written: str, value: int) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize("written", ["", "十十", "百", "一般", "第", "1.5", "十万", "123456"])
def test_what_is_no_numeral_has_no_value(written: str) -> None:
    assert parse_number(written) is None


def test_every_number_survives_writing_and_reading() -> None:
    for value in range(0, 100_000, 7):
        assert parse_number(format_number(value)) == value


def test_a_number_outside_the_range_is_refused() -> None:
    with pytest.raises(ValueError, match="99999"):
        format_number(100_000)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("第一百二十条之一", ArticleNumber(120, 1)),
        ("第一百二十之一条", ArticleNumber(120, 1)),
        ("第12条", ArticleNumber(12)),
        ("第 十 二 条", ArticleNumber(12)),
        ("十二条", ArticleNumber(12)),
        ("第二百八十七条之二", ArticleNumber(287, 2)),
    ],
)
def test_an_article_number_is_read(written: str, number: ArticleNumber) -> None:
    assert parse_article_number(written) == number


@pytest.mark.parametrize("written", ["第十二", "第十二款", "条", "第十二条规定", "第条"])
def test_what_is_no_article_number_is_none(written: str) -> None:
    assert parse_article_number(written) is None


def test_an_article_number_is_written_as_statutes_write_it() -> None:
    assert format_article_number(ArticleNumber(120, 1)) == "第一百二十条之一"
    assert format_article_number(ArticleNumber(10)) == "第十条"


@pytest.mark.parametrize(
    ("line", "style", "ordinal", "number"),
    [
        ("第一编 总则", MarkStyle.BOOK, 1, "第一编"),
        ("第二分编 合同", MarkStyle.PART, 2, "第二分编"),
        ("第三部分 租金", MarkStyle.DIVISION, 3, "第三部分"),
        ("第四章 附则", MarkStyle.CHAPTER, 4, "第四章"),
        ("第五节 听证", MarkStyle.SECTION, 5, "第五节"),
        ("第六条　甲方应当", MarkStyle.ARTICLE, 6, "第六条"),
        ("第 七 条 乙方", MarkStyle.ARTICLE, 7, "第 七 条"),
        ("笫八条 错字", MarkStyle.ARTICLE, 8, "笫八条"),
        ("一、总体要求", MarkStyle.CN_COMMA, 1, "一、"),
        ("（二）基本原则", MarkStyle.CN_PAREN, 2, "（二）"),
        ("(三)保障", MarkStyle.CN_PAREN, 3, "(三)"),
        ("㈣经费", MarkStyle.CN_PAREN, 4, "㈣"),
        ("1.目标", MarkStyle.AR_POINT, 1, "1."),
        ("2．任务", MarkStyle.AR_POINT, 2, "2．"),
        ("3、分工", MarkStyle.AR_COMMA, 3, "3、"),
        ("（4）期限", MarkStyle.AR_PAREN, 4, "（4）"),
        ("⑸其他", MarkStyle.AR_PAREN, 5, "⑸"),
        ("6）其他", MarkStyle.AR_HALF, 6, "6）"),
        ("⑦其他", MarkStyle.CIRCLED, 7, "⑦"),
        ("1.2 付款", MarkStyle.DECIMAL, 2, "1.2"),
        ("3.4.5付款", MarkStyle.DECIMAL, 5, "3.4.5"),
    ],
)
def test_a_mark_is_read_with_style_value_and_spelling(
    line: str, style: MarkStyle, ordinal: int, number: str
) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.style, mark.ordinal, mark.number) == (style, ordinal, number)


@pytest.mark.parametrize("line", ["1.5万元", "2018.1.1", "3.5%以下", "总则", "第三人", "", "12"])
def test_amounts_dates_and_words_are_no_marks(line: str) -> None:
    assert read_mark(line) is None


def test_a_mark_knows_whether_its_words_are_set_off() -> None:
    spaced, joined = read_mark("第一条 为了"), read_mark("第一条为了")
    assert spaced is not None
    assert joined is not None
    assert spaced.spaced
    assert not joined.spaced


def test_zhi_yi_before_common_words_is_no_inserted_article() -> None:
    mark = read_mark("第十条之一般规定")
    assert mark is not None
    assert mark.sub == 0
