"""To whom a change of marking closes a record, and the tombstones that it leaves or lifts.

Owns the comparison of what every authority could see before and may see after. Must not narrow anything itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.directory.authorities import authorities
from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.records.recalls.models import Tombstone

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from chorsu.records.models import Seizure

__all__ = ["closed", "travel"]

_KINDS = {"recalled": Tombstone.Kind.RECALLED, "excluded": Tombstone.Kind.EXCLUDED}
type Markings = Mapping[str, Marking]
"""The marking of a record under the empty name, and those of its lots under `lot:1` and so on."""


def closed(before: Marking, after: Marking, everyone: Mapping[int, Actor], at: dt.datetime) -> dict[int, dt.datetime]:
    """Each authority that saw what is so marked and will see it no longer, or less long, with the moment it ends."""
    found = {}
    for number, actor in everyone.items():
        if not decide(actor, before, Act.SEE, at).allowed or after.provider in actor.provides:
            continue
        if not decide(actor, after, Act.SEE, at).allowed:
            found[number] = at
            continue
        was, now = before.end_for(actor.principals, at), after.end_for(actor.principals, at)
        if now is not None and (was is None or now < was):
            found[number] = now
    return found


def travel(  # noqa: PLR0913 — an act with what was before and after it
    seizure: Seizure, before: Markings, after: Markings, *, kind: str, told: str, at: dt.datetime
) -> None:
    """Leave a tombstone to every authority that the act closes the record, or a part of it, to; lift the others'."""
    if before == after:
        return
    everyone = {one.agency: one.actor for one in authorities()}
    whole = closed(before[""], after[""], everyone, at)
    for part, marking in after.items():
        was = before.get(part, marking)
        to = whole if not part else _without(closed(was, marking, everyone, at), whole)
        again = {number for number, actor in everyone.items() if decide(actor, marking, Act.SEE, at).allowed}
        _lift(seizure, part, again | to.keys(), at)
        _leave(seizure, part, to, kind=kind, told=told, at=at)


def _without(found: dict[int, dt.datetime], others: Mapping[int, dt.datetime]) -> dict[int, dt.datetime]:
    return {number: end for number, end in found.items() if number not in others}


def _lift(seizure: Seizure, part: str, again: Collection[int], at: dt.datetime) -> None:
    standing = Tombstone.objects.filter(seizure=seizure, part=part, lifted_at=None)
    standing.filter(authority__in=again).update(lifted_at=at)


def _leave(  # noqa: PLR0913 — a tombstone has these parts
    seizure: Seizure, part: str, to: Mapping[int, dt.datetime], *, kind: str, told: str, at: dt.datetime
) -> None:
    for number, end in sorted(to.items()):
        stone = Tombstone(seizure=seizure, authority=number, part=part, version=seizure.version, told=told)
        stone.kind = Tombstone.Kind.WITHHELD if part else _KINDS.get(kind, Tombstone.Kind.ENDED)
        stone.kind = stone.kind if end <= at else Tombstone.Kind.ENDED
        stone.closed_at, stone.seized_on, stone.country = end, seizure.seized_on, seizure.country
        stone.day = str(seizure.day)
        stone.marking = Marking(seizure.provider_id, frozenset({number}))
        stone.save(force_insert=True)
