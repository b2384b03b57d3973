"""In a browser the button of a recall says from whom, and what was typed stays when somebody is ticked after it."""

import pytest
from playwright.sync_api import expect

from builders.releasing import state
from builders.seizures import record, seen_by
from cast import actor

pytestmark = [pytest.mark.browser]


def test_who_is_ticked_after_the_reason_was_typed_is_the_one_it_is_taken_from(visit, as_role):
    with as_role("worker"):
        (found,) = record([{}], audience=[state("KZ"), state("TM")])
    page = visit("border-officer")
    page.goto(f"/records/{found.pk}/")
    page.locator("#recall-reason").fill("by mistake")
    page.locator("#recall details summary").click()
    page.locator(f"#recall-{state('KZ')}").check()
    button = page.get_by_role("button", name="Recall from Kazakhstan", exact=True)
    expect(button).to_be_enabled(timeout=60_000)
    expect(page.locator("#recall-reason")).to_have_value("by mistake")
    with page.expect_navigation(timeout=60_000):
        button.click()
    assert seen_by(actor("liaison-a")) == set()
    assert seen_by(actor("stranger-c")) == {found.pk}
