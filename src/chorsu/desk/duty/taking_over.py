"""Who takes a shift over is on duty: where nobody else is entered, signing offers to enter the signer in the roster."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from chorsu.desk.duty.wording import moment_in
from chorsu.desk.exchange.wording import LANGUAGES
from chorsu.desk.presenting import language
from chorsu.directory import roster
from chorsu.directory.models import Agency, Duty
from chorsu.directory.roster import DutySaid
from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places.zones import zone_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from chorsu.handling.rules import Actor

__all__ = ["Offered", "enter_signer", "offered"]

_SHIFT = dt.timedelta(hours=12)
_SHORTEST_SHIFT = dt.timedelta(hours=8)
"""What is shorter was cut short, and says nothing of how long a shift is."""
_LONGEST_SHIFT = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form begins with: till when by the local clock, the telephone, the languages with their names."""

    until: str
    telephone: str
    languages: list[tuple[str, str]]


def offered(authority: int, actor: Actor, at: dt.datetime) -> Offered | None:
    """As the signer's last duty there was, else the last of the authority; None where it is not to be offered.

    As long as the last whole duty of the authority.
    """
    if not roster.keeps_roster(actor, authority) or roster.on_duty_for(authority, at):
        return None
    before = Duty.objects.filter(authority=authority, since__lte=at).order_by("-since")
    own = before.filter(officer=actor.user).first()
    last = own or before.first()
    lasted = {"until__gte": F("since") + _SHORTEST_SHIFT, "until__lte": F("since") + _LONGEST_SHIFT}
    whole = before.filter(**lasted).first()
    until = at + (whole.until - whole.since if whole else _SHIFT)
    codes = own.languages if own else [language()]
    there = timezone.localtime(until, zone_of(_country(authority)))
    telephone = last.telephone if last else ""
    return Offered(f"{there:%Y-%m-%dT%H:%M}", telephone, [(code, LANGUAGES.get(code, code)) for code in codes])


def enter_signer(authority: int, sent: QueryDict, actor: Actor, at: dt.datetime) -> bool:
    """Enter the signer, where the form asks for it and it is still to be offered; whether that was done.

    Raises:
        InputError: as `roster.enter_duty`, or no moment is said.
    """
    if not sent.get("on-duty") or offered(authority, actor, at) is None:
        return False
    until = moment_in(_country(authority), sent.get("until", ""))
    if until is None:
        raise InputError("is no moment", where="the duty", to_do="write day and time")
    said = DutySaid(actor.user or 0, at, until, sent.getlist("languages"), sent.get("telephone", ""))
    roster.enter_duty(authority=authority, said=said, actor=actor, at=at)
    return True


def _country(authority: int) -> str:
    return Agency.objects.filter(pk=authority).values_list("state__code", flat=True).first() or ""
