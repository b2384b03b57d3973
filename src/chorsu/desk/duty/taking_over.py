"""Who takes a shift over is on duty, and who hands it over is relieved: what signing offers to do to the roster."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from chorsu.desk.duty.wording import by_the_clock_of, moment_in
from chorsu.desk.exchange.wording import LANGUAGES
from chorsu.desk.presenting import language
from chorsu.directory import roster
from chorsu.directory.models import Agency, Duty
from chorsu.directory.roster import DutySaid
from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places.zones import zone_of

if TYPE_CHECKING:
    from django.http import QueryDict
    from django.utils.safestring import SafeString

    from chorsu.exchange.duty.models import HandOver
    from chorsu.handling.rules import Actor

__all__ = ["Entering", "Offered", "Relief", "offered", "take_over"]

_SHIFT = dt.timedelta(hours=12)
_SHORTEST_SHIFT = dt.timedelta(hours=8)
"""What is shorter was cut short, and says nothing of how long a shift is."""
_LONGEST_SHIFT = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Entering:
    """The signer's duty as the form begins, or as it was sent: till when by the local clock, telephone, languages."""

    ticked: bool
    until: str
    telephone: str
    languages: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Relief:
    """The duty of the officer who wrote the hand-over, which goes on till `until`."""

    ticked: bool
    until: SafeString


@dataclass(frozen=True, slots=True)
class Offered:
    """What a signature may do to the roster: enter the signer, relieve the writer; `there`: the signer is on duty."""

    enter: Entering | None
    relief: Relief | None
    there: bool


def offered(one: HandOver, actor: Actor, at: dt.datetime, sent: QueryDict | None = None) -> Offered | None:
    """As the form begins, or as it was `sent`; None for an actor who does not keep the roster of the authority.

    A duty as the signer's last one there was, else the last of the authority; as long as the last whole duty of the
    authority, and over where the signer's next one begins. It is ticked where nobody but the writer is on duty.
    """
    if not roster.keeps_roster(actor, one.provider_id):
        return None
    stands = roster.on_duty_for(one.provider_id, at)
    there = actor.user in stands
    relief = next(iter(_duties_of_writer(one, at)), None)
    country = _country(one.provider_id)
    alone = not set(stands) - {one.by}
    return Offered(
        enter=None if there else _entering(one.provider_id, actor, at, sent, ticked=alone),
        relief=None
        if relief is None
        else Relief(sent is None or "relieve" in sent, by_the_clock_of(country, relief.until)),
        there=there,
    )


def take_over(one: HandOver, sent: QueryDict, actor: Actor, at: dt.datetime) -> bool:
    """Do to the roster what the form asks for, as far as it is still to be offered; whether the signer was entered.

    Raises:
        InputError: as `roster.enter_duty`, or no moment is said.
    """
    now = offered(one, actor, at, sent)
    if now is None:
        return False
    if now.relief is not None and now.relief.ticked:
        for duty in _duties_of_writer(one, at):
            roster.take_off(duty=duty.pk, actor=actor, at=at)
    if now.enter is None or not now.enter.ticked:
        return False
    until = moment_in(_country(one.provider_id), now.enter.until)
    if until is None:
        raise InputError("is no moment", where="the duty", to_do="write day and time")
    said = DutySaid(actor.user or 0, at, until, [code for code, _ in now.enter.languages], now.enter.telephone)
    roster.enter_duty(authority=one.provider_id, said=said, actor=actor, at=at)
    return True


def _entering(authority: int, actor: Actor, at: dt.datetime, sent: QueryDict | None, *, ticked: bool) -> Entering:
    if sent is not None:
        codes = sent.getlist("languages")
        return Entering("on-duty" in sent, sent.get("until", ""), sent.get("telephone", ""), _named(codes))
    before = Duty.objects.filter(authority=authority, since__lte=at).order_by("-since")
    own = before.filter(officer=actor.user).first()
    last = own or before.first()
    lasted = {"until__gte": F("since") + _SHORTEST_SHIFT, "until__lte": F("since") + _LONGEST_SHIFT}
    whole = before.filter(**lasted).first()
    until = at + (whole.until - whole.since if whole else _SHIFT)
    coming = roster.roster_of(authority, at).filter(officer=actor.user, since__lt=until).first()
    there = timezone.localtime(coming.since if coming else until, zone_of(_country(authority)))
    codes = own.languages if own else [language()]
    return Entering(ticked, f"{there:%Y-%m-%dT%H:%M}", last.telephone if last else "", _named(codes))


def _named(codes: list[str]) -> list[tuple[str, str]]:
    return [(code, LANGUAGES.get(code, code)) for code in codes]


def _duties_of_writer(one: HandOver, at: dt.datetime) -> list[Duty]:
    """What the writer had on when the hand-over was written, and has on still: a later duty is another shift."""
    return list(roster.on_duty(at).filter(authority=one.provider_id, officer=one.by, since__lte=one.at))


def _country(authority: int) -> str:
    return Agency.objects.filter(pk=authority).values_list("state__code", flat=True).first() or ""
