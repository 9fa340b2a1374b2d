"""Lists of documents known by name only, and the helpers around validity, regions and levels."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from support import SHARED, needs_shared

from corpus.errors import BadBacklog
from corpus.formats import read_document
from corpus.instrument import Article, ArticleNumber, InstrumentKind, Level
from corpus.knowledge import load_knowledge
from corpus.library import DoubtKind, Library, list_doubts
from corpus.sources import store
from corpus.sources.backlog import import_list
from corpus.sources.build import import_tree
from corpus.sources.duplicates import near_pairs
from corpus.sources.kinds import kind_of
from corpus.sources.levels import office_level
from corpus.sources.origin import SourceNote
from corpus.sources.regions import region_of
from corpus.sources.relations import own_relations

TODAY = date(2026, 11, 26)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with one text."""
    own = tmp_path / "library.sqlite"
    with closing(store.create(own)) as connection:
        marks = [("version", "0"), ("cutoff", "")]
        connection.executemany("INSERT INTO meta VALUES (?, ?)", marks)
        connection.commit()
    folder = tmp_path / "held"
    folder.mkdir()
    words = (
        "# 试验市风筝办法\n<!-- INFO END -->\n第一条 风筝应当编号。\n第二条 自公布之日起施行。\n"
    )
    (folder / "试验市风筝办法(2020-01-01).md").write_text(words, "utf-8")
    import_tree(own, folder, load_knowledge())
    return own


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "清单.csv",
            "name,文号,公布日期\n试验市湖泊保护暂行办法,试政发〔2020〕1号,2020-03-01\n试验市风筝办法,,\n",
        ),
        (
            "清单.yaml",
            "- {name: 试验市湖泊保护暂行办法, 文号: 试政发〔2020〕1号, adopted: 2020-03-01}\n"
            "- 试验市风筝办法\n",
        ),
    ],
)
def test_a_listed_document_is_known_without_text(path: Path, tmp_path: Path, name: str, words: str):
    file = tmp_path / name
    file.write_text(words, "utf-8")
    report = import_list(path, file, load_knowledge())
    assert (report.added, report.held) == (1, ("试验市风筝办法",))
    assert import_list(path, file, load_knowledge()).unchanged == 1
    with Library.open(path) as library:
        view = library.at(TODAY)
        found = view.expression("试验市湖泊保护暂行办法")
        assert found is not None
        assert not view.has_text(found)
        assert view.lacks_text("试验市湖泊保护暂行办法")
        assert found.version_on == date(2020, 3, 1)
        assert view.by_document_number("试政发〔2020〕1号") is not None
        kinds = {d.kind for d in list_doubts(library) if d.law == found.name}
        assert DoubtKind.TEXT_MISSING in kinds


def test_a_text_takes_the_place_of_its_entry(path: Path, tmp_path: Path):
    file = tmp_path / "清单.csv"
    file.write_text("name\n试验市湖泊保护暂行办法\n", "utf-8")
    import_list(path, file, load_knowledge())
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "湖泊.txt").write_text(
        "试验市湖泊保护暂行办法\n第一条 湖泊应当保护。\n第二条 本办法自2020年5月1日起施行。\n",
        "utf-8",
    )
    note = SourceNote("公文", "", date(2026, 10, 1))
    import_tree(path, folder, load_knowledge(), note=note)
    with Library.open(path) as library:
        work = library.at(TODAY).instrument("试验市湖泊保护暂行办法")
        assert work is not None
        (expression,) = work.expressions
        assert library.at(TODAY).has_text(expression)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("清单.csv", "name,通过日期\n试验市湖泊办法,2020/3/1\n"),
        ("清单.csv", "name,通过日期\n试验市湖泊办法,2020年3月1日\n"),
        ("清单.csv", "name,通过日期\n试验市湖泊办法,2020-3-1 00:00\n"),
        ("清单.csv", "name,通过日期,公布日期\n试验市湖泊办法,2020.03.01,\n"),
        ("清单.csv", "name,公布日期,通过日期\n试验市湖泊办法,2020-04-01,2020-03-01\n"),
        ("清单.csv", "name,通过日期\r试验市湖泊办法,2020-03-01\r"),
        ("清单.yaml", "- {name: 试验市湖泊办法, adopted: 2020-03-01 10:00:00}\n"),
    ],
)
def test_dates_are_read_as_people_and_spreadsheets_write_them(
    path: Path, tmp_path: Path, name: str, words: str
):
    file = tmp_path / name
    file.write_bytes(words.encode())
    import_list(path, file, load_knowledge())
    with Library.open(path) as library:
        found = library.at(TODAY).expression("试验市湖泊办法")
        assert found is not None
        assert found.version_on == date(2020, 3, 1)


@pytest.mark.parametrize(
    ("name", "words", "about"),
    [
        ("清单.csv", "name,作者\n某办法,甲\n", "第1项有不认识的字段"),
        ("清单.csv", "name,文号\n,试政发〔2020〕1号\n", "第1项没有 name"),
        ("清单.csv", "name,adopted\n某办法,去年\n", "adopted 不是日期"),
        ("清单.yaml", "name: 某办法\n", "不是列表"),
        ("清单.yaml", "- {name: 某办法, adopted: 2024-02-30}\n", "不存在的日期"),
        ("清单.csv", f'name,备注\n某办法,"{"长" * 140_000}\n', "不是正确的 CSV"),
        ("清单.xlsx", "x", "不是 CSV 或 YAML"),
    ],
)
def test_a_wrong_list_is_a_coded_error_that_names_the_entry(
    path: Path, tmp_path: Path, name: str, words: str, about: str
):
    file = tmp_path / name
    file.write_text(words, "utf-8")
    with pytest.raises(BadBacklog, match=f"E206.*{about}"):
        import_list(path, file, load_knowledge())


@pytest.mark.parametrize(
    ("level", "name", "makers", "folders", "region"),
    [
        (Level.CITY_REG, "青岛市某条例", "", (), "山东省"),
        (Level.PROV_REG, "上海市某条例", "", (), "上海市"),
        (Level.CITY_REG, "某自治县条例", "山东省人民代表大会常务委员会批准", (), "山东省"),
        (Level.PROV_REG, "某办法", "", ("local", "浙江"), "浙江省"),
        (Level.CITY_REG, "吉林市某条例", "", (), "吉林省"),
        (Level.LAW, "中华人民共和国某法", "", ("山东",), ""),
        (Level.NORM_DOC, "某办法", "某局", (), ""),
    ],
)
def test_the_region_is_the_province(
    level: Level, name: str, makers: str, folders: tuple[str, ...], region: str
):
    assert region_of(level, name, makers, folders) == region


@pytest.mark.parametrize(
    ("name", "issuer", "number", "level"),
    [
        ("某某管理办法", "", "", Level.NORM_DOC),
        ("某某法", "", "", Level.LAW),
        ("某某条例", "", "中华人民共和国国务院令第1号", Level.ADMIN_REG),
        ("广东省某某办法", "", "粤府令第197号", Level.PROV_RULE),
        ("青岛市某某办法", "", "青岛市人民政府令第3号", Level.CITY_RULE),
        ("国务院关于某事的意见", "国务院", "国发〔2019〕5号", Level.NORM_DOC),
        ("徐州市某某条例", "徐州市人民代表大会常务委员会", "", Level.CITY_REG),
        ("某年统计公报", "", "", Level.OTHER),
    ],
)
def test_the_level_of_an_office_document(name: str, issuer: str, number: str, level: Level):
    assert office_level(name, issuer, number, "") is level


def test_kinds_tell_decisions_and_interpretations_from_statutes():
    assert kind_of("关于修改《某法》的决定", Level.LAW) is InstrumentKind.DECISION
    assert kind_of("某法修正案（二）", Level.LAW) is InstrumentKind.DECISION
    assert kind_of("关于《某法》第三条的解释", Level.LAW) is InstrumentKind.INTERPRETATION
    assert kind_of("某法", Level.LAW) is InstrumentKind.STATUTE
    assert kind_of("重大行政决策程序条例", Level.ADMIN_REG) is InstrumentKind.STATUTE


@pytest.mark.parametrize(
    ("clause", "repealed"),
    [
        ("本条例自2024年1月1日起施行。《甲条例》《乙办法》同时废止。", {"甲条例", "乙办法"}),
        ("2001年5月1日市人民政府公布的《甲办法》（市政府令第3号）同时废止。", {"甲办法"}),
        ("《甲条例》第五条同时废止。", set()),
        ("《甲条例》中有关收费的规定同时废止。", set()),
        ("本条例与《甲条例》不一致的，适用本条例。", set()),
    ],
)
def test_only_whole_instruments_are_repealed_by_a_clause(clause: str, repealed: set[str]):
    articles = [Article(ArticleNumber(1), clause)]
    found = {r.target for r in own_relations("新条例", articles) if r.kind == "repeals"}
    assert found == repealed


def test_near_pairs_misses_no_pair_that_a_full_comparison_finds():
    base = "".join(chr(0x4E00 + (i * 7919) % 5000) for i in range(600))
    texts = [base, base[:580] + "甲乙丙丁" * 5, base[::-1], "", base[:300], "短文", "短文"]

    def pieces(text: str) -> set[str]:
        width = min(8, len(text))
        return {text[i : i + width] for i in range(len(text) - width + 1)} if text else set()

    expected = set()
    for i, one in enumerate(texts):
        for j in range(i + 1, len(texts)):
            a, b = pieces(one), pieces(texts[j])
            if a and b and len(a & b) / len(a | b) >= 0.9:
                expected.add((i, j))
    assert {(i, j) for i, j, _ in near_pairs(texts)} == expected == {(0, 1), (5, 6)}


@needs_shared
def test_the_six_documents_of_the_seed_report_become_entries_without_text(
    path: Path, tmp_path: Path
):
    assert SHARED is not None
    report = SHARED / "documents" / "report" / "法治政府建设情况报告.txt"
    text = read_document(report.read_bytes(), report.name).text
    (listing,) = re.findall(r"规范性文件有6件[，,]分别是[：:]([^。]*)", text)
    names = re.findall("《([^《》]+)》", listing)
    file = tmp_path / "清单.yaml"
    file.write_text("".join(f"- {name}\n" for name in names), "utf-8")
    assert import_list(path, file, load_knowledge()).added == 6
    with Library.open(path) as library:
        view = library.at(TODAY)
        assert all(view.lacks_text(name) for name in names)
