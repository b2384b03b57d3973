"""A record of one state does not exist for an officer of another until it is released, nor after it is recalled."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from journeys.officers import PATIENCE_MS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.fixture
def both(officer):
    return officer("liaison-a"), officer("liaison-b")


def a_record_that_only_one_sees(giver, taker):
    giver.opens("/records/?country=KZ")
    return next(record for record in giver.rows() if taker.status_of(record) == 404)


def release(giver, state, day):
    """Choose a state and a last day by keyboard, and press the button that says both."""
    giver.page.locator("#release").get_by_label(state, exact=True).focus()
    giver.presses("Space")
    giver.page.locator("#release-until").fill(day.isoformat())
    giver.page.locator("#release-until").blur()
    giver.on(giver.page.get_by_role("button", name=re.compile(rf"^Release to {state} until .*{day.year}")))


def recall(giver, state):
    by_name = giver.page.locator("#recall details")
    if by_name.get_attribute("open") is None:
        by_name.locator("summary").click()
    giver.page.locator("#recall").get_by_label(state, exact=True).last.check()
    giver.page.locator("#recall-reason").fill("Released by mistake")
    giver.on(giver.page.get_by_role("button", name=f"Recall from {state}", exact=True))


def test_released_until_a_day_it_opens_and_recalled_it_is_gone(both):
    giver, taker = both
    record = a_record_that_only_one_sees(giver, taker)
    giver.opens(record)
    title = giver.reads("h1")
    assert taker.opens(record) == 404
    assert "No such record" in taker.reads()

    release(giver, "Uzbekistan", dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=30))
    assert taker.opens(record) == 200
    assert taker.reads("h1") == title
    assert "Kazakhstan and" not in taker.reads(), "the taker must not learn who else sees it"

    recall(giver, "Uzbekistan")
    expect(giver.page.locator("section", has_text="History").last).to_contain_text("Released by mistake")
    assert taker.opens(record) == 410
    assert title not in taker.reads(), "what stays in its place says nothing of it"


def test_it_comes_into_the_open_home_of_the_one_it_is_released_to_and_leaves_it_when_recalled(both):
    giver, taker = both
    record = a_record_that_only_one_sees(giver, taker)
    taker.opens("/")
    taker.waits_for_the_feed()
    giver.opens(record)
    release(giver, "Uzbekistan", dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=30))
    line = taker.page.locator(f"[data-entry='{record.strip('/').split('/')[-1]}']")
    expect(line).to_contain_text("Released to you", timeout=PATIENCE_MS)

    recall(giver, "Uzbekistan")
    expect(line).to_have_count(0, timeout=PATIENCE_MS)
