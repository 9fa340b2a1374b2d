"""Similar documents, clauses that repeat superior law, and who cites a law."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import BadOption
from corpus.formats import read_document
from corpus.instrument import ArticleNumber, Level
from corpus.library import Library
from corpus.retrieval.choices import level_of, scope_of
from corpus.retrieval.citing import citing
from corpus.retrieval.hybrid import HybridRetriever
from corpus.retrieval.overlap import containment, title_similarity
from corpus.retrieval.similar import clauses_of, repetitions, similar_documents

TODAY = date(2026, 11, 24)


def draft_of(*articles: str, title: str = "石城市行政处罚裁量办法") -> Document:
    numbers = "一二三四五六七八九"
    lines = [f"第{numbers[i]}条　{text}" for i, text in enumerate(articles)]
    return read_document("\n".join([title, *lines]).encode(), "draft.txt")


def law_text(library: Library, law: str, main: int) -> str:
    view = library.at(TODAY)
    expression = view.expression(law)
    assert expression is not None
    article = view.article(expression, ArticleNumber(main))
    assert article is not None
    return article.text


@pytest.fixture(scope="module")
def retriever(library: Library) -> HybridRetriever:
    return HybridRetriever(library)


def test_the_law_of_the_subject_is_the_most_similar(library: Library, retriever: HybridRetriever):
    draft = draft_of(
        "为了规范行政处罚裁量权的行使，维护公民、法人和其他组织的权益，制定本办法。",
        "行政机关实施行政处罚，应当说明从轻、减轻处罚的理由，并告知当事人享有的权利。",
        "当事人对行政处罚不服的，可以申请行政复议或者提起行政诉讼，由行政机关告知期限。",
    )
    found = similar_documents(draft, library, retriever, as_of=TODAY, k=5)
    assert found[0].law == "中华人民共和国行政处罚法"
    assert found[0].matches
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.score <= 1 for one in found)


def test_a_law_of_the_same_title_is_similar_without_any_clause(
    library: Library, retriever: HybridRetriever
):
    draft = draft_of("无。", title="中华人民共和国海南自由贸易港法")
    assert clauses_of(draft) == ()
    (first, *_) = similar_documents(draft, library, retriever, as_of=TODAY)
    assert (first.law, first.title) == ("中华人民共和国海南自由贸易港法", 1.0)


def test_a_repeated_article_is_named(library: Library, retriever: HybridRetriever):
    own = "本市各区应当每年至少两次清点共享单车停放点位，并把清点情况告知运营企业。"
    copied = law_text(library, "行政处罚法", 16).split("\n")[0]
    draft = draft_of(own, copied)
    (found,) = repetitions(draft, retriever, as_of=TODAY, above=Level.NORM_DOC)
    assert (found.law, found.number) == ("中华人民共和国行政处罚法", ArticleNumber(16))
    assert copied in found.span.of(draft.text)
    assert found.share >= 0.8


def test_only_superior_law_counts_as_repeated(library: Library, retriever: HybridRetriever):
    draft = draft_of(law_text(library, "行政处罚法", 16).split("\n")[0])
    assert repetitions(draft, retriever, as_of=TODAY, above=Level.LAW) == []


def test_a_law_does_not_repeat_itself(library: Library, retriever: HybridRetriever):
    text = law_text(library, "行政处罚法", 16).split("\n")[0]
    draft = draft_of(text, title="中华人民共和国行政处罚法")
    found = repetitions(draft, retriever, as_of=TODAY)
    assert all(one.law != "中华人民共和国行政处罚法" for one in found)


def test_containment_is_the_share_of_the_clause():
    assert containment("甲乙丙丁戊", "前甲乙丙丁戊后") == 1.0
    assert containment("甲乙丙丁戊己", "甲乙丙丁戊") == pytest.approx(2 / 3)
    assert containment("甲乙", "甲乙丙丁") == 0.0


def test_words_of_every_title_do_not_make_titles_alike():
    assert title_similarity("共享单车管理办法", "食品安全管理办法") < 0.3
    assert title_similarity("上海市旅游条例", "山东省旅游条例") > 0.3


def test_who_cites_a_repealed_law(library: Library):
    found = citing(library, "合同法", as_of=TODAY)
    assert any(one.law == "中华人民共和国邮政法" for one in found)
    assert all("合同法" in one.quote for one in found if one.relation == "mention")
    assert all(one.law != "中华人民共和国合同法" for one in found)
    assert [one.level.rank for one in found] == sorted(one.level.rank for one in found)


def test_a_law_whose_name_ends_alike_is_not_confused(library: Library):
    found = citing(library, "处罚法", as_of=TODAY)
    assert found == []


def test_only_texts_of_the_date_cite(library: Library):
    before = citing(library, "环境保护法", as_of=date(2026, 8, 14))
    after = citing(library, "环境保护法", as_of=date(2026, 8, 15))
    assert any(one.law == "中华人民共和国海洋环境保护法" for one in before)
    assert all(one.law != "中华人民共和国海洋环境保护法" for one in after)
    assert any(one.law == "中华人民共和国生态环境法典" for one in after)


def test_the_library_s_relations_are_told_with_the_mention(library: Library, tmp_path: Path):
    path = tmp_path / "library.sqlite"
    shutil.copy(library.path, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE IF EXISTS relation")
        connection.execute(
            "CREATE TABLE relation(expression_id, kind, target_name, target_work_id, article, note)"
        )
        (work,) = connection.execute("SELECT work_id FROM name WHERE key = '合同法'").fetchone()
        for law, kind, note in (
            ("中华人民共和国邮政法", "refers_to", "适用《中华人民共和国合同法》关于"),
            ("中华人民共和国公司法", "implements", "不在正文中的话"),
        ):
            connection.execute(
                "INSERT INTO relation SELECT id, ?, '合同法', ?, '', ? FROM expression"
                " WHERE name = ? AND effective_to IS NULL",
                (kind, work, note, law),
            )
    with Library.open(path) as opened:
        found = {one.law: one for one in citing(opened, "合同法", as_of=TODAY)}
    assert found["中华人民共和国邮政法"].relation == "refers_to"
    assert found["中华人民共和国邮政法"].number == ArticleNumber(22)
    assert found["中华人民共和国公司法"].relation == "implements"
    assert found["中华人民共和国公司法"].number == ArticleNumber(0)


def test_words_become_a_scope(library: Library):
    scope = scope_of(library, levels=["法律", "admin_reg"])
    assert scope.levels == {Level.LAW, Level.ADMIN_REG}
    assert level_of("宪法") is Level.CONSTITUTION


@pytest.mark.parametrize(
    "words", [{"levels": ["天条"]}, {"kinds": ["诗"]}, {"regions": ["月球"]}, {"regions": [""]}]
)
def test_an_unknown_word_is_a_coded_error(library: Library, words: dict[str, list[str]]):
    with pytest.raises(BadOption, match=r"E401.*没有"):
        scope_of(library, **words)
