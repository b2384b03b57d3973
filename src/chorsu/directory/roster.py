"""Who is on duty: the roster of each authority, with languages and a telephone, and whom it names at a moment.

Owns the table of duties. Who may know of one is asked by its row policy: the authority itself, members and the centre;
everybody else knows of the centre's alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F, Q

from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Agency, Duty, User
from chorsu.directory.overseers import OVERSEERS
from chorsu.handling.rules import MEMBERS, Role
from chorsu.kernel.errors import AbsentError, InputError, RefusedError

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor

__all__ = [
    "LANGUAGES", "LONGEST", "DutySaid", "OnDutyError", "enter_duty", "keeps_roster", "knows_all_rosters",
    "officers_to_tell", "on_duty", "on_duty_for", "roster_of", "take_off", "to_name",
]  # fmt: skip

LONGEST = dt.timedelta(days=31)
"""The longest duty that is entered at once: a roster tells who is there now, not who holds an office."""
LANGUAGES = frozenset({"en", "ru", "az", "kk", "ky", "tg", "tk", "uz", "fa", "ps"})
_LONGEST_TELEPHONE = 64
_FEWEST_DIGITS = 3


class OnDutyError(InputError):
    """An officer is on duty then already: `duty` is the one that stands."""

    def __init__(self, duty: Duty) -> None:
        when = f"{duty.since.isoformat()} to {duty.until.isoformat()}"
        super().__init__(
            f"is on duty then already ({when})", where="officer", to_do="take it off, or enter other times"
        )
        self.duty = duty


@dataclass(frozen=True, slots=True)
class DutySaid:
    """A duty as it is entered; `officer` by number, `since` and `until` aware, `languages` ISO 639-1."""

    officer: int
    since: dt.datetime
    until: dt.datetime
    languages: Collection[str]
    telephone: str


def keeps_roster(actor: Actor, authority: int) -> bool:
    """Whether an actor says who is on duty for an authority: its liaison and duty officers do."""
    return authority in actor.provides and bool(actor.roles & {Role.LIAISON, Role.DUTY})


def knows_all_rosters(actor: Actor) -> bool:
    """Whether an actor may know who is on duty in every state: members and the centre; others know the centre's."""
    at_the_centre = Agency.objects.filter(pk__in=actor.principals, kind=Agency.Kind.CENTRE)
    return MEMBERS in actor.principals or at_the_centre.exists()


def to_name(authority: int) -> QuerySet[User]:
    """The officers whom the roster of an authority may name: its own, and those of its units, who open its messages.

    A machine opens none, nor does who runs or oversees the system.
    """
    own = Q(agency_id=authority) | Q(agency__parent_id=authority)
    people = User.objects.filter(own, is_active=True, machine=False).exclude(roles__overlap=sorted(OVERSEERS))
    return people.order_by("last_name", "pk")


def enter_duty(*, authority: int, said: DutySaid, actor: Actor, at: dt.datetime) -> Duty:
    """Put an officer on the roster of an authority.

    Raises:
        RefusedError: the actor is no liaison or duty officer of that authority.
        InputError: no officer of it, times in the wrong order, too long or past, no telephone or language.
        OnDutyError: the officer is on duty then already.
    """
    _require(actor, authority)
    one = _checked(said, at)
    if not to_name(authority).filter(pk=one.officer).exists():
        raise InputError("is no officer of this authority", where="officer", to_do="choose from the list")
    with transaction.atomic():
        _take_turns(authority)
        one = _beside_others(authority, one, at)
        duty = Duty.objects.create(
            authority_id=authority, officer_id=one.officer, since=one.since, until=one.until,
            languages=sorted(set(one.languages)), telephone=one.telephone, entered_by=actor.user or 0, entered_at=at,
        )  # fmt: skip
        content = {"authority": authority, "officer": one.officer, "since": one.since, "until": one.until}
        content |= {"languages": duty.languages, "telephone": one.telephone}
        enter_act("duty-entered", "duty", duty.pk, actor=actor, content=content, at=at)
    return duty


def _beside_others(authority: int, one: DutySaid, at: dt.datetime) -> DutySaid:
    """The duty as it fits: from when one that is over by now ended, so that what was just taken off is entered anew.

    Raises:
        OnDutyError: another one goes on, or comes, in that time.
    """
    same = Duty.objects.filter(authority_id=authority, officer_id=one.officer).exclude(until=F("since"))
    overlapping = same.filter(since__lt=one.until, until__gt=one.since).order_by("since")
    standing = overlapping.filter(until__gt=at).first()
    if standing is not None:
        raise OnDutyError(standing)
    return replace(one, since=max([one.since, *(other.until for other in overlapping)]))


def take_off(*, duty: uuid.UUID, actor: Actor, at: dt.datetime) -> Duty:
    """End a duty now; one that has not begun never begins.

    Raises:
        AbsentError: no such duty that the actor may know of.
        RefusedError: as for entering.
        InputError: it is over.
    """
    with transaction.atomic():
        seen = Duty.objects.filter(pk=duty).first()
        if seen is None:
            raise AbsentError
        _require(actor, seen.authority_id)
        one = Duty.objects.select_for_update().get(pk=duty)
        if one.until <= at or one.until == one.since:
            raise InputError("is over", where="the duty", to_do="load the page again")
        one.until = max(one.since, at)
        one.save(update_fields=["until"])
        content = {"authority": one.authority_id, "officer": one.officer_id, "until": one.until}
        enter_act("duty-ended", "duty", one.pk, actor=actor, content=content, at=at)
    return one


def on_duty(at: dt.datetime) -> QuerySet[Duty]:
    """Who is on duty at a moment, as far as the viewer may know, each with officer and authority; the longest first.

    Officers who have left since are not among them, nor is who cannot open messages: nothing rings at nobody.
    """
    rows = Duty.objects.filter(since__lte=at, until__gt=at, officer__is_active=True, officer__machine=False)
    rows = rows.exclude(officer__roles__overlap=sorted(OVERSEERS))
    serving = Q(officer__agency_id=F("authority_id")) | Q(officer__agency__parent_id=F("authority_id"))
    return rows.filter(serving).select_related("officer", "authority__state").order_by("since", "pk")


def on_duty_for(authority: int, at: dt.datetime) -> list[int]:
    """The officers on duty for an authority at a moment, by number, each once; empty where nobody is entered."""
    return list(dict.fromkeys(on_duty(at).filter(authority=authority).values_list("officer_id", flat=True)))


def officers_to_tell(authority: int, role: Role, at: dt.datetime) -> list[int]:
    """Whom of an authority to tell at a moment, as duty or as liaison officers.

    Duty officers are whom the roster names, whatever their role; where it names nobody, all with that role; perhaps
    there is none. Liaison officers are those of the authority, or of its state where it has none; where some of them
    are on duty, these alone. Where there is no liaison officer at all, duty officers are told, or else whoever opens
    its messages: nobody only where nobody does.
    """
    rostered = on_duty_for(authority, at)
    if role == Role.DUTY and rostered:
        return rostered
    officers = User.objects.filter(roles__contains=[role], is_active=True, machine=False).order_by("pk")
    found = list(officers.filter(agency_id=authority).values_list("pk", flat=True))
    state = Agency.objects.filter(pk=authority).values_list("state_id", flat=True).first()
    if not found and role == Role.LIAISON and state is not None:
        found = list(officers.filter(agency__state_id=state).values_list("pk", flat=True))
    if not found and role == Role.LIAISON:
        everybody = to_name(authority).order_by("pk").values_list("pk", flat=True)
        found = officers_to_tell(authority, Role.DUTY, at) or list(everybody)
    return [number for number in found if number in rostered] or found


def roster_of(authority: int, at: dt.datetime) -> QuerySet[Duty]:
    """The duties of an authority that go on or come, the soonest first."""
    rows = Duty.objects.filter(authority=authority, until__gt=at).exclude(until=F("since"))
    return rows.select_related("officer").order_by("since", "pk")


def _take_turns(authority: int) -> None:
    """Two who enter the same officer at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('directory_duty'), %s)", [authority])


def _require(actor: Actor, authority: int) -> None:
    if not keeps_roster(actor, authority):
        raise RefusedError("liaison and duty officers keep the roster of their authority", to_do="ask one of them")


def _checked(said: DutySaid, at: dt.datetime) -> DutySaid:
    if said.until <= said.since:
        raise InputError("ends before it begins", where="the duty", to_do="check the times")
    if said.until <= at or said.until - said.since > LONGEST:
        raise InputError("is past or too long", where="the duty", to_do="enter up to 31 days that are not over")
    if not said.languages or not set(said.languages) <= LANGUAGES:
        raise InputError("names no language", where="the duty", to_do="choose at least one from the list")
    telephone = " ".join(said.telephone.replace("\x00", "").split())
    if len(telephone) > _LONGEST_TELEPHONE:
        raise InputError("has too long a telephone", where="the duty", to_do=f"write up to {_LONGEST_TELEPHONE} signs")
    if sum(map(str.isdecimal, telephone)) < _FEWEST_DIGITS:
        raise InputError("has no telephone", where="the duty", to_do="write the number that is answered")
    return replace(said, telephone=telephone)
