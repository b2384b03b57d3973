"""The form of an event: from its fields to what is said of the event, and back.

Owns the fields. Must not store anything; the checks are `chorsu.cooperation.saying`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, pgettext

from chorsu.cooperation.saying import CountSaid, DelegateSaid, EventSaid
from chorsu.desk.cooperation.kept import lines_of, needed_day
from chorsu.desk.cooperation.wording import country_options, options, qualifier_options
from chorsu.desk.hand_in.wording import country_name
from chorsu.kernel.errors import InputError
from chorsu.vocabulary import places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

__all__ = ["counts_posted", "event_posted", "form_context", "values_of", "values_posted"]

MOST_ROWS = 1_000
"""Rows that are looked at; more than an event may have is refused with everything that was typed kept."""
SPARE_ROWS = 2
_TEXTS = ("title", "kind", "since", "until_day", "place", "country", "mode", "organisers", "states", "note", "standing")
_MEMBER = ("name", "title", "post", "organisation", "acting_for", "head")
_TO_COME = ("planned", "moved")
_COUNT = ("category", "qualifier", "number", "expected")


def values_posted(posted: QueryDict) -> dict[str, Any]:
    """The fields as they were sent."""
    values: dict[str, Any] = {name: posted.get(name, "") for name in _TEXTS}
    values["in_plan"] = bool(posted.get("in_plan"))
    values["members"] = _rows(posted, "member", _MEMBER, "name")
    values["counts"] = _rows(posted, "count", _COUNT, "number")
    return values


def values_of(said: EventSaid) -> dict[str, Any]:
    """The fields filled from an event as it stands."""
    return {
        "title": said.title,
        "kind": said.kind,
        "since": said.since.isoformat(),
        "until_day": said.until_day.isoformat(),
        "place": said.place,
        "country": said.country,
        "mode": said.mode,
        "organisers": "\n".join(said.organisers),
        "states": "\n".join(country_name(code) for code in said.states),
        "note": said.note,
        "standing": said.status,
        "in_plan": said.in_plan,
        "members": [{name: getattr(one, name) for name in _MEMBER} for one in said.delegation],
        "counts": [{name: getattr(one, name) for name in _COUNT} for one in said.counts],
    }


def event_posted(posted: QueryDict, *, before: EventSaid | None = None) -> EventSaid:
    """What the form says of the event; `before` is what stood, whose standing and words stay.

    Raises:
        InputError: a field that cannot be meant.
    """
    since = needed_day(posted, "since")
    until_day = needed_day(posted, "until_day") if posted.get("until_day", "").strip() else since
    kept = before or EventSaid("", "", since, until_day)
    place, country = posted.get("place", ""), posted.get("country", "")
    same_place = (place.strip(), country) == (kept.place, kept.country)
    return EventSaid(
        kind=posted.get("kind", ""),
        title=posted.get("title", ""),
        since=since,
        until_day=until_day,
        status=before.status if before else posted.get("standing", "planned"),
        in_plan=bool(posted.get("in_plan")),
        place=place,
        country=country,
        place_id=kept.place_id if same_place else "",
        admin1=kept.admin1 if same_place else "",
        mode=posted.get("mode", ""),
        organisers=lines_of(posted, "organisers"),
        states=tuple(_state(name) for name in lines_of(posted, "states")),
        counts=counts_posted(posted, kept.counts),
        delegation=tuple(
            DelegateSaid(**(row | {"head": bool(row["head"])})) for row in _rows(posted, "member", _MEMBER, "name")
        ),
        note=posted.get("note", ""),
        reason=kept.reason,
        span=kept.span,
    )


def counts_posted(posted: QueryDict, before: tuple[CountSaid, ...] = ()) -> tuple[CountSaid, ...]:
    """The participants by category; words of a text that stood beside an unchanged number stay.

    Raises:
        InputError: a number that is none.
    """
    quotes = {(one.category, one.number, one.qualifier): one.quote for one in before}
    found = []
    for row in _rows(posted, "count", _COUNT, "number"):
        text = "".join(row["number"].split()).replace(",", "")
        if not text.isascii() or not text.isdecimal() or len(text) > 9:  # noqa: PLR2004 — nobody counts a thousand million
            raise InputError("is no number of participants", where="participants", to_do="check the number")
        quote = quotes.get((row["category"], int(text), row["qualifier"]), "")
        found.append(CountSaid(row["category"], int(text), row["qualifier"], bool(row["expected"]), quote))
    return tuple(found)


def form_context(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows: its fields, the lists to choose from, and spare rows to go on with."""
    blank_member = dict.fromkeys(_MEMBER, "")
    expectations = [("", pgettext("participants", "counted")), ("1", pgettext("participants", "expected"))]
    if values.get("standing") in _TO_COME:
        expectations.reverse()
    blank_count = dict.fromkeys(_COUNT, "") | {"expected": expectations[0][0]}
    return {
        "values": values,
        "kinds": options("event_kinds", values.get("kind", "")),
        "modes": options("event_modes", values.get("mode", "")),
        "countries": country_options(values.get("country", "")),
        "categories": [(code, label) for code, label, _ in options("participant_categories")],
        "qualifiers": qualifier_options(),
        "members": [*values.get("members", ()), *[blank_member] * SPARE_ROWS],
        "counts": [*values.get("counts", ()), *[blank_count] * SPARE_ROWS],
        "heads": [("", gettext("member")), ("1", gettext("head"))],
        "expectations": expectations,
    }


def _rows(posted: QueryDict, prefix: str, names: tuple[str, ...], telling: str) -> list[dict[str, Any]]:
    """The rows of a table of fields; one in which nothing is written but choices is left out."""
    columns = [posted.getlist(f"{prefix}-{name}")[:MOST_ROWS] for name in names]
    longest = max(map(len, columns), default=0)
    padded = [[*column, *[""] * (longest - len(column))] for column in columns]
    rows = [dict(zip(names, (cell.strip() for cell in cells), strict=True)) for cells in zip(*padded, strict=True)]
    written = set(names) - {"category", "qualifier", "expected", "head"}
    return [row for row in rows if row[telling] or any(row[name] for name in written)]


def _state(name: str) -> str:
    match = places.find_country(name)
    if match is None:
        raise InputError("no such state", where=name[:80], to_do="write two letters, such as UZ")
    return match.code
