from datetime import date

from models.packages.workdays import (
    add_months,
    add_working_days,
    known_years,
    natural_days,
    working_days,
)


def test_the_national_holiday_week_has_few_working_days():
    assert natural_days(date(2026, 9, 28), date(2026, 10, 11)) == 14
    assert working_days(date(2026, 10, 1), date(2026, 10, 7)) == 0
    assert working_days(date(2026, 3, 9), date(2026, 4, 3)) == 20  # no holiday between


def test_a_weekend_day_on_which_people_work_counts():
    assert working_days(date(2026, 10, 10), date(2026, 10, 10)) == 1  # Saturday
    assert working_days(date(2026, 10, 17), date(2026, 10, 18)) == 0


def test_a_year_whose_holidays_are_not_known_is_not_counted():
    first, last = known_years()
    assert (first, last) == (2004, 2026)
    assert working_days(date(2026, 12, 20), date(2027, 1, 10)) is None
    assert working_days(date(2003, 12, 30), date(2004, 1, 10)) is None
    assert add_working_days(date(2026, 12, 28), 10) is None


def test_the_day_itself_does_not_count_in_a_period_after_it():
    assert add_working_days(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert add_working_days(date(2026, 9, 14), 5) == date(2026, 9, 20)  # works on that Sunday


def test_a_period_that_ends_before_it_begins_has_no_days():
    assert natural_days(date(2026, 7, 31), date(2026, 7, 13)) == 0
    assert working_days(date(2026, 7, 31), date(2026, 7, 13)) == 0


def test_a_month_without_that_day_ends_with_its_last():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 11, 26), 60) == date(2031, 11, 26)
