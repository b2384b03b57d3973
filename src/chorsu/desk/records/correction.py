"""The form of a correction: the values as they stand, and what an officer sends back as changes.

Owns the names of its fields, and reads numbers, a time and counts of persons as the form of a seizure does. What may be
changed, and what follows, `records.corrections` knows.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import pgettext

from chorsu.desk.presenting import language
from chorsu.desk.records.clock import CLOCKS, clock_label, clock_of
from chorsu.desk.records.numbers import kind_of_lot, read_number
from chorsu.desk.records.wording import FIELDS, persons_label, value_label
from chorsu.intake.reading.entered import entered_all
from chorsu.intake.schema.fields import field
from chorsu.intake.schema.reading import Reader
from chorsu.kernel.errors import InputError
from chorsu.records.identifiers import Said
from chorsu.records.models import PROTECTED
from chorsu.ui.wording import entered
from chorsu.vocabulary import manners, places, substances, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chorsu.records.models import Lot, Seizure

__all__ = ["Input", "changes_in", "inputs_of"]

_COUNTRIES = ("country", "origin", "departure", "destination")
_MANNERS = ("concealment", "conveyance", "installation", "routing")
_ORDER = (
    "seized_on",
    "place",
    "country",
    "admin1",
    "crime_area",
    *_MANNERS,
    "origin",
    "departure",
    "destination",
    "narrative",
)
_IDENTIFIERS = {"identifiers": False, "own_identifiers": True}
"""Fields of identifiers, and whether only the provider sees what stands in them."""
_KINDS = {
    "seized_on": "date",
    "quantity": "number",
    "packages": "number",
    "narrative": "long",
    "markings": "long",
} | dict.fromkeys(_IDENTIFIERS, "long")
_MOST = {"identifiers": 10_000, "own_identifiers": 10_000, "narrative": 10_000, "markings": 2_000}
"""Signs that the long fields take, as `records` keeps them."""


@dataclass(frozen=True, slots=True)
class Input:
    """One field of the form: `kind` is date, text, long, number, count or select (options: value, label, chosen)."""

    name: str
    label: str
    kind: str
    value: str
    options: tuple[tuple[str, str, bool], ...] = ()
    protected: bool = False
    """Whether only its provider and the liaison officers of its state will see it."""
    most: int = 500
    """How many signs it takes."""


def inputs_of(seizure: Seizure, sent: Mapping[str, str] | None = None) -> list[Input]:
    """The fields with the values as they stand, or as they were sent when something was wrong with them."""
    found: list[Input] = []
    lots = list(seizure.lots.all())
    for lot in lots:
        own = _lot_inputs(lot, sent)
        found += [replace(one, label=f"{one.label} {lot.number}") for one in own] if len(lots) > 1 else own
    for name in _ORDER:
        value = getattr(seizure, name)
        if name == "seized_on":
            # No field for days holds a month told alone.
            kind = "date" if isinstance(seizure.day, dt.date) else "text"
            found.append(replace(_plain(name, name, str(seizure.day), sent), kind=kind))
            found += _time_inputs(seizure, sent)
        elif name in {"place", "narrative"}:
            found.append(_plain(name, name, str(value), sent))
        else:
            found.append(_select(name, name, value, _codes(name, seizure), sent))
    return [*found, *_identifier_inputs(seizure, sent), *_person_inputs(seizure, sent)]


def _time_inputs(seizure: Seizure, sent: Mapping[str, str] | None) -> Iterable[Input]:
    """The time by the clock at the place, and that clock."""
    clock, moment = clock_of(seizure), seizure.seized_at
    there = moment.astimezone(clock or dt.UTC) if moment else None
    yield _plain("seized_at", "seized_at", there.strftime("%H:%M") if there else "", sent)
    apart = clock.utcoffset(None) if clock else dt.timedelta(0) if moment else None
    value = "" if apart is None else str(apart // dt.timedelta(minutes=1))
    chosen = sent.get("clock", value) if sent else value
    options = tuple((str(one), clock_label(one), str(one) == chosen) for one in CLOCKS)
    label = pgettext("field", "Clock of the time")
    yield Input("clock", label, "select", value if sent is None else chosen, (("", "—", not chosen), *options))


def _identifier_inputs(seizure: Seizure, sent: Mapping[str, str] | None) -> Iterable[Input]:
    """The identifiers, one a line with its kind; those that only the provider sees in a field of their own."""
    for name, own in _IDENTIFIERS.items():
        told = [one for one in seizure.identifiers.all() if (one.only_for is not None) is own]
        lines = [f"{manners.label('identifier', one.kind, language())}: {one.written}" for one in told]
        yield _plain(name, name, "\n".join(lines), sent)


def _identifiers_in(seizure: Seizure, sent: Mapping[str, str]) -> list[Said]:
    """All that the record is to tell of; lines that stand already keep what they stand for.

    Raises:
        InputError: a line that cannot be read.
    """
    stands = {
        (manners.label("identifier", one.kind, language()), one.written): one for one in seizure.identifiers.all()
    }
    found = []
    for one in inputs_of(seizure):
        if one.name not in _IDENTIFIERS:
            continue
        for line in sent.get(one.name, one.value).splitlines():
            kind, _colon, written = line.strip().partition(": ")
            before = stands.get((kind, written))
            if before is not None:
                found.append(Said(before.kind, before.normal, before.written, _IDENTIFIERS[one.name]))
                continue
            told, unread = entered_all(line, seizure.country)
            if unread:
                raise InputError("is no identifier that can be read", where=unread, to_do="write its kind before it")
            found += [Said(*each, _IDENTIFIERS[one.name]) for each in told]
    return found


def _person_inputs(seizure: Seizure, sent: Mapping[str, str] | None) -> Iterable[Input]:
    """The counts of persons, as many as there are statuses."""
    counts = {one.status: one.count for one in seizure.persons.all()}
    for status in manners.manners("person"):
        name, value = f"persons.{status}", str(counts.get(status, ""))
        shown = sent.get(name, value) if sent else value
        yield Input(name, persons_label(status), "count", shown, protected=status in PROTECTED)


def _lot_inputs(lot: Lot, sent: Mapping[str, str] | None) -> Iterable[Input]:
    """The fields of a lot by what it is: a substance and its unit, an item, or a sum in its currency."""
    at = f"lots.{lot.number}."
    if lot.kind == "drug":
        yield _select(f"{at}substance", "substance", lot.substance, _all_substances(), sent)
    else:
        items = [code for code in manners.manners("item") if code.partition("-")[0] == lot.kind]
        yield _select(f"{at}item", "item", lot.item, items, sent)
    yield _plain(f"{at}quantity", "quantity", entered(lot.quantity), sent)
    if lot.kind == "cash":
        yield _select(f"{at}currency", "currency", lot.currency, manners.manners("currency"), sent)
        return
    yield _select(f"{at}unit", "unit", lot.unit, _base_units(), sent)
    yield _plain(f"{at}packages", "packages", "" if lot.packages is None else str(lot.packages), sent)
    yield _plain(f"{at}markings", "markings", lot.markings, sent)


def changes_in(seizure: Seizure, sent: Mapping[str, str]) -> dict[str, Any]:
    """What was sent and differs from what stands, in the form that `records.services.correct` takes.

    Raises:
        InputError: a time or a count that cannot be read.
    """
    changes: dict[str, Any] = {}
    for one in inputs_of(seizure):
        value = sent.get(one.name)
        if value is None or _folded(one, value) == _folded(one, one.value):
            continue
        if one.name in {"seized_at", "clock"}:
            changes["seized_at"] = _moment(seizure, sent)
        elif one.name in _IDENTIFIERS:
            changes["identifiers"] = _identifiers_in(seizure, sent)
        elif one.kind == "count":
            changes.setdefault("persons", {})[one.name.partition(".")[2]] = _count(one.name, value)
        elif one.name.startswith("lots."):
            _lots, number, name = one.name.split(".")
            lot = next(each for each in seizure.lots.all() if each.number == int(number))
            changes.setdefault("lots", {}).setdefault(lot.number, {})[name] = _of_lot(
                lot, name, _folded(one, value), sent
            )
        else:
            changes[one.name] = _folded(one, value)
    return changes


def _folded(one: Input, value: str) -> str:
    """A value as its field holds it: lines end in one way, and a field of one line has no others."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return (lines if one.kind == "long" else lines.replace("\n", "")).strip()


def _of_lot(lot: Lot, name: str, value: str, sent: Mapping[str, str]) -> str | float:
    """A changed value of a lot; its quantity as a number in the unit that was sent with it."""
    if name == "quantity":
        unit = sent.get(f"lots.{lot.number}.unit", lot.unit)
        return read_number(value, name, kind_of_lot(lot, unit))
    return read_number(value, name, "count") if name == "packages" and value else value


def _moment(seizure: Seizure, sent: Mapping[str, str]) -> dt.datetime | None:
    """The moment that was sent: its time by its clock, on the day sent with it."""
    reader = Reader()
    time = reader.time(sent.get("seized_at", ""), "seized_at")
    if reader.problems:
        raise InputError("is no time of the day", where="seized_at", to_do="write it like 02:40")
    if time is None:
        return None
    clock = sent.get("clock", "").strip()
    if clock not in {str(one) for one in CLOCKS}:
        raise InputError("has no clock", where="seized_at", to_do="say by which clock the time was told")
    try:
        day = dt.date.fromisoformat(sent.get("seized_on", "").strip())
    except ValueError:
        day = seizure.seized_on  # a day that is none is refused by its own field
    return dt.datetime.combine(day, time, tzinfo=dt.timezone(dt.timedelta(minutes=int(clock))))


def _count(name: str, value: str) -> int:
    reader = Reader()
    count = reader.count(value, name, field("persons").most)
    if reader.problems:
        raise InputError("is no count of persons", where=name, to_do="write a whole number")
    return count or 0


def _plain(name: str, field: str, value: str, sent: Mapping[str, str] | None) -> Input:
    kind = _KINDS.get(field, "text")
    held = sent.get(name, value) if sent else value
    return Input(name, str(FIELDS[field]), kind, held, most=_MOST.get(field, 500))


def _select(name: str, field: str, value: str, codes: Iterable[str], sent: Mapping[str, str] | None) -> Input:
    chosen = sent.get(name, value) if sent else value
    named = {code: value_label(field, code) for code in codes}
    if value:
        named.setdefault(value, value_label(field, value))
    options = tuple((code, label, code == chosen) for code, label in sorted(named.items(), key=lambda item: item[1]))
    return Input(name, str(FIELDS[field]), "select", chosen, (("", "—", not chosen), *options))


def _codes(name: str, seizure: Seizure) -> Iterable[str]:
    if name in _COUNTRIES:
        return [one.code for one in places.countries()]
    if name == "admin1":
        return [one.code for one in places.regions(seizure.country)] if seizure.country else []
    return manners.manners(name)


def _all_substances() -> Iterable[str]:
    return [node.code for node in substances.substances()]


def _base_units() -> Iterable[str]:
    return dict.fromkeys(unit.base for unit in units.units())
