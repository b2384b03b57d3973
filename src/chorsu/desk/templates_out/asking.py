"""What a fill-out is asked for: which template, which states, which days; read from the address and written to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy

from chorsu.desk.presenting import language
from chorsu.desk.requests import whole_number
from chorsu.intake.schema.lists import plausible
from chorsu.records.filters import Filter
from chorsu.returns.fillouts.annual import annual
from chorsu.returns.fillouts.individual import individual
from chorsu.returns.fillouts.quarterly import quarterly
from chorsu.returns.periods import Period
from chorsu.vocabulary import places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.utils.functional import _StrPromise

    from chorsu.returns.fillouts.shape import Fillout

__all__ = ["TEMPLATES", "Asked", "Template", "asked_from"]

_QUARTERS = (1, 2, 3, 4)
_EARLIEST, _LATEST = 1990, 2100
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Template:
    """One template: its name in the address, its title, for whom it is, and what fills it."""

    name: str
    title: _StrPromise
    purpose: _StrPromise
    fill: Callable[[Filter], Fillout]
    by_quarter: bool


TEMPLATES = {
    one.name: one
    for one in (
        Template(
            "quarterly",
            gettext_lazy("Quarterly table of the region"),
            gettext_lazy("State by substance: seizures and kilograms, what is provisional apart"),
            lambda asked: quarterly(asked, language()),
            by_quarter=True,
        ),
        Template(
            "individual",
            gettext_lazy("UNODC: individual drug seizures"),
            gettext_lazy("One row a lot, under the column names of UNODC"),
            lambda asked: individual(asked, plausible),
            by_quarter=True,
        ),
        Template(
            "annual",
            gettext_lazy("UNODC: annual table by drug"),
            gettext_lazy("State, drug and year, with total rows that are marked as holding those above"),
            annual,
            by_quarter=False,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: a year, a quarter of it (0: all), a state (empty: all that one sees).

    `odd`: values of the address that cannot be meant and were taken as not said; a page says so, a file is not given.
    """

    year: int
    quarter: int
    country: str
    odd: tuple[str, ...] = ()

    @property
    def period(self) -> Period:
        """The days asked for."""
        return Period(self.year, self.quarter or None)

    @property
    def filter(self) -> Filter:
        """The filter over records, each event once."""
        return Filter(
            country=(self.country,) if self.country else (),
            since=self.period.since,
            until=self.period.until,
            counting="once",
        )

    @property
    def query(self) -> str:
        """The query of the address."""
        return urlencode({"year": self.year, "quarter": self.quarter or "", "country": self.country})


def asked_from(query: Mapping[str, str], this_year: int, *, by_quarter: bool) -> Asked:
    """What an address asks for; what cannot be meant is taken as not said, and named in `odd`."""
    year, quarter, country = (query.get(name, "").strip() for name in ("year", "quarter", "country"))
    known = {one.code for one in places.countries() if one.known}
    named, part = whole_number(year) or 0, whole_number(quarter) or 0
    meant = (_EARLIEST <= named <= _LATEST, part in _QUARTERS, country in known)
    odd = [text for text, sound in zip((year, quarter, country), meant, strict=True) if text and not sound]
    return Asked(
        named if meant[0] else this_year,
        part if meant[1] and by_quarter else 0,
        country if meant[2] else "",
        tuple(text[:_LONGEST] for text in odd),
    )
