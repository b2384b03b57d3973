"""The place of a submission: chosen from the list, tapped on the map, given by the device, or in words.

A point given by the officer is kept as the position; the place's own stands in for it where none is given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chorsu.intake.schema.fields import field
from chorsu.vocabulary import places

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from chorsu.intake.schema.reading import Reader

__all__ = ["Where", "read_where"]

_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Where:
    """A place as a record keeps it; `said` is what the officer wrote, `flags` the codes of the readers."""

    said: str
    place: str
    country: str | None
    place_id: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    flags: tuple[str, ...] = ()
    given: str = ""
    """The point that the officer or the device gave, as text; empty where the position is the place's own."""


def read_where(said: Mapping[str, Any], reader: Reader, *, country: str, on: dt.date | None) -> Where:
    """The place of a submission; `country` is the officer's own state, taken where the place says no other."""
    part = reader.mapping(said, "place", "place")
    text = reader.plain(part.get("text"), "place", field("place").most)
    number = reader.plain(part.get("id"), "place", _LONGEST_ID)
    point = _point(part, reader)
    found = _listed(text, number, reader) if number else _written(text, country, on)
    if point is not None:
        given = f"{point[0]:.5f}, {point[1]:.5f}"
        found = replace(found, latitude=point[0], longitude=point[1], given=given)
    if not (found.place or found.place_id or point):
        reader.wrong("place", "required")
    return found if found.country or not country else replace(found, country=country)


def _point(part: Mapping[str, Any], reader: Reader) -> tuple[float, float] | None:
    given = [part.get("latitude"), part.get("longitude")]
    if all(value in (None, "") for value in given):
        return None
    try:
        latitude, longitude = (float(value) for value in given)  # type: ignore[arg-type] # anything else is caught
    except (TypeError, ValueError, OverflowError):
        reader.wrong("place", "not_a_position")
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 — degrees
        reader.wrong("place", "not_a_position")
        return None
    return round(latitude, 5), round(longitude, 5)


def _listed(text: str, number: str, reader: Reader) -> Where:
    """A place of the vocabulary by its identifier; the officer's own words for it are kept."""
    one = places.crossing(number) or places.settlement(number)
    if one is None:
        reader.wrong("place", "not_listed", given=text or number)
        return Where(text, text, None)
    return Where(text, text or one.name, one.country, one.place_id, one.admin1 or None, one.latitude, one.longitude)


def _written(text: str, country: str, on: dt.date | None) -> Where:
    """A place in words, as the readers of tables would take it."""
    match = places.find_place(text, country, None, on) if text and country else None
    if match is None:
        return Where(text, text, country or None, flags=("unknown_place",) if text else ())
    return Where(
        text,
        match.name or text,
        match.country or country or None,
        match.place_id,
        match.admin1,
        match.latitude,
        match.longitude,
        match.flags,
    )
