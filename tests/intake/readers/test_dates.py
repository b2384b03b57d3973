"""Dates in the forms that the region writes; day and month are told apart by the column; the doubtful are flagged."""

import datetime as dt

import pytest

from chorsu.intake.readers.dates import order_of, read_date

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2011-05-31", "2011-05-31"),
        ("2011-05-31T10:20:30Z", "2011-05-31"),
        ("31.05.2011", "2011-05-31"),
        ("31.05.2011 г.", "2011-05-31"),
        ("5.6.11", "2011-06-05"),
        ("13/06/2011", "2011-06-13"),
        ("06/13/2011", "2011-06-13"),
        ("20210512", "2021-05-12"),
        ("5 января 2021 г.", "2021-01-05"),
        ("05 янв. 2021", "2021-01-05"),
        ("«12» мая 2020 года", "2020-05-12"),
        ("05-Jan-21", "2021-01-05"),
        ("January 5, 2021", "2021-01-05"),
        ("1 March 2012 14:30", "2012-03-01"),
        ("40554", "2011-01-11"),
        ("۲۰۲۰/۱/۲", "2020-01-02"),
    ],
)
def test_a_date_is_read(text, date):
    assert read_date(text, today=TODAY).date == dt.date.fromisoformat(date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1400/01/01", "2021-03-21"),
        ("1399-12-30", "2021-03-20"),
        ("1403/12/30", "2025-03-20"),
        ("۱۳۹۰/۰۷/۰۱", "2011-09-23"),
        ("۵ حمل ۱۴۰۰", "2021-03-25"),
    ],
)
def test_a_solar_date_is_converted_and_said_so(text, date):
    read = read_date(text, today=TODAY)
    assert (read.date, read.changes) == (dt.date.fromisoformat(date), ("date_solar",))


@pytest.mark.parametrize(
    "text", ["", "abc", "0", "2020", "2015-02-30", "31.02.2015", "2015-13-40", "99.99.9999", "²³.01.2011"]
)
def test_what_is_no_date_is_refused_with_a_suggestion(text):
    read = read_date(text, today=TODAY)
    assert read.date is None
    assert read.reason == "unreadable_date"
    assert read.suggestion


def test_the_suggestion_names_the_day_that_may_be_meant():
    assert "2015-02-28" in read_date("31.02.2015", today=TODAY).suggestion
    assert "2015-02-30" not in read_date("02.30.2015", today=TODAY).suggestion
    assert "2015-05-13" in read_date("2015-13-05", today=TODAY).suggestion


@pytest.mark.parametrize("text", ["1900-01-01", "01.01.1900", "2090-05-05", "2026-11-27"])
def test_a_date_long_past_or_in_the_future_is_flagged_and_left_empty(text):
    read = read_date(text, today=TODAY)
    assert (read.date, read.flags, read.reason) == (None, ("impossible_date",), "")


def test_the_day_after_today_is_accepted_for_the_sake_of_time_zones():
    assert read_date("2026-11-26", today=TODAY).date == dt.date(2026, 11, 26)


def test_the_column_decides_what_comes_first():
    assert order_of(["01/02/2011", "13/02/2011"]) == "dmy"
    assert order_of(["01/02/2011", "02/13/2011"]) == "mdy"
    assert order_of(["01/02/2011", "13/02/2011", "02/13/2011"]) is None
    assert order_of(["01.13.2011", "01/02/2011"]) is None


@pytest.mark.parametrize(("order", "month", "flagged"), [("dmy", 6, False), ("mdy", 5, False), (None, 6, True)])
def test_an_undecided_column_is_read_day_first_and_flagged(order, month, flagged):
    read = read_date("05/06/2011", today=TODAY, order=order)
    assert (read.date.month, "ambiguous_date" in read.flags) == (month, flagged)


def test_dots_are_day_first_and_never_in_doubt():
    assert read_date("05.06.2011", today=TODAY).flags == ()


def test_american_dates_of_a_table_are_read_by_its_unambiguous_ones(read, rows):
    lines = ["date,substance,quantity,unit", "05/06/2011,heroin,1,kg", "05/26/2011,heroin,1,kg"]
    found = rows(read("\n".join(lines)))
    assert [row.seizure_date for row in found] == [dt.date(2011, 5, 6), dt.date(2011, 5, 26)]
    assert not any("ambiguous_date" in row.flags for row in found)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("12-14 марта 2024", "2024-03-12"),
        ("с 12 по 14 марта 2024 г.", "2024-03-12"),
        ("12.03.2024-14.03.2024", "2024-03-12"),
        ("12.03-14.03.2024", "2024-03-12"),
        ("5-6.03.24", "2024-03-05"),
        ("30 марта - 2 апреля 2024", "2024-03-30"),
        ("March 12-14, 2024", "2024-03-12"),
        ("du 12 au 14 mars 2024", "2024-03-12"),
        ("2024-03-12/2024-03-14", "2024-03-12"),
    ],
)
def test_a_range_of_days_gives_its_first_and_says_so(text, first):
    read = read_date(text, today=TODAY)
    assert (str(read.date), read.flags) == (first, ("date_range",))


@pytest.mark.parametrize("text", ["14.03.2024-12.03.2024", "01.01.2024-31.12.2024", "12.03.2024, 20.03.2024"])
def test_a_span_turned_round_too_long_or_of_two_days_is_no_range(text):
    assert read_date(text, today=TODAY).reason == "unreadable_date"


@pytest.mark.parametrize(
    "text", ["март 2024", "March 2024", "mart 2024", "03.2024", "2024-03", "март 2024 г.", "наурыз 2024"]
)
def test_a_month_gives_its_first_day_and_says_so(text):
    read = read_date(text, today=TODAY)
    assert (str(read.date), read.flags) == ("2024-03-01", ("date_month",))


@pytest.mark.parametrize("text", ["2024", "2024 год", "1 квартал 2024", "12 марта"])
def test_a_year_a_quarter_or_a_day_without_a_year_is_no_date(text):
    assert read_date(text, today=TODAY).reason == "unreadable_date"


@pytest.mark.parametrize(
    "text",
    [
        "12.03.2024 в 14:30", "14:30 12.03.2024", "12.03.2024 г. около 14 ч. 30 мин.", "вторник, 12 марта 2024",
        "12 mars 2024", "12-mart 2024-yil", "2024-yil 12-mart", "2024 жылғы 12 наурыз", "2024-жылдын 12-марты",
        "12 mart 2024-cü il", "2024-nji ýylyň 12-nji marty", "12 марти соли 2024", "12 Mart 2024", "12.III.2024",
        "12th of March 2024", "22 اسفند 1402",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_language_and_with_words_around_it(text):
    read = read_date(text, today=TODAY)
    assert (str(read.date), read.flags) == ("2024-03-12", ())
