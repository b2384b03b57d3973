"""Who a record reaches after a release or a recall: the marking that follows from the one before.

Owns the arithmetic of audiences over the directory (which principal contains which). Must not store anything, nor
decide who may release.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chorsu.directory.models import Agency, Group, State
from chorsu.handling.rules import EVERYBODY, MEMBERS, OBSERVERS, PARTNERS, Marking, Release
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

__all__ = ["known", "narrowed", "released"]


def known(principals: Collection[int]) -> frozenset[int]:
    """The principals as a set.

    Raises:
        InputError: none is given, or one is in nobody's directory.
    """
    asked = frozenset(principals)
    if not asked:
        raise InputError("nobody is named", where="audience", to_do="choose a state, an agency or a group")
    if asked - _numbers():
        raise InputError(
            "somebody is named who is not in the directory", where="audience", to_do="choose from the list"
        )
    return asked


def released(  # noqa: PLR0913 — a term of a release expression has these parts
    marking: Marking,
    principals: Collection[int],
    until: dt.datetime | None,
    at: dt.datetime,
    *,
    but: Collection[int] = (),
    operation: int | None = None,
) -> Marking:
    """The marking after a release: each stands by itself with an end of its own, and what has ended is not revived.

    Whoever was reached by name before is reached on the new terms alone.
    """
    named = frozenset(principals)
    terms = [release for release in marking.terms if release.until is None or at < release.until]
    kept = [_without(release, named) for release in terms]
    plain = until is None and not but and operation is None
    wide: frozenset[int] = frozenset().union(*(release.to for release in kept if release and _is_plain(release)))
    bound = [release for release in kept if release and not _is_plain(release)]
    if plain:
        wide |= named
    else:
        bound.append(Release(named, frozenset(but), until, operation))
    audience = wide | {marking.provider}
    exclusions = marking.exclusions - named
    return replace(marking, audience=audience, exclusions=exclusions, until=None, releases=tuple(bound))


def narrowed(marking: Marking, principals: Collection[int] | None) -> Marking:
    """The marking after a recall from `principals`, or from all (None).

    Who is recalled from but would still see the record as part of something wider that it is released to (an agency
    of a state, a state among all member states) is excluded by name.
    """
    if principals is None:
        return replace(marking, audience=frozenset({marking.provider}), until=None, releases=())
    named = frozenset(principals) - {marking.provider}
    releases = tuple(kept for release in marking.releases if (kept := _without(release, named)))
    after = replace(marking, audience=marking.audience - named, releases=releases)
    excluded = {number for number in named if _wider(number) & after.named}
    return replace(after, exclusions=marking.exclusions | excluded)


def _is_plain(release: Release) -> bool:
    return release.until is None and not release.but and release.operation is None


def _without(release: Release, named: frozenset[int]) -> Release | None:
    """The term without those named; None when nobody is left."""
    left = release.to - named
    return replace(release, to=left) if left else None


def _numbers() -> frozenset[int]:
    found = {EVERYBODY, MEMBERS, OBSERVERS, PARTNERS}
    for model in (State, Agency, Group):
        found.update(model.objects.values_list("pk", flat=True))
    return frozenset(found)


def _wider(number: int) -> frozenset[int]:
    """The principals that contain this one; nothing contains everybody, and a group stands beside the states."""
    if number == EVERYBODY:
        return frozenset()
    found = {EVERYBODY}
    agency = Agency.objects.filter(pk=number).select_related("state").first()
    state = agency.state if agency else State.objects.filter(pk=number).first()
    if agency:
        found.update(agency.groups.values_list("pk", flat=True))
        if state:
            found.add(state.pk)
    elif state:
        found.update(Group.objects.filter(agencies__state=state).values_list("pk", flat=True))
    if state and state.member:
        found.add(MEMBERS)
    return frozenset(found)
