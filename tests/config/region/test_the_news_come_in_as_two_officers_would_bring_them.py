"""The example centre's news: written in both languages, published by two people, once, in the two years before today."""

import datetime as dt

import pytest

from cast import actor
from chorsu.config.region.publishing import bring_in, items, public_on
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.newsroom.models import Item, Publication
from chorsu.newsroom.selectors import counts_by_state
from chorsu.newsroom.services import withdraw_item
from chorsu.newsroom.texts import Text, flaws

TODAY = dt.date(2026, 11, 25)
MARKS = {"en": ("Example",), "ru": ("Условн", "Пример")}
PUBLIC = [item for item in items() if item.state == "published"]


def states():
    press = actor("press-one")
    with viewing(press):
        return {state: count for state, count in counts_by_state(press).items() if count}


def test_thirty_items_in_both_languages_are_fit_to_print():
    assert len(PUBLIC) == 30
    for item in PUBLIC:
        assert set(item.texts) == {"en", "ru"}
        for text in item.texts.values():
            assert flaws(Text(**text)) == []
            assert text["title"]
            assert text["body"]


@pytest.mark.parametrize("item", PUBLIC, ids=lambda item: item.texts["en"]["title"][:40])
def test_each_says_that_it_is_an_example(item):
    for language, text in item.texts.items():
        assert any(mark in f"{text['title']} {text['body']}" for mark in MARKS[language])


def test_there_are_very_short_and_very_long_ones():
    lengths = sorted(len(item.texts["en"]["body"]) for item in PUBLIC)
    assert lengths[0] < 150
    assert lengths[-1] > 4_000
    assert max(len(item.texts["ru"]["title"]) for item in PUBLIC) > 150


@pytest.mark.parametrize("today", [dt.date(2025, 1, 1), TODAY, dt.date(2028, 2, 29), dt.date(2031, 7, 4)])
def test_each_day_keeps_its_season_and_lies_in_the_last_two_years(today):
    for item in PUBLIC:
        day = public_on(item.day, today)
        assert (day.month, day.day) == (item.day.month, item.day.day)
        assert 0 < (today - day).days <= 2 * 366


def test_days_of_their_own_years_stay():
    assert [public_on(item.day, TODAY) for item in PUBLIC] == [item.day for item in PUBLIC]


def test_they_come_in_once_however_often_the_replay_starts(bank):
    assert bring_in(TODAY) == 33
    assert bring_in(TODAY) == 0
    assert states() == {"published": 30, "submitted": 2, "draft": 1}
    with viewing(actor("press-one")):
        assert Publication.objects.filter(synthetic=True).count() == 60
        assert {day.date() for day in Publication.objects.values_list("published_at", flat=True)} == {
            item.day for item in PUBLIC
        }


def test_nobody_approved_what_they_wrote(bank):
    bring_in(TODAY)
    one, two = actor("press-one"), actor("press-two")
    with viewing(one):
        for item in Item.objects.filter(in_public=True):
            assert item.writers == [one.user]
            assert item.approved_by == two.user


def test_what_a_visitor_withdrew_stays_withdrawn(bank):
    bring_in(TODAY)
    press = actor("press-two")
    with viewing(press):
        item = Item.objects.filter(in_public=True).first()
        withdraw_item(actor=press, at=now(), item=item.pk, reason="a visitor tried it")
    assert bring_in(TODAY) == 0
    assert states()["withdrawn"] == 1
