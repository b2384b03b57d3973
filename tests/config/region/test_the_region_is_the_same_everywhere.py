"""A fixed seed: whoever begins the example region, and whenever, gets the same past and the same sequence."""

import datetime as dt
from itertools import islice

from builders.example_region import tables
from chorsu.config.region.events import live_events, load
from chorsu.config.region.tables import one_report


def test_two_installations_of_one_day_have_the_same_bytes():
    assert tables() == tables()


def test_past_years_do_not_depend_on_the_day_of_the_beginning():
    def until_2024(upto):
        return {table.name: table.content for table in tables(upto) if int(table.name.split(".")[0][-4:]) < 2025}

    early, late = until_2024(dt.date(2025, 2, 3)), until_2024(dt.date(2026, 11, 25))
    assert early == late
    assert len(early) > 40


def test_nothing_is_reported_before_it_happened():
    assert not [table.name for table in tables(dt.date(2022, 1, 1)) if "2022" in table.name]


def test_the_live_sequence_is_the_same_but_for_its_days():
    def first(day):
        events = islice(live_events(load(), lambda: day), 40)
        return [(item.agency, item.event.substance, item.event.quantity, item.event.place) for item in events]

    assert first(dt.date(2026, 1, 5)) == first(dt.date(2026, 9, 9))


def test_a_live_report_is_of_the_last_days():
    day = dt.date(2026, 3, 3)
    ages = {(day - item.event.date).days for item in islice(live_events(load(), lambda: day), 60)}
    assert ages <= {0, 1, 2, 3}
    assert 0 in ages


def test_a_live_report_is_the_same_file_when_it_is_made_again():
    region, day = load(), dt.date(2026, 3, 3)
    (item,) = islice(live_events(region, lambda: day), 7, 8)
    assert one_report(region, item, 8) == one_report(region, item, 8)
