"""A table that its sender sends again, as its draft shows it: what it changes, field by field, before acceptance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy

from chorsu.desk.hand_in.wording import ROLES
from chorsu.desk.records.wording import FIELDS, flag_name, value_label
from chorsu.ui.shapes import Figure
from chorsu.ui.wording import number, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from chorsu.intake.models import HandIn

__all__ = ["Again", "again_figures", "again_of"]

_NUMBERS = {"quantity", "low", "high", "purity", "packages"}
_FLAGS = {"flags", "doubts"}
_LABELS: dict[str, _StrPromise] = FIELDS | {
    "flags": pgettext_lazy("field", "Flags"),
    "doubts": pgettext_lazy("field", "Flags"),
    "low": pgettext_lazy("field", "At least"),
    "high": pgettext_lazy("field", "At most"),
}


@dataclass(frozen=True, slots=True)
class Again:
    """What a table sent again changes: sentences, figures, changed fields and rows no longer there."""

    file: str
    received: str
    figures: list[Figure]
    known_by: str
    changes: list[tuple[int, str, str, str, bool]]
    """Row, field, before, now, and whether an officer changed the record by hand since."""
    more_changes: int
    gone: list[tuple[int, str, str]]
    """Row then, address of the record, its words."""
    more_gone: int
    partial: bool
    """Whether it repeats a part only, so that what it leaves out says nothing by itself."""
    doubled: list[str]
    """Numbers of the sender that stand at different seizures."""
    by_hand: list[tuple[int, str, str]]
    """Records entered one by one that its rows tell anew, in the form of `gone`."""
    beside: list[tuple[int, str, str]]
    """Such records under numbers of its rows that stay as they are, for the rows tell of something else."""


def again_of(said: Mapping[str, Any]) -> Again:
    """The shapes of a summary (`intake.updating.summary`) in the reader's language."""
    figures = [
        Figure(gettext("Unchanged"), said["same"]),
        Figure(gettext("Changed"), said["changed"]),
        Figure(gettext("New"), said["new"]),
        Figure(gettext("No longer there"), said["gone"]),
    ]
    if said["returned"]:
        figures.append(Figure(gettext("There again"), said["returned"]))
    if said["kept"]:
        figures.append(Figure(gettext("Kept: perhaps among the unreadable"), said["kept"]))
    changes = [
        (row, _field(name), _value(name, before), _value(name, now), by_hand)
        for row, name, before, now, by_hand in said["changes"]
    ]
    return Again(
        file=said["file"],
        received=spoken(dt.date.fromisoformat(said["received"])) if said["received"] else "",
        figures=figures,
        known_by=_known_by(said["key"]),
        changes=changes,
        more_changes=max(0, said["changed"] - len({row for row, *_ in said["changes"]})),
        gone=_records(said["gone_rows"]),
        by_hand=_records(said.get("by_hand", [])),
        beside=_records(said.get("beside", [])),
        more_gone=max(0, said["gone"] - len(said["gone_rows"])),
        partial=said["partial"],
        doubled=[
            gettext("Number %(number)s stands at different days or places, in rows %(rows)s.")
            % {"number": key, "rows": ", ".join(str(row) for row in rows)}
            for key, rows in said["doubled"]
        ],
    )


def _records(said: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    return [(row, reverse("record", args=[record]), words) for row, record, words in said]


def again_figures(hand_in: HandIn) -> list[Figure]:
    """What an update did."""
    if not hand_in.updates:
        return []
    counts = (
        (gettext("Changed"), hand_in.rows_changed),
        (gettext("New"), hand_in.rows_new),
        (gettext("Withdrawn by the sender"), hand_in.rows_gone),
        (gettext("There again"), hand_in.rows_returned),
    )
    return [Figure(label, count) for label, count in counts]


def _known_by(key: list[str] | None) -> str:
    if key is None:
        return gettext("Rows are known again by what they say: day, place, substance and quantity.")
    before, now = key
    if before == now:
        return gettext("Rows are known again by the column “%(column)s”.") % {"column": now}
    said = {"before": before, "column": now}
    return gettext("Rows are known again by the column “%(column)s”, formerly “%(before)s”.") % said


def _field(name: str) -> str:
    lots, _, rest = name.partition(".")
    if lots == "persons":
        return str(ROLES[rest])
    if lots != "lots":
        return str(_LABELS.get(name, name))
    which, _, field = rest.partition(".")
    label = str(_LABELS.get(field, field))
    return label if which == "1" else f"{label} {which}"


def _value(name: str, value: Any) -> str:
    field = name.rpartition(".")[2]
    if value in (None, "", []):
        return "—"
    if field in _FLAGS and isinstance(value, list):
        return ", ".join(flag_name(code) for code in value)
    if field in _NUMBERS and isinstance(value, (int, float)):
        return number(value)
    return value_label(field, str(value))
