"""Who a record reaches after a release or a recall: the marking that follows from the one before.

Owns the arithmetic of audiences over the directory (which principal contains which). Must not store anything, nor
decide who may release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.directory.models import Agency, Group, State
from chorsu.handling.rules import EVERYBODY, MEMBERS, Marking
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


def released(marking: Marking, principals: Collection[int], until: dt.datetime | None, at: dt.datetime) -> Marking:
    """The marking after a release; one that has ended is not revived by a new one, which starts from the provider."""
    ended = marking.until is not None and marking.until <= at
    before = marking.only_for_provider() if ended else marking
    named = frozenset(principals)
    return Marking(marking.provider, before.audience | named, marking.exclusions - named, until)


def narrowed(marking: Marking, principals: Collection[int] | None) -> Marking:
    """The marking after a recall from `principals`, or from all (None).

    Who is recalled from but would still see the record as part of something wider in the audience (an agency of a
    state, a state among all member states) is excluded by name.
    """
    if principals is None:
        return Marking(marking.provider, frozenset({marking.provider}), marking.exclusions, None)
    named = frozenset(principals) - {marking.provider}
    audience = marking.audience - named
    excluded = {number for number in named if _wider(number) & audience}
    return Marking(marking.provider, audience, marking.exclusions | excluded, marking.until)


def _numbers() -> frozenset[int]:
    found = {EVERYBODY, MEMBERS}
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
