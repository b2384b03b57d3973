"""One record as its page shows it: values that lead to their cells, the cell in its row, history, other reports.

Owns which values a card has and how a history line reads. Must not decide who may see what.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from chorsu.desk.hand_in.wording import code_meaning
from chorsu.desk.presenting import amount, language, lot_chip, place_name
from chorsu.desk.records.clock import clock_label, time_there
from chorsu.desk.records.release import marking_in, whom_of
from chorsu.desk.records.wording import ACTS, FIELDS, STATES, flag_name, joined, persons_label, value_label
from chorsu.intake.selectors import files_applied
from chorsu.records.contents import LOT_FIELDS
from chorsu.records.corrections import CLOCK
from chorsu.records.days import day_told
from chorsu.records.identifiers import shared
from chorsu.records.models import PROTECTED
from chorsu.records.persons import persons_before
from chorsu.records.release_rules.selectors import BY_RULE, rule_name
from chorsu.records.rows import cell_of
from chorsu.records.updates import SENT_AGAIN
from chorsu.ui.shapes import SourceCell
from chorsu.ui.wording import exact, number, spoken, unit_word
from chorsu.vocabulary import manners

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chorsu.desk.hand_in.audience import Names
    from chorsu.records.models import Lot, Seizure, Version
    from chorsu.records.selectors import Event, Record

__all__ = ["Line", "Value", "flags_of", "history_lines", "source_of", "title_of", "values_of"]

_CHANGING = {"seizure.corrected", "seizure.recounted", "seizure.weighed", "seizure.confirmed"}
"""Acts that change what a record says."""
_PLAIN = ("concealment", "conveyance", "installation", "origin", "departure", "destination", "routing")
_SOURCE_NAME = {"seized_on": "seizure_date", "sender_key": "id"}
"""Fields that the rows of readers call otherwise."""
MOST_IN_TITLE = 3
"""Substances that a title names; the rest is counted."""
_LONGEST_IN_TITLE = 60
_SHOWN_BEFORE = ("seized_on", "seized_at", "country", "admin1", "place", "crime_area", "narrative", *_PLAIN)
_OF_A_LOT = ("state", "purity", "sample", "method", "packages", "markings")
_PERSONS = "persons."
"""How the names of counts begin among the values of a history."""
_LONGEST_BEFORE = 80
"""Signs of a text that a line of the history shows."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a card: its label, itself (text or a shape of the kit), and where it leads: its cell."""

    label: str
    value: Any
    source: str = ""
    """Name of the field in the address, empty where no cell is known."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history."""

    what: str
    event: Event
    whom: str = ""
    """For a release or a recall: to or from whom, and until when."""
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    """For a correction: field, before, after."""
    reason: str = ""
    """Why, as the officer wrote it; of what a later table did, in the reader's language."""


def title_of(seizure: Seizure) -> str:
    """What a record is called: substance, quantity's weight left to the card, place and day."""
    lots = list(seizure.lots.all())
    names = [lot_chip(lot).name if lot.substance or lot.kind != "drug" else lot.substance_text for lot in lots]
    what = joined(list(dict.fromkeys(name for name in names if name)), MOST_IN_TITLE) or _("Seizure")
    where = (
        Truncator(place_name(seizure).name).chars(_LONGEST_IN_TITLE)
        or value_label("admin1", seizure.admin1)
        or value_label("country", seizure.country)
    )
    return " · ".join(part for part in (what, where, spoken(seizure.day)) if part)


def values_of(seizure: Seizure) -> list[Value]:
    """The values of the card that are given, in the order of the table."""
    found = [Value(str(FIELDS["seized_on"]), seizure.day, _source(seizure, "seized_on"))]
    lots = list(seizure.lots.all())
    for lot in lots:
        found += _lot_values(seizure, lot, numbered=len(lots) > 1)
    found.append(
        Value(str(FIELDS["place"]), place_name(seizure), _source(seizure, "place") or _source(seizure, "admin1"))
    )
    if seizure.latitude is not None and seizure.longitude is not None:
        position = f"{seizure.latitude:.4f}, {seizure.longitude:.4f}"
        given = "position_given" in seizure.changes
        note = _("from the map or the device") if given else _("of the named place")
        found.append(Value(_("Position"), position, _source(seizure, "latitude" if given else "place"), note))
    if seizure.seized_at is not None:
        found.insert(1, _time(seizure, seizure.seized_at))
    for name in ("crime_area", *_PLAIN, "narrative", "sender_key"):
        code = getattr(seizure, name)
        if code and (name, code) != ("crime_area", "drugs"):
            found.append(Value(str(FIELDS[name]), value_label(name, code), _source(seizure, name)))
    return [*found, *_identifiers(seizure), *_persons(seizure)]


def _identifiers(seizure: Seizure) -> list[Value]:
    """The identifiers under the name of their kind, as written: as many as the viewer may see."""
    apart = _("seen by its provider and the liaison officers of its state alone")
    return [
        Value(
            manners.label("identifier", one.kind, language()),
            one.written,
            "" if one.only_for else _source(seizure, "identifiers"),
            note=apart if one.only_for else "",
        )
        for one in seizure.identifiers.all()
    ]


def _time(seizure: Seizure, moment: dt.datetime) -> Value:
    shown = time_there(seizure, moment, seizure.seized_on)
    return Value(str(FIELDS["seized_at"]), shown, _source(seizure, "seized_at"))


def _persons(seizure: Seizure) -> list[Value]:
    """Persons as counts: as many as the viewer may see; of protected ones it says so."""
    apart = _("protected: seen by its provider and the liaison officers of its state alone")
    return [
        Value(manners.label("person", one.status, language()), one.count, note=apart if one.status in PROTECTED else "")
        for one in sorted(seizure.persons.all(), key=lambda one: manners.manners("person").index(one.status))
    ]


def _lot_values(seizure: Seizure, lot: Lot, *, numbered: bool) -> list[Value]:
    which = f" {lot.number}" if numbered else ""
    notes = {"mass": "", "": _("no weight: not in a unit of mass, and no factor is stated")}
    assumed = _("the weight is assumed, by a stated factor")
    note = notes.get(lot.kg_basis, assumed) if lot.quantity is not None and lot.kind == "drug" else ""
    if lot.state:
        note = "; ".join(part for part in (str(STATES[lot.state]), note) if part)
    found = [
        Value(
            f"{FIELDS['substance' if lot.kind == 'drug' else 'kind']}{which}",
            lot_chip(lot),
            _source(seizure, "substance", lot.number),
        ),
        Value(f"{FIELDS['quantity']}{which}", amount(lot), _source(seizure, "quantity", lot.number), note),
    ]
    if lot.purity is not None:
        found.append(
            Value(f"{FIELDS['purity']}{which}", f"{number(lot.purity)} %", _source(seizure, "purity", lot.number))
        )
    for name in ("sample", "method", "packages", "markings"):
        if said := getattr(lot, name):
            shown = said if name == "packages" else value_label(name, said)
            found.append(Value(f"{FIELDS[name]}{which}", shown, _source(seizure, name, lot.number)))
    return found


def _source(seizure: Seizure, name: str, lot: int = 1) -> str:
    known = cell_of(seizure, _SOURCE_NAME.get(name, name), lot) is not None
    return (f"{name}.{lot}" if lot > 1 else name) if known else ""


def source_of(found: Record, asked: str) -> SourceCell | None:
    """The row as received with the cell of the field asked for (else of the quantity, or the first one known)."""
    seizure = found.seizure
    if not seizure.source_cells:
        return None
    name, _dot, number = asked.partition(".")
    order = [name, "quantity", "substance", "seized_on", *seizure.provenance]
    lot = int(number) if number.isdecimal() and len(number) < len("100") else 1
    cells = (cell_of(seizure, _SOURCE_NAME.get(field, field), lot) for field in order)
    cell = next((cell for cell in cells if cell is not None), None)
    if cell is None:
        return None
    return SourceCell(
        file=found.file_name or _("a file of the provider's"),
        letters=[_letters(index) for index in range(len(seizure.source_cells))],
        headers=[header for header, _text in seizure.source_cells],
        rows=[(seizure.row, [text for _header, text in seizure.source_cells])],
        row=seizure.row,
        column=cell.column,
        sheet=seizure.sheet,
        changes=[_change(code) for code in seizure.changes],
    )


def _change(code: str) -> str:
    _code, colon, name = code.partition(":")
    if not colon:
        return code_meaning("change", code)
    if code.startswith(CLOCK):
        return _("its time is by the clock %(clock)s") % {"clock": clock_label(int(name))}
    return _("corrected by its provider: %(field)s") % {"field": _field_name(name)}


def _field_name(name: str) -> str:
    part, _dot, status = name.partition(".")
    if part == "persons":
        return persons_label(status)
    return str(FIELDS.get(name.rpartition(".")[2], name))


def _letters(index: int) -> str:
    """The letters of a column: A to Z, then AA."""
    letters, rest = "", index + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def flags_of(seizure: Seizure) -> list[tuple[str, str]]:
    """The flags in a word or two, and in full."""
    return [(flag_name(flag), code_meaning("flag", flag)) for flag in seizure.flags]


def history_lines(seizure: Seizure, events: Iterable[Event], names: Names) -> list[Line]:
    """The history in words; a correction says what stood before and after, a release to whom and until when.

    Events that tell of the audience are only in the history of a provider (`records.selectors.history`).
    """
    after, marked = _said_now(seizure), seizure.marking
    recounted = persons_before([seizure.pk])[seizure.pk]
    events = list(events)
    files = files_applied(seizure.provider_id, [event.before.at for event in events if event.before])
    lines = []
    for event in events:
        what, whom = str(ACTS.get(event.kind, event.kind)), ""
        changes = []
        if event.before is not None:
            persons = recounted.get(event.before.version, {})
            before, marked_before = _said_before(seizure, event.before), marking_in(event.before)
            before = {name: said for name, said in after.items() if name.startswith(_PERSONS)} | before
            before |= _persons_text(persons)
            if event.kind in _CHANGING:
                changes = [
                    (_field_name(key), before.get(key, ""), after.get(key, ""))
                    for key in after
                    if before.get(key, "") != after.get(key, "")
                ]
            whom = whom_of(event.kind, marked_before, marked, names)
            after, marked = before, marked_before
        lines.append(Line(what, event, whom, changes, _reason(event, files)))
    return lines


def _reason(event: Event, files: Mapping[dt.datetime, str]) -> str:
    """Why; the file of a table sent again is told to those alone who see that hand-in."""
    begins, _colon, rule = event.reason.partition(":")
    if begins == BY_RULE and event.kind == "seizure.released":
        return _("by the standing release rule: %(name)s") % {"name": rule_name(rule)}
    if begins != SENT_AGAIN:
        return event.reason
    file = files.get(event.before.at, "") if event.before else ""
    return (
        _("its provider sent the table again: %(file)s") % {"file": file}
        if file
        else _("its provider sent the table again")
    )


def _said_now(seizure: Seizure) -> dict[str, str]:
    said = {name: _text(name, getattr(seizure, name)) for name in _SHOWN_BEFORE}
    said["seized_on"] = str(seizure.day)
    said["seized_at"] = _time_text(seizure, seizure.seized_at, seizure.seized_on)
    for lot in seizure.lots.all():
        said |= _lot_text({name: getattr(lot, name) for name in LOT_FIELDS})
    said["identifiers"] = _written(one.written for one in shared(seizure.identifiers.all()))
    return said | _persons_text(dict.fromkeys(manners.manners("person"), 0) | _counts(seizure))


def _said_before(seizure: Seizure, version: Version) -> dict[str, str]:
    content = version.content
    said = {name: _text(name, content.get(name, "")) for name in _SHOWN_BEFORE}
    moment, day = content.get("seized_at"), dt.date.fromisoformat(content["seized_on"])
    said["seized_on"] = str(day_told(day, content.get("flags", ())))
    said["seized_at"] = _time_text(seizure, dt.datetime.fromisoformat(moment) if moment else None, day)
    for lot in content.get("lots", []):
        said |= _lot_text(lot)
    said["identifiers"] = _written(one["written"] for one in content.get("identifiers", []))
    return said


def _written(identifiers: Iterable[str]) -> str:
    return Truncator(", ".join(sorted(identifiers))).chars(_LONGEST_BEFORE)


def _time_text(seizure: Seizure, moment: dt.datetime | None, day: dt.date) -> str:
    return time_there(seizure, moment, day) if moment else ""


def _counts(seizure: Seizure) -> dict[str, int]:
    return {one.status: one.count for one in seizure.persons.all()}


def _persons_text(counts: Mapping[str, int]) -> dict[str, str]:
    return {f"{_PERSONS}{status}": str(count) for status, count in counts.items()}


def _lot_text(lot: Mapping[str, Any]) -> dict[str, str]:
    number, substance, quantity = lot["number"], lot["substance"], lot["quantity"]
    said = {
        f"lots.{number}.substance": value_label("substance", substance) if substance else "",
        f"lots.{number}.quantity": ""
        if quantity is None
        else f"{exact(quantity)} {unit_word(lot['unit'] or lot.get('currency') or '', quantity)}".strip(),
    }
    return said | {f"lots.{number}.{name}": _text(name, lot.get(name)) for name in _OF_A_LOT}


def _text(name: str, value: Any) -> str:
    return "" if not value else Truncator(value_label(name, str(value))).chars(_LONGEST_BEFORE)
