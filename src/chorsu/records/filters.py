"""The one definition of a filter over the data bank: read from an address, written back to it, compiled to SQL.

Every table, figure, map and download of seizures goes through this file, so that a figure and the rows behind it can
never differ. Must not query. Conditions say nothing of who may see: row-level security does that below them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import urlencode

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from chorsu.handling.sql import bound_sql
from chorsu.kernel.seizures import LOT_FLAGS
from chorsu.records import addresses
from chorsu.records.asof import end_of
from chorsu.records.days import COARSE_YEAR, OF_A_MONTH
from chorsu.records.searching.meaning import descendants, meant

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Mapping, Sequence

    from django.db.models import QuerySet

    from chorsu.records.models import Seizure

__all__ = ["BESIDE_SOURCE", "COUNTINGS", "Filter", "Fragment", "descendants"]

BESIDE_SOURCE = (
    "SELECT d.version_id FROM records_sanitised d JOIN records_seizure o ON o.id = d.source_id WHERE NOT o.withdrawn"
)
"""The sanitised versions whose source the viewer sees: of the two, the source alone is listed and counted.

Row policies show the tie to those alone who see the source, so that nobody else misses anything.
"""

COUNTINGS = ("reported", "once", "dropped", "possible")
"""Which reports of an event: all as reported (the default), each event once, only those that "once" leaves out, only
those in a claim that nobody has decided."""
BASES = ("mass", "assumed", "none")
"""What kilograms rest on: reported in a unit of mass, a stated factor, or nothing (there are none)."""
_COUNTED = "('same', 'confirmed')"


class Fragment(NamedTuple):
    """A condition in SQL (`TRUE` when nothing is asked) and its parameters, for `WHERE`."""

    sql: str
    params: list[Any]

    def named(self) -> tuple[str, dict[str, Any]]:
        """The same with named parameters, for a query that has others of its own."""
        pieces = self.sql.split("%s")
        named = {f"p{number}": value for number, value in enumerate(self.params)}
        return "".join(f"{piece}%({name})s" for piece, name in zip(pieces, named, strict=False)) + pieces[-1], named


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of the data bank. Values of one field are alternatives; fields are joined by "and"."""

    text: str = ""
    """Words of the place as written, or a name, in any alphabet, of a place, region, country or substance."""
    country: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    """ISO 3166-2 codes; a report placed in two regions (`A/B`) is found by either, and by both as written."""
    place_id: tuple[str, ...] = ()
    substance: tuple[str, ...] = ()
    """Codes of the substance tree, each with all that is below it."""
    unit: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    """Last day, included."""
    flag: tuple[str, ...] = ()
    provider: tuple[int, ...] = ()
    report: tuple[uuid.UUID, ...] = ()
    """The reports (hand-ins) that the rows came in."""
    concealment: tuple[str, ...] = ()
    conveyance: tuple[str, ...] = ()
    installation: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    departure: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    routing: tuple[str, ...] = ()
    record: tuple[uuid.UUID, ...] = ()
    """Single seizures, such as rows selected in the table."""
    known_on: dt.date | None = None
    """Figures as they were known at the end of this day; rows: those that had arrived by then, as they stand now."""
    kind: tuple[str, ...] = ()
    """Kinds of goods (`drug`, `firearm`, …)."""
    state: tuple[str, ...] = ()
    """States of a quantity: `estimated`, `weighed`, `confirmed`."""
    counting: str = "reported"
    withdrawn: bool = False
    """Only what was withdrawn, instead of only what was not."""
    taking: str = ""
    """Of what is seen only what may be taken out (`free`), or only what may not (`bound`); in no address."""

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Read from the query of an address (a `QueryDict`, or a mapping to text or lists); other keys are ignored.

        Raises:
            InputError: a value that cannot be meant.
        """
        given: dict[str, Any] = {}
        for field, (key, read) in _KEYS.items():
            values = [value for value in addresses.values_of(query, key) if value]
            if values:
                given[field] = read(key, values)
        return cls(**given)

    @staticmethod
    def asked() -> tuple[str, ...]:
        """The fields that an address can ask for."""
        return tuple(_KEYS)

    @staticmethod
    def key_of(field: str) -> str:
        """The key of a field in the address."""
        return _KEYS[field][0]

    def as_query(self) -> str:
        """The query of the address, without `?`; empty when nothing is asked. `from_query` reads it back."""
        return urlencode(self.items())

    def items(self) -> list[tuple[str, str]]:
        """Key and value of everything asked, in a fixed order: for addresses, hidden inputs and chips."""
        found = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value == field.default or field.name == "taking":
                continue
            key = _KEYS[field.name][0]
            values = value if isinstance(value, tuple) else (value,)
            found += [(key, "1" if one is True else str(one)) for one in values]
        return found

    def without(self, key: str, value: str) -> Filter:
        """The filter with one of its `items` taken out."""
        return Filter.from_query(_grouped([item for item in self.items() if item != (key, value)]))

    def with_only(self, **changes: Any) -> Filter:
        """The filter with fields replaced."""
        return replace(self, **changes)

    def where(
        self, seizure: str = "records_seizure", lot: str = "", *, beside_source: Collection[uuid.UUID] | None = None
    ) -> Fragment:
        """The condition over a seizure's table alias, and over a lot's where the query joins lots.

        Without `lot` a seizure matches when one of its lots does; with it each lot is asked by itself. A query over
        everything gives what `BESIDE_SOURCE` found: constants are looked up by hash, in parallel.
        """
        parts = [*self._seizure_parts(seizure, beside_source)]
        lots = [*self._lot_parts(lot or "l")]
        if lots and lot:
            parts += lots
        elif lots:
            inner = _joined(lots)
            exists = f"EXISTS (SELECT 1 FROM records_lot l WHERE l.seizure_id = {seizure}.id AND {inner.sql})"  # noqa: S608 — names of ours
            parts.append(Fragment(exists, inner.params))
        return _joined(parts)

    def apply(self, queryset: QuerySet[Seizure]) -> QuerySet[Seizure]:
        """The seizures of a queryset over the table itself (not an alias of it) that match."""
        condition = self.where()
        return queryset.filter(RawSQL(f"({condition.sql})", condition.params, BooleanField()))  # noqa: S611 — only names of ours are in the text, values are parameters

    def _seizure_parts(self, s: str, beside_source: Collection[uuid.UUID] | None) -> list[Fragment]:
        parts = [Fragment(f"{'' if self.withdrawn else 'NOT '}{s}.withdrawn", []), _not_beside(s, beside_source)]
        if self.since:
            parts.append(_not_before(s, self.since))
        if self.until:
            parts.append(Fragment(f"{s}.seized_on <= %s", [self.until]))
        columns = {
            "id": ("uuid", self.record),
            "report_id": ("uuid", self.report),
            "provider_id": ("int", self.provider),
        }
        columns |= {name: ("text", getattr(self, name)) for name in _CODES}
        parts += [_among(f"{s}.{name}", cast, values) for name, (cast, values) in columns.items() if values]
        if self.known_on:
            parts.append(Fragment(f"{s}.recorded_at <= %s", [end_of(self.known_on)]))
        if self.admin1:
            either = f"({s}.admin1 = ANY (%s::text[]) OR (strpos({s}.admin1, '/') > 0"
            either += f" AND string_to_array({s}.admin1, '/') && %s::text[]))"
            parts.append(Fragment(either, [list(self.admin1)] * 2))
        if self.flag and not self._lot_flags():
            parts.append(Fragment(f"{s}.flags::text[] && %s::text[]", [list(self.flag)]))
        if self.text:
            parts.append(_text_part(s, self.text))
        if self.taking:
            parts.append(Fragment(f"{'NOT ' if self.taking == 'free' else ''}{bound_sql(s)}", []))
        return [*parts, *self._counting_parts(s)]

    def _counting_parts(self, s: str) -> list[Fragment]:
        dropped = f"EXISTS (SELECT 1 FROM records_link k WHERE k.drop_id = {s}.id AND k.state IN {_COUNTED})"  # noqa: S608 — names of ours
        ends = (
            f"EXISTS (SELECT 1 FROM records_link k WHERE k.{end} = {s}.id AND k.state = 'possible')"  # noqa: S608 — names of ours
            for end in ("a_id", "b_id")
        )
        possible = f"({' OR '.join(ends)})"
        by_counting = {"once": f"NOT {dropped}", "dropped": dropped, "possible": possible}
        return [Fragment(by_counting[self.counting], [])] if self.counting in by_counting else []

    def _lot_flags(self) -> bool:
        """Whether the flags asked for all doubt single lots."""
        return bool(self.flag) and LOT_FLAGS.issuperset(self.flag)

    def _lot_parts(self, alias: str) -> list[Fragment]:
        parts = []
        if self._lot_flags():
            parts.append(Fragment(f"{alias}.doubts::text[] && %s::text[]", [list(self.flag)]))
        if self.substance:
            codes = sorted({below for code in self.substance for below in descendants(code)})
            parts.append(Fragment(f"{alias}.substance = ANY (%s::text[])", [codes]))
        parts += [
            Fragment(f"{alias}.{name} = ANY (%s::text[])", [list(values)])
            for name in ("unit", "kind", "state")
            if (values := getattr(self, name))
        ]
        if self.basis:
            bases = {"mass": f"{alias}.kg_basis = 'mass'", "assumed": f"{alias}.kg_basis LIKE 'assumed:%%'"}
            bases["none"] = f"{alias}.kg IS NULL"
            parts.append(Fragment(f"({' OR '.join(bases[basis] for basis in self.basis)})", []))
        return parts


_CODES = (
    "country",
    "place_id",
    "concealment",
    "conveyance",
    "installation",
    "origin",
    "departure",
    "destination",
    "routing",
)


def _not_before(s: str, since: dt.date) -> Fragment:
    """From a day on; of a report that tells a month or a year alone, where that overlaps. The index finds the year."""
    month, year = since.replace(day=1), since.replace(month=1, day=1)
    if since == year:
        return Fragment(f"{s}.seized_on >= %s", [since])
    told = f"{s}.seized_on >= %s AND {s}.flags::text[] && %s::text[]"
    either = f"({s}.seized_on >= %s AND ({s}.seized_on >= %s OR {told} OR {s}.flags::text[] && %s::text[]))"
    return Fragment(either, [year, since, month, list(OF_A_MONTH), [COARSE_YEAR]])


def _among(column: str, cast: str, values: Sequence[Any]) -> Fragment:
    """One value is asked by itself: an index whose first column it is gives the rest in order."""
    if len(values) == 1:
        return Fragment(f"{column} = %s::{cast}", [values[0]])
    return Fragment(f"{column} = ANY (%s::{cast}[])", [list(values)])


def _not_beside(s: str, beside_source: Collection[uuid.UUID] | None) -> Fragment:
    if beside_source is None:
        return Fragment(f"NOT EXISTS ({BESIDE_SOURCE} AND d.version_id = {s}.id)", [])
    return Fragment(f"{s}.id <> ALL (%s::uuid[])", [list(beside_source)])


def _joined(parts: list[Fragment]) -> Fragment:
    return Fragment(
        " AND ".join(part.sql for part in parts) or "TRUE", [value for part in parts for value in part.params]
    )


def _text_part(s: str, text: str) -> Fragment:
    codes = meant(text)
    ways = [Fragment(f"{s}.place ILIKE %s", [f"%{_like(text)}%"])]
    for column, named in (("place_id", codes.places), ("admin1", codes.regions), ("country", codes.countries)):
        if named:
            ways.append(Fragment(f"{s}.{column} = ANY (%s::text[])", [named]))
    if codes.substances:
        lot = f"EXISTS (SELECT 1 FROM records_lot t WHERE t.seizure_id = {s}.id AND t.substance = ANY (%s::text[]))"  # noqa: S608 — names of ours
        ways.append(Fragment(lot, [codes.substances]))
    return Fragment(f"({' OR '.join(way.sql for way in ways)})", [value for way in ways for value in way.params])


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _grouped(items: list[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, value in items:
        grouped.setdefault(key, []).append(value)
    return grouped


_KEYS: dict[str, tuple[str, Any]] = {
    "text": ("q", addresses.text),
    "country": ("country", addresses.codes),
    "admin1": ("admin1", addresses.codes),
    "place_id": ("place", addresses.codes),
    "substance": ("substance", addresses.codes),
    "unit": ("unit", addresses.codes),
    "basis": ("basis", addresses.one_of(*BASES)),
    "since": ("from", addresses.date),
    "until": ("to", addresses.date),
    "flag": ("flag", addresses.codes),
    "provider": ("provider", addresses.numbers),
    "report": ("report", addresses.identifiers),
    "concealment": ("concealment", addresses.codes),
    "conveyance": ("conveyance", addresses.codes),
    "installation": ("installation", addresses.codes),
    "origin": ("origin", addresses.codes),
    "departure": ("departure", addresses.codes),
    "destination": ("destination", addresses.codes),
    "routing": ("routing", addresses.codes),
    "record": ("id", addresses.identifiers),
    "known_on": ("known", addresses.date),
    "kind": ("goods", addresses.codes),
    "state": ("weighing", addresses.one_of("estimated", "weighed", "confirmed")),
    "counting": ("count", addresses.last_of(*COUNTINGS)),
    "withdrawn": ("withdrawn", addresses.switch),
}
"""For each field: its key in the address, and how its values are read."""
