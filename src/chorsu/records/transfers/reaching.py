"""Which states a marking reaches: what is at home, what is abroad, and whom one marking reaches that another did not.

Owns that arithmetic over markings and the directory. A principal that is not the provider's own state, an authority of
it or the provider itself counts as abroad: a group, all member states and everybody hold other states.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chorsu.directory.models import Agency, Group
from chorsu.directory.selectors import principals_of

if TYPE_CHECKING:
    import datetime as dt

    from chorsu.handling.marking import Marking, Release

__all__ = ["abroad", "at_home", "home_of", "newly_reached", "within_state"]


def home_of(agency: int) -> frozenset[int]:
    """The agency, its state and every authority of its state."""
    found = Agency.objects.select_related("state").filter(pk=agency).first()
    if found is None or found.state is None:
        return frozenset({agency})
    return frozenset({agency, found.state.pk, *found.state.agencies.values_list("pk", flat=True)})


def within_state(agency: int) -> frozenset[int]:
    """The agency and its state: for whom alone what waits for a basis is marked."""
    found = Agency.objects.filter(pk=agency).first()
    return frozenset({agency} if found is None or found.state_id is None else {agency, found.state_id})


def abroad(marking: Marking, home: frozenset[int], at: dt.datetime) -> frozenset[int]:
    """The principals abroad whom a marking reaches at the moment `at`, as they are named."""
    return marking.standing(at) - marking.exclusions - home


def newly_reached(before: Marking, after: Marking, at: dt.datetime) -> frozenset[int]:
    """The principals whom `after` names in a term that no term of `before` covers, or excludes no longer."""
    found = {
        number
        for term in after.terms
        if term.until is None or at < term.until
        for number in term.to
        if not any(_covers(one, number, term, at) for one in before.terms)
    }
    return frozenset(found - after.exclusions) | (before.exclusions - after.exclusions)


def at_home(marking: Marking, home: frozenset[int]) -> Marking:
    """The marking with what it reaches at home alone: the own state, where a wider principal named holds it."""
    terms = [replace(one, to=_at_home(one.to, home, marking.provider)) for one in marking.releases]
    audience = _at_home(marking.audience, home, marking.provider) | {marking.provider}
    return replace(marking, audience=audience, releases=tuple(one for one in terms if one.to))


def _at_home(named: frozenset[int], home: frozenset[int], provider: int) -> frozenset[int]:
    wider = named - home
    if not wider:
        return named
    agency = Agency.objects.select_related("state", "parent").filter(pk=provider).first()
    state = None if agency is None else agency.state
    if agency is None or state is None:
        return named & home
    # What holds the provider holds its state, all authorities of it: every state but those named one by one.
    groups = set(Group.objects.filter(pk__in=wider).values_list("pk", flat=True))
    of_groups = Agency.objects.filter(groups__in=groups, state=state).values_list("pk", flat=True)
    whole = {state.pk} if wider & (principals_of(agency) - groups) else set()
    return (named & home) | frozenset(whole) | frozenset(of_groups)


def _covers(standing: Release, number: int, term: Release, at: dt.datetime) -> bool:
    """Whether a term that stands reaches this principal as far and as long as another term does."""
    if number not in standing.to or not standing.but <= term.but:
        return False
    if standing.operation is not None and standing.operation != term.operation:
        return False
    return standing.until is None or (term.until is not None and at < term.until <= standing.until)
