"""What is passed on: a term that comes from another one, keeps its limits, and falls with it.

Owns the arithmetic of such terms over the directory, and the question whether a passing would go round what the
provider set. Who may pass on at all is the rule's to say; must not store anything.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chorsu.directory.authorities import authorities, authority
from chorsu.handling.marking import Marking, Release
from chorsu.records.audiences import wider
from chorsu.records.recalls.models import Tombstone

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Iterable

__all__ = ["goes_round", "passed_on", "settled"]


def passed_on(
    marking: Marking, by: int, to: Collection[int], at: dt.datetime, until: dt.datetime | None = None
) -> tuple[Release, ...]:
    """The terms by which what an agency has (`by`, its principal) goes on to others, with an end that may be earlier.

    Each keeps the end, the operation and those left out of the term that it comes from; none: the agency has nothing.
    Whoever is named is not left out.
    """
    whole, agencies = Release(frozenset(to), until=until, by=by), (authority(number) for number in to)
    named = set(to).union(*(one.actor.principals for one in agencies if one is not None))
    found = [_bound(term, whole, named) for term in _of(marking, by, at)]
    return _widest(term for term in found if term is not None)


def settled(marking: Marking, at: dt.datetime) -> Marking:
    """The marking in which nothing that was passed on reaches further than what whoever passed it on still has."""
    waiting = [term for term in marking.releases if term.by is not None]
    if not waiting:
        return marking
    stands = replace(marking, releases=tuple(term for term in marking.releases if term.by is None))
    while True:
        found = {term: _still(stands, term, at) for term in waiting}
        new = [kept for terms in found.values() for kept in terms]
        if not new:
            return stands
        waiting = [term for term, terms in found.items() if not terms]
        stands = replace(stands, releases=tuple(dict.fromkeys([*stands.releases, *new])))


def goes_round(seizure: uuid.UUID, marking: Marking, terms: Collection[Release], at: dt.datetime) -> bool:
    """Whether these terms reach somebody whom the provider left out, took the record back from, or limited.

    Asked with rights to see the tombstones of all.
    """
    to = frozenset().union(*(term.to for term in terms))
    everyone = {one.agency: one.actor.principals for one in authorities()}
    reached = {number: principals for number, principals in everyone.items() if principals & to}
    own = [term for term in marking.terms if term.by is None]
    looked_at = [*reached.values(), *(wider(number) | {number} for number in to)]
    if any(_left_out(principals, marking, own) or _limited(principals, own, terms, at) for principals in looked_at):
        return True
    return Tombstone.objects.filter(seizure=seizure, part="", lifted_at=None, authority__in=list(reached)).exists()


def _left_out(principals: frozenset[int], marking: Marking, own: Iterable[Release]) -> bool:
    return bool(marking.exclusions & principals) or any(term.to & principals and term.but & principals for term in own)


def _limited(principals: frozenset[int], own: list[Release], terms: Iterable[Release], at: dt.datetime) -> bool:
    """Whether the provider set terms for them that these ones would go beyond."""
    theirs = [term for term in own if term.to & principals]
    mine = [term for term in theirs if term.reaches(principals, at)]
    beyond = (one for one in terms if not any(replace(has, to=one.to, but=frozenset()).covers(one) for has in mine))
    return bool(theirs) and any(one.to & principals for one in beyond)


def _of(marking: Marking, agency: int, at: dt.datetime) -> list[Release]:
    """The terms by which an agency has a record."""
    found = authority(agency)
    if found is None or marking.exclusions & found.actor.principals:
        return []
    return [term for term in marking.terms if term.reaches(found.actor.principals, at)]


def _still(marking: Marking, term: Release, at: dt.datetime) -> tuple[Release, ...]:
    """What is left of a term that was passed on: the same where what it came from still holds so far."""
    own = [] if term.by is None else _of(marking, term.by, at)
    found = _widest(kept for one in own if (kept := _bound(one, term, term.to)) is not None)
    return (term,) if term in found else found


def _bound(source: Release, term: Release, named: Collection[int]) -> Release | None:
    """The term within the limits of the one that it comes from; None where the two are of different operations."""
    if None not in {source.operation, term.operation} and source.operation != term.operation:
        return None
    ends = [end for end in (source.until, term.until) if end is not None]
    operation = term.operation if source.operation is None else source.operation
    but = (source.but - frozenset(named)) | term.but
    return replace(term, but=but, until=min(ends, default=None), operation=operation)


def _widest(terms: Iterable[Release]) -> tuple[Release, ...]:
    found = list(dict.fromkeys(terms))
    return tuple(term for term in found if not any(one.covers(term) for one in found if one != term))
