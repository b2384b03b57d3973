"""Who a record reaches after a release or a recall: the marking that follows from the one before.

Owns the arithmetic of audiences over the directory (which principal contains which). Must not store anything, nor
decide who may release.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q

from chorsu.directory.models import Agency, Group, State
from chorsu.directory.outsiders import outsiders
from chorsu.directory.selectors import principals_of, standing_of
from chorsu.handling.rules import EVERYBODY, MEMBERS, OBSERVERS, PARTNERS, Marking, Release
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = [
    "check_operation",
    "known",
    "narrowed",
    "narrowed_by_term",
    "narrower",
    "released",
    "standing_terms",
    "term_key",
    "wider",
]


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


def check_operation(named: Collection[int], operation: int | None) -> None:
    """Check within which operation a release holds.

    Raises:
        InputError: it is no group of the directory, or none is given and a non-member is named.
    """
    if operation is not None and not Group.objects.filter(pk=operation).exists():
        raise InputError("is no operation", where="operation", to_do="choose from the list")
    if operation is None and outsiders(named):
        raise InputError(
            "a non-member is reached within one operation alone", where="operation", to_do="choose the operation"
        )


def term_key(term: Release) -> str:
    """A name for a term of a release expression that two different terms do not share."""
    return hashlib.sha256(json.dumps(term.as_json(), sort_keys=True).encode()).hexdigest()[:16]


def standing_terms(marking: Marking) -> list[Release]:
    """The releases of a marking, each as its owner can take it back: first whom it names without further terms."""
    named = Release(marking.audience - {marking.provider}, until=marking.until)
    return list(dict.fromkeys([*([named] if named.to else []), *marking.releases]))


def narrowed_by_term(marking: Marking, keys: Collection[str]) -> Marking:
    """The marking after the terms with these keys are taken back; whom another term reaches stays reached.

    Raises:
        InputError: one of them does not stand any more.
    """
    standing = {term_key(term): term for term in standing_terms(marking)}
    if not keys or not standing.keys() >= set(keys):
        raise InputError("this release does not stand any more", where="recall", to_do="load the page again")
    gone = {term for key, term in standing.items() if key in keys}
    after = replace(marking, releases=tuple(term for term in marking.releases if term not in gone))
    named = Release(marking.audience - {marking.provider}, until=marking.until)
    return replace(after, audience=frozenset({marking.provider}), until=None) if named in gone else after


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

    From a state, a group or an agency it is recalled with every agency of it, also where one is released to by itself.
    Who is recalled from but would still see the record as part of something wider that it is released to (an agency
    of a state, a state among all member states, a group whose states have it) is excluded by name.
    """
    if principals is None:
        return replace(marking, audience=frozenset({marking.provider}), until=None, releases=())
    named = frozenset(principals) - {marking.provider}
    within = {number: _agencies_of(number) - {marking.provider} for number in named}
    gone = named.union(*within.values())
    releases = tuple(kept for release in marking.releases if (kept := _without(release, gone)))
    after = replace(marking, audience=marking.audience - gone, releases=releases)
    excluded = {number for number in named if any(wider(one) & after.named for one in (number, *within[number]))}
    return replace(after, exclusions=marking.exclusions | excluded)


def _agencies_of(number: int) -> frozenset[int]:
    """The agencies of a state or a group and the units of an agency; none of what stands for all states of a kind."""
    of_it = Q(state=number) | Q(groups=number) | Q(parent=number)
    own = set(Agency.objects.filter(of_it).values_list("pk", flat=True))
    return frozenset(own | set(Agency.objects.filter(parent__in=own).values_list("pk", flat=True)))


def narrower(marking: Marking, default: Marking) -> bool:
    """Whether a marking of a new record reaches fewer, or ends more than a day earlier, than its provider's default."""
    if any(number not in marking.audience and not wider(number) & marking.audience for number in default.audience):
        return True
    if marking.until is None:
        return False
    return default.until is None or marking.until < default.until - dt.timedelta(days=1)


def _is_plain(release: Release) -> bool:
    return release.until is None and not release.but and release.operation is None and release.by is None


def _without(release: Release, named: frozenset[int]) -> Release | None:
    """The term without those named; None when nobody is left."""
    left = release.to - named
    return replace(release, to=left) if left else None


def _numbers() -> frozenset[int]:
    found = {EVERYBODY, MEMBERS, OBSERVERS, PARTNERS}
    for model in (State, Agency, Group):
        found.update(model.objects.values_list("pk", flat=True))
    return frozenset(found)


def wider(number: int) -> frozenset[int]:
    """The principals that contain this one; nothing contains everybody, and a group stands beside the states."""
    if number == EVERYBODY:
        return frozenset()
    agency = Agency.objects.filter(pk=number).select_related("state", "parent").first()
    if agency is not None:
        return principals_of(agency) - {number}
    state = State.objects.filter(pk=number).first()
    if state is None:
        return frozenset({EVERYBODY})
    groups = Group.objects.filter(agencies__state=state).values_list("pk", flat=True)
    return frozenset({EVERYBODY, *groups}) | standing_of(state)
