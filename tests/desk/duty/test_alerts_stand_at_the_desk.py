"""Alerts that an authority shares wait at its desk, go into a hand-over and into its log; those of one's own do not."""

import pytest
from django.urls import reverse

from builders.seizures import follow, record
from builders.watches import alerts, made
from cast import actor
from chorsu.directory.models import State
from chorsu.exchange.duty.handing import hand_over
from chorsu.exchange.duty.log import EntrySaid, write_entry
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError

WHO = "liaison-a"


@pytest.fixture
def fired(bank, as_role):
    made(WHO, name="Shared heroin")
    made(WHO, name="My own heroin", shared=False)
    with as_role("worker"):
        record([{"substance": "heroin"}], audience=[State.objects.get(code="KZ").pk])
        follow()
    shared, own = sorted(alerts(WHO), key=lambda one: one.officer is not None)
    assert (shared.officer, own.officer) == (None, actor(WHO).user)
    return shared, own


def test_the_shared_one_waits_and_leads_to_its_page(fired, enter):
    shared, own = fired
    text = enter(WHO).get(reverse("duty")).text
    assert reverse("alert", args=[shared.pk]) in text
    assert "Shared heroin" in text
    assert str(own.pk) not in text
    assert "My own heroin" not in text


def test_a_hand_over_keeps_that_it_waits_and_not_what_for(fired, enter):
    shared, own = fired
    officer = actor(WHO)
    with viewing(officer):
        one = hand_over(words="quiet", actor=officer, at=now())
    assert [(row["what"], row["id"]) for row in one.standing] == [("alert", str(shared.pk))]
    assert "heroin" not in str(one.standing)
    text = enter(WHO).get(reverse("duty-handed", args=[one.pk])).text
    assert reverse("alert", args=[shared.pk]) in text
    assert str(own.pk) not in text


def test_an_entry_is_tied_to_the_shared_one_alone(fired, enter):
    shared, own = fired
    officer = actor(WHO)
    with viewing(officer):
        write_entry(said=EntrySaid(words="seen", tied_to="alert", about=shared.pk), actor=officer, at=now())
        with pytest.raises(InputError):
            write_entry(said=EntrySaid(words="seen", tied_to="alert", about=own.pk), actor=officer, at=now())
    assert reverse("alert", args=[shared.pk]) in enter(WHO).get(reverse("duty-log")).text


def test_an_acknowledged_one_waits_no_more(fired, enter):
    shared, _ = fired
    enter(WHO).post(reverse("alert-act", args=[shared.pk, "acknowledge"]))
    assert reverse("alert", args=[shared.pk]) not in enter(WHO).get(reverse("duty")).text.partition('id="log-title"')[0]
