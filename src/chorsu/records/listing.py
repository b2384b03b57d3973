"""The list of seizures, a screenful at a time: by key and not by number, so that a million open like ten.

Owns sorting, the cursor in the address, and the capped count. Answers for the viewer of the present transaction.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Prefetch

from chorsu.kernel.errors import InputError
from chorsu.records.models import Lot, Seizure
from chorsu.records.patience import rows_within
from chorsu.records.withheld import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from chorsu.records.filters import Filter

__all__ = ["COUNTED_TO", "DEFAULT_SORT", "SORTS", "Count", "Listing", "count_of", "listing", "with_lots"]

COUNTED_TO = 2_000
"""Up to here the list is counted; beyond, it says "more than"."""
_COUNT_MILLISECONDS = 80
"""How long one try at counting may keep a reader waiting."""
_BY_BITMAP = ("enable_seqscan = off", "enable_indexscan = off", "enable_indexonlyscan = off")
"""Read what the policy's own indexes lead to: fastest for a viewer who sees little."""
_ALONE = ("max_parallel_workers_per_gather = 0",)
"""Walk with one process: helpers would run far past the end of the page before they hear that it is full."""
_ATTEMPTS = ((40, "in order", _ALONE), (60, "gathered", _BY_BITMAP), (600, "in order", _ALONE))
"""Milliseconds, way and settings to try a list with: walking in order is fastest where much is seen, gathering first
where little is; which it is, the database cannot know beforehand."""


@dataclass(frozen=True, slots=True)
class _Order:
    """A column to sort by: its SQL over `s` (and `h`, the heaviest lot, when `lots`), and how its cursor is read."""

    sql: str
    read: Callable[[Any], Any]
    cast: str
    lots: bool = False


_ORDERS = {
    "date": _Order("s.seized_on", lambda value: dt.date.fromisoformat(str(value)), "date"),
    "received": _Order("s.id", lambda value: uuid.UUID(str(value)), "uuid"),
    "weight": _Order("coalesce(h.kg, -1::float8)", float, "float8", lots=True),
}
SORTS = tuple(sign + name for name in _ORDERS for sign in ("-", ""))
"""What a list can be sorted by; with `-` the highest, newest or latest first."""
DEFAULT_SORT = "-date"
_HEAVIEST = """
    records_lot h JOIN records_seizure s ON s.id = h.seizure_id AND NOT EXISTS (
        SELECT 1 FROM records_lot o WHERE o.seizure_id = h.seizure_id
        AND (coalesce(o.kg, -1::float8), -o.number) > (coalesce(h.kg, -1::float8), -h.number))
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are: exactly, or at least so many (`more`); `known` is false where counting took too long."""

    number: int
    more: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """One screenful, with the cursors of those before and after it (empty: none)."""

    rows: tuple[Seizure, ...]
    before: str
    after: str


def with_lots(identifiers: list[uuid.UUID]) -> list[Seizure]:
    """The seizures in the order of their identifiers, with their lots; what the viewer does not see is left out.

    They are for reading: a part that is marked by itself stands in them where the viewer sees it, and is never saved.
    """
    lots = Prefetch("lots", Lot.objects.order_by("number"))
    found = {seizure.pk: seizure for seizure in Seizure.objects.filter(pk__in=identifiers).prefetch_related(lots)}
    whole(found.values())
    return [found[identifier] for identifier in identifiers if identifier in found]


def listing(asked: Filter, *, sort: str = DEFAULT_SORT, before: str = "", after: str = "", size: int = 50) -> Listing:
    """A screenful of the seizures under a filter; `before` or `after` is a cursor of another screenful.

    Raises:
        InputError: a sort that there is not, or a cursor that is none of this sort's.
    """
    if sort not in SORTS:
        raise InputError("cannot be sorted by that", where="sort", to_do="choose a column of the table")
    backwards = bool(before)
    keys = _keys(asked, sort, before or after, backwards=backwards, size=size + 1)
    further = len(keys) > size
    keys = keys[:size]
    if backwards:
        keys.reverse()
    rows = with_lots([identifier for _, identifier in keys])
    start = (further if backwards else bool(after)) and bool(keys)
    end = (True if backwards else further) and bool(keys)
    return Listing(tuple(rows), _seal(sort, keys[0]) if start else "", _seal(sort, keys[-1]) if end else "")


def _keys(asked: Filter, sort: str, cursor: str, *, backwards: bool, size: int) -> list[tuple[Any, uuid.UUID]]:
    order = _ORDERS[sort.removeprefix("-")]
    down = sort.startswith("-") is not backwards
    condition = asked.where("s")
    tables = _HEAVIEST if order.lots else "records_seizure s"
    direction, sign = ("DESC", "<") if down else ("ASC", ">")
    identifier = "h.seizure_id" if order.lots else "s.id"
    parts, params = [condition.sql], list(condition.params)
    if cursor:
        value, last = _unseal(sort, cursor, order.read)
        parts.append(f"({order.sql}, {identifier}) {sign} (%s::{order.cast}, %s::uuid)")
        params += [value, last]
    by = f"{direction} LIMIT %s"
    source = f"FROM {tables} WHERE {' AND '.join(parts)}"
    in_order = f"SELECT {order.sql}, {identifier} {source} ORDER BY {order.sql} {direction}, {identifier} {by}"
    gathered = (
        f"WITH found AS MATERIALIZED (SELECT {order.sql} AS key, {identifier} AS id {source})"  # noqa: S608 — as above
        f" SELECT key, id FROM found ORDER BY key {direction}, id {by}"
    )
    ways = {"in order": in_order, "gathered": gathered}
    for milliseconds, way, settings in _ATTEMPTS:
        found = rows_within(milliseconds, ways[way], [*params, size], settings=settings)
        if found is not None:
            return found
    with connection.cursor() as sql:
        sql.execute(gathered, [*params, size])
        return list(sql.fetchall())


def count_of(asked: Filter) -> Count:
    """How many seizures there are under a filter, as far as that can be said at once."""
    condition = asked.where("s")
    statement = f"SELECT count(*) FROM (SELECT 1 FROM records_seizure s WHERE {condition.sql} LIMIT %s) c"  # noqa: S608 — as above
    for settings in ((), _BY_BITMAP):
        found = rows_within(_COUNT_MILLISECONDS, statement, [*condition.params, COUNTED_TO + 1], settings=settings)
        if found is not None:
            return Count(min(found[0][0], COUNTED_TO), more=found[0][0] > COUNTED_TO)
    return Count(0, known=False)


def _seal(sort: str, key: tuple[Any, uuid.UUID]) -> str:
    return base64.urlsafe_b64encode(json.dumps([sort, str(key[0]), str(key[1])]).encode()).decode().rstrip("=")


def _unseal(sort: str, cursor: str, read: Callable[[Any], Any]) -> tuple[Any, uuid.UUID]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        sorted_by, value, identifier = json.loads(base64.urlsafe_b64decode(padded))
        key = (read(value), uuid.UUID(identifier))
    except (ValueError, TypeError, AttributeError, binascii.Error):
        sorted_by = key = None
    if sorted_by != sort or key is None:
        raise InputError("is no place in this list", where="cursor", to_do="start from the first page")
    return key
