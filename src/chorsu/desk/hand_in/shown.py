"""Hand-ins as pages show them: the list, the columns, the sample before and after, the outcome by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from chorsu.desk.hand_in.audience import marking_chip
from chorsu.desk.hand_in.wording import FIELDS, ROLES, STATES, code_meaning, skipped_words, suggestion_words
from chorsu.desk.presenting import amount, lot_chip, place_name, place_of, substance_chip
from chorsu.intake.readers.maps import ROLES as ROLE_ORDER
from chorsu.intake.readers.protected import names_protected
from chorsu.kernel.seizures import PROTECTED
from chorsu.ui.shapes import Amount, Choice, Column, Figure, PlaceName, Row, Table, TableCell
from chorsu.ui.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chorsu.desk.hand_in.audience import Names
    from chorsu.intake.models import HandIn, Refusal
    from chorsu.records.models import Seizure
    from chorsu.ui.shapes import SubstanceChip

__all__ = [
    "ColumnChoice",
    "Sampled",
    "StateChip",
    "column_choices",
    "dry_run_figures",
    "hand_in_table",
    "kinds",
    "outcome_figures",
    "record_table",
    "refusal_table",
    "samples",
    "skipped_rows",
    "state_chip",
]

SURE = 0.8
WHERE = ("place", "admin1", "country")


@dataclass(frozen=True, slots=True)
class StateChip:
    """Where a hand-in stands, in a word, with its colour."""

    label: str
    style: str


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column with its sample values and the roles to choose from, as (value, label, chosen)."""

    number: int
    header: str
    samples: Sequence[str]
    roles: Sequence[tuple[str, str, bool]]
    sure: bool
    confidence: int
    hidden: bool
    """Whether its cells are left out of the rows as received: they may count protected persons."""

    @property
    def unread(self) -> bool:
        """Whether nothing is read from it, and its cells are shown all the same."""
        return not self.hidden and not any(value for value, _, chosen in self.roles if chosen)


@dataclass(frozen=True, slots=True)
class SampledValue:
    """One value: as received, and what it became."""

    before: str
    after: str = ""
    chip: SubstanceChip | None = None
    amount: Amount | None = None
    place: PlaceName | None = None

    @property
    def changed(self) -> bool:
        """Whether the words received say it otherwise."""
        return bool(self.before) and (self.chip is not None or self.amount is not None or self.before != self.after)


@dataclass(frozen=True, slots=True)
class Sampled:
    """One row of the sample: its number, its values, its flags in words."""

    number: int
    date: SampledValue
    place: SampledValue
    substance: SampledValue
    quantity: SampledValue
    flags: Sequence[str] = field(default=())


def state_chip(hand_in: HandIn) -> StateChip:
    """The chip of a hand-in's state."""
    label, style = STATES[hand_in.state]
    return StateChip(str(label), style)


def hand_in_table(hand_ins: Iterable[HandIn], names: Names, total: int) -> Table:
    """The list of hand-ins."""
    columns = [
        Column("file", pgettext("hand-in", "File"), wrap=True),
        Column("state", pgettext("hand-in", "State")),
        Column("at", gettext("Handed in")),
        Column("rows", gettext("Rows"), number=True),
        Column("read", gettext("Records"), number=True),
        Column("skipped", gettext("Skipped"), number=True),
        Column("refused", gettext("Refused"), number=True),
        Column("marking", gettext("Marking"), wrap=True),
    ]
    return Table("hand-ins", gettext("Hand-ins"), columns, [_line(one, names) for one in hand_ins], total=total)


def _line(one: HandIn, names: Names) -> Row:
    begun = bool(one.rows_done)
    values: list[object] = [
        one.report.file_name,
        state_chip(one).label,
        one.started_at,
        one.rows_done if begun else None,
        one.rows_read if begun else None,
        one.rows_skipped if begun else None,
        one.rows_refused if begun else None,
        marking_chip(names, one.provider_id, one.to_audience, one.to_until) if one.to_audience else "",
    ]
    muted = one.state in {"withdrawn", "failed"}
    return Row([TableCell(value) for value in values], href=reverse("hand-in-one", args=[one.pk]), muted=muted)


def column_choices(columns: Sequence[Mapping[str, Any]]) -> list[ColumnChoice]:
    """The columns of a file with the role that each was given."""
    return [
        ColumnChoice(
            column["number"],
            column["header"],
            column["samples"],
            [("", gettext("not read"), not column["role"])]
            + [(role, str(ROLES[role]), role == column["role"]) for role in ROLE_ORDER],
            sure=not column["role"] or column["confidence"] >= SURE,
            confidence=round(column["confidence"] * 100),
            hidden=column["role"] in PROTECTED or names_protected(column["header"]),
        )
        for column in columns
    ]


def dry_run_figures(preview: Mapping[str, Any]) -> list[Figure]:
    """What the dry run counted: rows in = read + skipped by rule + refused."""
    rows, read = preview["rows"], preview["read"]
    note = (
        gettext("every row of the file")
        if preview["whole"]
        else gettext("the first rows of about %(rows)s") % {"rows": number(preview["expected"])}
    )
    return [
        Figure(gettext("Rows looked at"), rows, note=note),
        Figure(gettext("Read"), read, note=_lots(preview["lots"], read)),
        Figure(gettext("Skipped"), sum(preview["skipped"].values()), note=_named(preview["skipped"])),
        Figure(gettext("Refused"), sum(preview["refused"].values())),
    ]


def _lots(lots: int, read: int) -> str:
    return ngettext("%(count)d lot", "%(count)d lots", lots) % {"count": lots} if lots != read else ""


def _named(counts: Mapping[str, int]) -> str:
    """The rules that skipped most, in a word or two each."""
    most = sorted(counts.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{skipped_words(rule)} {number(count)}" for rule, count in most)


def outcome_figures(hand_in: HandIn) -> list[Figure]:
    """What became of the rows."""
    address = reverse("hand-in-one", args=[hand_in.pk])
    skipped = {rule: entry["count"] for rule, entry in hand_in.skipped_by.items()}
    return [
        Figure(gettext("Rows"), hand_in.rows_done),
        Figure(gettext("Records"), hand_in.rows_read, href=f"{address}?rows=read#rows"),
        Figure(gettext("Skipped"), hand_in.rows_skipped, href=f"{address}?rows=skipped#rows", note=_named(skipped)),
        Figure(gettext("Refused"), hand_in.rows_refused, href=f"{address}?rows=refused#rows"),
    ]


def samples(preview: Mapping[str, Any]) -> list[Sampled]:
    """The first rows read, before and after: date, place, substance, quantity."""
    return [
        Sampled(
            lot["source_row"],
            SampledValue(_source(lot, "date"), lot["seizure_date"] or ""),
            _sampled_place(lot),
            SampledValue(
                _source(lot, "substance"), chip=substance_chip(lot["substance"] or "", _source(lot, "substance"))
            ),
            _sampled_quantity(lot),
            [code_meaning("flag", flag) for flag in lot["flags"]],
        )
        for lots in preview["sample"]
        for lot in lots
    ]


def _source(lot: Mapping[str, Any], role: str) -> str:
    found = lot["sources"].get(FIELDS.get(role, role))
    return str(found[2]).strip() if found else ""


def _sampled_place(lot: Mapping[str, Any]) -> SampledValue:
    before = ", ".join(text for role in WHERE if (text := _source(lot, role).strip(" ,;")))
    place = place_of(lot["place"] or "", lot["admin1"] or "", lot["country"] or "", lot.get("place_id") or "")
    said = ", ".join(part for part in (place.name, place.region, place.country) if part)
    return SampledValue(before, said, place=place)


def _sampled_quantity(lot: Mapping[str, Any]) -> SampledValue:
    before, unit = _source(lot, "quantity"), _source(lot, "unit")
    before = f"{before} {unit}" if unit and unit != before else before
    return SampledValue(before, amount=None if lot["quantity"] is None else Amount(lot["quantity"], lot["unit"] or ""))


def kinds(hand_in: HandIn, counts: Mapping[str, int], current: str) -> list[Choice]:
    """The switch between rows refused, read and skipped."""
    address = reverse("hand-in-one", args=[hand_in.pk])
    labels = {"refused": gettext("Refused"), "read": gettext("Records"), "skipped": gettext("Skipped")}
    return [
        Choice(f"{label} ({number(counts[kind])})", f"{address}?rows={kind}#rows", current=kind == current)
        for kind, label in labels.items()
    ]


def record_table(records: Iterable[Seizure], total: int) -> Table:
    """The records that rows became."""
    columns = [
        Column("row", gettext("Row"), number=True),
        Column("date", gettext("Date")),
        Column("place", gettext("Place"), wrap=True),
        Column("substance", gettext("Substance"), wrap=True),
        Column("quantity", gettext("Quantity"), number=True),
        Column("flags", gettext("Flags"), wrap=True),
    ]
    rows = []
    for record in records:
        lots = list(record.lots.all())
        values: list[object] = [
            record.row,
            record.seized_on,
            place_name(record),
            lot_chip(lots[0]) if lots else "",
            amount(lots[0]) if lots else "",
            "; ".join(code_meaning("flag", flag) for flag in record.flags),
        ]
        href = reverse("record", args=[record.pk])
        rows.append(Row([TableCell(value) for value in values], href=href, muted=record.withdrawn))
    return Table("hand-in-records", gettext("Records"), columns, rows, total=total)


def refusal_table(refusals: Iterable[Refusal], total: int, repair: str) -> Table:
    """The rows that could not be read, as (sheet,) row, column, value, why, what to do."""
    found = list(refusals)
    sheets = any(refusal.sheet for refusal in found)
    columns = [
        *([Column("sheet", gettext("Sheet"))] if sheets else []),
        Column("row", gettext("Row"), number=True),
        Column("column", gettext("Column"), wrap=True),
        Column("value", gettext("What stands there"), wrap=True),
        Column("reason", gettext("Why it cannot be read"), wrap=True),
        Column("suggestion", gettext("What to do"), wrap=True),
    ]
    rows = [
        Row(
            [
                TableCell(value)
                for value in (
                    *([refusal.sheet] if sheets else []),
                    refusal.row,
                    refusal.column,
                    refusal.value,
                    code_meaning("refusal", refusal.reason),
                    suggestion_words(refusal.reason, refusal.suggestion),
                )
            ]
        )
        for refusal in found
    ]
    return Table(
        "refusals", gettext("Refused rows"), columns, rows, [(gettext("Repair file (CSV)"), repair)], total=total
    )


def skipped_rows(hand_in: HandIn) -> list[tuple[str, int, str]]:
    """Each rule in words with how many rows it skipped and which, as far as they are remembered."""
    found = []
    for rule, entry in sorted(hand_in.skipped_by.items(), key=lambda pair: -pair[1]["count"]):
        ranges = [_range(*span) for span in entry["rows"][:60]]
        kept = sum(last - first + 1 for _, first, last in entry["rows"][:60])
        more = entry["count"] - kept
        which = ", ".join(ranges) + (f" + {more}" if more else "")
        found.append((code_meaning("skip", rule), entry["count"], which))
    return found


def _range(sheet: str, first: int, last: int) -> str:
    rows = f"{first}" if first == last else f"{first}–{last}"
    return f"{sheet}: {rows}" if sheet else rows
