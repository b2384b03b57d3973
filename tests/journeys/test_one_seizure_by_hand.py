"""One seizure by hand: with the keyboard alone, and with a thumb on a phone; then it stands in the data bank."""

import pytest
from playwright.sync_api import expect

from journeys.at_the_form import opened
from journeys.officers import PATIENCE_MS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "timezone_id": "Asia/Tashkent",
}


def open_record(form):
    form.all_arrive()
    form.page.locator("[data-entry] a").last.click()
    form.page.wait_for_url("**/records/*/", timeout=PATIENCE_MS)
    return form.page.locator("main").inner_text()


def test_by_keyboard_alone(officer, site):
    border = officer("border-officer", timezone_id="Asia/Tashkent")
    form = opened(border.page, site.officers)
    form.types("place.text", "терм", choose=True)
    form.types("lots.1.substance_text", "опий", choose=True)
    form.types("lots.1.quantity", "7,125")
    form.turns_to("lots.1.unit", "kg")
    form.turns_to("lots.1.state", "weighed")
    form.tabs_to("act", "Add a lot")
    border.presses("Enter")
    assert border.page.evaluate("() => document.activeElement.name") == "lots.2.kind", "the focus goes to the new lot"
    form.page.keyboard.press("Shift+Tab")
    form.turns_to("lots.2.kind", "cash")
    form.types("lots.2.quantity", "1500")
    form.tabs_to("lots.2.currency")
    form.page.keyboard.type("US")
    form.tabs_to("", "How it was hidden")
    border.presses("Enter")
    form.turns_to("concealment", "baggage")
    border.presses("Enter")
    assert border.page.evaluate("() => document.activeElement.textContent").strip().startswith("How it was hidden")
    form.tabs_to("photographs")
    form.takes()
    form.tabs_to("", "Hand the seizure in")
    border.presses("Enter")
    said = open_record(form)
    assert "7.125" in said
    assert "Opium" in said
    assert "Baggage" in said
    assert "USD" in said
    expect(form.page.locator(".thumbs img")).to_have_count(1)


def test_by_thumb(officer, site):
    form = opened(officer("border-officer", **PHONE).page, site.officers)
    form.page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    assert form.too_small_for_a_thumb() == []
    form.page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = false })")
    form.seeks("place.text", "ayr")
    form.seeks("lots.1.substance_text", "hash")
    form.tap("[name='lots.1.quantity']")
    form.page.keyboard.type("0,4")
    form.chooses("lots.1.unit", "kg")
    form.chooses("lots.1.state", "estimated")
    form.tap("[data-pictured]:has([name=conveyance]) summary")
    form.chooses("conveyance", "commercial-road")
    form.takes()
    form.tap("[data-send]")
    said = open_record(form)
    assert "0.4" in said
    assert "Ayritom" in said
    form = opened(form.page, site.officers)
    expect(form.page.locator("[data-said]")).to_be_hidden()
    expect(form.page.locator("[name='lots.1.quantity']")).to_have_value("")


def test_a_point_of_the_map_is_taken_by_tap_and_by_key(officer, site):
    form = opened(officer("border-officer").page, site.officers)
    form.page.click("[data-show-map]")
    form.page.wait_for_selector("chorsu-map[ready]", timeout=PATIENCE_MS)
    canvas = form.page.locator("chorsu-map canvas")
    canvas.click(position={"x": 100, "y": 150})
    expect(form.page.locator("[name='place.latitude']")).not_to_have_value("")
    tapped = form.page.input_value("[name='place.latitude']")
    canvas.focus()
    form.page.keyboard.press("Enter")
    expect(form.page.locator("[name='place.latitude']")).not_to_have_value(tapped)
    expect(form.page.locator("[data-position]")).to_contain_text(",")
    form.page.click("[data-no-position]")
    expect(form.page.locator("[name='place.latitude']")).to_have_value("")


def test_what_is_wrong_is_said_before_anything_is_kept_and_goes_when_it_is_mended(officer, site):
    form = opened(officer("border-officer").page, site.officers)
    form.page.click("[data-send]")
    expect(form.page.locator("[data-errors] li")).to_have_count(4)
    assert form.page.evaluate("() => document.activeElement.name") == "place.text"
    assert form.entries().count() == 0
    form.fills("3.5")
    expect(form.page.locator("[data-errors]")).to_be_hidden()


@pytest.fixture
def unheard(chromium, officer):
    """A page of an officer whose complaints are not heard: the browser calls a refusal an error."""
    context = chromium.new_context(storage_state=officer("border-officer").page.context.storage_state())
    yield context.new_page()
    context.close()


def test_what_the_server_refuses_is_kept_and_can_be_mended(unheard, site):
    form = opened(unheard, site.officers)
    form.fills("8.75")
    # The device believes that the release may end then; the server knows better.
    form.page.locator("details:has([name=until])").first.evaluate("one => { one.open = true }")
    form.page.locator("[name=until]").evaluate("one => { one.value = '2001-01-01' }")
    form.hands_in()
    expect(form.entries()).to_have_attribute("data-state", "refused", timeout=PATIENCE_MS)
    form.page.click("[data-act=mend]")
    expect(form.page.locator("[name='lots.1.quantity']")).to_have_value("8.75")
    form.page.locator("[name=until]").evaluate("one => { one.value = '' }")
    form.page.locator("[data-send]").click()
    assert "8.75" in open_record(form)
