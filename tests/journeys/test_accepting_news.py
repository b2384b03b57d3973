"""A page of news, handed in and accepted without a mouse: one press, nothing retyped; and one press takes it back."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from journeys.officers import PATIENCE_MS, follow, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
NEWS = """Rate this item

The delegation of the example centre took part in the example conference on precursors, which took place on 10-12 May \
2019 in Tashkent, Uzbekistan. The conference was attended by more than 90 delegates from 14 countries. At the end of the \
conference the Example Declaration on Control of Precursors was adopted.

Rate this item

On 11 May 2019, the Acting Director of the example centre, Ms. Aylar Example-Durdieva, met with a delegation of the \
example institute in Almaty. It was noted that since 2017, more than 300 kg of drugs have been seized.

Rate this item

In Bishkek, an example seminar for press officers of the agencies of the region was held on 2 May 2019.
"""


def handed_in(officer):
    """To the page of what was read, by keyboard but for the choice of the file."""
    officer.opens("/hand-in/")
    file = {"name": "example-news.txt", "mimeType": "text/plain", "buffer": f"{NEWS} No. {uuid.uuid4()}.".encode()}
    officer.page.set_input_files("input[type=file]", file)
    officer.on(officer.page.get_by_role("button", name="Look through"))
    officer.page.get_by_role("link", name="Look and accept").wait_for(timeout=PATIENCE_MS)
    follow(officer.page, "Look and accept")


def events_of_may(officer):
    officer.opens("/cooperation/?half=2019-H1")
    return officer.page.locator("tr[data-row]").count()


def test_a_page_of_news_is_accepted_with_one_press_and_taken_back_with_one(officer):
    press = officer("press-one")
    handed_in(press)
    page, address = press.page, press.page.url
    assert page.locator("input[name=take]:not(:checked)").count() == 0
    tab_to(page, "Accept what is ticked")
    press.moves_on_by("Enter")
    expect(page.get_by_text(re.compile(r"\d+ records came of it"))).to_be_visible()
    assert events_of_may(press) == 3
    expect(page.get_by_text("same days")).to_have_count(2)

    press.opens(address.removeprefix(press.site.officers))
    follow(page, "Example conference on precursors")
    follow(page, "The text")
    lit = page.locator(".here")
    assert "conference on precursors" in "".join(lit.all_inner_texts())

    press.opens(address.removeprefix(press.site.officers))
    press.on(page.get_by_role("button", name="Take all of these back"))
    expect(page.get_by_text(re.compile(r"\d+ records are withdrawn"))).to_be_visible()
    assert events_of_may(press) == 0
