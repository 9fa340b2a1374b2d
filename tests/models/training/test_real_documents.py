"""Real documents that readers went through: what the repository keeps of them, and what is made of it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.retrieval.hybrid import HybridRetriever
from corpus.span import Span
from models.checks.base import Context
from models.checks.content import ContentCheck
from models.neural.clauses.files import WEIGHTS, WORDING
from models.neural.clauses.practice import Practice
from models.neural.clauses.reader import ClauseReader
from models.neural.clauses.wording import Wording
from models.training.evaluate_real import beside, evaluate
from models.training.fit_practice import clauses_of, fit, report
from models.training.real import (
    DOCUMENTS,
    RealDocument,
    bare,
    mark_of,
    read_objections,
    read_real,
)

BAD = "企业未缴纳保证金的，列入黑名单，三年内不得参加投标。"
GOOD = "市商务主管部门负责本办法的宣传和培训工作，每年公布情况。"


def make(folder: Path, number: int = 1) -> tuple[Path, Path]:
    """So many documents with one objection each, a table and the objections."""
    rows, marks = [], []
    for n in range(number):
        text = f"石城市第{n}号商务管理办法\n第一条 {GOOD}\n第二条 {BAD}\n"
        path = folder / "a" / f"{n:02}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        start = bare(text).index(bare(BAD))
        at = [start, start + len(bare(BAD))]
        words = {
            "reader": 1,
            "document": f"a/{n:02}",
            "at": at,
            "mark": mark_of(BAD),
            "clear": n % 2 == 0,
        }
        marks.append(json.dumps({**words, "categories": ["sets_penalty"]}))
        rows.append(f"a/{n:02}\t{'test' if n == 1 else 'train'}\tnorm_doc\tcity\t60\t标题\t地址")
    table, objections = folder / "table.tsv", folder / "objections.jsonl"
    head = "id\tuse\tkind\tlevel\tcharacters\ttitle\tsource"
    table.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    objections.write_text("\n".join(marks) + "\n", "utf-8")
    return table, objections


def read(folder: Path, number: int = 1, **more: str) -> list[RealDocument]:
    table, objections = make(folder, number)
    return list(read_real(folder, table=table, objections=objections, **more))  # type: ignore[arg-type]


@pytest.fixture
def context(library: Library) -> Context:
    day = date(2026, 11, 27)
    return Context(day, library.at(day), load_knowledge(), HybridRetriever(library), ClauseReader())


def test_every_objection_is_about_a_listed_document_and_a_known_category() -> None:
    with DOCUMENTS.open(encoding="utf-8", newline="") as lines:
        listed = {row["id"]: row for row in csv.DictReader(lines, delimiter="\t")}
    objections, categories = read_objections(), load_knowledge().categories
    assert len(objections) > 1000
    assert {o.document for o in objections} <= listed.keys()
    assert {c for o in objections for c in o.categories} <= categories.keys()
    assert all(0 <= o.start < o.end <= int(listed[o.document]["characters"]) for o in objections)
    assert {row["use"] for row in listed.values()} == {"train", "test", "late"}


def test_no_lot_serves_for_fitting_and_for_testing() -> None:
    with DOCUMENTS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    lots = {(row["id"].split("/")[0], row["use"]) for row in rows}
    assert len(lots) == len({lot for lot, _ in lots})


def test_an_objection_is_found_by_its_characters_whatever_the_line_ends(tmp_path: Path) -> None:
    (document,) = read(tmp_path)
    text = document.submission.document.text
    start = text.index(BAD)
    assert document.objections_in(Span(start, start + len(BAD))) == list(document.objections)
    assert document.objections_in(Span(text.index(GOOD), text.index(GOOD) + len(GOOD))) == []


def test_a_document_whose_text_differs_is_refused(tmp_path: Path) -> None:
    table, objections = make(tmp_path)
    path = tmp_path / "a" / "00.txt"
    path.write_text(path.read_text("utf-8").replace("三年", "五年"), "utf-8")
    with pytest.raises(ValueError, match="a/00"):
        list(read_real(tmp_path, table=table, objections=objections))


def test_documents_that_the_folder_lacks_or_of_another_use_are_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, 3, use="train")
    assert [d.id for d in found] == ["a/00", "a/02"]
    (tmp_path / "a" / "00.txt").unlink()
    again = read_real(
        tmp_path, table=tmp_path / "table.tsv", objections=tmp_path / "objections.jsonl"
    )
    assert [d.id for d in again] == ["a/01", "a/02"]


def test_practice_fitted_on_documents_tells_what_readers_object_to(
    tmp_path: Path, context: Context
) -> None:
    wording = Wording(WEIGHTS / WORDING)
    clauses = [c for d in read(tmp_path, 9) for c in clauses_of(d, context, wording)]
    assert sum(c.objected for c in clauses) == 9
    chances = fit(clauses, tmp_path)
    practice = Practice(tmp_path)
    bad, good = (next(c for c in clauses if words in c.text) for words in (BAD, GOOD))
    assert practice.chance(bad.text, bad.signs) > 0.5 > practice.chance(good.text, good.signs)
    assert "area 1.000" in report(clauses, chances)[1]


def test_the_evaluation_counts_what_readers_objected_to(tmp_path: Path, context: Context) -> None:
    lines = evaluate(read(tmp_path, 2), ContentCheck(), context)
    assert lines[0].startswith("2 documents")
    assert "2 objections, 1 clear" in lines[0]
    told = lines[1] if "findings  2" in lines[1] else lines[2]
    assert ": right 2 (1.00)" in told
    assert "by either reader 2 (1.00)" in told


def test_a_second_reader_is_measured_as_the_check_is(tmp_path: Path) -> None:
    (one,) = read(tmp_path)
    apart = replace(one, second=())
    assert beside([apart]) == "a second reader: 0 clauses, right 0.00, of the first's 0.00"
    agreed = replace(one, second=one.objections)
    assert beside([agreed]) == "a second reader: 1 clauses, right 1.00, of the first's 1.00"
