"""The marking that a new record gets from the one who enters it. Owns that one step; the rule is `handling.rules`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chorsu.handling.marking import LONGEST_REVIEW
from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.kernel.errors import RefusedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

__all__ = ["marking_of_new", "reviewed"]


def marking_of_new(
    actor: Actor, provider: int, audience: Collection[int], until: dt.datetime | None, at: dt.datetime
) -> Marking:
    """The marking of what `actor` enters for the agency `provider`: seen by it and by `audience`, `until` then.

    Raises:
        RefusedError: the actor may not provide for this agency.
    """
    marking = Marking(provider, frozenset({provider, *audience}), frozenset(), until)
    if not decide(actor, marking, Act.EDIT, at).allowed:
        raise RefusedError("records are entered for one's own agency only", to_do="ask that agency to enter it")
    return marking


def reviewed(marking: Marking, at: dt.datetime) -> Marking:
    """The marking with a day of review: the one that it has, or the longest that there is after the moment `at`."""
    latest = at + LONGEST_REVIEW
    return replace(marking, review_by=latest if marking.review_by is None else min(marking.review_by, latest))
