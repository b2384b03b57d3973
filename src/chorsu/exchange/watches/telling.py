"""What a record tells a watch: put together from its rows, all of them or those that somebody sees.

Owns the way from the data bank to `criteria.Told`. Reads what its viewer may: in a page that is what the officer sees;
the worker sees all and says whose eyes it asks with.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chorsu.exchange.watches.criteria import Criteria, Told, ToldLot
from chorsu.handling.rules import Act, Marking, Release, decide
from chorsu.kernel.words import matchable
from chorsu.records.models import Identifier, Lot, Seizure, Withheld
from chorsu.records.searching.meaning import descendants

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Iterable, Mapping

    from chorsu.handling.rules import Actor

__all__ = ["Whole", "asked_of", "load", "marked_by_content", "told_by_content"]

_CODES = re.compile(r"[^A-Za-z0-9-]+")
_FIELDS = ("country", "admin1", "place", "origin", "departure", "destination", "concealment", "conveyance", "narrative")
_NOTHING: tuple[Any, ...] = (None, "", [], {})
_APART = " / "
"""Between two texts, so that no words are found over the end of one."""


def asked_of(criteria: Mapping[str, Any]) -> Criteria:
    """The criteria of a watch as they are looked for: a substance with all that is below it in the tree."""
    said = Criteria.from_json(criteria)
    if not said.substances:
        return said
    below = frozenset(code for one in said.substances for code in descendants(one))
    return Criteria(**{name: getattr(said, name) for name in Criteria.__slots__} | {"substances": below})


@dataclass(slots=True)
class Whole:
    """A record with its rows, as far as the viewer of the transaction sees them."""

    seizure: Seizure
    identifiers: list[Identifier] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)

    @property
    def lots(self) -> list[Lot]:
        """Its lots in their order."""
        return list(self.seizure.lots.all())

    @property
    def narrowed(self) -> bool:
        """Whether some who see the record do not see all of it."""
        return bool(self.withheld) or any(one.only_for is not None for one in (*self.lots, *self.identifiers))

    def told(self, eyes: Actor | None = None, at: dt.datetime | None = None) -> Told:
        """What all the rows tell; with `eyes`, those that this actor sees at a moment, the record itself included."""
        if eyes is None or at is None or not self.narrowed:
            return _told(self.seizure, self.lots, self.identifiers, self.withheld)

        lots, identifiers = _seen(self.lots, eyes, at), _seen(self.identifiers, eyes, at)
        return _told(self.seizure, lots, identifiers, _seen(self.withheld, eyes, at))


def load(records: Collection[uuid.UUID]) -> dict[uuid.UUID, Whole]:
    """These records with their rows, but those that were withdrawn."""
    rows = Seizure.objects.filter(pk__in=records, withdrawn=False).prefetch_related("lots")
    found = {one.pk: Whole(one) for one in rows}
    for identifier in Identifier.objects.filter(seizure__in=found):
        found[identifier.seizure_id].identifiers.append(identifier)
    for part in Withheld.objects.filter(seizure__in=found):
        found[part.seizure_id].withheld.append(part)
    return found


def _seen[Row: (Lot, Identifier, Withheld)](rows: Iterable[Row], eyes: Actor, at: dt.datetime) -> list[Row]:
    return [one for one in rows if one.only_for is None or decide(eyes, one.marking, Act.SEE, at).allowed]


def _told(
    seizure: Seizure, lots: Iterable[Lot], identifiers: Iterable[Identifier], withheld: Iterable[Withheld]
) -> Told:
    said = {name: getattr(seizure, name) for name in _FIELDS}
    cells = list(seizure.source_cells)
    for part in withheld:
        said |= {name: value for name, value in part.values.items() if name in said and value not in _NOTHING}
        cells += part.values.get("source_cells") or []
    lots = list(lots)
    told = [ToldLot(one.substance, one.substance_group, one.kg, matchable(one.markings)) for one in lots]
    texts = [said["narrative"], said["place"], *(text for one in lots for text in (one.substance_text, one.item))]
    return _made(said, told, ((one.kind, one.normal) for one in identifiers), (*texts, *_texts(cells)))


def told_by_content(content: Mapping[str, Any]) -> Told | None:
    """What an earlier version told (`Version.content`); None where it was withdrawn then."""
    if content["withdrawn"]:
        return None
    said = {name: content.get(name) or "" for name in _FIELDS}
    lots = [
        ToldLot(one["substance"], one["substance_group"], one["kg"], matchable(one.get("markings") or ""))
        for one in content["lots"]
    ]
    texts = [said["narrative"], said["place"]]
    texts += [one.get(name) or "" for one in content["lots"] for name in ("substance_text", "item")]
    identifiers = ((one["kind"], one["normal"]) for one in content.get("identifiers", ()))
    return _made(said, lots, identifiers, (*texts, *_texts(content["source_cells"])))


def marked_by_content(content: Mapping[str, Any]) -> Marking:
    """Whom an earlier version reached; its conditions are left out."""
    moments = {name: content.get(name) for name in ("until", "review_by")}
    until, review_by = (dt.datetime.fromisoformat(one) if one else None for one in moments.values())
    terms = tuple(Release.from_json(said) for said in content.get("releases") or ())
    named, but = frozenset(content["audience"]), frozenset(content["exclusions"])
    return Marking(content["provider_id"], named, but, until, releases=terms, review_by=review_by)


def _made(
    said: Mapping[str, Any], lots: Iterable[ToldLot], identifiers: Iterable[tuple[str, str]], texts: Iterable[str]
) -> Told:
    places = (said[name] for name in ("origin", "departure", "destination"))
    return Told(
        lots=tuple(lots),
        country=said["country"],
        region=said["admin1"],
        route=frozenset(code for place in places for code in _CODES.split(place) if code),
        concealment=said["concealment"],
        conveyance=said["conveyance"],
        identifiers=frozenset(identifiers),
        words=_APART.join(matchable(text) for text in texts if text),
    )


def _texts(cells: Iterable[Any]) -> list[str]:
    """The texts of cells as received, each `[header, text]`."""
    return [str(cell[1]) for cell in cells if isinstance(cell, list) and len(cell) > 1 and cell[1]]
