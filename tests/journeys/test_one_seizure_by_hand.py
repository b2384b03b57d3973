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
    form.tabs_back_to("7.125 kg")
    border.presses("Enter")
    expect(border.page.locator("[name='lots.1.quantity']")).to_have_value("7,1250")
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_what_the_server_refuses_is_kept_and_can_be_mended(unheard, site):
    form = opened(unheard, site.officers)
    form.fills("8.75")
    # More than the field lets anybody type; the server knows better.
    form.page.locator("[name=narrative]").evaluate("one => { one.value = 'x'.repeat(4001) }")
    form.hands_in()
    expect(form.entries()).to_have_attribute("data-state", "refused", timeout=PATIENCE_MS)
    form.page.click("[data-act=mend]")
    expect(form.page.locator("[name='lots.1.quantity']")).to_have_value("8.75")
    form.page.locator("[name=narrative]").evaluate("one => { one.value = '' }")
    form.page.locator("[data-send]").click()
    assert "8.75" in open_record(form)


@pytest.mark.slow
def test_mending_puts_what_was_begun_aside_and_brings_it_back(unheard, site):
    form = opened(unheard, site.officers)
    form.fills("9.75")
    form.page.locator("[name=narrative]").evaluate("one => { one.value = 'x'.repeat(4001) }")
    form.hands_in()
    expect(form.entries()).to_have_attribute("data-state", "refused", timeout=PATIENCE_MS)
    form.fills("10.75", place="half typed")
    form.page.click("[data-act=mend]")
    expect(form.page.locator("[name='lots.1.quantity']")).to_have_value("9.75")
    form.page.locator("[name=narrative]").evaluate("one => { one.value = '' }")
    form.page.locator("[data-send]").click()
    form.all_arrive()
    expect(form.page.locator("[name='lots.1.quantity']")).to_have_value("10.75")
    expect(form.page.locator("[name='place.text']")).to_have_value("half typed")


@pytest.mark.slow
def test_start_afresh_is_undone(officer, site):
    form = opened(officer("border-officer").page, site.officers)
    form.fills("11.75")
    form.takes()
    form.draft_is_kept()
    form = opened(form.page, site.officers)
    form.page.get_by_role("button", name="Start afresh").click()
    expect(form.page.locator("[name='lots.1.quantity']")).to_have_value("")
    form.page.get_by_role("button", name="Undo").click()
    expect(form.page.locator("[name='lots.1.quantity']")).to_have_value("11.75")
    expect(form.page.locator(".photograph")).to_have_count(1)


def test_two_tabs_have_a_draft_each_and_both_seizures_arrive(officer, site):
    first = opened(officer("border-officer").page, site.officers)
    first.fills("21.5")
    first.draft_is_kept()
    second = opened(first.page.context.new_page(), site.officers)
    expect(second.page.locator("[data-said]")).to_contain_text("open in another tab")
    second.fills("22.5")
    second.draft_is_kept()
    records = []
    for form in (second, first):
        form.page.locator("[data-send]").click()
        form.all_arrive()
        records.append(form.page.locator("[data-entry] a").last.get_attribute("href"))
    assert len(set(records)) == 2
    for record, kilograms in zip(records, ("22.5", "21.5"), strict=True):
        first.page.goto(f"{site.officers}{record}")
        assert kilograms in first.page.locator("main").inner_text()


SAME_NUMBER = """async () => {
    const opened = await new Promise((resolve) => { const asked = indexedDB.open('chorsu-device'); asked.onsuccess = () => resolve(asked.result); });
    const drafts = opened.transaction('drafts', 'readwrite').objectStore('drafts');
    const all = await new Promise((resolve) => { const asked = drafts.getAll(); asked.onsuccess = () => resolve(asked.result); });
    window.keptDraft = all[0];
}"""
PUT_BACK = """async () => {
    const opened = await new Promise((resolve) => { const asked = indexedDB.open('chorsu-device'); asked.onsuccess = () => resolve(asked.result); });
    const transaction = opened.transaction('drafts', 'readwrite');
    transaction.objectStore('drafts').put(window.keptDraft);
    await new Promise((resolve) => { transaction.oncomplete = resolve; });
    opened.close();
}"""


@pytest.mark.slow
def test_a_draft_that_was_handed_in_and_comes_back_is_known(officer, site):
    form = opened(officer("border-officer").page, site.officers)
    form.fills("23.5")
    form.draft_is_kept()
    form.page.evaluate(SAME_NUMBER)
    form.page.locator("[data-send]").click()
    form.all_arrive()
    # As if the browser had been killed between keeping the seizure and letting go of its draft.
    form.page.evaluate(PUT_BACK)
    form = opened(form.page, site.officers)
    expect(form.page.locator("[name='lots.1.quantity']")).to_have_value("")


@pytest.mark.slow
def test_one_failure_of_the_server_holds_up_no_other_and_says_what_it_is(unheard, site):
    answers = ["fail", "pass"]

    def answer(route):
        if answers and answers.pop(0) == "fail":
            route.fulfill(status=500, body="<html>broken</html>", content_type="text/html")
        else:
            route.continue_()

    form = opened(unheard, site.officers)
    unheard.context.set_offline(True)
    for kilograms in ("31.5", "32.5"):
        form.fills(kilograms)
        form.hands_in()
    unheard.route("**/hand-in/seizure/send/", answer)
    unheard.context.set_offline(False)
    expect(form.entries().last).to_have_attribute("data-state", "sent", timeout=PATIENCE_MS)
    expect(form.entries().first).to_contain_text("error of the server")
    expect(form.entries().first).to_contain_text("500")


@pytest.mark.slow
def test_a_message_too_large_for_the_way_is_to_be_mended(unheard, site):
    unheard.route(
        "**/hand-in/seizure/send/", lambda route: route.fulfill(status=413, body="<html>", content_type="text/html")
    )
    form = opened(unheard, site.officers)
    form.fills("33.5")
    form.hands_in()
    expect(form.entries()).to_have_attribute("data-state", "refused", timeout=PATIENCE_MS)
    expect(form.entries()).to_contain_text("too large for the way")


@pytest.mark.slow
def test_own_words_stay_when_enter_is_pressed_and_tab_goes_on(officer, site):
    border = officer("border-officer")
    form = opened(border.page, site.officers)
    for name, words in (("lots.1.substance_text", ""), ("place.text", "Ter")):
        border.page.locator(f"[name='{name}']").focus()
        border.page.keyboard.type(words)
        border.page.wait_for_selector("[role=option]")
        border.presses("Enter")
        assert border.page.input_value(f"[name='{name}']") == words
        assert border.page.locator("[role=option]").count() == 0
    form.types("lots.1.substance_text", "her")
    border.page.wait_for_selector("[role=option]")
    border.presses("Tab")
    assert border.page.evaluate("() => document.activeElement.name") == "lots.1.quantity"


@pytest.mark.slow
def test_the_offers_of_a_low_phone_lie_under_nothing(officer, site):
    phone = {**PHONE, "viewport": {"width": 390, "height": 700}}
    form = opened(officer("border-officer", **phone).page, site.officers)
    for name, words in (("place.text", "t"), ("lots.1.substance_text", "a")):
        form.tap(f"[name='{name}']")
        form.page.keyboard.type(words)
        form.page.wait_for_selector("[role=option]")
        form.page.wait_for_timeout(100)
        seen = form.page.locator("[role=listbox]:not([hidden]) [role=option]").evaluate_all(
            "all => all.filter((one) => { const box = one.getBoundingClientRect();"
            " return document.elementFromPoint(box.x + box.width / 2, box.bottom - 3)?.closest('[role=option]') === one; }).length"
        )
        assert seen >= 4, name


@pytest.mark.slow
def test_a_point_far_from_the_place_that_is_chosen_then_goes_and_can_be_put_back(officer, site):
    form = opened(
        officer(
            "border-officer", geolocation={"latitude": 41.31, "longitude": 69.24}, permissions=["geolocation"]
        ).page,
        site.officers,
    )
    form.page.click("[data-locate]")
    expect(form.page.locator("[name='place.latitude']")).not_to_have_value("")
    form.page.fill("[name='place.text']", "")
    form.types_into("place.text", "Ayritom")
    form.page.locator("[role=option]").first.click()
    expect(form.page.locator("[name='place.latitude']")).to_have_value("")
    expect(form.page.locator("[data-position]")).to_contain_text("taken away")
    form.page.get_by_role("button", name="Put the point back").click()
    expect(form.page.locator("[name='place.latitude']")).not_to_have_value("")
    form.page.fill("[name='lots.1.substance_text']", "heroin")
    form.page.fill("[name='lots.1.quantity']", "1.5")
    form.page.locator("[name='lots.1.unit'][value=kg]").check()
    form.page.click("[data-send]")
    expect(form.page.locator("[data-errors]")).to_contain_text("from the place named")
    form.page.wait_for_timeout(1100)
    form.page.click("[data-send]")
    form.all_arrive()


@pytest.mark.slow
def test_more_than_any_seizure_known_is_asked_about_once(officer, site):
    form = opened(officer("border-officer").page, site.officers)
    form.fills("1000000000000")
    form.page.dblclick("[data-send]")
    expect(form.page.locator("[data-errors]")).to_contain_text("more than any seizure known")
    assert form.entries().count() == 0
    form.page.fill("[name='lots.1.quantity']", "1")
    form.page.click("[data-send]")
    form.all_arrive()
