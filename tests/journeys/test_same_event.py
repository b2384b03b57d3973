"""Two reports of one event: an officer confirms, rejects and takes back, all by keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.fixture
def at_the_queue(officer):
    liaison = officer("liaison-a")
    liaison.opens("/records/")
    liaison.goes("s")
    liaison.on(liaison.page.get_by_role("link", name="Same", exact=True))
    assert "state=same" in liaison.page.url
    return liaison


def claims(officer, state):
    """The claims of the first page that stand so."""
    officer.opens(f"/same-event/?state={state}")
    return set(officer.rows_of_the_queue())


@pytest.mark.parametrize(
    ("key", "said", "state"),
    [("c", "Confirmed", "confirmed"), ("x", "Rejected", "rejected")],
    ids=["confirmed", "rejected"],
)
def test_a_claim_is_decided_and_taken_back(at_the_queue, key, said, state):
    liaison = at_the_queue
    claim = liaison.rows_of_the_queue()[0]
    liaison.moves_on_by(key)
    expect(liaison.page.locator(".message.success")).to_contain_text(said)
    assert claim not in liaison.rows_of_the_queue()
    liaison.moves_on_by("u")
    expect(liaison.page.locator(".message.success").last).to_contain_text("Undone")
    assert claim in liaison.page.url
    assert claim not in claims(liaison, state)
    assert claim in claims(liaison, "same")


def test_a_rejected_claim_counts_twice_again(at_the_queue):
    liaison = at_the_queue

    def counted():
        liaison.opens("/records/?count=once")
        return int(liaison.reads("#count").split()[0].replace(",", ""))

    before = counted()
    liaison.opens("/same-event/?state=same")
    liaison.moves_on_by("x")
    assert counted() == before + 1
    liaison.page.go_back()
    liaison.moves_on_by("u")
    assert counted() == before
