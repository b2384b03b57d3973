"""On a phone the list of records is read downwards alone: each row a card, nothing of it beyond the edge."""

import pytest

from builders.seizures import record

pytestmark = [pytest.mark.browser]
BEYOND = """(wrap) => wrap.scrollWidth > wrap.clientWidth
    || [...wrap.querySelectorAll('tbody td')].some((cell) => cell.getBoundingClientRect().right > innerWidth)"""
SAID = """(row) => [...row.querySelectorAll('td:not(.tick)')].filter((cell) => cell.getBoundingClientRect().height)
    .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top).map((cell) => cell.dataset.column)"""


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_card_says_what_how_much_where_when_and_for_whom(visit, as_role, language):
    with as_role("worker"):
        record([{}], audience=[2])
    page = visit("border-officer", width=390, language=language)
    page.goto("/records/")
    assert not page.locator(".table-wrap").evaluate(BEYOND)
    assert page.locator("tbody tr").first.evaluate(SAID)[:5] == ["substance", "quantity", "place", "date", "marking"]
