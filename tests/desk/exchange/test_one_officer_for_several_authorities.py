"""A message to two authorities of one state, whose liaison officer stands for both: each act is on the one that it names."""

import pytest

from builders.commitments import UZC
from builders.messages import UZ, delivery, sent
from builders.releasing import agency
from cast import actor
from chorsu.directory.selectors import officers_of
from chorsu.exchange.messages.models import Message
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now

REPLY = {
    "kind": "reply",
    "subject": "Re",
    "body": "It came by the bridge.",
    "language": "en",
    "personal": "no",
    "do": "send",
}
NAMES = {UZ: "Example border guard, Uzbekistan", UZC: "Example customs, Uzbekistan"}


@pytest.fixture
def both(bank):
    return sent(who="liaison-a", to=(UZ, UZC), at=now())


def standing(one):
    """How the deliveries to the two stand."""
    return {code: delivery(one, code, "liaison-a") for code in (UZ, UZC)}


def test_the_panels_and_the_rows_say_whose_it_is(enter, both):
    liaison = enter("liaison-b")
    page, desk = liaison.get(f"/exchange/{both.pk}/").text, liaison.get("/exchange/").text
    for name in NAMES.values():
        assert f"With us: <bdi>{name}</bdi>" in page
        assert f"→ {name}" in desk
    assert "With us</h2>" in enter("border-officer").get(f"/exchange/{both.pk}/").text


@pytest.mark.parametrize("first", [UZ, UZC])
def test_each_is_acknowledged_by_itself(enter, both, first):
    liaison, second = enter("liaison-b"), UZC if first == UZ else UZ
    liaison.get(f"/exchange/{both.pk}/")
    assert all(one.opened_at for one in standing(both).values())
    for code in (first, second):
        answer = liaison.post(f"/exchange/{both.pk}/acknowledge/", {"addressee": agency(code)}, follow=True)
        assert "Acknowledged: the sender sees it." in answer.text
        if code == first:
            assert standing(both)[second].acknowledged_at is None
    assert all(one.acknowledged_at for one in standing(both).values())


def test_each_is_given_to_an_officer_by_itself(enter, both):
    with viewing(actor("liaison-b")):
        officer = officers_of([agency(UZ)]).values_list("pk", flat=True)[0]
    enter("liaison-b").post(f"/exchange/{both.pk}/assign/", {"addressee": agency(UZ), "officer": officer})
    given = standing(both)
    assert given[UZ].assigned_to == officer
    assert given[UZC].assigned_to is None


@pytest.mark.parametrize("first", [UZ, UZC])
def test_each_is_answered_for_by_itself(enter, both, first):
    liaison, second = enter("liaison-b"), UZC if first == UZ else UZ
    assert liaison.get(f"/exchange/{both.pk}/").text.count(f'<option value="{agency(first)}">') == 1
    for code in (first, second):
        answer = liaison.post(f"/exchange/{both.pk}/answer/", REPLY | {"addressee": agency(code)}, follow=True)
        assert "Sent." in answer.text
        if code == first:
            assert standing(both)[second].state == "open"
            form = (
                liaison.get(f"/exchange/{both.pk}/").text.split(f'/exchange/{both.pk}/answer/"')[1].split("</form>")[0]
            )
            assert f'<input type="hidden" name="addressee" value="{agency(second)}">' in form
    assert {one.state for one in standing(both).values()} == {"answered"}
    with viewing(actor("liaison-a")):
        replies = Message.objects.filter(answers=both)
        assert sorted(replies.values_list("provider_id", flat=True)) == sorted([agency(UZ), agency(UZC)])
    assert "Waits for us (0)" in liaison.get("/exchange/").text


def test_what_rings_is_acknowledged_at_the_authority_where_it_rings(enter):
    one = sent(who="liaison-a", kind="alert", precedence=3, to=(UZ, UZC), at=now())
    liaison = enter("liaison-b")
    for code in (UZC, UZ):
        address = f"/exchange/{one.pk}/acknowledge/?addressee={agency(code)}"
        assert address in liaison.get("/").text
        liaison.post(address)
        assert address not in liaison.get("/").text


def test_who_names_none_acknowledges_what_is_left(enter, both):
    liaison = enter("liaison-b")
    for _ in (UZC, UZ):
        assert "Acknowledged" in liaison.post(f"/exchange/{both.pk}/acknowledge/", follow=True).text
    assert all(one.acknowledged_at for one in standing(both).values())
    assert "It stands so already" in liaison.post(f"/exchange/{both.pk}/acknowledge/", follow=True).text


def test_nobody_acts_for_an_authority_that_is_another_s(enter, both):
    address = f"/exchange/{both.pk}/acknowledge/"
    assert enter("border-officer").post(address, {"addressee": agency(UZC)}).status_code == 404
    assert (
        enter("border-officer").post(f"/exchange/{both.pk}/answer/", REPLY | {"addressee": agency(UZC)}).status_code
        == 404
    )
    assert not any(one.acknowledged_at or one.answered_at for one in standing(both).values())
