"""The place of a submission: chosen from the list, tapped on the map, given by the device, or in words.

A point given by the officer is kept as the position; the place's own stands in for it where none is given. A point and
a place that contradict each other are both kept, and flagged; what no place says, country and region, the point says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chorsu.intake.schema.fields import field
from chorsu.vocabulary import places
from chorsu.vocabulary.places.located import kilometres, locate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from chorsu.intake.schema.reading import Reader

__all__ = ["Where", "read_where"]

_LONGEST_ID = 64
_FAR_KM = 50.0
"""How far from the middle of a place a point may lie and still be of it: a district's seat and its border."""


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
        found = _at(found, point, country)
    elif not (found.place or found.place_id):
        reader.wrong("place", "required")
    return found if found.country or point or not country else replace(found, country=country)


def _at(named: Where, point: tuple[float, float], own: str) -> Where:
    """The place at the point given; near a boundary as drawn the officer's own state is meant."""
    latitude, longitude = point
    here = locate(latitude, longitude, near=own)
    found = replace(named, latitude=latitude, longitude=longitude, given=f"{latitude:.5f}, {longitude:.5f}")
    known = named.place_id is not None or named.admin1 is not None
    if not known:
        region = here.admin1 if here else None
        joint = ("joint_region",) if region and "/" in region else ()
        return replace(found, country=here.country if here else None, admin1=region, flags=(*named.flags, *joint))
    if named.latitude is not None and named.longitude is not None:
        apart = kilometres(latitude, longitude, named.latitude, named.longitude) > _FAR_KM
    else:
        apart = here is None or here.country != named.country
    return replace(found, flags=(*named.flags, "position_elsewhere")) if apart else found


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
