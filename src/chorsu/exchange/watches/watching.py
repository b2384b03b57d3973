"""Watches made, changed, switched off and ended by the officers of the authority that owns them.

A watch of one's own is its officer's alone; a shared one is everybody's of the authority. Its entries in the journal
tell nobody what is watched for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from chorsu.directory.authorities import authority_of
from chorsu.directory.days import day_at
from chorsu.exchange.messages.channels import channel
from chorsu.exchange.messages.models import Message
from chorsu.exchange.once import alike, stored_once
from chorsu.exchange.watches.models import Alert, Watch
from chorsu.handling.rules import Marking
from chorsu.journal.selectors import head
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from chorsu.exchange.watches.criteria import Criteria
    from chorsu.handling.rules import Actor

__all__ = [
    "LONGEST_NAME", "MOST_WATCHES", "WatchChangedError", "WatchSaid", "change_watch", "content_of_watch", "end_watch",
    "make_watch",
]  # fmt: skip

LONGEST_NAME = 200
MOST_WATCHES = 1_000
"""Watches that one authority may have on."""
_CONTENT = (
    "officer", "officer_name", "shared", "name", "criteria", "channel", "precedence", "quiet_from", "quiet_to",
    "rings_from", "on", "since", "made_at", "ends_on", "ended_at", "provider_id", "use_codes", "dissemination_codes",
)  # fmt: skip

_PLAIN = ("name", "shared", "channel", "precedence", "rings_from", "on", "ends_on")
_CHANGING = (
    "officer_name", "shared", "name", "criteria", "channel", "precedence", "quiet_from", "quiet_to", "rings_from",
    "on", "since", "changed_at", "ends_on", "version", "use_codes", "dissemination_codes",
)  # fmt: skip

_SAID = (
    "shared", "name", "criteria", "channel", "precedence", "quiet_from", "quiet_to", "rings_from", "on", "ends_on",
)  # fmt: skip
"""What `WatchSaid` says, as a watch keeps it."""


class WatchChangedError(InputError):
    """A watch that was changed since it was read."""


@dataclass(frozen=True, slots=True)
class WatchSaid:
    """A watch as it is said.

    `quiet` are the times, by the clock of the authority's state, when quiet hours begin and end; alerts of a precedence
    from `rings_from` on ring in them all the same. `ends_on` is the last day, included, where the authority is.
    """

    name: str
    criteria: Criteria
    shared: bool = False
    channel: str = "operational"
    precedence: int = Message.Precedence.ROUTINE
    quiet: tuple[dt.time, dt.time] | None = None
    rings_from: int = Message.Precedence.IMMEDIATE
    on: bool = True
    ends_on: dt.date | None = None

    def checked(self) -> WatchSaid:
        """The same, trimmed.

        Raises:
            InputError: no name, or one too long; criteria that ask for nothing; a code of no list.
        """
        name = " ".join(self.name.replace("\x00", "").split())
        if not name or len(name) > LONGEST_NAME:
            raise InputError("a watch has a name", where="name", to_do=f"write up to {LONGEST_NAME} characters")
        if {self.precedence, self.rings_from} - set(Message.Precedence.values):
            raise InputError("is no precedence", where="precedence", to_do="choose from the list")
        channel(self.channel)
        return replace(self, name=name, criteria=self.criteria.checked())


def content_of_watch(watch: Watch) -> dict[str, Any]:
    """To what the journal commits of a watch."""
    return {name: getattr(watch, name) for name in _CONTENT}


def make_watch(
    *, said: WatchSaid, actor: Actor, at: dt.datetime, number: uuid.UUID | None = None, synthetic: bool = False
) -> Watch:
    """Make a watch for one's own authority; it fires for what comes from now on. Once by its number.

    Raises:
        RefusedError: the actor works for no authority.
        InputError: as `WatchSaid.checked`; it ends before it begins, or the authority has too many.
        OtherWordsError: the number stands with other words.
    """
    said = said.checked()
    owner = authority_of(actor)
    if owner is None or owner not in actor.provides or actor.user is None:
        raise RefusedError("watches are made for one's own authority only", to_do="ask that authority")
    with transaction.atomic():
        one = Watch(id=number or uuid7(), officer=actor.user, made_at=at, synthetic=synthetic, since=head())
        one.marking = Marking(owner, frozenset({owner}))
        _say(one, said, actor, at)
        kept = stored_once(one, Watch.objects.filter(provider_id=owner), same=_same)
        if kept is one:
            if Watch.objects.filter(provider_id=owner, ended_at=None).count() > MOST_WATCHES:
                raise InputError("are too many", where="watches", to_do="end those that are not needed any more")
            _enter(one, "made", actor, at)
    return kept


def change_watch(
    *, identifier: uuid.UUID, said: WatchSaid, actor: Actor, at: dt.datetime, seen: int | None = None
) -> Watch:
    """Say a watch anew. Where it asks for something else, or is switched on, what is there by now is no news to it.

    With `seen`, only where that is still its version, or it says the same already: an answer can be lost.

    Raises:
        AbsentError: there is none, or not for this actor.
        RefusedError: somebody else's watch would become one of nobody else's, or others would lose alerts that they
            were given, or that were sent up to them and nobody has acknowledged.
        WatchChangedError: somebody changed it since.
        InputError: it has ended, or as for a new one.
    """
    said = said.checked()
    with transaction.atomic():
        one = own_watch(identifier, actor)
        if not said.shared:
            _may_be_ones_own(one, actor)
        if one.criteria != said.criteria.as_json() or (said.on and not one.on):
            one.since = head()
        is_as_seen, before = seen in {None, one.version}, [getattr(one, name) for name in _SAID]
        _say(one, said, actor, at)
        if not is_as_seen and before != [getattr(one, name) for name in _SAID]:
            raise WatchChangedError("was changed in the meantime", where="the watch", to_do="load the page again")
        one.version += 1
        one.save(update_fields=_CHANGING)
        _enter(one, "changed", actor, at)
    return one


def end_watch(*, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> Watch:
    """End a watch for good; its alerts stay.

    Raises:
        AbsentError, InputError: as for a change.
    """
    with transaction.atomic():
        one = own_watch(identifier, actor)
        one.ended_at, one.on, one.changed_at, one.version = at, False, at, one.version + 1
        one.save(update_fields=["ended_at", "on", "changed_at", "version"])
        _enter(one, "ended", actor, at)
    return one


def own_watch(identifier: uuid.UUID, actor: Actor) -> Watch:
    """A watch that stands, of the actor's authority and seen by the actor; locked.

    Raises:
        AbsentError, InputError: as for a change.
    """
    one = Watch.objects.select_for_update().filter(pk=identifier, provider_id__in=actor.provides).first()
    if one is None:
        raise AbsentError
    if one.ended_at is not None:
        raise InputError("has ended", where="the watch", to_do="make another one")
    return one


def _may_be_ones_own(one: Watch, actor: Actor) -> None:
    """Nobody loses a watch to its officer, nor an alert of it that was given or sent up."""
    if one.officer != actor.user:
        raise RefusedError("only who made it keeps it alone", to_do="leave it shared")
    given = Q(assigned_to__isnull=False) & ~Q(assigned_to=actor.user)
    sent_up = Q(state=Alert.State.NEW, escalated_at__isnull=False) & ~Q(escalated_to=[actor.user])
    if one.shared and one.alerts.filter(given | sent_up).exists():
        raise RefusedError("others have alerts of it", to_do="take them back, or acknowledge them, first")


def _same(standing: Watch, one: Watch) -> bool:
    return alike(standing, one, _SAID)


def _say(one: Watch, said: WatchSaid, actor: Actor, at: dt.datetime) -> None:
    if said.ends_on is not None and said.ends_on < day_at(at, one.provider_id):
        raise InputError("has passed", where="ends", to_do="choose today or a later day")
    for name in _PLAIN:
        setattr(one, name, getattr(said, name))
    if one.officer == actor.user:
        one.officer_name = actor.name
    one.criteria = said.criteria.as_json()
    one.quiet_from, one.quiet_to = said.quiet or (None, None)
    one.marking = replace(one.marking, handling=channel(said.channel).handling)
    one.changed_at = at


def _enter(one: Watch, act: str, actor: Actor, at: dt.datetime) -> None:
    said = content_of_watch(one)
    append(kind=f"watch.{act}", record=one.pk, version=one.version, content={}, said=said, actor=actor.user, at=at)
