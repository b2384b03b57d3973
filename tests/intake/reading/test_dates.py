"""A date of a text is a day of the calendar, whatever the language, the form and what is left out."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chorsu.intake.reading.calendars import SOLAR_YEARS, days_in_solar_month, solar_day, solar_year_of
from chorsu.intake.reading.dates import dates
from chorsu.intake.reading.lexicon import LANGUAGES
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View

PUBLISHED = dt.date(2024, 5, 10)
UNSEEN = [json.loads(line) for line in (Path(__file__).parent / "unseen" / "where.jsonl").open(encoding="utf-8")]
PIECES = st.sampled_from(
    [
        "5",
        "17",
        "2024",
        "1402",
        "31.02.2023",
        "05/06/2023",
        "мая",
        "May",
        "October",
        "с",
        "по",
        "from",
        "to",
        "–",
        "-",
        ",",
        ".",
        "،",
        "г.",
        "года",
        "yil",
        "3-oktabr",
        "мар",
        "марта",
        "مهر",
        "۲۳",
        "سال",
        "وری",
        "вчера",
        "last",
        "Monday",
        "ночь",
        "on",
        "the",
        "night",
        "of",
        "I",
        "квартал",
        "half",
        "first",
        "since",
        "2020",
        "\u200c",
        "\n\n",
        "«",
        "İ",
        "ß",
        "99999999999",
    ]
)
ANY_TEXT = st.text(max_size=120) | st.lists(PIECES, max_size=25).map(" ".join)


def read(text, language, published=PUBLISHED):
    return dates(View(text), Setting(language, published=published))


def told(text, language):
    return _plain(read(text, language))


def told_without_publication(text, language):
    return _plain(read(text, language, None))


def _plain(found):
    return [(str(one.value.start), str(one.value.end or ""), one.value.kind, one.value.role) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ru", "С 28 декабря 2023 года по 3 января 2024 года", ("2023-12-28", "2024-01-03", "range", "event")),
        ("ru", "С 28 декабря по 3 января 2024 года", ("2023-12-28", "2024-01-03", "range", "event")),
        ("ru", "В ночь на 3 мая изъято", ("2024-05-03", "", "night", "event")),
        ("ru", "17-21.10.2022", ("2022-10-17", "2022-10-21", "range", "event")),
        ("ru", "15 мая 1985 г.р.", ("1985-05-15", "", "day", "birth")),
        ("ru", "Закон от 5 мая 2019 года", ("2019-05-05", "", "day", "other")),
        ("ru", "17 октября с.г. изъято", ("2024-10-17", "", "day", "event")),
        ("ru", "во II квартале 2023 года", ("2023-04-01", "2023-06-30", "period", "event")),
        ("en", "May 3rd", ("2024-05-03", "", "day", "event")),
        ("en", "on December 30", ("2023-12-30", "", "day", "event")),
        ("en", "since the beginning of the year", ("2024-01-01", "2024-05-10", "period", "event")),
        ("en", "the agency said on Monday that", ("2024-05-06", "", "day", "reported")),
        ("en", "on February 29", ("2024-02-29", "", "day", "event")),
        ("uz", "17-oktabrdan 21-oktabrgacha", ("2023-10-17", "2023-10-21", "range", "event")),
        ("kk", "6 мамырға қараған түні", ("2024-05-06", "", "night", "event")),
        ("ky", "өткөн жылдын 5-декабрында", ("2023-12-05", "", "day", "event")),
        ("tg", "шаби 3 уми май", ("2024-05-03", "", "night", "event")),
        ("tk", "maýyň 5-ine", ("2024-05-05", "", "day", "event")),
        ("az", "mayın 5-dən 7-dək", ("2024-05-05", "2024-05-07", "range", "event")),
        ("fa", "بیست و سوم مهر ۱۴۰۲", ("2023-10-15", "", "day", "event")),
        ("fa", "۱۴۰۳/۰۲/۱۷", ("2024-05-06", "", "day", "event")),
        ("ps", "د ۱۴۰۳ کال د ثور په ۱۵مه", ("2024-05-04", "", "day", "event")),
    ],
)
def test_a_written_date_is_read(language, text, wanted):
    assert told(text, language) == [wanted]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "he may 5 times"),
        ("ru", "31 февраля 2023 года"),
        ("ru", "Операция «Кара-дори – 2022»"),
        ("ru", "изъято 350 г гашиша, 2022 таблетки"),
        ("ps", "درې کسان نیول شوي دي"),
        ("fa", "۱۵ دسامبر ۱۴۰۲ ۳۱ مهر ۱۴۰۲"),
    ],
)
def test_what_is_no_date_is_left_alone(language, text):
    assert not [one for one in read(text, language) if one.value.kind != "period"]


def test_a_month_before_a_count_is_a_month():
    assert told("in March 25 people were held", "en") == [("2024-03-01", "2024-03-31", "period", "event")]


def test_the_other_order_of_figures_is_kept_as_an_alternative():
    (found,) = read("on 05/06/2023", "en")
    assert found.value.start == dt.date(2023, 6, 5)
    assert [one.start for one in found.alternatives] == [dt.date(2023, 5, 6)]


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "On 2 May a car was stopped. Four days later a flat was searched.", ["2024-05-02", "2024-05-06"]),
        ("en", "On 2 May a car was stopped; the next day, 3 May, a flat.", ["2024-05-02", "2024-05-03"]),
        ("en", "Three days ago a car was stopped.", ["2024-05-07"]),
        ("ru", "2 мая остановлена машина. Спустя четыре дня обыскали дом.", ["2024-05-02", "2024-05-06"]),
        ("ru", "2 мая остановлена машина. На следующий день обыскали дом.", ["2024-05-02", "2024-05-03"]),
        ("ru", "Машина остановлена четыре дня назад.", ["2024-05-06"]),
        ("tg", "2 май мошинро боздоштанд. Рӯзи дигар хонаро кофтанд.", ["2024-05-02", "2024-05-03"]),
        ("uz", "2-may kuni mashina to‘xtatildi. Ertasi kuni uy tekshirildi.", ["2024-05-02", "2024-05-03"]),
        ("uz", "2 май куни машина тўхтатилди. Эртаси куни уй текширилди.", ["2024-05-02", "2024-05-03"]),
        ("kk", "2 мамырда көлік тоқтатылды. Ертесіне үй тінтілді.", ["2024-05-02", "2024-05-03"]),
        ("ky", "2-майда унаа токтотулду. Эртеси үй тинтилди.", ["2024-05-02", "2024-05-03"]),
        ("tk", "2-nji maýda maşyn saklandy. Ertesi gün jaý barlandy.", ["2024-05-02", "2024-05-03"]),
        ("az", "Mayın 2-də maşın saxlanılıb. Həmin gün ev yoxlanılıb.", ["2024-05-02", "2024-05-02"]),
        ("fa", "۱۳ اردیبهشت خودرو متوقف شد. روز بعد خانه بازرسی شد.", ["2024-05-02", "2024-05-03"]),
        ("fa", "سه روز پیش خودرو متوقف شد.", ["2024-05-07"]),
        ("ps", "درې ورځې مخکې موټر ودرول شو.", ["2024-05-07"]),
        ("en", "The next day a flat was searched.", []),
    ],
)
def test_a_day_counted_from_another(language, text, days):
    assert [str(one.value.start) for one in read(text, language)] == days


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("fa", "از ابتدای سال جاری", "2024-03-20"),
        ("ps", "د روان کال له پیله", "2024-03-20"),
        ("fa", "۲ می ۲۰۲۴ کشف شد. از آغاز سال روان", "2024-01-01"),
    ],
)
def test_the_year_of_afghans_and_persians_is_solar_unless_the_text_counts_otherwise(language, text, start):
    assert [str(one.value.start) for one in read(text, language) if one.value.kind == "period"] == [start]


def test_a_day_without_a_year_and_without_publication_takes_the_year_of_the_text_or_none():
    assert not read("3 мая изъято", "ru", None)
    assert [one.value.start.year for one in read("3 мая 2021 года и 5 июня", "ru", None)] == [2021, 2021]


@pytest.mark.parametrize("case", UNSEEN, ids=lambda case: case["id"])
def test_the_date_of_an_unseen_notice(case):
    found = [one.value for one in read(case["text"], case["lang"], dt.date.fromisoformat(case["published"]))]
    if case["period"]:
        assert case["period"] in {f"{one.start}/{one.end}" for one in found if one.kind == "period"}
    else:
        days = {(str(one.start), str(one.end)) for one in found if one.kind != "period" and one.role == "event"}
        assert case["date"] in {start for start, _ in days}
        assert not case["date_end"] or (case["date"], case["date_end"]) in days


@pytest.mark.parametrize(
    ("solar", "day"),
    [
        ((1403, 1, 1), dt.date(2024, 3, 20)),
        ((1402, 7, 23), dt.date(2023, 10, 15)),
        ((1399, 12, 30), dt.date(2021, 3, 20)),
        ((1375, 1, 1), dt.date(1996, 3, 20)),
        ((1357, 11, 22), dt.date(1979, 2, 11)),
        ((1408, 12, 30), dt.date(2030, 3, 20)),
    ],
)
def test_known_days_of_the_solar_calendar(solar, day):
    assert solar_day(*solar) == day


@example(1472, 10, 12)
@given(st.sampled_from(SOLAR_YEARS), st.integers(1, 12), st.integers(1, 31))
def test_the_days_of_the_solar_calendar_follow_each_other(year, month, day):
    found = solar_day(year, month, day)
    assert (found is None) == (day > days_in_solar_month(year, month))
    if found and day < days_in_solar_month(year, month):
        assert solar_day(year, month, day + 1) == found + dt.timedelta(days=1)
    if found:
        assert solar_year_of(found) == year


@given(ANY_TEXT, st.sampled_from([*LANGUAGES, ""]), st.dates() | st.none())
def test_dates_never_raise_and_are_what_their_quote_says(text, language, published):
    found = read(text, language, published)
    assert found == read(text, language, published)
    for one in found:
        assert text[one.start : one.end] == one.quote
        assert one.value.end is None or one.value.start <= one.value.end


@given(st.sampled_from(UNSEEN))
def test_a_sentence_more_changes_no_date(case):
    before = read(case["text"], case["lang"])
    after = read(case["text"] + "\n\nXyz.", case["lang"])
    assert after == before


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Osh customs, 19 June 2023. On 16 June 2023 at the post officers stopped a van."),
        ("en", "OSH, 19 June 2023 - On 16 June 2023 officers stopped a van."),
        ("en", "Osh (19 June 2023) – Officers stopped a van on 16 June 2023."),
        ("en", "Published on 19 June 2023. On 16 June 2023 officers stopped a van."),
        ("ru", "ОШ, 19 июня 2023 года — 16 июня 2023 года остановили фургон."),
        ("ru", "Опубликовано: 19 июня 2023 г. 16 июня 2023 г. остановили фургон."),
        ("ru", "Таможня Оша, 19 июня 2023 г. Фургон остановили 16 июня 2023 г. на посту."),
    ],
)
def test_the_day_at_the_head_of_a_report_is_not_that_of_the_event(language, text):
    found = [(one.value.start.day, one.value.kind, one.value.role) for one in dates(View(text), Setting(language))]
    assert found == [(19, "day", "reported"), (16, "day", "event")]


@pytest.mark.parametrize(
    "text",
    [
        "16 June 2023 - Officers stopped a van.\n15 June 2023 - Officers stopped a bus.",
        "Osh, 16 June 2023. Officers stopped a van. The driver had been fined before. That was on 2 March 2023.",
    ],
)
def test_a_day_at_the_head_of_each_line_or_the_only_day_near_is_that_of_the_event(text):
    assert [one.value.role for one in dates(View(text), Setting("en"))] == ["event", "event"]


def test_two_days_far_apart_are_no_range():
    two = dates(View("The fair of 9 May - like that of 6 May"), Setting("en", published=PUBLISHED))
    assert [(str(one.value.start), one.value.kind) for one in two] == [("2024-05-09", "day"), ("2024-05-06", "day")]
    (one,) = dates(View("from 28 December to 3 January 2024"), Setting("en"))
    assert (str(one.value.start), str(one.value.end), one.value.kind) == ("2023-12-28", "2024-01-03", "range")


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "3 November 2026. Yesterday police found 5 kg.", "2026-11-02"),
        ("en", "3 November 2026. On Monday police found 5 kg.", "2026-11-02"),
        ("en", "3 November 2026. Last Monday police found 5 kg.", "2026-11-02"),
        ("en", "3 November 2026. On Monday last week police found 5 kg.", "2026-10-26"),
        ("en", "3 November 2026\n\nDear colleagues,\n\nYesterday police found 5 kg.", "2026-11-02"),
        ("en", "03.11.2026\n\nPolice found 5 kg two days ago. 2 days ago they were held.", "2026-11-01"),
        ("en", "Ref. 12/345 of 3 November 2026\nTo the centre\n\nYesterday police found 5 kg.", "2026-11-02"),
        ("ru", "Исх. № 45 от 3 ноября 2026 г.\n\nУважаемые коллеги!\n\nВчера изъято 5 кг.", "2026-11-02"),
        ("ru", "3 ноября 2026 года. Вчера изъято 5 кг.", "2026-11-02"),
        ("ru", "3 ноября 2026 года. На прошлой неделе, в четверг, изъято 5 кг.", "2026-10-29"),
        ("uz", "2026-yil 3-noyabr. Kecha 5 kg topildi.", "2026-11-02"),
        ("kk", "2026 жылғы 3 қараша. Кеше 5 кг тәркіленді.", "2026-11-02"),
        ("ky", "2026-жылдын 3-ноябрь. Кечээ 5 кг табылды.", "2026-11-02"),
        ("tg", "3 ноябри соли 2026. Дирӯз 5 кг ёфт шуд.", "2026-11-02"),
        ("tk", "2026-njy ýylyň 3-nji noýabry. Düýn 5 kg tapyldy.", "2026-11-02"),
        ("az", "3 noyabr 2026-cı il. Dünən 5 kq aşkar edilib.", "2026-11-02"),
        ("fa", "۱۲ آبان ۱۴۰۵. دیروز ۵ کیلوگرم کشف شد.", "2026-11-02"),
        ("ps", "د ۱۴۰۵ کال د لړم ۱۲مه. پرون ۵ کیلوګرامه ونیول شول.", "2026-11-02"),
    ],
)
def test_a_day_told_by_other_words_counts_from_the_day_at_the_head(language, text, day):
    found = [(one.value.role, str(one.value.start)) for one in read(text, language, None)]
    assert found[0] == ("reported", "2026-11-03")
    assert ("event", day) in found


def test_a_day_told_by_other_words_is_none_without_a_day_at_the_head():
    assert told_without_publication("Police, who on 3 November 2026 met in Osh, found 5 kg yesterday.", "en") == [
        ("2026-11-03", "", "day", "event")
    ]


@pytest.mark.parametrize(
    ("language", "text", "night"),
    [
        ("en", "Dushanbe, 12 October 2026 – On the night of 10 to 11 October 2026, officers", "10 to 11 October 2026"),
        ("en", "Dushanbe, 12 October 2026 — On the night of 10 October 2026, officers", "10 October 2026"),
        ("ru", "Душанбе, 12 октября 2026 года – В ночь с 10 на 11 октября 2026 года", "10 на 11 октября 2026 года"),
        ("tg", "Душанбе, 12 октябри 2026 – Шаби 10 октябри 2026", "10 октябри 2026"),
        ("fa", "دوشنبه، ۲۰ مهر ۱۴۰۵ – شب ۱۸ مهر ۱۴۰۵", "۱۸ مهر ۱۴۰۵"),
    ],
)
def test_a_night_behind_the_day_at_the_head_is_a_date_of_its_own(language, text, night):
    *_, head, found = read(text, language, None)
    assert (head.value.kind, head.value.role) == ("day", "reported")
    assert (found.value.kind, found.quote) == ("night", night)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Osh, 3 November 2026. Since the beginning of the year 2 tonnes", ("2026-01-01", "2026-11-03")),
        ("Since the beginning of the year 2 tonnes were seized, 5 kg on 3 November 2026", ("2026-01-01", "")),
    ],
)
def test_the_year_of_a_sum_is_that_of_the_day_of_the_text(text, wanted):
    assert (*wanted, "period", "event") in told_without_publication(text, "en")


def test_a_day_without_a_year_lies_before_the_day_at_the_head():
    found = told_without_publication("Osh, 3 January 2026. On 28 December police found 5 kg.", "en")
    assert found == [("2026-01-03", "", "day", "reported"), ("2025-12-28", "", "day", "event")]
