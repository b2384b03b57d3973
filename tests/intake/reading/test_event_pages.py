"""Pages and notices of events, read whole with the finders of dates, places and agencies, against their labels."""

import datetime as dt
import json

import pytest
from tests.intake.reading.event_scoring import UNSEEN, Score, read_events, score_notice, score_page
from tests.realdata import shared_data

from chorsu.intake.reading.dates import dates
from chorsu.intake.reading.instruments import instruments
from chorsu.intake.reading.items import items
from chorsu.intake.reading.recommendations import recommendations
from chorsu.intake.reading.stated import stated
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View

PUBLISHED = dt.date(2022, 11, 1)


def _lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("page", ["page_headings", "page_rules", "page_russian", "page_bullets", "page_russian_dates"])
def test_a_page_is_split_and_read(page):
    score = Score()
    score_page(page, score)
    assert score.of("items") == 1, score
    assert score.of("days") == 1, score
    for slot in ("kind", "counts", "recommendations", "instruments", "stated", "title", "published", "mode"):
        assert score.of(slot) >= 0.75, score
    assert sum(score.hits.values()) >= 0.93 * sum(score.asked.values()), score


@pytest.mark.parametrize("name", ["notices.jsonl", "notices_more.jsonl"])
def test_notices_of_ten_languages(name):
    score = Score()
    for notice in _lines(UNSEEN / name):
        score_notice(notice, score)
    for slot in ("number of events", "kind", "days", "counts"):
        assert score.of(slot) >= 0.83, score
    assert score.of("place") >= 0.75, score
    assert score.of("number of events") == 1, score


@pytest.mark.parametrize("name", ["lots.jsonl", "where.jsonl"])
def test_notices_of_seizures_tell_no_event(name):
    found = {}
    for notice in _lines(UNSEEN.parent / name):
        published = notice.get("published")
        setting = Setting(notice["lang"], published=published and dt.date.fromisoformat(published))
        if read_events(notice["text"], setting):
            found[notice["id"]] = notice["text"]
    assert found == {}


@pytest.fixture(scope="module")
def bodies():
    """The items of the page of the model centre's news."""
    text = shared_data("page/centre_news_page_12_of_39.txt").read_text(encoding="utf-8")
    return [text[item.start : item.end] for item in items(text)]


@pytest.fixture(scope="module")
def told(bodies):
    """The events of each item."""
    return [read_events(body, Setting("en", published=PUBLISHED)) for body in bodies]


def test_the_centres_page_tells_eight_events_with_their_days(told):
    days = [
        [(e.when.value.start, e.when.value.end or e.when.value.start) for e in one if e.role == "reported"]
        for one in told
    ]
    assert days == [
        [(dt.date(2022, 10, 24), dt.date(2022, 10, 25))],
        [(dt.date(2022, 10, 17), dt.date(2022, 10, 21))],
        [(dt.date(2022, 10, 18), dt.date(2022, 10, 19))],
        [(dt.date(2022, 10, 4), dt.date(2022, 10, 5))],
        [(dt.date(2022, 10, 5), dt.date(2022, 10, 6))],
        [(dt.date(2022, 9, 19), dt.date(2022, 9, 23))],
        [(dt.date(2022, 9, 23), dt.date(2022, 9, 23))],
        [(dt.date(2022, 9, 20), dt.date(2022, 9, 20))],
    ]


def test_their_kinds_places_and_ways_of_meeting(told):
    first = [one[0] for one in told]
    assert [event.kind.value for event in first] == [
        "meeting", "conference", "conference", "conference", "meeting", "training", "meeting", "meeting",
    ]  # fmt: skip
    assert [event.place.value.name_en if event.place else None for event in first] == [
        "Bucharest", None, "Dushanbe", "Astana", "Almaty", "Almaty", "Almaty", "Lisbon",
    ]  # fmt: skip
    assert [event.mode.value if event.mode else None for event in first] == [
        None, "hybrid", None, None, "hybrid", None, None, None,
    ]  # fmt: skip


def test_the_conference_of_2018_is_only_a_reference(told):
    references = [event for one in told for event in one if event.role == "reference"]
    assert [event.when.value.start for event in references] == [dt.date(2018, 5, 3)]


def test_its_numbers_of_participants(told):
    counts = [[(c.value.what, c.value.number, c.value.qualifier) for c in one[0].counts] for one in told]
    assert counts == [
        [],
        [("participants", 1500, "about"), ("states", 131, ""), ("organisations", 22, ""), ("civil-society", 193, "")],
        [],
        [],
        [("delegates", 80, "more than"), ("states", 24, ""), ("organisations", 10, "")],
        [("delegates", 100, "more than")],
        [],
        [],
    ]


def test_its_recommendations_and_their_status(bodies):
    found = [[one.value.status for one in recommendations(View(body), Setting("en"))] for body in bodies]
    assert found == [
        ["proposed"] * 6, [], ["proposed"] * 2, ["adopted"], ["adopted"] * 3, [], ["proposed"], ["proposed"] * 2,
    ]  # fmt: skip


def test_its_adopted_texts(bodies):
    found = [
        (n, one.value.kind)
        for n, body in enumerate(bodies)
        for one in instruments(View(body), Setting("en"))
        if one.value.status == "adopted"
    ]
    assert found == [(0, "recommendations"), (2, "declaration")]


def test_its_stated_figures(bodies):
    setting = Setting("en", published=PUBLISHED)
    found = [one.value for body in bodies for one in stated(View(body), setting, dates(View(body), setting))]
    assert [(one.what, one.number, one.more) for one in found] == [("operations", 7, False), ("joint-cases", 4, True)]
    assert found[0].since == dt.date(2020, 1, 1)


def test_the_organisers_of_its_training_are_seven(told):
    assert len(told[5][0].organisers) == 7
    assert [one.value for one in told[3][0].organisers] == ["OSCE Program Offices in Astana and Dushanbe"]
