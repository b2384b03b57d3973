"""Watches and alerts in a real browser: by keyboard, both languages, both widths, nothing serious, nothing over the edge."""

import datetime as dt

import pytest

from builders.messages import KZ, enter_colleague
from builders.releasing import act, state
from builders.seizures import follow, record
from builders.watches import alerts, asks, does, made
from chorsu.exchange.watches.acting import escalate, note
from chorsu.records.services import recall
from journeys.proof import faults, foreign_words

pytestmark = [pytest.mark.browser]
WIDTHS = (1440, 390)


@pytest.fixture
def fired(bank, as_role):
    """A large report, an event, one that was recalled, one sent up; watches with much and with little."""
    enter_colleague(as_role, "kz-duty", KZ, ("duty",))
    watch = made(
        name="Героин и опий", criteria=asks(substances=["heroin"], least_kg=1.0), quiet=(dt.time(1), dt.time(1))
    )
    made(name="Клеймо", criteria=asks(words=["Золотой лев"], places=["UZ", "UZ-SU"], route=["AF"]), shared=False)
    day = dt.date(2024, 1, 1)
    rows = [
        {"seizure_date": day + dt.timedelta(days=7 * one), "quantity": 5.0 + one, "kg": 5.0 + one} for one in range(60)
    ]
    with as_role("worker"):
        record(rows, audience=[state("KZ")])
        told, taken = (record([{"quantity": kg, "kg": kg}], audience=[state("KZ")])[0] for kg in (77.0, 99.0))
        follow()
    act(recall, "border-officer", taken, principals=[state("KZ")], reason="перенесено")
    by_record = {one.record: one for one in alerts()}
    does("liaison-a", note, identifier=by_record[told.pk].pk, words="Видели раньше")
    does("liaison-a", escalate, identifier=by_record[told.pk].pk, words="вооружены")
    many = next(one for one in alerts() if one.report)
    return watch, by_record[told.pk], by_record[taken.pk], many, told


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_page_is_sound_in_both_widths(visit, fired, language):
    watch, *raised, told = fired
    own = [f"/exchange/alerts/{one.pk}/" for one in raised]
    pages = {
        "liaison-a": (
            "/exchange/watches/", "/exchange/watches/new/", f"/exchange/watches/new/?record={told.pk}",
            f"/exchange/watches/{watch.pk}/", "/exchange/alerts/", "/exchange/alerts/?tab=all", *own,
            "/exchange/alerts/digest/?period=week", "/exchange/",
        ),
        "stranger-c": ("/exchange/watches/", "/exchange/alerts/", "/exchange/alerts/digest/"),
    }  # fmt: skip
    for who, addresses in pages.items():
        page = visit(who, language=language)
        for address in addresses:
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(address)
                assert faults(page, width) == [], (who, address, width)
            if language == "ru":
                assert foreign_words(page) == [], address


def test_a_watch_is_tried_and_made_and_its_alert_acknowledged_by_keyboard(visit, fired):
    page = visit("liaison-a")
    page.goto("/exchange/watches/new/")
    page.get_by_label("Name").fill("Hashish")
    page.get_by_label("Substances").fill("heroin")
    page.get_by_role("button", name="Try it on what is there").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text("it would have fired 61 times").is_visible()
    page.get_by_role("button", name="Watch from now on").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text("It watches from now on.").is_visible()
    page.goto("/exchange/alerts/")
    before = page.locator("main li[data-row]").count()
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.locator("main li[data-row]").count() == before - 1
