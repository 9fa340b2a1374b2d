"""Where an article went: by the knowledge's table, else by the words of the two texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.instrument import Article, ArticleNumber
from corpus.knowledge import load_knowledge
from corpus.knowledge.store import DATA, KnowledgeBase
from corpus.knowledge.types import Repeal
from corpus.library import Library
from corpus.library.alignment import Alignment
from corpus.library.where import Fate, where_now
from corpus.sources.build import import_tree
from corpus.sources.rewrite import rewriting

TODAY = date(2026, 11, 26)
EVE = date(2026, 2, 28)


def texts(*words: str) -> list[Article]:
    return [Article(ArticleNumber(i), text) for i, text in enumerate(words, 1)]


def test_an_article_is_followed_through_a_new_number():
    old = texts("放风筝应当避开高压线。", "风筝比赛应当报告主办单位。")
    new = texts(
        "制定目的写在这里。", "举办风筝比赛应当事先报告主办单位。", "放风筝应当避开高压线。"
    )
    aligned = Alignment(old, new)
    assert aligned.match(old[0]).article == new[2]
    match = aligned.match(old[1])
    assert match.article == new[1]
    assert match.mutual
    assert match.score > match.second


def test_an_article_merged_into_a_longer_one_is_found_there():
    old = texts("风筝线不得含有金属。", "无关的另一条规定内容。")
    new = texts(
        "风筝应当有编号。风筝线不得含有金属。风筝翼展不得超过三米，重量不得超过两千克。", "别的事。"
    )
    assert Alignment(old, new).match(old[0]).article == new[0]


def test_the_table_of_the_knowledge_goes_before_the_words(library: Library):
    fate = where_now(library, "仲裁法", ArticleNumber(16), EVE, TODAY, knowledge=load_knowledge())
    assert (fate.fate, fate.article, fate.basis) == (
        Fate.MOVED,
        ArticleNumber(27),
        "条文对应表",
    )
    assert "仲裁协议" in fate.old_text
    assert "仲裁协议" in fate.new_text


def test_the_words_agree_with_the_table_on_every_article_that_both_know(library: Library):
    knowledge = load_knowledge()
    wrong = []
    for move in knowledge.article_map:
        ended = date(2026, 8, 14)
        if library.at(ended).expression(move.old_law) is None:
            continue
        fate = where_now(library, move.old_law, move.old_article, ended, TODAY)
        if (fate.law, fate.article) != (move.new_law, move.new_article):
            wrong.append(move.id)
    assert wrong == []


@pytest.mark.parametrize("number", [16, 20, 40])
def test_the_same_text_on_both_dates_is_unchanged(library: Library, number: int):
    fate = where_now(library, "仲裁法", ArticleNumber(number), date(2020, 1, 1), EVE)
    assert (fate.fate, fate.certainty) == (Fate.UNCHANGED, 1.0)


def test_a_dropped_article_is_deleted_and_keeps_its_old_words(library: Library):
    fate = where_now(library, "仲裁法", ArticleNumber(77), EVE, TODAY)
    assert (fate.fate, fate.article) == (Fate.DELETED, None)
    assert fate.old_text
    assert fate.describe().startswith("已删去")


@pytest.mark.parametrize("held", [("新甲条例", "新乙条例"), ("新甲条例",)])
def test_an_article_is_deleted_only_if_the_texts_of_all_successors_are_held(
    tmp_path: Path, held: tuple[str, ...]
):
    ended = Repeal(
        "RP-X",
        "旧条例",
        "admin_reg",
        "repealed",
        ("新甲条例", "新乙条例"),
        date(2024, 1, 1),
        "",
        "error",
        (),
        "laws.db",
        "",
    )
    knowledge = KnowledgeBase(DATA)
    knowledge.repeals = (ended,)
    path, folder = tmp_path / "library.sqlite", tmp_path / "in"
    folder.mkdir()
    for name, day, words in (
        ("旧条例", "2010-01-01", "风筝的线不得含有金属"),
        *((name, "2024-01-01", "渡船应当配备救生衣") for name in held),
    ):
        (folder / f"{name}({day}).md").write_text(
            f"# {name}\n\n{day[:4]}年1月1日国务院公布\n\n<!-- INFO END -->\n\n"
            f"第一条 {words}。\n\n第二条 本条例自公布之日起施行。\n",
            "utf-8",
        )
    with rewriting(path, knowledge, "empty", None, fresh=True):
        pass
    assert import_tree(path, folder, knowledge).skipped == ()
    with Library.open(path) as library:
        fate = where_now(library, "旧条例", ArticleNumber(1), date(2023, 12, 31), TODAY)
    assert fate.fate is (Fate.DELETED if len(held) == 2 else Fate.UNSURE)
    assert fate.old_text
    assert ("新乙条例" in fate.note) is (len(held) == 1)


def test_what_the_library_does_not_hold_is_unsure_never_deleted(library: Library):
    for law, day in (("合同法", date(2020, 1, 1)), ("行政处罚法", date(2019, 1, 1))):
        fate = where_now(library, law, ArticleNumber(1), day, TODAY)
        assert (fate.fate, fate.certainty) == (Fate.UNSURE, 0.0)
        assert fate.note
    assert where_now(library, "仲裁法", ArticleNumber(500), EVE, TODAY).fate is Fate.UNSURE
