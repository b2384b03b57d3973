"""What the form of a return says: read from its fields into a statement, and written back into them.

Owns the fields of the form. Must not store anything; the checks are `chorsu.returns.stating`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.desk.returns.numbers import figures_before, read_row, read_threshold, sign_of, typed, unchanged
from chorsu.desk.returns.values import FormRow, Values
from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.returns.labels import read_label
from chorsu.returns.periods import Period, read_period
from chorsu.returns.stating import Entry, Statement, entry_of
from chorsu.vocabulary import units

if TYPE_CHECKING:
    from django.http import QueryDict

    from chorsu.returns.models import Figure, Return

__all__ = ["MOST_ROWS", "blank", "definitions_of", "period_of", "statement_of", "values_of", "values_posted"]

MOST_ROWS = 500
"""Rows of one form; a correction takes as many as the return has, if these are more."""
_TEXTS = ("authority_text", "source", "threshold", "threshold_kg", "counted", "note")
_COLUMNS = ("label", "value", "unit", "role", "authority", "place")
_PLANTS = {"": None, "yes": True, "no": False}


def blank(country: str, year: int) -> Values:
    """A fresh form."""
    return Values(country=country, year=str(year))


def values_posted(posted: QueryDict) -> Values:
    """The fields as they were sent."""
    columns = [posted.getlist(f"row-{name}") for name in _COLUMNS]
    longest = max(map(len, columns), default=0)
    padded = [[*column, *[""] * (longest - len(column))] for column in columns]
    rows = tuple(FormRow(*(cell.strip() for cell in cells)) for cells in zip(*padded, strict=True))
    return Values(
        country=posted.get("country", ""),
        year=posted.get("year", ""),
        part=posted.get("part", ""),
        scope=posted.get("scope", "state"),
        texts={name: posted.get(name, "") for name in _TEXTS},
        plants=posted.get("plants", ""),
        rows=rows,
    )


def values_of(one: Return) -> Values:
    """The fields filled from a return as it stands."""
    texts = {name: str(getattr(one, name) or "") for name in _TEXTS}
    texts["threshold_kg"] = typed(one.threshold_kg) if one.threshold_kg is not None else ""
    return Values(
        country=one.country,
        year=str(one.calendar_period.year),
        part=one.period[5:],
        scope=one.scope,
        texts=texts,
        plants={None: "", True: "yes", False: "no"}[one.plants_in_kg],
        rows=tuple(_row_of(figure) for figure in one.figures.all()),
    )


def _row_of(figure: Figure) -> FormRow:
    value = typed(figure.value) if figure.value is not None else ""
    return FormRow(figure.label, value, figure.unit, figure.role, figure.authority_text, str(figure.number))


def period_of(values: Values) -> Period:
    """The period that the two fields name.

    Raises:
        InputError: they name none.
    """
    return read_period(f"{values.year.strip()}-{values.part}" if values.part else values.year)


def statement_of(values: Values, before: Return | None = None) -> Statement:
    """The statement of a form; of a correction `before` is the return as it stood, whose provenance its rows keep.

    Raises:
        InputError: a field that cannot be meant.
    """
    kept = figures_before(before)
    filled = values.filled
    if len(filled) > (most := max(MOST_ROWS, len(kept))):
        raise InputError("more rows than a form takes", where=str(most), to_do="hand them in as a sheet")
    moved = {int(row.place): number for number, row in enumerate(filled, 1) if row.place in kept}
    sign = sign_of(values)
    entries = tuple(_entry(row, kept.get(row.place), moved, sign) for row in filled)
    definitions = definitions_of(values, before)
    return Statement(country=values.country, period=period_of(values), entries=entries, **definitions)


def definitions_of(values: Values, before: Return | None = None) -> dict[str, Any]:
    """Whose the figures are, from where, and what is counted in them: the fields that returns of a sheet share.

    Raises:
        InputError: a field that cannot be meant.
    """
    if values.plants not in _PLANTS:
        raise InputError("is no answer", where="plants", to_do="choose from the list")
    texts = {name: values.text(name) for name in _TEXTS if name != "threshold_kg"}
    found = read_threshold(values.text("threshold_kg"), before.threshold_kg if before else None)
    weight = found.value if found else None
    return {"scope": values.scope, "threshold_kg": weight, "plants_in_kg": _PLANTS[values.plants], **texts}


def _entry(row: FormRow, before: Figure | None, moved: dict[int, int], sign: str | None) -> Entry:
    heading = before.subgroup_text if before else ""
    said = read_label(row.label, heading)
    read = read_row(row, before, sign)
    known: dict[str, object] = {"authority_text": row.authority}
    if row.role:
        known["role"] = row.role
    elif row.authority:
        known["role"] = "part"
    if before is not None:
        known |= {"group_text": before.group_text, "subgroup_text": heading, "sheet": before.sheet, "row": before.row}
        known["includes"] = tuple(moved[number] for number in before.includes if number in moved)
        known["part_of"] = moved.get(before.part_of) if before.part_of else None
        if before.label == row.label:
            known |= {"subject_kind": before.subject_kind, "subject": before.subject}
    if known.get("role") in {"part", "stated"} and not said.subject:
        known |= {"subject_kind": "indicator", "subject": "weight"}
    if before is not None and unchanged(row, before):
        known["decimals"] = before.decimals
    return entry_of(row.label, read.value if read else None, _unit(row.unit), heading=heading, **known)


def _unit(text: str) -> str:
    """The code of the unit chosen; what was received and is in no list stays."""
    try:
        return units.unit(text).code if text else ""
    except ChorsuError:
        return text[:32]
