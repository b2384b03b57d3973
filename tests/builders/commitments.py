"""Commitments as officers of the cast propose, accept and keep them; each act at a moment of its own choice."""

import datetime as dt

from builders.messages import AT, KZ, does, sent
from builders.releasing import agency
from cast import actor
from chorsu.exchange.commitments import fulfilling, promising
from chorsu.exchange.commitments.models import Commitment
from chorsu.exchange.commitments.promising import CommitmentSaid
from chorsu.exchange.commitments.standing import standing
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.vocabulary.places.zones import zone_of

__all__ = ["FIRST", "UZC", "accepted", "fulfilled", "lines", "proposed", "report", "said", "stands", "today"]

UZC = "example-customs-uz"
FIRST = dt.date(2026, 3, 10)
"""A Tuesday that is worked in Tashkent and in Almaty; a week after `AT`."""


def today():
    """The day that it is in Tashkent, at whoever promises: from 19:00 UTC on the next one of Greenwich."""
    return now().astimezone(zone_of("UZ")).date()


def said(partner=KZ, **more):
    """A weekly exchange on synthetic drugs."""
    given = {
        "subject": "Synthetic drugs",
        "every": "weekly",
        "first": FIRST,
        "basis": "Example agreement, art. 4",
    } | more
    return CommitmentSaid(partner=agency(partner), **given)


def proposed(who="liaison-b", *, at=AT, provider=None, **more):
    """A commitment that was proposed."""
    owner = None if provider is None else agency(provider)
    return does(who, promising.propose, at=at, said=said(**more), provider=owner)


def accepted(who="liaison-a", *, at=AT, **more):
    """A commitment that was accepted."""
    one = proposed(at=at, **more)
    return does(who, promising.accept, at=at, identifier=one.pk)


def report(who="liaison-b", *, at=AT, to=(KZ,), **more):
    """A message that was sent, as a regular report is."""
    given = {"kind": "spontaneous", "subject": "Synthetic drugs in March"} | more
    return sent(who=who, at=at, to=to, **given)


def fulfilled(one, period=1, *, who="liaison-b", at=AT, message=None):
    """A period that a message fulfils."""
    told = message or report(who, at=at)
    does(who, fulfilling.fulfil, at=at, identifier=one.pk, period=period, message=told.pk)
    return told


def stands(one, at, who="liaison-b"):
    """How a commitment stands at a moment, as somebody sees it."""
    with viewing(actor(who)):
        return standing(Commitment.objects.get(pk=one.pk), at)


def lines(one, at, side=UZC, who="liaison-b"):
    """The states of the periods of a side, in order."""
    return [line.state for line in stands(one, at, who).lines.get(agency(side), ())]
