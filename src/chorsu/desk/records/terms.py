"""A term of a release expression on the pages: read from an address, and said in words.

Owns how "to these, but not to those, within an operation, until a day" is asked and told; the acts are services.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from chorsu.desk.hand_in.audience import last_day
from chorsu.desk.records.wording import joined
from chorsu.desk.requests import whole_number
from chorsu.directory.days import end_of
from chorsu.directory.models import Agency, Group, State
from chorsu.handling.rules import MEMBERS
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from django.http import QueryDict

    from chorsu.desk.hand_in.audience import Names
    from chorsu.handling.rules import Release

__all__ = [
    "Asked",
    "Choices",
    "asked_in",
    "day_in",
    "groups_of_choices",
    "inside",
    "named",
    "numbers_in",
    "operations",
    "term_words",
    "until_in",
    "whom_words",
]

MOST = 200
"""Principals that one form names."""

type Choices = list[tuple[int, str, bool]]
"""Number, name and whether it is chosen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A release as a form asks for it; `until` is the last day."""

    to: tuple[int, ...]
    but: tuple[int, ...]
    operation: int | None
    until: dt.date | None

    def as_service(self, provider: int | None) -> dict[str, Any]:
        """The same as `records.services.release_to` takes it; the last day ends where the provider is."""
        return {
            "principals": self.to,
            "but": self.but,
            "operation": self.operation,
            "until": end_of(self.until, provider),
        }


def numbers_in(query: QueryDict, key: str) -> list[int]:
    """The principals named under a key; what is no number names nobody."""
    values = query.getlist(key)[:MOST]
    return [number for value in values if (number := whole_number(value)) is not None]


def day_in(query: QueryDict, key: str) -> dt.date | None:
    """The day under a key; none where nothing readable stands."""
    try:
        return dt.date.fromisoformat(query.get(key, ""))
    except ValueError:
        return None


def until_in(query: QueryDict, key: str, provider: int | None) -> dt.datetime | None:
    """The moment at which the day under a key is over for the provider; none where nothing stands.

    Raises:
        InputError: what stands there is no day: a release without an end is never read out of it.
    """
    if not query.get(key, "").strip():
        return None
    day = day_in(query, key)
    try:
        if day is not None:
            return end_of(day, provider)
    except OverflowError:
        pass
    raise InputError(_("is not a day"), where=_("the end of the release"), to_do=_("write it like 2026-12-31"))


def asked_in(names: Names, query: QueryDict, provider: int) -> Asked:
    """The release that the address asks for, of those in the directory; left out is only who would be in it."""
    to = tuple(number for number in numbers_in(query, "to") if number in names.by_number and number != provider)
    within = {number for _title, numbers in inside(to, provider) for number in numbers}
    but = tuple(number for number in numbers_in(query, "but") if number in within)
    operation = whole_number(query.get("operation", ""))
    return Asked(to, but, operation if operation in names.by_number else None, day_in(query, "until"))


def inside(to: Collection[int], provider: int) -> list[tuple[str, list[int]]]:
    """Who can be left out of a release to these: the states and agencies that it would reach, by kind."""
    states = State.objects.all()
    members = [state.pk for state in states if state.member and MEMBERS in to]
    reached = {*members, *(state.pk for state in states if state.pk in to)}
    agencies = set(Agency.objects.filter(state__in=reached).values_list("pk", flat=True))
    agencies |= set(Agency.objects.filter(groups__in=to).values_list("pk", flat=True))
    found = [(_("States"), members), (_("Agencies"), list(agencies))]
    return [(title, [one for one in numbers if one not in {*to, provider}]) for title, numbers in found]


def named(names: Names, numbers: Collection[int], chosen: Collection[int]) -> Choices:
    """Choices by name."""
    found = ((number, names.by_number.get(number, "?"), number in chosen) for number in numbers)
    return sorted(found, key=lambda one: one[1])


def whom_words(  # noqa: PLR0913 — a term has these parts
    names: Names,
    to: Collection[int],
    but: Collection[int] = (),
    operation: int | None = None,
    *,
    provider: int,
    most: int = MOST,
) -> str:
    """Whom a term reaches: "Kazakhstan, Kyrgyzstan (but not …) (only within …)"."""
    said = joined(names.join(to, provider), most)
    if left_out := joined(names.join(but, provider), most):
        said = _("%(names)s (but not %(but)s)") % {"names": said, "but": left_out}
    if operation is not None:
        said = _("%(names)s (only within %(operation)s)") % {
            "names": said,
            "operation": names.by_number.get(operation, "?"),
        }
    return said


def groups_of_choices(names: Names, provider: int, chosen: Collection[int]) -> list[tuple[str, Choices]]:
    """Everybody whom a record can be released to, by kind: all members, states, groups, agencies."""
    agencies = list(Agency.objects.exclude(pk=provider).values_list("pk", flat=True))
    return [
        (_("All at once"), [(MEMBERS, names.by_number[MEMBERS], MEMBERS in chosen)]),
        (_("States"), named(names, State.objects.values_list("pk", flat=True), chosen)),
        (_("Groups"), named(names, Group.objects.values_list("pk", flat=True), chosen)),
        (_("Agencies"), named(names, agencies, chosen)),
    ]


def operations(names: Names, chosen: int | None) -> Choices:
    """The groups within which alone a release may hold."""
    return named(names, Group.objects.values_list("pk", flat=True), () if chosen is None else (chosen,))


def term_words(names: Names, term: Release, provider: int) -> tuple[str, dt.date | None]:
    """A term that stands: whom it reaches, and its last day (None: until it is recalled)."""
    return whom_words(names, term.to, term.but, term.operation, provider=provider), last_day(term.until)
