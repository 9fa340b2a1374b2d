"""Markdown statutes written for the test."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.instrument import ArticleNumber, Level
from corpus.sources.levels import recognise
from corpus.sources.markdown_articles import parse_articles
from corpus.sources.markdown_tree import UnusableFileError, read_unit, units
from corpus.sources.promulgation import read_history

BODY = """
## 第一章 总则

第一条 为了测试解析，制定本办法。

第二条 下列情形适用本办法：

（一）第一种情形；

（二）第二种情形。

## 附则

第二条之一 本办法自2023年5月1日起施行。

附件：申请表
表格内容
"""


def test_articles_keep_their_paragraphs_and_chapters():
    first, second, third, annex = parse_articles(BODY)
    assert (first.number, first.heading) == (ArticleNumber(1), "第一章 总则")
    assert second.text.split("\n")[1:] == ["（一）第一种情形；", "（二）第二种情形。"]
    assert third.number == ArticleNumber(2, 1)
    assert (annex.number, annex.text) == (ArticleNumber(0, 1), "表格内容")


def test_a_text_without_articles_is_cut_at_its_numbered_items():
    parts = parse_articles("现批复如下：\n一、可以。\n补充一段。\n二、不可以。")
    assert [(p.number.main, p.text) for p in parts] == [
        (0, "现批复如下："),
        (1, "可以。\n补充一段。"),
        (2, "不可以。"),
    ]


def test_promulgation_lines_tell_adoption_amendments_and_effect():
    history = read_history(
        [
            "2001年3月2日 某省第九届人民代表大会常务委员会第三次会议通过",
            "2015年7月8日 某省第十二届人民代表大会常务委员会第四次会议《关于修改的决定》第一次修正",
            "2015年9月1日 施行",
        ]
    )
    assert history.adopted_on == (date(2001, 3, 2),)
    assert history.amended_on == (date(2015, 7, 8),)
    assert history.effective_on == date(2015, 9, 1)
    assert history.newest == date(2015, 7, 8)


@pytest.mark.parametrize(
    ("name", "lines", "folders", "level"),
    [
        ("某某法", "第十届全国人民代表大会常务委员会第三次会议通过", (), Level.LAW),
        ("某某条例", "中华人民共和国国务院令第1号公布", (), Level.ADMIN_REG),
        ("最高人民法院关于某事的解释", "", (), Level.INTERPRETATION),
        ("山东省某某条例", "山东省第十届人民代表大会常务委员会通过", (), Level.PROV_REG),
        (
            "青岛市某某条例",
            "青岛市第十届人民代表大会常务委员会通过 山东省第十届人民代表大会常务委员会批准",
            (),
            Level.CITY_REG,
        ),
        ("某某管理规定", "", ("部门规章", "某部"), Level.DEPT_RULE),
        ("中华人民共和国宪法", "第五届全国人民代表大会第五次会议通过", (), Level.CONSTITUTION),
        ("浙江省某某办法", "浙江省人民政府令第9号公布", (), Level.PROV_RULE),
    ],
)
def test_the_level_follows_issuer_folder_and_name(
    name: str, lines: str, folders: tuple[str, ...], level: Level
):
    assert recognise(name, lines, folders) is level


def test_the_version_is_the_date_of_the_file_name(tmp_path: Path):
    path = tmp_path / "某办法(2023-04-01).md"
    path.write_text(f"# 某办法\n\n<!-- INFO END -->\n{BODY}", encoding="utf-8")
    (unit,) = units(tmp_path, sorted(tmp_path.glob("*.md")))
    text = read_unit(unit)
    assert (text.version_on, text.clause_on) == (date(2023, 4, 1), date(2023, 5, 1))


def test_a_code_in_parts_is_one_text(tmp_path: Path):
    for name, number in (("总则", "一"), ("物编", "二")):
        (tmp_path / f"{name}.md").write_text(
            f"# 某典\n\n# {name}\n\n2020年5月1日 某会议通过\n\n<!-- INFO END -->\n\n"
            f"第{number}条 内容{number}。",
            encoding="utf-8",
        )
    (unit,) = units(tmp_path, sorted(tmp_path.glob("*.md")))
    assert [a.number.main for a in read_unit(unit).articles] == [1, 2]


def test_a_file_that_is_no_statute_is_refused_with_a_reason(tmp_path: Path):
    (tmp_path / "闲谈.md").write_text("# 闲谈\n\n<!-- INFO END -->\n\n随便写写。", encoding="utf-8")
    (unit,) = units(tmp_path, sorted(tmp_path.glob("*.md")))
    with pytest.raises(UnusableFileError, match="不像法律文件"):
        read_unit(unit)
