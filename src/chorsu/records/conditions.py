"""The conditions under which a record is released: use, dissemination, grading, purposes, pointer, counting, review.

Owns what such conditions may be and the act that sets them; whom a record reaches is not changed here. What the codes
mean stands in the field's glossary; who may act under them is `handling.rules`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chorsu.handling.marking import LONGEST_REVIEW, Handling
from chorsu.handling.rules import Act, Actor
from chorsu.kernel.errors import InputError
from chorsu.records.keeping import changing, reason_given
from chorsu.vocabulary import manners

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from chorsu.records.models import Seizure

__all__ = ["GRADES", "INFORMATION", "LABELS", "LONGEST_WORDS", "POINTERS", "USES", "Conditions", "set_conditions"]

USES = ("H0", "H1", "H3")
"""Codes of the axis of use; H2 is the other axis, dissemination."""
GRADES = ("A", "B", "C", "X")
INFORMATION = ("1", "2", "3", "4")
POINTERS = ("nothing", "contact")
LABELS = ("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR")
"""The labels of TLP 2.0, kept as received."""
LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a provider says of a record: the handling, without the permits, which are answers to requests.

    `review_by` is the moment (aware) at which its need is reviewed.
    """

    handling: Handling
    review_by: dt.datetime


def set_conditions(  # noqa: PLR0913 — an act has these parts
    *,
    seizure: uuid.UUID,
    conditions: Conditions,
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
    version: int | None = None,
) -> Seizure:
    """Set the conditions of a record as a new version; permits given before stay. A later review needs a reason.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: a code that there is none of, words missing, a review out of bounds or put off without a reason,
            nothing that changes, or a `version` that is no longer the newest.
    """
    handling = _checked(conditions.handling)
    if not at < conditions.review_by <= at + LONGEST_REVIEW:
        raise InputError("is no day of a review", where="review", to_do="choose a day within three years")
    with changing(
        seizure, kind="conditioned", act=Act.EDIT, actor=actor, at=at, reason=reason.strip(), version=version
    ) as change:
        before = change.seizure.marking
        if before.review_by is None or conditions.review_by > before.review_by:
            reason_given(reason)
        kept = replace(
            handling,
            court_permits=before.handling.court_permits,
            passing_permits=before.handling.passing_permits,
        )
        after = replace(before, handling=kept, review_by=conditions.review_by)
        if after == before:
            raise InputError("nothing is changed", where="the conditions", to_do="change a value, or leave it as it is")
        change.seizure.marking = after
    return change.seizure


def _checked(handling: Handling) -> Handling:
    """The handling with its words trimmed; H0 always holds."""
    for name, given, allowed in (
        ("use", handling.use, {*USES}),
        ("dissemination", handling.dissemination, {"H2"}),
        ("source grade", {handling.source_grade}, {"", *GRADES}),
        ("information grade", {handling.information_grade}, {"", *INFORMATION}),
        ("purposes", handling.purposes, {*manners.manners("crime_area")}),
        ("pointer", {handling.pointer}, {*POINTERS}),
        ("label", {handling.tlp}, {"", *LABELS}),
    ):
        if not given <= allowed:
            raise InputError("is in no list", where=name, to_do="choose from the list")
    restriction, contact = _words("restriction", handling.restriction), _words("contact", handling.contact)
    if ("H3" in handling.use) != bool(restriction):
        raise InputError("a restriction is said in words", where="restriction", to_do="say it, or untick it")
    if handling.pointer == "contact" and not contact:
        raise InputError("a pointer leads to somebody", where="contact", to_do="say whom to ask")
    if bool(handling.source_grade) != bool(handling.information_grade):
        raise InputError("a grading has two parts", where="grading", to_do="grade both, or neither")
    use = handling.use | {"H0"}
    return replace(handling, use=frozenset(use), restriction=restriction, contact=contact)


def _words(name: str, text: str) -> str:
    found = text.replace("\x00", "").strip()
    if len(found) > LONGEST_WORDS:
        raise InputError(f"is longer than {LONGEST_WORDS} characters", where=name, to_do="say it shorter")
    return found
