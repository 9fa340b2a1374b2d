from datetime import date

import pytest

from models.packages.dates import read_moments

JUL13, JUL31, AUG12 = date(2026, 7, 13), date(2026, 7, 31), date(2026, 8, 12)


def one(text: str, year: int | None = 2026):
    found = read_moments(text, year)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年7月13日", JUL13),
        ("成文日期：2026-07-13　有效性：有效", JUL13),
        ("发文时间 2026.7.13", JUL13),
        ("2026/7/13", JUL13),
        ("二〇二六年三月一日", date(2026, 3, 1)),
        ("二○二六年十二月三十一日印发", date(2026, 12, 31)),
        ("２０２６年７月１３日", JUL13),
        ("2026 年 7 月 13 日", JUL13),
        ("2026年7月13号", JUL13),
        ("时间：2026年7月13日14:30—16:40", JUL13),
        ("2026年7月13日9时至11时40分开会", JUL13),
    ],
)
def test_a_day_is_read_however_it_is_written(text, day):
    found = one(text)
    assert (found.first, found.last, found.length) == (day, day, None)
    assert not found.guessed_year


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026年7月13日至2026年7月31日", JUL13, JUL31),
        ("2026年7月13日至31日", JUL13, JUL31),
        ("2026年7月13日—7月31日", JUL13, JUL31),
        ("自2026年7月13日起，至8月12日止", JUL13, AUG12),
        ("从2026年7月13日开始到8月12日", JUL13, AUG12),
        ("2026.7.13-7.31", JUL13, JUL31),
        ("2026-07-13至2026-08-12", JUL13, AUG12),
        ("2026/7/13 - 2026/8/12", JUL13, AUG12),
        ("2026年7月13日（星期一）上午9时至8月12日（星期三）下午5时30分", JUL13, AUG12),
        ("开始时间：2026-07-13 09:00　结束时间：2026-08-12 18:00", JUL13, AUG12),
        ("2025年12月20日至1月19日", date(2025, 12, 20), date(2026, 1, 19)),
        ("12月20日至2026年1月19日", date(2025, 12, 20), date(2026, 1, 19)),
        ("二〇二六年三月一日起至三月三十日止", date(2026, 3, 1), date(2026, 3, 30)),
    ],
)
def test_a_period_has_both_its_days(text, first, last):
    found = one(text)
    assert (found.first, found.last) == (first, last)
    assert not found.guessed_year


@pytest.mark.parametrize(
    ("text", "length", "unit"),
    [
        ("征求意见时间为2026年7月13日至2026年7月31日，共30日。", 30, "natural"),
        ("2026年7月13日至7月31日（19日）", 19, "natural"),
        ("公示期为7个工作日（2026年7月13日至7月31日）", 7, "working"),
        ("时间20个工作日，自2026年7月13日起至2026年7月31日止", 20, "working"),
        ("为期一个月，从2026年7月13日到7月31日", 1, "month"),
        ("2026年7月13日至7月31日公开征求意见19日", 19, "natural"),
        ("2026年7月13日始，至7月31日止，为期30天", 30, "natural"),
    ],
)
def test_the_length_that_a_text_states_stands_beside_the_days_even_if_it_is_wrong(
    text, length, unit
):
    found = one(text)
    assert (found.first, found.last) == (JUL13, JUL31)
    assert (found.length, found.unit) == (length, unit)


def test_a_length_of_another_matter_is_not_given_to_a_period():
    period, days = read_moments("2026年7月13日至7月31日公示，收到异议的在30日内答复。")
    assert period.length is None
    assert (days.first, days.last, days.length, days.unit) == (None, None, 30, "natural")


def test_a_period_that_begins_with_an_event_has_only_its_length():
    found = one("自本公告发布之日起30日内提出")
    assert (found.first, found.last, found.length, found.unit) == (None, None, 30, "natural")


def test_a_period_of_some_days_from_a_day_keeps_the_day():
    found = one("自2026年7月13日起公示5个工作日")
    assert (found.first, found.last, found.length, found.unit) == (JUL13, None, 5, "working")


def test_a_period_from_the_notice_to_a_day_has_only_its_last_day():
    found = one("公示期自即日起至2026年8月12日止，共30天")
    assert (found.first, found.last, found.length) == (None, AUG12, 30)
    assert one("截至2026年8月12日（公告期30日）").first is None


def test_a_day_without_a_year_takes_the_nearest_year_before_it_and_says_so():
    started, asked = read_moments("2025年4月6日启动起草。6月25日征求意见。", 2026)
    assert not started.guessed_year
    assert (asked.first, asked.guessed_year) == (date(2025, 6, 25), True)
    begun = one("2025年4月起调研，6月25日征求意见", 2026)
    assert begun.first == date(2025, 6, 25)


def test_the_year_of_an_old_law_on_another_line_is_not_taken():
    text = "根据2018年5月16日印发的通知。\n采纳情况已于8月12日公布。"
    assert read_moments(text, 2026)[-1].first == AUG12
    assert one("8月12日公布").first == AUG12
    assert one("8月12日公布", None).first is None
    assert read_moments("8月12日反馈。\n2026年8月20日", None)[0].first == AUG12


def test_a_day_that_no_calendar_has_is_shown_without_a_date():
    found = one("2026年6月31日召开会议")
    assert (found.first, found.last, found.length) == (None, None, None)


def test_what_comes_back_every_year_and_what_is_left_blank_are_no_moments():
    assert read_moments("应当于每年三月一日至三月三十一日提交") == ()
    assert read_moments("自　　年　月　日起施行") == ()
    assert read_moments("规划（2027—2030年），国办发〔2018〕37号，2025年底") == ()
    assert read_moments("六十周岁以上，三年级，下一年度") == ()


def test_a_number_before_a_day_is_not_part_of_it():
    assert one("1.6月4日，镇政府会议室").first == date(2026, 6, 4)


def test_places_are_those_of_the_text():
    text = "征集时间为2026年9月28日至10月4日（7日）。"
    found = one(text)
    assert found.span.of(text) == "2026年9月28日至10月4日（7日"
    assert found.first is not None
    assert found.last is not None
