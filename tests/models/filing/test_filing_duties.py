"""To whom a document is filed and by when, as of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support import context_of, submission_of

from corpus.formats import read_document
from corpus.library import Library
from models.filing.plan import plan_filing
from models.filing.types import Filing
from models.packages.types import Material, Package, Role
from models.submission import Kind

AS_OF = date(2026, 11, 26)
DEPARTMENT = (
    "襄阳市民政局关于印发《襄阳市养老服务办法》的通知\n各县（市、区）民政局：\n现印发给你们，请遵照执行。\n"
    "襄阳市民政局\n2026年11月13日\n襄阳市养老服务办法\n第一条　为了规范养老服务，制定本办法。\n"
    "第二条　本办法自2026年12月1日起施行，有效期五年。\n"
)
ORDER = (
    "武汉市人民政府令\n第300号\n《武汉市停车管理办法》已经2026年10月12日市人民政府第100次常务会议审议通过，"
    "现予公布，自2026年12月1日起施行。\n市　长　周平\n2026年10月20日\n武汉市停车管理办法\n"
    "第一条　为了规范停车，制定本办法。\n第二条　本办法自2026年12月1日起施行。\n"
)


def plan(
    library: Library,
    text: str,
    kind: str = "norm_doc",
    level: str | None = "county",
    *,
    name: str = "draft.txt",
    as_of: date = AS_OF,
    published: date | None = None,
    package: Package | None = None,
) -> Filing:
    submission = submission_of(text, kind, level, name)
    found = plan_filing(
        submission, context_of(library, as_of), published=published, package=package
    )
    assert found is not None
    return found


def names(filing: Filing, duty: int = 0) -> list[str]:
    return [one.name for one in filing.duties[duty].recipients]


def test_a_department_files_with_its_own_government_within_fifteen_days(library: Library) -> None:
    filing = plan(library, DEPARTMENT, level="city", published=date(2026, 11, 14))
    (duty,) = filing.duties
    assert filing.issuer.body == "department"
    assert names(filing) == ["襄阳市人民政府"]
    assert (duty.days, duty.due, duty.passed) == (15, date(2026, 11, 29), False)
    assert not duty.sure
    assert "待核" in duty.message
    assert "还有3日" in duty.message
    assert any(basis.verified for basis in duty.recipients[0].basis)


def test_the_due_day_has_passed_only_on_the_day_after_it(library: Library) -> None:
    text, day = DEPARTMENT, date(2026, 11, 14)
    on = plan(library, text, level="city", published=day, as_of=date(2026, 11, 29))
    after = plan(library, text, level="city", published=day, as_of=date(2026, 11, 30))
    assert not on.duties[0].passed
    assert after.duties[0].passed
    assert "已过期1日" in after.duties[0].message


def test_a_county_government_files_above_and_with_its_congress(library: Library) -> None:
    text = (
        "绵阳市涪城区人民政府关于印发《涪城区停车办法》的通知\n现印发给你们。\n绵阳市涪城区人民政府\n"
        "2026年11月13日\n涪城区停车办法\n第一条　为了规范停车，制定本办法。\n"
    )
    filing = plan(library, text)
    assert names(filing) == ["绵阳市人民政府", "绵阳市涪城区人民代表大会常务委员会"]
    laws = [basis.law for one in filing.duties[0].recipients for basis in one.basis]
    assert not any("湖北" in law for law in laws)
    assert "四川省的规定须另行核对" in filing.duties[0].note


def test_a_township_files_with_the_county(library: Library) -> None:
    text = "关于印发《青石镇水库管护办法》的通知\n现印发给你们。\n云溪县青石镇人民政府\n2026年11月13日\n"
    filing = plan(library, text, level="township")
    assert filing.issuer.body == "township"
    assert names(filing) == ["云溪县人民政府"]


def test_the_rules_of_a_city_go_to_four_places_within_thirty_days(library: Library) -> None:
    filing = plan(library, ORDER, "gov_rule", "city")
    assert names(filing) == [
        "国务院",
        "湖北省人民代表大会常务委员会",
        "湖北省人民政府",
        "武汉市人民代表大会常务委员会",
    ]
    (duty,) = filing.duties
    assert filing.publication.day == date(2026, 10, 20)  # signed, not the day of the meeting
    assert (duty.days, duty.due, duty.sure) == (30, date(2026, 11, 19), True)
    basis = duty.recipients[0].basis[0]
    assert basis.verified
    assert basis.quoted_text.startswith("（四）")


def test_a_local_regulation_goes_to_the_national_congress_and_the_state_council(
    library: Library,
) -> None:
    text = "武汉市停车条例（草案）\n第一条　为了规范停车，制定本条例。\n"
    filing = plan(library, text, "local_reg", "city")
    assert names(filing) == ["全国人民代表大会常务委员会", "国务院"]
    assert filing.duties[0].filer.startswith("湖北省人民代表大会常务委员会")
    county = plan(library, text, "local_reg", "township")
    assert county.duties == ()
    assert "没有制定地方性法规的权限" in county.note


def test_a_ministry_rule_goes_to_the_state_council(library: Library) -> None:
    filing = plan(
        library, "停车管理办法\n第一条　为了规范停车，制定本办法。\n", "dept_rule", "ministry"
    )
    assert names(filing) == ["国务院"]


def test_a_draft_gets_a_forecast(library: Library) -> None:
    filing = plan(library, DEPARTMENT, level="city", name="办法（送审稿）.txt")
    (duty,) = filing.duties
    assert filing.publication.day is None
    assert (duty.due, duty.passed) == (None, None)
    assert duty.message.startswith("公布后15日内（待核）报襄阳市人民政府")


def test_an_unknown_issuer_gets_both_ways_to_file(library: Library) -> None:
    filing = plan(library, "停车办法（送审稿）\n第一条　为了规范停车，制定本办法。\n")
    assert filing.issuer.body is None
    assert [duty.issuer for duty in filing.duties] == ["由人民政府印发的", "由政府部门印发的"]


def test_an_unknown_level_is_said_not_guessed(library: Library) -> None:
    filing = plan(library, "停车办法\n第一条　为了规范停车，制定本办法。\n", level=None)
    assert filing.duties == ()
    assert "层级" in filing.note


def test_a_contract_is_filed_with_nobody(library: Library) -> None:
    assert plan_filing(submission_of("买卖合同", "contract"), context_of(library)) is None


def test_a_decision_has_no_general_duty_to_file(library: Library) -> None:
    filing = plan(library, "城区学校布局规划\n一、总体要求\n", "major_decision")
    (duty,) = filing.duties
    assert duty.recipients == ()
    assert duty.due is None


def test_the_day_of_issue_is_only_a_makeshift(library: Library) -> None:
    filing = plan(library, DEPARTMENT, level="city")
    assert (filing.publication.day, filing.publication.sure) == (date(2026, 11, 13), False)
    assert "按成文日期推算" in filing.duties[0].message


def package_of(text: str, **papers: str) -> Package:
    main = read_document(text.encode(), "办法.txt")
    materials = tuple(
        Material(
            read_document(words.encode(), f"{role}.txt"),
            (Role(role.replace("_", "-"), "测试"),),
            "own",
            "测试",
        )
        for role, words in papers.items()
    )
    return Package(main, Kind.NORM_DOC, materials)


@pytest.mark.parametrize(
    ("role", "words", "day"),
    [
        ("EV_13", "成文日期：2026-11-13　公布日期：2026-11-16　有效性：有效", date(2026, 11, 16)),
        ("EV_14", "该办法已于2026年11月17日在市政府网站公布，请予备案。", date(2026, 11, 17)),
    ],
)
def test_the_package_tells_the_day_of_publication(
    library: Library, role: str, words: str, day: date
) -> None:
    package = package_of(DEPARTMENT, **{role: f"网页\n{words}\n"})
    filing = plan(library, DEPARTMENT, level="city", package=package)
    assert filing.publication.day == day
    assert filing.publication.sure


def test_the_minutes_tell_the_issuer(library: Library) -> None:
    text = "停车办法（送审稿）\n第一条　为了规范停车，制定本办法。\n"
    minutes = "云溪县人民政府常务会议纪要\n会议审议并原则通过《停车办法》。\n"
    filing = plan(library, text, package=package_of(text, EV_12=minutes))
    assert filing.issuer.body == "government"
    assert "云溪县人民代表大会常务委员会" in names(filing)


def test_an_overdue_filing_of_years_ago_asks_for_the_record(library: Library) -> None:
    filing = plan(library, DEPARTMENT, level="city", published=date(2020, 1, 2))
    assert filing.duties[0].passed
    assert "核对当时的备案记录" in filing.duties[0].message


def test_an_office_that_knows_its_figure_replaces_it_without_code(library: Library) -> None:
    context = context_of(library, AS_OF)
    params = dict(context.knowledge.local_params)
    params["LP-HB-FILING"] = replace(params["LP-HB-FILING"], value={"days": 30}, verified="laws.db")

    class Local:
        local_params = params
        procedures = context.knowledge.procedures
        filing = context.knowledge.filing

    submission = submission_of(DEPARTMENT, "norm_doc", "city")
    filing = plan_filing(
        submission, replace(context, knowledge=Local()), published=date(2026, 11, 14)
    )
    assert filing is not None
    assert (filing.duties[0].days, filing.duties[0].sure) == (30, True)
