"""The rule of handling: actors, markings and the decision between them.

Owns the one statement of who may do what with a record. `handling.security` compiles the same rule to row-level
security; a property test holds the two together. Pure: no Django, no database.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

__all__ = [
    "EVERYBODY",
    "MEMBERS",
    "NOBODY",
    "OBSERVERS",
    "PARTNERS",
    "Act",
    "Actor",
    "Decision",
    "Marking",
    "Role",
    "decide",
]

EVERYBODY = 1
"""Number of the principal that stands for the public; every actor carries it."""
MEMBERS = 2
"""Number of the principal that stands for all competent authorities of the member states."""
OBSERVERS = 3
"""Number of the principal that stands for all competent authorities of the observer states."""
PARTNERS = 4
"""Number of the principal that stands for all partner organisations."""


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
    RELEASE = "release"
    RECALL = "recall"
    EDIT = "edit"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: the principals that the person stands for, and the providers whose records the person may rule."""

    user: int | None
    name: str
    principals: frozenset[int]
    provides: frozenset[int]
    roles: frozenset[Role]


NOBODY = Actor(user=None, name="", principals=frozenset(), provides=frozenset(), roles=frozenset())
"""The actor of a request that nobody signed: sees no marked record, not even one released to everybody."""


@dataclass(frozen=True, slots=True)
class Marking:
    """What sits on every record: its provider, its audience minus exclusions, and when the release ends."""

    provider: int
    audience: frozenset[int]
    exclusions: frozenset[int] = frozenset()
    until: dt.datetime | None = None

    def only_for_provider(self) -> Marking:
        """The narrowest marking: nobody but the provider."""
        return Marking(self.provider, frozenset({self.provider}))

    def widened(self, principals: Collection[int], until: dt.datetime | None) -> Marking:
        """The marking after a release to further principals; an end given replaces the one before."""
        return Marking(self.provider, self.audience | frozenset(principals), self.exclusions, until)


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of the rule, with its reason in one word, for tests and for "why can I see this?"."""

    allowed: bool
    reason: str


def decide(actor: Actor, marking: Marking, act: Act, at: dt.datetime) -> Decision:
    """Whether `actor` may do `act` with a record so marked, at the moment `at` (aware)."""
    if act is Act.SEE:
        return _may_see(actor, marking, at)
    if act is Act.PUBLISH:
        return _may_publish(actor, marking, at)
    if marking.provider not in actor.provides:
        return Decision(allowed=False, reason="not-provider")
    return Decision(allowed=True, reason="provider")


def _may_see(actor: Actor, marking: Marking, at: dt.datetime) -> Decision:
    if marking.provider in actor.provides:
        return Decision(allowed=True, reason="provider")
    if marking.until is not None and marking.until <= at:
        return Decision(allowed=False, reason="release-ended")
    if marking.exclusions & actor.principals:
        return Decision(allowed=False, reason="excluded")
    if marking.audience & actor.principals:
        return Decision(allowed=True, reason="audience")
    return Decision(allowed=False, reason="not-in-audience")


def _may_publish(actor: Actor, marking: Marking, at: dt.datetime) -> Decision:
    if Role.PRESS not in actor.roles:
        return Decision(allowed=False, reason="not-press")
    if not _may_see(actor, marking, at).allowed:
        return Decision(allowed=False, reason="not-in-audience")
    if EVERYBODY not in marking.audience or marking.exclusions or marking.until is not None:
        return Decision(allowed=False, reason="not-for-everybody")
    return Decision(allowed=True, reason="for-everybody")
