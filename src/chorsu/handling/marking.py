"""The marking that sits on a record: whom it reaches, and under which conditions. Pure: no Django, no database.

Owns the shape and what follows from it alone; who may do what is `handling.rules`. The words of the codes are in
`handling.codes`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["EVERYBODY", "LONGEST_REVIEW", "MEMBERS", "OBSERVERS", "PARTNERS", "Handling", "Marking", "Release"]

EVERYBODY = 1
"""Number of the principal that stands for the public; every actor carries it."""
MEMBERS = 2
"""Number of the principal that stands for all competent authorities of the member states."""
OBSERVERS = 3
"""Number of the principal that stands for the authorities of states with observer status."""
PARTNERS = 4
"""Number of the principal that stands for all partner organisations."""
LONGEST_REVIEW = dt.timedelta(days=3 * 365)
"""The need of a record must be reviewed three years on at the latest (GLOSSARY, review date)."""


@dataclass(frozen=True, slots=True)
class Release:
    """One term of a release expression: to principals, but not to some, until a moment, for one operation.

    Whoever carries one of `to` and none of `but` is reached before `until` (aware; None: without end). With an
    `operation`, only who carries that principal, too: so a non-member is reached within one operation alone.
    `by` is the authority that passed the record on, where it was not its provider: the rule never asks it, but what
    was passed on falls with what it came from.
    """

    to: frozenset[int]
    but: frozenset[int] = frozenset()
    until: dt.datetime | None = None
    operation: int | None = None
    by: int | None = None

    def reaches(self, principals: Collection[int], at: dt.datetime) -> bool:
        """Whether an actor with these principals is reached at the moment `at` (aware)."""
        if self.until is not None and self.until <= at:
            return False
        if self.operation is not None and self.operation not in principals:
            return False
        return not self.to.isdisjoint(principals) and self.but.isdisjoint(principals)

    def as_json(self) -> dict[str, Any]:
        """The term as the database keeps it."""
        until = None if self.until is None else self.until.astimezone(dt.UTC).isoformat()
        said = {"to": sorted(self.to), "but": sorted(self.but), "until": until, "operation": self.operation}
        return said if self.by is None else said | {"by": self.by}

    def covers(self, other: Release) -> bool:
        """Whether this term reaches all whom another one reaches, and as long."""
        if not self.to >= other.to or not self.but <= other.but or self.operation not in {None, other.operation}:
            return False
        return self.until is None or (other.until is not None and other.until <= self.until)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The term that the database keeps."""
        until = dt.datetime.fromisoformat(said["until"]) if said["until"] else None
        return cls(frozenset(said["to"]), frozenset(said["but"]), until, said["operation"], said.get("by"))


@dataclass(frozen=True, slots=True)
class Handling:
    """The conditions under which those reached may act; codes are those of `handling.codes`.

    `use` holds H0, H1, H3 (with `restriction` in words), `dissemination` H2: two axes, never one. `pointer` is what a
    search by somebody outside the audience gets: `nothing` or `contact` (then `contact` says whom to ask). `countable`
    lets authorities of the member states count the record unseen. The two lists of permits are the provider's
    permissions for proceedings in court (H1) and for passing on (H2), each a term with an end of its own.
    """

    use: frozenset[str] = frozenset({"H0"})
    restriction: str = ""
    dissemination: frozenset[str] = frozenset()
    source_grade: str = ""
    information_grade: str = ""
    graded_as: str = ""
    """The grading as received, `scheme:value`, where it came in another scheme."""
    purposes: frozenset[str] = frozenset()
    """Crime areas; empty: any."""
    pointer: str = "nothing"
    contact: str = ""
    countable: bool = False
    tlp: str = ""
    """The TLP 2.0 label as received; a label, never the rule."""
    court_permits: tuple[Release, ...] = ()
    passing_permits: tuple[Release, ...] = ()

    def may_in_court(self, principals: Collection[int], at: dt.datetime) -> bool:
        """Whether who carries these principals may use the record in court at the moment `at`."""
        return "H1" not in self.use or any(permit.reaches(principals, at) for permit in self.court_permits)

    def permits_passing(self, principals: Collection[int], at: dt.datetime) -> bool:
        """Whether who carries these principals holds the permission to pass the record on at the moment `at`."""
        return any(permit.reaches(principals, at) for permit in self.passing_permits)


@dataclass(frozen=True, slots=True)
class Marking:
    """What sits on every record, and on a part of it that is marked more narrowly.

    The release expression is the `audience` until `until`, or any of the `releases`; `exclusions` hold against all of
    them. Of a part, `only_for` names the principals of whom an actor must carry one, besides being reached: so a part
    is never marked more widely than its record. After `review_by` nobody but the provider is reached.
    """

    provider: int
    audience: frozenset[int]
    exclusions: frozenset[int] = frozenset()
    until: dt.datetime | None = None
    only_for: frozenset[int] | None = None
    releases: tuple[Release, ...] = ()
    review_by: dt.datetime | None = None
    handling: Handling = field(default_factory=Handling)

    @property
    def named(self) -> frozenset[int]:
        """Every principal to whom the record was ever released and not recalled, ended or not; with the provider."""
        return self.audience.union(*(release.to for release in self.releases))

    @property
    def terms(self) -> tuple[Release, ...]:
        """The whole release expression, term by term; the first is the audience."""
        return (Release(self.audience, frozenset(), self.until), *self.releases)

    def standing(self, at: dt.datetime) -> frozenset[int]:
        """The principals to whom a release stands at the moment `at` (aware)."""
        return frozenset().union(*(one.to for one in self.terms if one.until is None or at < one.until))

    def end_for(self, principals: Collection[int], at: dt.datetime) -> dt.datetime | None:
        """When the last release that reaches who carries `principals` ends; None: no end is set, or none reaches."""
        ends = [one.until for one in self.terms if one.reaches(principals, at)]
        moments = [end for end in ends if end is not None]
        return max(moments) if moments and len(moments) == len(ends) else None

    def only_for_provider(self) -> Marking:
        """The narrowest marking: nobody but the provider; conditions and review date stay."""
        return Marking(self.provider, frozenset({self.provider}), review_by=self.review_by, handling=self.handling)

    def widened(self, principals: Collection[int], until: dt.datetime | None) -> Marking:
        """The marking after a release to further principals; an end given replaces the one of the audience."""
        return replace(self, audience=self.audience | frozenset(principals), until=until)

    def narrowed_to(self, only_for: Collection[int] | None) -> Marking:
        """The marking of a part of the record that only these may see; None leaves it as it is."""
        if only_for is None:
            return self
        here = frozenset(only_for)
        return replace(self, only_for=here if self.only_for is None else self.only_for & here)
