"""From the figures of quality to what the page draws: figures, shares, and links to the rows behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chorsu.desk.records.wording import flag_name
from chorsu.records.filters import Filter
from chorsu.records.quality import SHARES
from chorsu.ui.shapes import Figure
from chorsu.ui.wording import number, unit_word

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["WINDOWS", "Said", "Share", "said_of", "window_of"]

WINDOWS = {"quarter": 92, "year": 366, "all": 0}
"""Windows of time by name, in days; 0 is everything."""
_OF_LOTS = {"substance", "quantity"}


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many give a value; in percent, as a whole number."""

    label: str
    count: int
    of: int

    @property
    def percent(self) -> int:
        """The share; 0 of nothing."""
        return round(100 * self.count / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class Said:
    """The quality of one authority in words and figures; `flags` are (name, count, address)."""

    records: int
    timely: list[Figure]
    shares: list[Share]
    flags: list[tuple[str, int, str]]
    changes: list[Figure]
    months: list[tuple[str, int, str]]


def window_of(asked: str) -> str:
    """The window asked for; a year when it is none."""
    return asked if asked in WINDOWS else "year"


def said_of(figures: Mapping[str, Any], provider: int) -> Said:
    """The figures (`intake.quality.figures_of`) as the page shows them."""
    records, of = figures["records"], {name: figures["lots" if name in _OF_LOTS else "records"] for name in SHARES}
    mine = Filter(provider=(provider,))
    timely = [
        Figure(_("Records"), records, href=_rows(mine)),
        Figure(_("Half arrive within"), _days(figures["days_median"])),
        Figure(_("Nine in ten within"), _days(figures["days_late"])),
        Figure(_("Within a week"), f"{Share('', figures['soon'], records).percent} %"),
    ]
    rows = figures["rows_read"] + figures["rows_refused"]
    changes = [
        Figure(_("Corrected by hand"), figures["corrected_by_hand"]),
        Figure(_("Corrected by a later table"), figures["corrected_by_sheet"]),
        Figure(pgettext("records", "Withdrawn"), figures["withdrawn"], href=_rows(mine.with_only(withdrawn=True))),
        Figure(_("Reported a second time"), figures["doubled"], href=_rows(mine.with_only(counting="dropped"))),
        Figure(
            _("Rows refused"), f"{Share('', figures['rows_refused'], rows).percent} %", note=_of_rows(figures, rows)
        ),
        Figure(
            _("Only estimated"), figures["estimated"], href=_rows(mine.with_only(state=("estimated",))), note=_("lots")
        ),
        Figure(_("Confirmed by a laboratory"), figures["confirmed"], note=_("lots")),
    ]
    return Said(
        records=records,
        timely=timely,
        shares=[Share(label, figures["given"].get(name, 0), of[name]) for name, label in _share_names()],
        flags=[(flag_name(flag), n, _rows(mine.with_only(flag=(flag,)))) for flag, n in figures["flags"].items()],
        changes=changes,
        months=[(first[:7], count, _days(days)) for first, count, days in figures["months"]],
    )


def _share_names() -> list[tuple[str, str]]:
    return [
        ("region", _("Region")),
        ("settlement", _("Settlement or crossing point")),
        ("substance", _("Known substance")),
        ("quantity", _("Quantity with its unit")),
        ("concealment", _("How it was hidden")),
        ("conveyance", _("How it was carried")),
        ("route", _("Route")),
        ("number", _("The sender's own number")),
    ]


def _days(days: float | None) -> str:
    if days is None:
        return "—"
    shown = round(days, 1)
    return f"{number(shown)} {unit_word('day', shown)}"


def _of_rows(figures: Mapping[str, Any], rows: int) -> str:
    return _("%(count)s of %(rows)s rows") % {"count": number(figures["rows_refused"]), "rows": number(rows)}


def _rows(asked: Filter) -> str:
    return f"{reverse('records')}?{asked.as_query()}"
