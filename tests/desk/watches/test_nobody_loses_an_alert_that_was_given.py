"""A shared watch becomes its officer's own once no colleague has an alert of it, and not before."""

import pytest

from answers import signed_in
from builders.messages import KZ, enter_colleague
from builders.releasing import state
from builders.seizures import follow, record
from builders.watches import alerts, does, made
from cast import actor
from chorsu.exchange.watches.acting import acknowledge, assign, escalate
from chorsu.exchange.watches.models import Watch
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import RefusedError

pytestmark = pytest.mark.usefixtures("bank")

FORM = {
    "name": "Heroin", "substances": "heroin", "channel": "operational", "rings_from": "2", "on": "yes", "do": "keep",
}  # fmt: skip
TOLD = "Colleagues have alerts of this watch"


@pytest.fixture
def fired(as_role):
    """The page of a shared watch, and its alert."""
    enter_colleague(as_role, "kz-duty", KZ, ("duty",))
    watch = made()
    with as_role("worker"):
        record([{}], audience=[state("KZ")])
        follow()
    (alert,) = alerts()
    return f"/exchange/watches/{watch.pk}/", alert


def is_refused(page):
    """Whether its officer is refused to keep it alone, in a line that says why; nothing changes then."""
    answer = signed_in("liaison-a").post(page, FORM | {"shared": "no"})
    with viewing(actor("liaison-a")):
        shared = Watch.objects.get().shared
    assert (answer.status_code, TOLD in answer.content.decode()) == ((422, True) if shared else (302, False))
    return shared


@pytest.mark.parametrize("seen", [False, True])
def test_what_was_given_is_taken_back_first(fired, seen):
    page, alert = fired
    does("liaison-a", assign, identifier=alert.pk, officer=actor("kz-duty").user)
    if seen:
        does("kz-duty", acknowledge, identifier=alert.pk)
    assert is_refused(page)
    assert signed_in("kz-duty").get(f"/exchange/alerts/{alert.pk}/").status_code == 200
    does("liaison-a", assign, identifier=alert.pk, officer=actor("liaison-a").user)
    assert not is_refused(page)


def test_what_was_sent_up_is_acknowledged_first(fired):
    page, alert = fired
    does("liaison-a", escalate, identifier=alert.pk)
    assert is_refused(page)
    does("kz-duty", acknowledge, identifier=alert.pk)
    assert not is_refused(page)


def test_of_one_that_became_ones_own_no_alert_is_given_any_more(fired):
    page, alert = fired
    assert not is_refused(page)
    with pytest.raises(RefusedError, match="its watch is yours alone"):
        does("liaison-a", assign, identifier=alert.pk, officer=actor("kz-duty").user)
