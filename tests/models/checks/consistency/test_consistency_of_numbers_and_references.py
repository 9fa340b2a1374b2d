"""Numbering, references, annexes, abbreviations, terms, self name, duplicates, placeholders."""

from __future__ import annotations

import pytest

from models.finding import Severity

HEAD = "石城市河道管理办法\n第一条 为了加强河道管理，制定本办法。\n"
TAIL = "第六条 本办法自2026年12月1日起施行。\n"


def draft(second: str = "", third: str = "", fourth: str = "", tail: str = TAIL) -> str:
    return (
        HEAD
        + f"第二条 {second or '本市河道的管理适用本办法。'}\n"
        + f"第三条 {third or '市水利局负责河道管理。'}\n"
        + f"第四条 {fourth or '河道实行分级管理。'}\n"
        + "第五条 河道管理经费列入本级财政预算。\n"
        + tail
    )


def test_a_whole_draft_says_what_was_counted(look):
    outcome = look(draft())
    assert outcome.findings == ()
    messages = " ".join(c.message for c in outcome.cleared)
    assert "共6条" in messages
    assert {c.cleared_by for c in outcome.cleared} == {"consistency"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (draft().replace("第四条", "第五条", 1), "重复"),
        (draft().replace("第四条 河道实行分级管理。\n", ""), "缺号"),
        (draft("下列行为应当禁止：\n（一）倾倒垃圾；\n（三）擅自采砂。"), "缺号"),
    ],
)
def test_gaps_and_repetitions_of_numbers_are_named(found, wrong, words):
    (finding,) = found("consistency:numbering", wrong)
    assert words in finding.message
    assert finding.severity is Severity.MINOR


def test_inserted_articles_and_numbers_that_run_on_under_new_headings_pass(found):
    inserted = draft().replace("第五条", "第四条之一 河道设立界桩。\n第五条")
    running = (
        "石城市人民政府关于加强河道管理的意见\n一、总体要求\n（一）目标。到明年完成治理。\n"
        "（二）原则。坚持统筹兼顾。\n二、任务\n（三）清理河道。按期完成。\n（四）巡查。按月开展。\n"
    )
    assert found("consistency:numbering", inserted) == ()
    assert found("consistency:numbering", running) == ()


@pytest.mark.parametrize(
    ("clause", "severity"),
    [
        ("违反本办法第十条的，责令改正。", Severity.MAJOR),
        ("违反本办法第四条第二款的，责令改正。", Severity.MAJOR),
        ("违反本办法第四条第三项的，责令改正。", Severity.MINOR),
        ("违反前款规定的，责令改正。", Severity.MINOR),
        ("违反本条第三款规定的，责令改正。", Severity.MAJOR),
    ],
)
def test_references_to_nothing_are_found(found, clause, severity):
    (finding,) = found("consistency:reference", draft(third=clause))
    assert finding.severity is severity
    assert finding.locator.article == "第三条"
    assert finding.category == "FR-21"


@pytest.mark.parametrize(
    "clause",
    [
        "违反本办法第二条、第四条的，责令改正。",
        "禁止下列行为：\n（一）采砂；\n（二）倾倒。\n违反前款第二项规定的，责令改正。",
        "禁止采砂。\n违反前款规定的，责令改正。",
        "前条所称河道包括湖泊。",
        "依照《中华人民共和国水法》第六十五条处理。",
    ],
)
def test_references_that_meet_something_pass(found, clause):
    assert found("consistency:reference", draft(third=clause)) == ()


def test_an_annex_that_is_relied_on_and_absent_is_noticed(found):
    (finding,) = found("FR-19", draft(third="界桩标准见附件。"))
    assert finding.severity is Severity.NOTICE


def test_an_annex_number_that_is_not_there_is_named(found):
    annexes = "石城市人民政府\n2026年11月2日\n附件1\n河道名录\n甲河\n附件2\n界桩标准\n乙式\n"
    (finding,) = found("FR-19", draft(third="标准见附件3。", fourth="名录见附件1。") + annexes)
    assert "附件3" in finding.message


def test_an_annex_nobody_mentions_is_noticed_and_a_named_one_passes(found):
    annex = "石城市人民政府\n2026年11月2日\n附件\n石城市河道名录\n甲河\n"
    assert len(found("FR-19", draft() + annex)) == 1
    assert found("FR-19", draft(third="河道按照附件管理。") + annex) == ()


def test_an_abbreviation_nobody_uses_is_noticed(found):
    text = draft(third="市河道事务中心（以下简称河道中心）负责巡查。")
    (finding,) = found("consistency:abbreviation", text)
    assert "河道中心" in finding.message


def test_one_abbreviation_for_two_things_is_named(found):
    text = draft(
        "市水利局（以下简称主管部门）负责管理，主管部门应当公开信息。",
        "市城管局（以下简称主管部门）负责执法，主管部门应当出示证件。",
    )
    (finding,) = found("consistency:abbreviation", text)
    assert finding.severity is Severity.MINOR
    assert finding.locator.article == "第三条"


def test_a_used_abbreviation_passes(found):
    text = draft("市河道事务中心（以下简称“河道中心”）负责巡查。", "河道中心应当公开信息。")
    assert found("consistency:abbreviation", text) == ()


@pytest.mark.parametrize(
    ("second", "third", "hints"),
    [
        ("本办法所称岸线，是指河道两侧的土地。", "", 1),
        ("本办法所称岸线，是指河道两侧的土地。", "岸线的利用应当符合规划。", 0),
        ("本办法所称河道，是指天然水道。", "", 0),
        ("本办法所称河道，包括湖泊。", "", 0),
    ],
)
def test_a_defined_term_is_used(found, second, third, hints):
    assert len(found("consistency:term", draft(second, third))) == hints


def test_a_measure_that_calls_itself_otherwise_is_named(found):
    text = draft(third="违反本规定的，责令改正。")
    (finding,) = found("consistency:self_name", text)
    assert "本规定" in finding.message


@pytest.mark.parametrize("clause", ["法律另有规定的，从其规定。", "告知书应当写明“本规定的内容”。"])
def test_other_words_for_rules_pass(found, clause):
    assert found("consistency:self_name", draft(third=clause)) == ()


def test_a_notice_that_brings_a_measure_is_judged_by_the_measures_title(found):
    notice = (
        "石城市人民政府关于印发石城市河道管理办法的通知\n各镇人民政府：\n"
        "《石城市河道管理办法》已经同意，现印发给你们，请遵照执行。\n石城市人民政府\n2026年11月2日\n"
    )
    assert found("consistency:self_name", notice + draft()) == ()


def test_the_same_paragraph_twice_is_named(found):
    same = (
        "河道管理单位应当建立巡查台账，如实记录巡查时间、地点、人员和发现的问题，并及时报告处理。"
    )
    (finding,) = found("consistency:duplicate", draft(same, fourth=same))
    assert "第二条" in finding.message


def test_parallel_items_and_sentences_about_their_own_article_may_be_alike(found):
    same = (
        "违反本条规定的，由水利主管部门责令限期改正，恢复原状，所需费用由违法行为人承担，并报告。"
    )
    text = draft(f"禁止采砂。\n{same}", f"禁止倾倒。\n{same}")
    assert found("consistency:duplicate", text) == ()


def test_eighty_blanks_make_one_notice(found):
    clauses = "".join(f"河长由____担任，电话____，巡查____次。\n第{n}款" for n in range(40))
    (finding,) = found("consistency:placeholder", draft(clauses))
    assert finding.severity is Severity.NOTICE
    assert "120处" in finding.message


@pytest.mark.parametrize(
    "left", ["{{局名}}", "待定", "（待补充）", "【此处请起草单位补充】", "此处填写名称", "TODO"]
)
def test_what_a_drafter_left_behind_is_more_than_a_notice(found, left):
    (finding,) = found("consistency:placeholder", draft(third=f"河长由{left}担任。"))
    assert finding.severity is Severity.MINOR


@pytest.mark.parametrize(
    "words", ["另行确定。", "【解释】指河流。", "型号为XY-3。", "等待定期检查。"]
)
def test_ordinary_words_are_no_placeholders(found, words):
    assert found("consistency:placeholder", draft(third=words)) == ()
