"""Two officers who change one shared watch: the second is told of the first, and loses no word of the own."""

import re

import pytest

from answers import signed_in
from builders.messages import KZ, enter_colleague
from builders.watches import made
from cast import actor
from chorsu.exchange.watches.models import Watch
from chorsu.handling.viewer import viewing

pytestmark = pytest.mark.usefixtures("bank")

FORM = {"shared": "yes", "channel": "operational", "rings_from": "2", "on": "yes", "do": "keep"}
SEEN = re.compile(r'name="seen" value="(\d+)"')
TOLD = "this watch was changed in the meantime"


@pytest.fixture
def colleague(as_role):
    """The client of another officer of the authority whose watch it is."""
    return signed_in(enter_colleague(as_role, "kz-duty", KZ, ("duty",)))


def kept():
    with viewing(actor("liaison-a")):
        return Watch.objects.get()


def seen_on(answer):
    (seen,) = SEEN.findall(answer.content.decode())
    return seen


@pytest.fixture
def overtaken(colleague):
    """The page of a watch, and what an officer sends who opened it before a colleague changed it."""
    page, client = f"/exchange/watches/{made().pk}/", signed_in("liaison-a")
    late = FORM | {"name": "Renamed", "substances": "heroin", "seen": seen_on(client.get(page))}
    first = {"name": "Wider", "substances": "heroin, cocaine", "places": "Tajikistan", "precedence": "3"}
    colleague.post(page, FORM | first | {"seen": seen_on(colleague.get(page))})
    assert kept().criteria["substances"] == ["cocaine", "heroin"]
    return page, client, late


def test_the_second_is_not_kept_unasked_and_keeps_what_was_typed(overtaken):
    page, client, late = overtaken
    answer = client.post(page, late)
    assert (answer.status_code, TOLD in answer.content.decode()) == (422, True)
    assert 'value="Renamed"' in answer.content.decode()
    assert (kept().name, kept().precedence) == ("Wider", 3)


def test_a_second_press_keeps_it_knowingly(overtaken):
    page, client, late = overtaken
    assert client.post(page, late | {"seen": seen_on(client.post(page, late))}).status_code == 302
    assert (kept().name, kept().criteria) == ("Renamed", {"substances": ["heroin"]})


@pytest.mark.parametrize("between", [{"do": "try"}, {"least_kg": "much"}])
def test_what_is_tried_or_wrong_in_between_takes_no_notice_away(overtaken, between):
    page, client, late = overtaken
    answer = client.post(page, late | {"seen": seen_on(client.post(page, late | between))})
    assert (answer.status_code, TOLD in answer.content.decode()) == (422, True)


def test_whoever_says_the_same_once_more_is_told_that_it_is_kept():
    page, client = f"/exchange/watches/{made().pk}/", signed_in("liaison-a")
    sent = FORM | {"name": "Renamed", "substances": "heroin", "seen": seen_on(client.get(page))}
    assert [client.post(page, sent).status_code for _ in range(2)] == [302, 302]
