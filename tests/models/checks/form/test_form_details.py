"""Document number, ladders, fines, wording, layout, agencies."""

from __future__ import annotations

import pytest

from models.finding import Severity

HEAD = (
    "石城市养犬管理办法\n{number}"
    "第一条 为了规范养犬行为，根据有关法律法规，制定本办法。\n"
    "第二条 本市行政区域内的养犬管理，适用本办法。\n"
)
TAIL = (
    "第四条 市公安局负责养犬管理。\n"
    "第五条 养犬人应当文明养犬。\n"
    "第六条 本办法自2026年12月1日起施行，有效期三年。\n"
    "石城市人民政府\n2026年11月2日\n"
)


def draft(article: str = "第三条 养犬人应当为犬只接种疫苗。\n", number: str = "") -> str:
    return HEAD.format(number=number) + article + TAIL


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("石政发[2026]12号\n", "石政发〔2026〕12号"),
        ("石政发〔2026〕第12号\n", "石政发〔2026〕12号"),
        ("石政发（2026）012号\n", "石政发〔2026〕12号"),
    ],
)
def test_a_document_number_is_corrected(found, number, right):
    (finding,) = found("FR-16", draft(number=number))
    assert right in finding.suggestion
    assert finding.quote == number.strip()


def test_a_right_document_number_passes(found):
    assert found("FR-16", draft(number="石政发〔2026〕12号\n")) == ()


def test_a_number_of_another_year_than_the_date_is_noticed(found):
    (finding,) = found("FR-27", draft(number="石政发〔2025〕12号\n"))
    assert finding.severity is Severity.NOTICE


def ladder(*items: str) -> str:
    marks = "一二三四五"
    lines = "".join(f"（{marks[i]}）{item}；\n" for i, item in enumerate(items))
    return draft(f"第三条 按照下列标准缴纳服务费：\n{lines}")


@pytest.mark.parametrize(
    "items",
    [
        ("面积一百平方米以下的，按甲标准", "面积一百平方米以上的，按乙标准"),
        ("重量10吨以上20吨以下的，按甲标准", "重量20吨以上30吨以下的，按乙标准"),
        ("面积不足50平方米的，按甲标准", "面积超过50平方米的，按乙标准"),
        (
            "人数不满十人的，按甲标准",
            "人数十人以上三十人以下的，按乙标准",
            "人数三十人以上的，按丙标准",
        ),
    ],
)
def test_brackets_that_overlap_or_leave_a_gap_are_flagged(found, items):
    (finding,) = found("FR-14", ladder(*items))
    assert finding.severity is Severity.MAJOR
    assert finding.basis[0].verified


@pytest.mark.parametrize(
    "items",
    [
        ("面积不满一百平方米的，按甲标准", "面积一百平方米以上的，按乙标准"),
        ("面积一百平方米以下的，按甲标准", "面积超过一百平方米的，按乙标准"),
        ("面积一百平方米以下的，按甲标准", "人数一百人以上的，按乙标准"),
        ("明渠为五十米以内的区域", "水库为五十米以上的区域"),
        ("轻微的，处一千元以上三千元以下罚款", "严重的，处三千元以上五千元以下罚款"),
    ],
)
def test_brackets_that_meet_or_measure_different_things_pass(found, items):
    assert found("FR-14", ladder(*items)) == ()


def test_fine_ranges_over_ten_times_make_one_hint(found):
    article = (
        "第三条 违反前款规定的，处一千元以上二万元以下罚款；\n"
        "逾期不改的，处五百元以上一万元以下罚款。\n"
    )
    (finding,) = found("FR-22", draft(article))
    assert finding.severity is Severity.MINOR
    assert "第三条" in finding.message


@pytest.mark.parametrize(
    "article",
    [
        "第三条 违反规定的，处一千元以上一万元以下罚款。\n",
        "第三条 违反规定的，处五千元以下罚款。\n",
    ],
)
def test_narrow_and_open_fine_ranges_pass(found, article):
    assert found("FR-22", draft(article)) == ()


@pytest.mark.parametrize(
    ("rule", "article"),
    [
        ("FR-13", "第三条 对遛犬不牵绳的，原则上处以罚款。\n"),
        ("FR-26", "第三条 违反本办法的，由市公安局视情节给予处罚。\n"),
        ("FR-26", "第三条 其他需要处罚的情形由市公安局认定。\n"),
    ],
)
def test_open_wording_with_a_consequence_is_named(found, rule, article):
    assert len(found(rule, draft(article))) == 1


@pytest.mark.parametrize(
    "article",
    [
        "第三条 犬只免疫原则上每年一次。\n",
        "第三条 违反规定的，视情节轻重处以一百元以上五百元以下罚款。\n",
        "第三条 法律、法规规定应当处罚的其他情形。\n",
    ],
)
def test_open_wording_without_consequence_passes(look, article):
    rules = {f.check_id for f in look(draft(article)).findings}
    assert rules.isdisjoint({"FR-13", "FR-26"})


def test_items_with_the_marks_of_points_are_named(found):
    article = "第三条 养犬人应当遵守下列规定：\n1.不得遛烈性犬；\n2.及时清理粪便。\n"
    (finding,) = found("FR-02", draft(article))
    assert finding.locator.article == "第三条"


@pytest.mark.parametrize(
    "article",
    [
        "第三条 养犬人应当遵守下列规定：\n（一）出户：\n1.牵绳；\n2.戴嘴套；\n（二）清理。\n",
        "第三条 养犬实行分区管理。\n一、二级管理区由市公安局划定。\n",
    ],
)
def test_points_below_items_and_words_like_marks_pass(found, article):
    assert found("FR-02", draft(article)) == ()


def test_chapters_of_a_short_measure_are_noticed(found):
    text = (
        draft()
        .replace("第一条 为了", "第一章 总则\n第一条 为了")
        .replace("第三条", "第二章 管理\n第三条")
        .replace("第六条", "第三章 附则\n第六条")
    )
    (finding,) = found("FR-03", text)
    assert finding.severity is Severity.NOTICE


def test_old_agencies_make_one_notice_with_the_new_names(found):
    article = "第三条 工商行政管理局和国土资源局配合市公安局做好相关工作。\n"
    (finding,) = found("FR-07", draft(article))
    assert finding.severity is Severity.NOTICE
    assert "市场监督管理" in finding.message
    assert "自然资源" in finding.message


@pytest.mark.parametrize(
    "article",
    [
        "第三条 市场监督管理局和生态环境局配合做好相关工作。\n",
        "第三条 由承继原国土资源局职责的部门负责。\n",
        "第三条 参照《工商行政管理局公示办法》执行。\n",
    ],
)
def test_new_agencies_history_and_titles_pass(found, article):
    assert found("FR-07", draft(article)) == ()
