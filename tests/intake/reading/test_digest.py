"""A document of several items gives one result: joined, with clashes of days, every value at its place."""

import datetime as dt
from dataclasses import dataclass

from tests.intake.reading.event_cases import towns

from chorsu.intake.reading.dates import dates
from chorsu.intake.reading.digest import Part, digest
from chorsu.intake.reading.events import events
from chorsu.intake.reading.instruments import instruments
from chorsu.intake.reading.items import items
from chorsu.intake.reading.recommendations import recommendations
from chorsu.intake.reading.stated import stated
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View

PAGE = """Rate this item

From 5 to 9 May 2031 a seminar was held in Osh. Director A. Example took part in the seminar. It was proposed to open a school of dog handlers. As a result the Osh Declaration was adopted.

Rate this item

On 9 May 2031 a meeting of experts took place in Bishkek. Director A. Example took part in the meeting. The participants agreed to open a school of dog handlers. The Osh Declaration was cited by all who spoke.

Rate this item

On 20 May 2031 a conference was held in Tashkent. Since 2029 the centre has run 7 joint operations.
"""


@dataclass(frozen=True)
class Person:
    """As much of a person as a digest needs."""

    name: str


@dataclass(frozen=True)
class Someone:
    """All mentions of one name."""

    name: str
    mentions: tuple[int, ...]


def by_name(mentions):
    """Mentions of the same letters are one."""
    names = dict.fromkeys(one.value.name for one in mentions)
    return [
        Someone(name, tuple(number for number, one in enumerate(mentions) if one.value.name == name)) for name in names
    ]


def part(item, body):
    """What the finders read of an item."""
    setting, view = Setting("en", published=dt.date(2031, 6, 1)), View(body)
    at = body.find("A. Example")
    persons = [view.value(Person("A. Example"), at, at + len("A. Example"))] if at >= 0 else []
    when = dates(view, setting)
    return Part(
        item,
        events(view, setting, persons, [], when, towns(view)),
        recommendations(view, setting),
        instruments(view, setting),
        stated(view, setting, when),
        persons,
    )


def read(text=PAGE):
    """The digest of a page."""
    return digest(text, [part(item, text[item.start : item.end]) for item in items(text)], by_name)


def test_every_value_stands_at_its_place_in_the_document():
    found = read()
    values = [one for joined in (*found.recommendations, *found.instruments) for one in joined.tellings]
    values += [one for event in found.events for one in (event.kind, event.when, event.place)]
    values += [*found.figures, *found.mentions, *(count for event in found.events for count in event.counts)]
    assert len(values) > 12
    assert all(PAGE[value.start : value.end] == value.quote for value in values)
    assert all(PAGE[event.start : event.end].rstrip().endswith(".") for event in found.events)


def test_the_same_advice_is_one_with_its_strongest_status():
    (advice,) = read().recommendations
    assert [one.value.status for one in advice.tellings] == ["proposed", "adopted"]
    assert advice.best.value.status == "adopted"
    assert advice.items == (0, 1)


def test_the_same_text_adopted_and_cited_is_one_adopted():
    (declaration,) = read().instruments
    assert (declaration.best.value.status, len(declaration.tellings)) == ("adopted", 2)


def test_events_on_the_same_days_clash_and_who_is_at_both_is_named():
    found = read()
    (clash,) = found.clashes
    assert (clash.one, clash.other, clash.first, clash.last) == (0, 1, dt.date(2031, 5, 9), dt.date(2031, 5, 9))
    assert [found.people[number].name for number in clash.people] == ["A. Example"]


def test_nobody_is_booked_twice_by_being_named_once():
    found = read(PAGE.replace("Director A. Example took part in the meeting.", ""))
    assert [clash.people for clash in found.clashes] == [()]


def test_an_item_without_a_title_is_named_by_its_event():
    assert read().titles == ("Seminar", "Meeting of experts", "Conference")


def test_a_document_without_items_gives_nothing():
    assert digest("", []) == digest("", [], by_name)
