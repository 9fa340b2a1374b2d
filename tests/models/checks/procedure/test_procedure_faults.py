"""Each fault of a package is found, and the same package without it is clean."""

from __future__ import annotations

import pytest
from made_up_package import MAIN, Package, changed, outcome_of, package_of, step_of
from support import context_of

from corpus.formats import read_document
from corpus.knowledge.procedure_signs import load_procedure_signs
from corpus.library import Library
from models.checks.procedure.check import review_package
from models.checks.procedure.faults import FAULTS
from models.checks.procedure.view import quote
from models.submission import IssuerLevel, Kind, Submission

Papers = dict[str, tuple[str, str] | None]

CASES: dict[str, tuple[str, str, Papers]] = {
    "comment_period": (
        "PR-ND-06",
        "只有7日",
        {"公告": changed("公告", "2026年6月10日", "2026年5月12日")},
    ),
    "comments_before_decision": (
        "PR-ND-06",
        "次序颠倒",
        {
            "公告": (
                "EV-02",
                "关于公开征求意见的公告\n征求意见时间为2026年9月1日至2026年10月5日。\n2026年9月1日\n",
            )
        },
    ),
    "opinions_counted": ("PR-ND-06", "合计9条", {"采纳": changed("采纳", "未采纳3条", "未采纳4条")}),
    "opinions_answered": (
        "PR-ND-06",
        "没有逐条说明理由",
        {"采纳": changed("采纳", "|与财力不符", "|")},
    ),
    "with_the_regulator": (
        "PR-ND-11",
        "会同起草单位审查",
        {"竞争": ("EV-08", "公平竞争审查表\n结论：不具有排除、限制竞争效果。\n县商务局\n2026年7月1日\n")},
    ),
    "consistent_conclusion": (
        "PR-ND-11",
        "自相矛盾",
        {"竞争": changed("竞争", "起草单位意见：可以出台", "第二条具有限制竞争效果")},
    ),
    "exception_explained": (
        "PR-ND-11",
        "替代方案",
        {"竞争": changed("竞争", "不具有排除、限制竞争效果", "符合例外规定")},
    ),
    "by_the_right_body": (
        "PR-ND-12",
        "司法所",
        {"审核": changed("审核", "栗川县司法局（印章）", "栗川县司法局城关司法所（印章）")},
    ),
    "before_the_decision": (
        "PR-ND-12",
        "次序颠倒",
        {"审核": changed("审核", "2026年8月17日", "2026年9月2日")},
    ),
    "not_hurried": (
        "PR-ND-12",
        "不足5个工作日",
        {"审核": changed("审核", "2026年8月17日", "2026年8月6日")},
    ),
    "adopted": (
        "PR-ND-13",
        "没有审议通过",
        {"纪要": changed("纪要", "会议审议通过了《栗川县冷藏", "会议听取了《栗川县冷藏")},
    ),
    "signed_after_decision": (
        "PR-ND-15",
        "次序颠倒",
        {"签发": ("EV-16", "发文稿纸\n签发：同意印发。路平，2026年8月20日\n")},
    ),
    "published_in_time": (
        "PR-ND-16",
        "超过20个工作日",
        {
            "签发": ("EV-16", "发文稿纸\n签发：同意印发。路平，2026年8月28日\n"),
            "网页": ("EV-13", "政府网站\n发布日期：2026-10-29\n"),
        },
    ),
    "filed_in_time": (
        "PR-ND-18",
        "超过15日",
        {
            "网页": ("EV-13", "政府网站\n发布日期：2026-09-04\n"),
            "备案": (
                "EV-14",
                "备案报告\n栗州市人民政府、栗川县人大常委会：\n现报送备案。\n栗川县人民政府\n2026年10月16日\n",
            ),
        },
    ),
    "filed_with_the_right": (
        "PR-ND-18",
        "没有上一级人民政府",
        {
            "网页": ("EV-13", "政府网站\n发布日期：2026-09-04\n"),
            "备案": (
                "EV-14",
                "备案报告\n省商务厅：\n现报送备案。\n栗川县人民政府\n2026年9月10日\n",
            ),
        },
    ),
    "signed_before_events": (
        "PR-ND-04",
        "日期矛盾",
        {
            "论证": (
                "EV-17",
                "评估论证报告\n2026年6月3日召开论证会。\n结论：必要、可行、合理。\n栗川县商务局\n2026年4月20日\n",
            )
        },
    ),
    "before_the_draft": (
        "PR-ND-10",
        "日期矛盾",
        {"稳评": ("EV-07", "风险评估报告\n评估送审稿，风险等级为低风险。\n栗川县商务局\n2026年1月9日\n")},
    ),
    "after_review_date": (
        "PR-ND-10",
        "晚于审查基准日",
        {"稳评": ("EV-07", "风险评估报告\n风险等级为低风险。\n栗川县商务局\n2026年12月9日\n")},
    ),
    "unsigned": (
        "PR-ND-05",
        "未签",
        {"复函": ("EV-05", "县水利局复函\n对征求意见稿无意见。\n（此件未盖章）\n")},
    ),
    "all_signed": (
        "PR-ND-09",
        "1名专家没有署名",
        {"专家": ("EV-06", "专家论证意见\n同意。\n路平　签名：路平\n石磊　签名：\n2026年6月1日\n")},
    ),
    "summary_after_the_end": (
        "PR-ND-06",
        "早于征求意见截止日",
        {"采纳": changed("采纳", "2026年6月20日", "2026年6月1日")},
    ),
    "after_the_comments": (
        "PR-ND-12",
        "才结束",
        {"公告": changed("公告", "2026年6月10日", "2026年8月20日")},
    ),
    "after_the_decision": (
        "PR-ND-11",
        "次序颠倒",
        {"竞争": changed("竞争", "2026年7月1日", "2026年9月1日")},
    ),
    "not_sealed": (
        "PR-ND-13",
        "没有签名、盖章",
        {"纪要": changed("纪要", "2026年8月27日", "（未盖章）\n2026年8月27日")},
    ),
    "enough_members": (
        "PR-ND-13",
        "没有过半数",
        {"纪要": changed("纪要", "二、", "应到9人，实到4人。\n二、")},
    ),
    "validity_stated": ("PR-ND-19", "没有写明有效期", {}),
}  # fmt: skip


def _package(name: str, papers: Papers) -> Package:
    main = MAIN.replace("，有效期五年", "") if name == "validity_stated" else MAIN
    return package_of(main, **papers)


@pytest.mark.parametrize("name", CASES)
def test_a_planted_fault_makes_the_step_insufficient(name: str, library: Library) -> None:
    step, words, papers = CASES[name]
    result = step_of(_package(name, papers), library, step)
    assert result.status == "insufficient"
    assert words in result.message
    assert result.evidence
    assert result.evidence[0].quote


def test_the_clean_package_has_no_open_step(library: Library) -> None:
    outcome = outcome_of(package_of(), library)
    wrong = {s.step_id: s.message for s in outcome.steps if s.status in ("missing", "insufficient")}
    assert wrong == {}
    assert outcome.findings == ()


def test_a_paper_about_another_document_does_not_prove_the_step(library: Library) -> None:
    reply = ("EV-05", "关于《栗川县渡口管理办法》的复函\n无意见。\n2026年5月9日\n")
    package = package_of(relations={"复函.txt": "other"}, 复函=reply)
    assert "不能证明" in step_of(package, library, "PR-ND-05").message


def test_a_reply_before_the_letter_is_contradictory(library: Library) -> None:
    reply = "县水利局复函\n你局2026年5月11日来函收悉。经研究，无意见。\n县水利局（印章）\n2026年4月29日\n"
    package = package_of(MAIN, Kind.GOV_RULE, 复函=("EV-05", reply))
    assert "早于所答复来函" in step_of(package, library, "PR-GR-07").message


def test_a_rule_in_force_too_early_is_found(library: Library) -> None:
    order = "栗川市人民政府令\n第9号\n现予公布，自2026年10月1日起施行。\n市长 路平\n2026年9月14日\n"
    main = MAIN.replace("2027年3月1日", "2026年10月1日")
    package = package_of(main, Kind.GOV_RULE, 令=("EV-16", order))
    assert "不足30日" in step_of(package, library, "PR-GR-15").message


def test_the_days_before_a_rule_takes_effect_are_left_open_where_publication_is_unknown(
    library: Library,
) -> None:
    result = step_of(package_of(MAIN, Kind.GOV_RULE), library, "PR-GR-15")
    assert result.status == "undecided"
    assert "公布日期不明" in result.message
    assert result.evidence[0].quote.endswith("2027年3月1日起施行，有效期五年")


@pytest.mark.parametrize(
    ("clause", "status"),
    [("自公布之日起施行", "insufficient"), ("自公布之日起三十日后施行", "satisfied")],
)
def test_a_rule_that_counts_from_its_publication_can_be_judged_by_its_text(
    clause: str, status: str, library: Library
) -> None:
    main = MAIN.replace("自2027年3月1日起施行", clause)
    result = step_of(package_of(main, Kind.GOV_RULE), library, "PR-GR-15")
    assert result.status == status, result.message


def test_a_step_that_the_text_shows_does_not_refer_to_a_paper(library: Library) -> None:
    result = step_of(package_of(), library, "PR-ND-19")
    assert (result.status, result.message) == ("satisfied", "文稿自身已经写明，见引文。")


def test_the_provisions_of_another_province_are_no_basis(library: Library) -> None:
    elsewhere = step_of(package_of(MAIN.replace("栗川县", "成都市")), library, "PR-ND-19")
    here = step_of(package_of(MAIN.replace("栗川县", "襄阳市")), library, "PR-ND-19")
    assert not [basis for basis in elsewhere.basis if "湖北" in basis.law]
    assert [basis for basis in here.basis if "湖北" in basis.law]


def test_a_township_is_not_held_to_what_binds_counties_where_another_basis_is(
    library: Library,
) -> None:
    package = package_of(MAIN.replace("栗川县", "栗川县白石镇"))
    submission = Submission(
        package.main,
        package.kind,
        IssuerLevel.TOWNSHIP,
        materials=tuple(m.document for m in package.materials),
    )
    steps = review_package(package, submission, context_of(library)).steps
    (powers,) = (step for step in steps if step.step_id == "PR-ND-02")
    assert [basis.article for basis in powers.basis] == ["第七十六条"]
    county = step_of(package_of(), library, "PR-ND-02")
    assert "第七十三条" in [basis.article for basis in county.basis]


def test_a_long_sentence_is_quoted_from_clause_to_clause() -> None:
    words = "甲部门答复同意，" * 20 + "乙部门答复已经收悉，" + "丙部门没有意见，" * 20
    paper = read_document(words.encode(), "会签.txt")
    start = paper.text.index("乙部门")
    shown = quote(paper, start, start + 3).quote
    assert shown in paper.text
    assert shown.startswith("甲部门答复同意，")
    assert "乙部门" in shown
    assert shown.endswith("丙部门没有意见")


def test_a_rule_is_not_called_regulation(library: Library) -> None:
    package = package_of(MAIN.replace("冷藏仓储扶持办法", "冷藏仓储扶持条例"), Kind.GOV_RULE)
    assert "不得称" in step_of(package, library, "PR-GR-18").message


def test_a_plan_that_does_not_name_the_draft_proves_nothing(library: Library) -> None:
    plan = ("EV-19", "年度规章制定计划\n1.栗川市渡口管理办法。起草单位：市交通局\n")
    result = step_of(package_of(MAIN, Kind.GOV_RULE, 计划=plan), library, "PR-GR-01")
    assert "没有列明本件" in result.message


@pytest.mark.parametrize(
    ("sent", "status"), [("8月15日", "insufficient"), ("8月10日", "satisfied")]
)
def test_hearing_papers_reach_the_participants_a_week_ahead(
    sent: str, status: str, library: Library
) -> None:
    hearing = (
        "EV-04",
        f"听证会材料\n定于2026年8月18日举行听证会。\n听证材料于2026年{sent}送达听证参加人。\n",
    )
    result = step_of(package_of(MAIN, Kind.MAJOR_DECISION, 听证=hearing), library, "PR-MD-04")
    assert result.status == status


@pytest.mark.parametrize(("told", "status"), [("4月10日", "satisfied"), ("5月6日", "insufficient")])
def test_a_rule_hearing_is_announced_a_month_ahead(
    told: str, status: str, library: Library
) -> None:
    hearing = ("EV-04", f"听证公告\n决定于2026年5月20日举行听证会。\n公告日期：2026年{told}\n")
    result = step_of(package_of(MAIN, Kind.GOV_RULE, 听证=hearing), library, "PR-GR-06")
    assert result.status == status


def test_the_head_of_the_executive_speaks_last(library: Library) -> None:
    minutes = changed("纪要", "一、会议", "县长路平首先发言，赞成。\n一、会议")
    package = package_of(MAIN, Kind.MAJOR_DECISION, 纪要=minutes)
    assert "最后发表" in step_of(package, library, "PR-MD-10").message


def test_an_empty_cell_for_the_seal_is_a_missing_seal(library: Library) -> None:
    table = "会签单\n单位|意见|经办人|盖章\n县财政局|同意|石磊|（印章）\n县水利局|无意见|路平|\n2026年5月12日\n"
    assert "未签" in step_of(package_of(会签=("EV-05", table)), library, "PR-ND-05").message


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("请于2026年5月15日前反馈意见。", "10日"),
        ("意见征集期限为自公告发布之日起15日。", "15日"),
        ("自2026年5月6日起10个工作日内征求意见。", "13日"),
    ],
)
def test_a_period_told_in_other_words_is_counted(words: str, days: str, library: Library) -> None:
    notice = ("EV-02", f"关于公开征求意见的公告\n{words}\n栗川县商务局\n2026年5月6日\n")
    assert f"只有{days}" in step_of(package_of(公告=notice), library, "PR-ND-06").message


def test_every_fault_is_asked_for_by_a_step() -> None:
    asked = {name for signs in load_procedure_signs().values() for name in signs.faults}
    assert asked == set(FAULTS)
