"""Files of labelled questions: what is read, and what a bad line says."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import BadQueries
from corpus.evaluation.queries import gold_keys, load_queries, seen
from corpus.instrument import ArticleNumber

GOOD = '{"qid": 1, "query": "谁可以成为个体工商户？", "gold": ["民法典|第五十四条"]}'


def written(directory: Path, *lines: str) -> Path:
    path = directory / "questions.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_sub_articles_and_repeated_gold_are_read(tmp_path: Path) -> None:
    line = '{"qid": "a", "query": "资助恐怖活动", "gold": ["刑法|第一百二十条之一", "刑法|第一百二十条之一"]}'
    [query] = load_queries(written(tmp_path, "", line))
    assert [gold.number for gold in query.gold] == [ArticleNumber(120, 1)]
    assert str(query.gold[0]) == "刑法|第一百二十条之一"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "不是 JSON"),
        ("[]", "应为一个 JSON 对象"),
        ('{"query": "问", "gold": ["民法典|第一条"]}', "缺少 qid"),
        ('{"qid": 2, "query": " ", "gold": ["民法典|第一条"]}', "缺少 query"),
        ('{"qid": 2, "query": "问", "gold": []}', "缺少 gold"),
        ('{"qid": 2, "query": "问", "gold": ["民法典第一条"]}', "gold 应写作"),
        ('{"qid": 2, "query": "问", "gold": ["民法典|首条"]}', "gold 应写作"),
        ('{"qid": 2, "query": "问", "gold": [7]}', "gold 应写作"),
        (GOOD, "编号 1 重复"),
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(BadQueries, match=rf"questions\.jsonl 第2行：.*{said}") as caught:
        load_queries(written(tmp_path, GOOD, line))
    assert str(caught.value).startswith("[E411]")


def test_a_file_that_is_missing_or_empty_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(BadQueries, match="读不出来"):
        load_queries(tmp_path / "none.jsonl")
    with pytest.raises(BadQueries, match="没有问题"):
        load_queries(written(tmp_path, "", " "))


def test_a_question_is_seen_when_any_of_its_gold_answers_training_questions(tmp_path: Path) -> None:
    [query] = load_queries(written(tmp_path, GOOD))
    train = '{"qid": 9, "query": "个体户", "gold": ["中华人民共和国民法典|第54条", "刑法|第一条"]}'
    other = '{"qid": 9, "query": "个体户", "gold": ["民法典|第五十五条"]}'
    assert seen(query, gold_keys(load_queries(written(tmp_path, train))))
    assert not seen(query, gold_keys(load_queries(written(tmp_path, other))))
