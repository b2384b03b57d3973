"""The rule of handling: actors, acts, and the decision over a marking.

Owns the one statement of who may do what with a record. `handling.sql` and `handling.columnar` compile the same rule
for the database and for columns; a property test holds the three together. Pure: no Django, no database.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.handling.marking import EVERYBODY, MEMBERS, OBSERVERS, PARTNERS, Handling, Marking, Release

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "COURT",
    "EVERYBODY",
    "MEMBERS",
    "NOBODY",
    "OBSERVERS",
    "PARTNERS",
    "Act",
    "Actor",
    "Decision",
    "Handling",
    "Marking",
    "Release",
    "Role",
    "decide",
]

COURT = "court"
"""The purpose of an actor who wants to use a record in judicial proceedings; every other purpose is a crime area."""


class Role(enum.StrEnum):
    """What an officer may do at all, before any marking is asked."""

    OFFICER = "officer"
    LIAISON = "liaison"
    ANALYST = "analyst"
    DUTY = "duty"
    PRESS = "press"
    ADMINISTRATOR = "administrator"
    STATE_ADMINISTRATOR = "state-administrator"
    DATA_PROTECTION = "data-protection"
    AUDITOR = "auditor"


class Act(enum.StrEnum):
    """What an actor may want to do with a marked record."""

    SEE = "see"
    POINT = "point"
    """Be pointed to it: learn from a search that somebody knows, and whom to ask."""
    USE = "use"
    PASS_ON = "pass-on"  # noqa: S105 — an act
    RELEASE = "release"
    RECALL = "recall"
    EDIT = "edit"
    EXPORT = "export"
    PUBLISH = "publish"
    COUNT = "count"
    """Count it in a figure, seen or unseen."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: the principals that the person stands for, and the providers whose records the person may rule.

    `purpose` is a crime area or `COURT`, where the person has stated one; `agency` is the principal of the authority.
    """

    user: int | None
    name: str
    principals: frozenset[int]
    provides: frozenset[int]
    roles: frozenset[Role]
    purpose: str = ""
    agency: int | None = None


NOBODY = Actor(user=None, name="", principals=frozenset(), provides=frozenset(), roles=frozenset())
"""The actor of a request that nobody signed: sees no marked record, not even one released to everybody."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of the rule, with its reason in one word, for tests and for "why can I see this?"."""

    allowed: bool
    reason: str


def decide(  # noqa: PLR0911 — one answer an act
    actor: Actor, marking: Marking, act: Act, at: dt.datetime
) -> Decision:
    """Whether `actor` may do `act` with a record so marked, at the moment `at` (aware)."""
    if act in _OF_THE_PROVIDER:
        mine = marking.provider in actor.provides
        return Decision(mine, "provider" if mine else "not-provider")
    seen = _may_see(actor, marking, at)
    match act:
        case Act.POINT:
            return seen if seen.allowed else _may_be_pointed_to(actor, marking, at)
        case Act.COUNT:
            return seen if seen.allowed else _may_count_unseen(actor, marking, at)
        case Act.USE | Act.EXPORT | Act.PASS_ON | Act.PUBLISH if not seen.allowed:
            return seen
        case Act.USE:
            return _may_use(actor, marking, seen, at)
        case Act.EXPORT:
            return _for_its_purpose(actor, marking.handling, seen)
        case Act.PASS_ON:
            return _may_pass_on(actor, marking.handling, seen, at)
        case Act.PUBLISH:
            return _may_publish(actor, marking)
    return seen


_OF_THE_PROVIDER = frozenset({Act.RELEASE, Act.RECALL, Act.EDIT})


def _may_see(actor: Actor, marking: Marking, at: dt.datetime) -> Decision:
    if marking.provider in actor.provides:
        return Decision(allowed=True, reason="provider")
    closed = _closed(actor, marking, at)
    if closed:
        return Decision(allowed=False, reason=closed)
    if marking.only_for is not None and not marking.only_for & actor.principals:
        return Decision(allowed=False, reason="part-withheld")
    named = marking.audience & actor.principals
    if named and (marking.until is None or at < marking.until):
        return Decision(allowed=True, reason="audience")
    if any(release.reaches(actor.principals, at) for release in marking.releases):
        return Decision(allowed=True, reason="release")
    return Decision(allowed=False, reason="release-ended" if named else "not-in-audience")


def _closed(actor: Actor, marking: Marking, at: dt.datetime) -> str:
    """Why a record is closed to everybody but its provider, whatever its audience says; empty where it is not."""
    if marking.review_by is not None and marking.review_by <= at:
        return "review-overdue"
    return "excluded" if marking.exclusions & actor.principals else ""


def _may_be_pointed_to(actor: Actor, marking: Marking, at: dt.datetime) -> Decision:
    if marking.handling.pointer != "contact" or MEMBERS not in actor.principals or _closed(actor, marking, at):
        return Decision(allowed=False, reason="no-pointer")
    return Decision(allowed=True, reason="pointer")


def _may_count_unseen(actor: Actor, marking: Marking, at: dt.datetime) -> Decision:
    if not marking.handling.countable or MEMBERS not in actor.principals or _closed(actor, marking, at):
        return Decision(allowed=False, reason="not-countable")
    return Decision(allowed=True, reason="countable")


def _may_use(actor: Actor, marking: Marking, seen: Decision, at: dt.datetime) -> Decision:
    handling = marking.handling
    if seen.reason == "provider":
        return seen
    if actor.purpose != COURT:
        return _for_its_purpose(actor, handling, seen)
    if not handling.may_in_court(actor.principals, at):
        return Decision(allowed=False, reason="needs-permission")
    return seen


def _for_its_purpose(actor: Actor, handling: Handling, seen: Decision) -> Decision:
    if seen.reason == "provider" or not handling.purposes or actor.purpose in handling.purposes:
        return seen
    return Decision(allowed=False, reason="other-purpose")


def _may_pass_on(actor: Actor, handling: Handling, seen: Decision, at: dt.datetime) -> Decision:
    if seen.reason == "provider" or "H2" not in handling.dissemination:
        return seen
    if handling.permits_passing(actor.principals, at):
        return Decision(allowed=True, reason="permitted")
    return Decision(allowed=False, reason="needs-permission")


def _may_publish(actor: Actor, marking: Marking) -> Decision:
    if Role.PRESS not in actor.roles:
        return Decision(allowed=False, reason="not-press")
    bounded = marking.exclusions or marking.until is not None or marking.only_for is not None
    if EVERYBODY not in marking.audience or bounded:
        return Decision(allowed=False, reason="not-for-everybody")
    if marking.handling.dissemination or marking.handling.use - {"H0"}:
        return Decision(allowed=False, reason="restricted")
    return Decision(allowed=True, reason="for-everybody")
