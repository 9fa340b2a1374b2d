"""Papers whose conclusion their own record does not bear, and neighbours that are in order."""

from __future__ import annotations

import pytest
from made_up_package import MAIN, changed, package_of, step_of

from corpus.library import Library
from models.submission import Kind

EXPERTS = "专家论证意见\n{who}\n论证结论：同意通过论证。\n专家签名：路平　石磊\n2026年6月1日\n"
HEARING = "听证会笔录\n时间：2026年6月18日\n路平：{one}。\n石磊：{two}。\n结论：一致同意。\n2026年6月19日\n"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("石磊　栗州设计院（本项目可行性研究报告编制单位）　高工", "insufficient"),
        ("石磊　栗州大学　教授，与方案编制单位无利害关系", "satisfied"),
    ],
)
def test_an_expert_of_the_drafting_body_is_not_independent(
    who: str, status: str, library: Library
) -> None:
    paper = ("EV-06", EXPERTS.format(who=who))
    package = package_of(MAIN, Kind.MAJOR_DECISION, 专家=paper)
    assert step_of(package, library, "PR-MD-06").status == status


@pytest.mark.parametrize(
    ("one", "two", "status"),
    [
        ("反对收费", "我也不赞成", "insufficient"),
        ("同意，没有反对意见", "同意", "satisfied"),
    ],
)
def test_a_unanimous_conclusion_over_objections_is_named(
    one: str, two: str, status: str, library: Library
) -> None:
    package = package_of(
        MAIN, Kind.MAJOR_DECISION, 听证=("EV-04", HEARING.format(one=one, two=two))
    )
    assert step_of(package, library, "PR-MD-04").status == status


@pytest.mark.parametrize(
    ("grade", "status"), [("高", "insufficient"), ("低", "satisfied"), ("中", "satisfied")]
)
def test_a_low_grade_over_a_high_risk_is_named(grade: str, status: str, library: Library) -> None:
    risk = f"（一）消防不到位，风险等级：{grade}。"
    report = f"风险评估报告\n{risk}\n结论：综合评定为低风险，可以实施。\n2026年7月9日\n"
    package = package_of(稳评=("EV-07", report))
    assert step_of(package, library, "PR-ND-10").status == status


@pytest.mark.parametrize(("replies", "status"), [(18, "insufficient"), (19, "satisfied")])
def test_replies_that_do_not_add_up_are_named(replies: int, status: str, library: Library) -> None:
    table = (
        f"部门意见汇总\n提出修改意见5个，无意见14个。\n合计收回回函{replies}份。\n2026年5月12日\n"
    )
    package = package_of(会签=("EV-05", table))
    assert step_of(package, library, "PR-ND-05").status == status


def test_two_last_days_for_one_period_contradict_each_other(library: Library) -> None:
    summary = changed("采纳", "共收到", "征求意见时间：2026年5月6日至2026年6月20日。\n共收到")
    text = (summary[0], summary[1].replace("2026年6月20日\n", "2026年6月25日\n"))
    result = step_of(package_of(采纳=text), library, "PR-ND-06")
    assert "两种写法" in result.message


@pytest.mark.parametrize(
    ("meeting", "status"),
    [
        ("栗川县人民政府专题会议纪要\n2026年8月26日", "insufficient"),
        ("栗川县人民政府第9次常务会议纪要\n2026年8月26日", "satisfied"),
    ],
)
def test_a_special_meeting_is_not_the_meeting_of_the_body(
    meeting: str, status: str, library: Library
) -> None:
    minutes = f"{meeting}，审议《栗川县冷藏仓储扶持办法》。决定：原则同意。\n2026年8月27日\n"
    package = package_of(纪要=("EV-12", minutes))
    assert step_of(package, library, "PR-ND-13").status == status


def test_asking_the_committee_after_the_issue_is_too_late(library: Library) -> None:
    request = "关于冷藏仓储的请示\n政府已于9月1日印发办法，现请审定。\n栗川县人民政府党组\n2026年10月20日\n"
    package = package_of(MAIN, Kind.MAJOR_DECISION, 请示=("EV-18", request))
    assert "出台之前" in step_of(package, library, "PR-MD-11").message


@pytest.mark.parametrize(("approved", "status"), [(27, "insufficient"), (15, "satisfied")])
def test_a_regulation_is_published_after_its_approval(
    approved: int, status: str, library: Library
) -> None:
    notice = "人大公告\n现予公布，自2026年7月1日起施行。\n栗州市人大常委会\n2026年5月20日\n"
    decision = f"关于批准《栗州市冷藏仓储条例》的决定\n（2026年5月{approved}日省人大常委会通过）\n"
    package = package_of(MAIN, Kind.LOCAL_REG, 公告栏=("EV-13", notice), 批准=("EV-25", decision))
    assert step_of(package, library, "PR-LR-10").status == status


def test_a_postponed_draft_decided_at_a_later_meeting_is_decided(library: Library) -> None:
    first = (
        "EV-12",
        "栗川县人民政府常务会议纪要\n2026年8月19日召开。\n一、审议《栗川县冷藏仓储扶持办法》，暂不通过，修改后再提请审议。\n",
    )
    package = package_of(初次=first)
    assert step_of(package, library, "PR-ND-13").status == "satisfied"


def test_a_step_is_not_called_missing_while_a_file_could_not_be_read(library: Library) -> None:
    from dataclasses import replace

    from support import context_of

    from models.checks.procedure.check import review_package
    from models.submission import IssuerLevel, Submission

    package = package_of(论证=None)
    submission = Submission(package.main, Kind.NORM_DOC, IssuerLevel.COUNTY)
    unread = replace(submission, unread_materials=("附件2.rar",))
    states = {
        one.unread_materials: next(
            s.status
            for s in review_package(package, one, context_of(library)).steps
            if s.step_id == "PR-ND-04"
        )
        for one in (submission, unread)
    }
    assert states == {(): "missing", ("附件2.rar",): "undecided"}


def test_a_period_of_another_last_day_leaves_two_workdays(library: Library) -> None:
    opinion = changed("审核", "你局2026年8月5日送来的", "我局8月13日收件，8月17日审毕")
    result = step_of(package_of(审核=opinion), library, "PR-ND-12")
    assert "只有3个工作日" in result.message


def test_an_expert_of_a_company_that_the_draft_names_is_tied(library: Library) -> None:
    main = MAIN.replace("第五条　", "第五条　栗川恒冷设备有限公司承担设备改造。")
    paper = (
        "EV-06",
        "专家论证意见\n石磊，栗川恒冷设备有限公司总工程师\n专家签名：石磊\n2026年6月1日\n",
    )
    package = package_of(main, Kind.MAJOR_DECISION, 专家=paper)
    assert "利害关系" in step_of(package, library, "PR-MD-06").message


@pytest.mark.parametrize(("told", "status"), [("五千元", "insufficient"), ("三万元", "satisfied")])
def test_the_note_names_the_highest_fine_of_the_draft(
    told: str, status: str, library: Library
) -> None:
    main = MAIN.replace("第五条　", "第五条　虚报库容的，处一千元以上三万元以下罚款。")
    note = (
        "EV-15",
        f"罚款依据和限额说明\n本规定罚款最高数额为{told}，没有超过限额。\n2026年6月30日\n",
    )
    package = package_of(main, Kind.GOV_RULE, 依据=note)
    assert step_of(package, library, "PR-GR-11").status == status


def test_a_notice_put_online_after_its_period_began_is_named(library: Library) -> None:
    notice = changed("公告", "征求意见时间", "首次发布 2026-05-26 17:48\n征求意见时间")
    result = step_of(package_of(公告=notice), library, "PR-ND-06")
    assert "实际只有16日" in result.message


def test_drafters_do_not_review_their_own_draft(library: Library) -> None:
    note = ("EV-01", "起草说明\n确有必要。属于法定职权。\n栗川镇综合执法办公室\n2026年8月3日\n")
    opinion = (
        "EV-10",
        "合法性审核意见\n镇政府：\n综上，同意提交会议研究。\n栗川镇综合执法办公室\n2026年8月17日\n",
    )
    minutes = (
        "EV-12",
        "栗川镇党政联席会议记录\n2026年8月26日，审议通过《栗川县冷藏仓储扶持办法》。\n",
    )
    package = package_of(MAIN, 说明=note, 审核=opinion, 纪要=minutes, 公告=None, 论证=None)
    assert "自己审核" in step_of(package, library, "PR-ND-12").message


def test_one_refusal_among_replies_called_unanimous_is_named(library: Library) -> None:
    table = (
        "部门意见\n县财政局：租金支持没有上限，不同意。\n均无不同意见，无需协调。\n2026年5月12日\n"
    )
    assert "反对意见" in step_of(package_of(会签=("EV-05", table)), library, "PR-ND-05").message


def test_a_risk_report_without_a_grade_falls_short(library: Library) -> None:
    report = ("EV-07", "社会稳定风险评估报告\n风险点：周边噪声。防范措施：隔音。\n2026年7月9日\n")
    result = step_of(package_of(稳评=report), library, "PR-ND-10")
    assert "没有风险等级" in result.message
