"""A page of several items is split where its own marks stand; anything else stays one piece."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.realdata import shared_data

from chorsu.intake.reading.itemising import itemised
from chorsu.intake.reading.items import items, numeric_day

ONE = "On 3 May 2023 the Example Centre held a meeting of liaison officers in Osh. Ten states took part."
TWO = "On 8 May 2023 a course for dog handlers began in Karakol. It was organised by the Example Academy."
THREE = "On 9 May 2023 the Director of the Example Centre received a delegation from Baku. Views were exchanged."
BODIES = [ONE, TWO, THREE]


def _bodies(text, **options):
    return [text[item.start : item.end] for item in items(text, **options)]


def _titles(text):
    return [item.title for item in items(text)]


@pytest.mark.parametrize(
    "mark",
    [
        "Rate this item\n(0 votes)",
        "Read more ...",
        "Читать далее",
        "Оцените материал\n(12 голосов)",
        "* * *",
        "-----",
        "________________",
        "Batafsil",
        "ادامه مطلب",
        "Be the first to comment!",
        "Teile diesen Beitrag",
    ],
)
def test_whatever_line_the_page_repeats_parts_its_items(mark):
    before = "\n\n".join(f"{mark}\n\n{body}" for body in BODIES)
    after = "\n\n".join(f"{body}\n\n{mark}" for body in BODIES)
    assert _bodies(before) == BODIES
    assert _bodies(after) == BODIES


def test_a_line_that_is_only_a_date_opens_an_item_and_dates_it():
    text = f"12.05.2023 14:05\n{ONE}\n\nPublished: 2023-05-13\n{TWO}"
    assert [item.published for item in items(text)] == [dt.date(2023, 5, 12), dt.date(2023, 5, 13)]
    assert _bodies(text) == [ONE, TWO]


def test_dates_printed_below_belong_to_what_stands_above():
    text = f"{ONE}\n12.05.2023\n\n{TWO}\n13.05.2023"
    assert [item.published for item in items(text)] == [dt.date(2023, 5, 12), dt.date(2023, 5, 13)]


def test_a_date_in_words_is_read_by_who_knows_the_words():
    days = {"12 may 2023": dt.date(2023, 5, 12), "13 may 2023": dt.date(2023, 5, 13)}
    text = f"12 May 2023\n{ONE}\n\n13 May 2023\n{TWO}"
    found = items(text, day=lambda line: days.get(line.lower()))
    assert [item.published for item in found] == list(days.values())


def test_a_heading_between_two_marks_or_above_a_date_is_the_title_of_the_item_below():
    joined = "\n\n".join(
        f"Item number {number}\n\n0{number}.05.2023\n\n{body}\n\nRead more" for number, body in enumerate(BODIES, 1)
    )
    assert _titles(joined) == ["Item number 1", "Item number 2", "Item number 3"]
    assert _bodies(joined) == BODIES
    no_marks = "\n\n".join(f"Item number {n}\n0{n}.05.2023\n{body}" for n, body in enumerate(BODIES, 1))
    assert _titles(no_marks) == ["Item number 1", "Item number 2", "Item number 3"]
    assert _bodies(no_marks) == BODIES


def test_the_heading_of_the_page_is_no_title_of_its_first_item():
    text = "Breaking news (40)\n\n" + "\n\n".join(f"Rate this item\n\n{body}" for body in BODIES) + "\n\nPage 1 of 4"
    assert _titles(text) == ["", "", ""]
    assert _bodies(text) == BODIES


def test_headings_alone_part_items_that_each_have_their_day():
    text = "\n\n".join(f"Heading {n}\n\n{body}" for n, body in zip("ABC", BODIES, strict=True))
    assert _bodies(text) == BODIES
    assert _titles(text) == ["Heading A", "Heading B", "Heading C"]


@pytest.mark.parametrize("bullet", ["• ", "- ", "1. "])
def test_bullets_part_items_that_each_have_their_day(bullet):
    text = "\n".join(bullet + body for body in BODIES)
    assert _bodies(text) == [bullet + body for body in BODIES]


def test_subheadings_and_lists_of_one_text_do_not_part_it():
    text = (
        f"{ONE}\n\nBackground\n\nThe centre was founded to help its states. It has served them since then.\n\n"
        "The Director proposed:\n- to hold a course for the laboratories of the region every year;\n"
        "- to exchange samples and reference spectra between laboratories;\n- to meet again."
    )
    assert _bodies(text) == [text]


def test_a_letter_with_one_date_line_stays_whole():
    text = f"To the Example Centre\n\n12.05.2023\n\n{ONE}\n\nYours faithfully,\nA. Example"
    assert _bodies(text) == [text]


def test_hard_wrapped_lines_are_no_titles():
    wrapped = "On 3 May 2023 the Example Centre held a long\nmeeting of liaison officers in Osh, at which ten\nstates took part."
    text = "\n\n".join(["***", wrapped, "***", wrapped.replace("3 May", "4 May"), "***"])
    assert _titles(text) == ["", ""]
    assert _bodies(text)[0] == wrapped


def test_menus_and_counters_are_no_items():
    text = f"Home / News\n\nRate this item\n(1 vote)\n\n{ONE}\n\nHits: 312\n\nRate this item\n(0 votes)\n\n{TWO}\n\n« Prev 1 2 3 Next »"
    assert _bodies(text) == [ONE, TWO]


def test_numbers_that_are_no_date_are_none():
    assert numeric_day("40.13.2023") is None
    assert numeric_day("2023-02-28") == dt.date(2023, 2, 28)


PIECES = st.sampled_from(["Rate this item", "***", "12.05.2023", "Heading", ONE, "\n\n", "\n", "- a", "\u202e", "3."])


@given(st.text(st.characters(), max_size=300) | st.lists(PIECES, max_size=14).map("\n".join))
def test_items_stand_in_the_text_one_after_the_other(text):
    found = items(text)
    assert found == items(text)
    ends = 0
    for item in found:
        assert ends <= item.start < item.end <= len(text)
        assert text[item.title_start : item.title_start + len(item.title)] == item.title
        ends = item.end
    assert bool(found) or not any(c.isalnum() for c in text)


def test_the_page_of_the_centre_has_its_eight_items():
    text = shared_data("page/centre_news_page_12_of_39.txt").read_text(encoding="utf-8")
    found = items(text)
    assert len(found) == 8
    assert all(not item.title and "Rate this" not in text[item.start : item.end] for item in found)
    assert text[found[-1].end :].strip() == "Page 12 of 39"


@pytest.mark.parametrize("opening", ["- On {day} June 2032 a course", "0{day}.06.2032: a course"])
def test_a_list_whose_lines_only_begin_alike_is_parted_for_the_reader(opening):
    lines = [f"{opening} for dog handlers of the lake states was held at the Centre.".format(day=day) for day in (3, 5)]
    before, text = "Another page.", "Diary\n\n" + "\n".join(lines)
    found = itemised(before + text, len(before), len(before + text))
    assert [(before + text)[one.start : one.end] for one in found] == lines


@pytest.mark.parametrize(
    "text",
    [
        "On 5 June 2032 a van was stopped.\n\n"
        + "\n".join(
            f"{nth}. {name} Example, born in 19{nth}9, resident of the town of Osh and owner of goods, was detained."
            for nth, name in ((7, "Rustam"), (8, "Alisher"))
        ),
        "The following was done:\n"
        + "\n".join(f"- On {day} June 2032 a course for customs officers of the states was held." for day in (3, 5)),
        "On 5 June 2032 officers seized:\n- 2 kg of heroin;\n- 3 kg of opium.",
    ],
)
def test_a_list_within_one_notice_parts_nothing(text):
    assert itemised(text, 0, len(text)) == []
