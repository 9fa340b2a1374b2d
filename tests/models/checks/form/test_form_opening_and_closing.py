"""Title, opening, dates, validity, closing of a measure."""

from __future__ import annotations

import pytest

from models.finding import Severity

TITLE = "石城市公园管理办法"
OPENING = (
    "第一条 为了加强公园管理，根据《城市绿化条例》等规定，结合本市实际，制定本办法。\n"
    "第二条 本市行政区域内公园的管理，适用本办法。\n"
)
MIDDLE = (
    "第三条 市园林局负责公园管理工作。\n"
    "第四条 公园应当向社会公布开放时间。\n"
    "第五条 公园内的经营活动应当公开透明。\n"
)
CLOSING = "第六条 本办法由市园林局负责解释。\n第七条 本办法自2026年12月1日起施行，有效期三年。\n"
SIGNED = "石城市人民政府\n2026年11月2日\n"


def measure(
    title: str = TITLE, opening: str = OPENING, closing: str = CLOSING, signed: str = SIGNED
) -> str:
    return f"{title}\n{opening}{MIDDLE}{closing}{signed}"


def test_a_complete_measure_has_no_finding_and_says_what_was_in_order(look):
    outcome = look(measure())
    assert outcome.findings == ()
    acts = {c.act for c in outcome.cleared}
    assert {"文件名称", "目的和依据", "适用范围", "解释条款", "施行日期", "有效期"} <= acts
    assert {c.cleared_by for c in outcome.cleared} == {"form"}


@pytest.mark.parametrize("title", ["石城市公园管理条例", "石城市公园管理条例（试行）"])
def test_a_normative_document_is_not_called_a_regulation(found, title):
    (finding,) = found("FR-01", measure(title=title))
    assert "条例" in finding.message


@pytest.mark.parametrize(
    ("issuer", "flagged"),
    [
        ("石城市殡葬改革领导小组", True),
        ("石城市旅游产业发展联席会议办公室", True),
        ("石城市防汛抗旱指挥部", False),
        ("石城市园林局", False),
    ],
)
def test_a_body_that_only_coordinates_issues_nothing_in_its_own_name(found, issuer, flagged):
    findings = found("FR-31", measure(signed=f"{issuer}\n2026年11月2日\n"))
    assert [issuer in f.message for f in findings] == [True] * flagged
    assert all(f.severity is Severity.MAJOR and f.basis[0].verified for f in findings)


@pytest.mark.parametrize("title", [TITLE, "石城市公园管理规定", "石城市公园养护工作方法"])
def test_ordinary_names_pass(found, title):
    assert found("FR-01", measure(title=title)) == ()


def test_a_local_regulation_may_be_called_a_regulation(found):
    assert found("FR-01", measure(title="石城市公园管理条例"), "local_reg", "city") == ()


def test_a_measure_without_day_of_effect_is_flagged_with_a_verified_basis(found):
    (finding,) = found("FR-04", measure(closing="第六条 本办法由市园林局负责解释。\n"))
    assert finding.category == "missing_or_wrong_effective_date"
    assert finding.severity is Severity.MAJOR
    assert finding.span is None
    assert finding.basis[0].verified


@pytest.mark.parametrize(
    "clause",
    [
        "第七条 本办法自公布之日起施行，有效期三年。\n",
        "第七条 本办法自印发之日起执行，有效期三年。\n",
        "第七条 本办法从2027年1月1日起正式实施，有效期至2029年12月31日。\n",
        "第七条 本办法自2026年 月 日起施行，有效期三年。\n",
        "第七条 本办法有效期自2027年1月1日起，至2031年12月31日止。\n",
    ],
)
def test_every_usual_way_to_state_the_day_of_effect_passes(found, clause):
    assert found("FR-04", measure(closing=clause)) == ()


def test_the_day_of_effect_of_something_else_does_not_count(found):
    text = measure(closing="").replace("应当公开透明", "自批准之日起实施")
    filler = "".join(f"第{n}条 公园应当保持整洁。\n" for n in ("六", "七", "八", "九", "十"))
    assert len(found("FR-04", text.replace(SIGNED, filler + SIGNED))) == 1


@pytest.mark.parametrize(
    "closing",
    [
        "第六条 本办法自2026年10月1日起施行，有效期三年。\n",
        "第六条 本办法有效期自2026年10月1日起，至2031年9月30日止。\n",
    ],
)
def test_a_day_of_effect_before_the_day_of_signing_is_critical(found, closing):
    (finding,) = found("FR-04", measure(closing=closing))
    assert finding.severity is Severity.CRITICAL
    assert finding.source == "arithmetic"
    assert "2026年10月1日" in finding.message


@pytest.mark.parametrize(
    ("closing", "early"),
    [
        ("第六条 本办法自2026年10月1日起施行。（2026年11月10日印发）\n", True),
        ("第六条 本办法自2026年11月20日公布，自2026年10月1日起施行。\n", True),
        ("第六条 本办法自2026年12月1日起施行。（2026年11月10日印发）\n", False),
        ("第六条 本办法自2026年10月1日起施行，2026年11月1日公布的试行办法同时废止。\n", False),
    ],
)
def test_the_day_of_issue_is_read_beside_the_first_day_where_nobody_signs(found, closing, early):
    findings = [
        f for f in found("FR-04", measure(closing=closing, signed="")) if "早于" in f.message
    ]
    assert bool(findings) is early


@pytest.mark.parametrize(
    ("clause", "hints"),
    [
        ("自2026年11月20日起施行", 1),
        ("自公布之日起施行", 1),
        ("自2026年12月31日起施行", 0),
    ],
)
def test_rules_start_thirty_days_after_publication(found, clause, hints):
    text = measure(closing=f"第六条 本办法{clause}。\n")
    findings = found("FR-04", text, "gov_rule", "city")
    assert len(findings) == hints
    assert all(f.severity is Severity.MAJOR for f in findings)


def test_words_of_haste_elsewhere_in_a_rule_excuse_nothing(found):
    closing = "第六条 本办法自公布之日起施行。\n"
    text = measure(closing=closing).replace("应当公开透明", "应当做好应急处置")
    assert len(found("FR-04", text, "gov_rule", "city")) == 1


def test_a_rule_that_says_why_it_cannot_wait_starts_at_once(found):
    reason = "第六条 不立即施行将有碍本办法施行，故自公布之日起施行。\n"
    assert found("FR-04", measure(closing=reason), "gov_rule", "city") == ()


def test_a_missing_period_of_validity_is_a_hint_and_names_hubeis_rule_in_hubei_only(found):
    closing = "第六条 本办法自2026年12月1日起施行。\n"
    (elsewhere,) = found("FR-08", measure(closing=closing))
    (hubei,) = found("FR-08", measure(closing=closing + "第七条 本办法报湖北省人民政府备案。\n"))
    assert {elsewhere.severity, hubei.severity} == {Severity.MINOR}
    assert elsewhere.basis == ()
    assert [basis.verified for basis in hubei.basis] == [False]


def test_the_validity_of_a_certificate_is_not_the_documents_own(found):
    closing = "第六条 经营证的有效期为二年。\n第七条 本办法自2026年12月1日起施行。\n"
    assert len(found("FR-08", measure(closing=closing))) == 1


@pytest.mark.parametrize(
    ("title", "validity", "hints"),
    [
        ("石城市公园管理办法（试行）", "有效期三年", 1),
        ("石城市公园管理办法（试行）", "有效期两年", 0),
        ("石城市公园管理暂行办法", "有效期至2028年11月30日", 0),
        ("石城市公园管理暂行办法", "有效期至2031年11月30日", 1),
        ("石城市公园管理办法", "有效期五年", 0),
        ("石城市公园管理办法", "有效期十年", 1),
    ],
)
def test_trial_documents_are_short_lived(found, title, validity, hints):
    closing = f"第六条 本办法自2026年12月1日起施行，{validity}。\n"
    assert len(found("FR-08", measure(title=title, closing=closing))) == hints


@pytest.mark.parametrize(
    ("kind", "level"), [("gov_rule", "city"), ("local_reg", "city"), ("norm_doc", "ministry")]
)
def test_only_local_normative_documents_need_a_period_of_validity(found, kind, level):
    text = measure(closing="第六条 本办法自2026年12月31日起施行。\n")
    assert found("FR-08", text, kind, level) == ()


def test_an_opening_without_basis_is_named(found):
    opening = OPENING.replace("根据《城市绿化条例》等规定，结合本市实际，", "")
    (finding,) = found("FR-05", measure(opening=opening))
    assert "制定依据" in finding.message
    assert finding.locator.article == "第一条"


def test_a_measure_without_scope_is_named(found):
    opening = OPENING.replace("本市行政区域内公园的管理，适用本办法。", "公园是公益设施。")
    assert len(found("FR-06", measure(opening=opening))) == 1


@pytest.mark.parametrize(
    ("clause", "hints"),
    [
        ("本市以前发布的有关规定与本办法不一致的，以本办法为准。", 1),
        ("原有关规定同时废止。", 1),
        ("《石城市公园管理规定》（石政发〔2020〕3号）同时废止。", 0),
    ],
)
def test_a_repeal_clause_names_what_it_repeals(found, clause, hints):
    closing = f"第六条 本办法自2026年12月1日起施行，有效期三年。{clause}\n"
    assert len(found("FR-09", measure(closing=closing))) == hints


@pytest.mark.parametrize(
    ("who", "kind", "hints"),
    [
        ("市园林局", "gov_rule", 1),
        ("石城市人民政府", "gov_rule", 0),
        ("市园林局", "norm_doc", 0),
        ("本部法制司", "dept_rule", 1),
        ("本部", "dept_rule", 0),
    ],
)
def test_a_rule_is_interpreted_by_the_body_that_made_it(found, who, kind, hints):
    closing = f"第六条 本办法由{who}负责解释。\n第七条 本办法自2026年12月31日起施行。\n"
    findings = found("FR-10", measure(closing=closing), kind, "city")
    assert len(findings) == hints


@pytest.mark.parametrize(
    ("kind_of_text", "text"),
    [
        (
            "notice",
            "石城市人民政府关于做好防汛工作的通知\n各镇人民政府：\n一、提高认识\n各单位要压实责任。\n"
            "二、强化措施\n落实值班制度。\n石城市人民政府\n2026年6月2日\n",
        ),
        (
            "opinion",
            "石城市人民政府关于支持产业发展的意见\n一、总体要求\n坚持公平竞争。\n二、主要任务\n"
            "（一）优化服务。\n（二）加强监管。\n石城市人民政府\n2026年6月2日\n",
        ),
        ("reply", "石城市司法局关于有关问题的答复\n市城管局：\n来函收悉。现答复如下：同意。\n"),
    ],
)
def test_documents_without_articles_are_not_measured_by_those_of_a_rule(look, kind_of_text, text):
    rules = {f.check_id for f in look(text).findings}
    assert rules.isdisjoint({"FR-02", "FR-03", "FR-04", "FR-05", "FR-06", "FR-08"}), kind_of_text
