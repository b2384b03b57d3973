"""The words of returns: periods, subjects, kinds of figures, causes, errors, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy

from chorsu.desk.presenting import language, substance_chip
from chorsu.returns.periods import Interval, Period
from chorsu.returns.tables import indicator, indicators
from chorsu.ui.wording import spoken
from chorsu.vocabulary import places, substances, units

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from chorsu.kernel.errors import ChorsuError
    from chorsu.returns.causes import Cause
    from chorsu.ui.shapes import SubstanceChip

__all__ = [
    "ACTS",
    "FIGURES",
    "REFUSALS",
    "ROLES",
    "cause_line",
    "error_line",
    "month_names",
    "period_name",
    "place_of_return",
    "subject_name",
    "subject_of",
    "subject_options",
    "unit_options",
]  # fmt: skip

ROLES: dict[str, _StrPromise] = {
    "row": pgettext_lazy("kind of figure", "Row"),
    "total": pgettext_lazy("kind of figure", "Total that holds other rows"),
    "stated": pgettext_lazy("kind of figure", "Official total of everything"),
    "part": pgettext_lazy("kind of figure", "Part of one authority"),
}
"""What a figure is within its return."""
FIGURES: dict[str, _StrPromise] = {
    "naive": gettext_lazy("Every row but plants, added as it stands"),
    "once": gettext_lazy("Rows, each substance once"),
    "stated": gettext_lazy("Official total"),
    "parts": gettext_lazy("Parts of authorities, added"),
    "ours": gettext_lazy("Our events, each once"),
}
"""What the figures of a comparison are called."""
ACTS: dict[str, _StrPromise] = {
    "corrected": pgettext_lazy("act", "Corrected"),
    "withdrawn": pgettext_lazy("act", "Withdrawn"),
    "restored": pgettext_lazy("act", "Restored"),
}
REFUSALS: dict[str, _StrPromise] = {
    "no_label": gettext_lazy("says not what it is of"),
    "no_number": gettext_lazy("holds no number"),
    "negative": gettext_lazy("is negative; a total is nought or more"),
    "beyond": gettext_lazy("cannot be the figure of a return; check the number and its unit"),
    "long_label": gettext_lazy("says at too great length what it is of"),
    "no_count": gettext_lazy("is counted, and holds no whole number"),
    "unknown_country": gettext_lazy("names no state that is known"),
    "unknown_period": gettext_lazy("names no period"),
}
"""Why a row of a sheet is not read."""
_COUNT = "count"


def month_names() -> list[tuple[int, str]]:
    """The months with their names."""
    return [(number, str(name)) for number, name in MONTHS.items()]


def period_name(period: Period | Interval) -> str:
    """A period as it is spoken of: "2021", "third quarter of 2021", "July 2021", or its two days."""
    if isinstance(period, Interval):
        first, last = spoken(period.since), spoken(period.until)
        return first if first == last else f"{first} – {last}"
    if period.month:
        return f"{MONTHS[period.month]} {period.year}"
    if period.quarter:
        return gettext("%(year)s, quarter %(quarter)s") % {"year": period.year, "quarter": period.quarter}
    return str(period.year)


def place_of_return(country: str) -> str:
    """The state that figures are of; the region where they are of none in particular."""
    return places.label(country, language()) if country else gettext("The region")


def subject_of(kind: str, code: str, label: str = "") -> SubstanceChip | str:
    """The subject of a figure as a cell shows it: the chip of a substance, the name of an indicator."""
    if kind == "indicator":
        return indicator(code).names[language()]
    return substance_chip(code) if code else label


def subject_name(kind: str, code: str) -> str:
    """The subject of a nil return in words."""
    if kind == "indicator":
        return indicator(code).names[language()]
    return substances.label(code, language()) if code else gettext("all subjects")


def subject_options() -> list[tuple[str, str]]:
    """What a nil return can be of, as (value, label): everything, a group of substances, an indicator."""
    lang = language()
    found = [("", pgettext("subject of a return", "Everything"))]
    found += [(f"substance:{code}", substances.label(code, lang)) for code in substances.group_codes()]
    return found + [(f"indicator:{one.code}", one.names[lang]) for one in indicators()]


def unit_options() -> list[tuple[str, str]]:
    """The units to choose from when entering a figure: base units first, then a plain count."""
    bases = dict.fromkeys(one.base for one in units.units())
    return [("kg", units.label("kg", language())), (_COUNT, gettext("number of"))] + [
        (base, units.label(base, language())) for base in bases if base != "kg"
    ]


def cause_line(cause: Cause) -> str:
    """A cause in one sentence."""
    count = cause.count
    said = {
        "total_holds_parts": ngettext(
            "%(count)s total row holds rows that are also added by themselves",
            "%(count)s total rows hold rows that are also added by themselves",
            count,
        ),
        "total_short": ngettext(
            "%(count)s total row states less than the rows it says it holds; those rows are counted instead",
            "%(count)s total rows state less than the rows they say they hold; those rows are counted instead",
            count,
        ),
        "rows_repeated": ngettext(
            "%(count)s row repeats another in every value: if it is the same seizure, so much is counted twice",
            "%(count)s rows repeat others in every value: if they are the same seizures, so much is counted twice",
            count,
        ),
        "class_beside_members": gettext(
            "A row of a class stands beside rows of its members, and nothing says whether the class holds them: "
            "up to so much"
        ),
        "plants_excluded": gettext("Whole plants are weighed and were added in"),
        "rounding": ngettext(
            "Rounding of %(count)s figure: at most so much",
            "Rounding of %(count)s figures: at most so much",
            count,
        ),
        "rows_unweighed": ngettext(
            "%(count)s row has no weight (a count or a volume): what it weighs is not known",
            "%(count)s rows have no weight (a count or a volume): what they weigh is not known",
            count,
        ),
        "part_missing": gettext("A part is missing: another authority, or a later addition, would have stated so much"),
        "added_as_they_stand": gettext(
            "If the official total was made by adding the rows as they stand, a total row and its parts are in it twice"
        ),
        "threshold": gettext("What lies below the threshold of “significant” seizures is not reported to us one by one")
        if cause.kg is None
        else ngettext(
            "%(count)s of our events lies below the return's threshold",
            "%(count)s of our events lie below the return's threshold",
            count,
        ),
        "double_reports": ngettext(
            "%(count)s report tells again of an event that we count once; the return may hold it twice",
            "%(count)s reports tell again of events that we count once; the return may hold them twice",
            count,
        ),
        "late_reports": ngettext(
            "%(count)s event came to us after the return was received",
            "%(count)s events came to us after the return was received",
            count,
        ),
        "unknown_units": ngettext(
            "%(count)s of our lots has no weight, or a unit that is not one of mass",
            "%(count)s of our lots have no weight, or a unit that is not one of mass",
            count,
        ),
        "assumed_factors": ngettext(
            "%(count)s of our lots is weighed by an assumed factor only, and left out of our sum",
            "%(count)s of our lots are weighed by an assumed factor only, and left out of our sum",
            count,
        ),
        "implausible": ngettext(
            "%(count)s of our lots is beyond belief, and left out of our sum until it is checked",
            "%(count)s of our lots are beyond belief, and left out of our sum until they are checked",
            count,
        ),
        "provisional": ngettext(
            "%(count)s of our lots is only estimated yet, and left out of our sum",
            "%(count)s of our lots are only estimated yet, and left out of our sum",
            count,
        ),
        "plants_of_events": ngettext(
            "%(count)s of our lots is of whole plants; neither side adds plants",
            "%(count)s of our lots are of whole plants; neither side adds plants",
            count,
        ),
        "unspecified": ngettext(
            "%(count)s total row states more than its parts: of that type, but not said what",
            "%(count)s total rows state more than their parts: of that type, but not said what",
            count,
        ),
    }[cause.code]
    return said % {"count": count} if "%(" in said else said


def error_line(error: ChorsuError) -> str:
    """An error as one line for the page."""
    said = {
        "a reason is needed": gettext("Say why: the reason stays in the return's history."),
        "no figure is given": gettext("Write at least one figure; or report that there is nothing to report."),
        "no figure is left": gettext("A return keeps at least one figure; withdraw it instead."),
        "nothing is changed": gettext("Nothing is changed: change a value, or leave the return as it is."),
        "was changed in the meantime": gettext("Somebody changed this return in the meantime; load the page again."),
        "only the provider of a return may do this": gettext("Only the provider of a return may do this."),
        "is no subject of a return": gettext("Choose from the list of what there is nothing to report."),
        "no such state": gettext("Choose the state that the return is of."),
        "is no period": gettext("Write the year, and choose the whole year, a quarter or a month."),
        "cannot be the year of a return": gettext("Check the year."),
        "has not begun": gettext("This period has not begun; check the year and its part."),
        "was filed again": gettext("The same was filed again in the meantime; correct that one."),
        "no row holds a figure": gettext(
            "This sheet has a header, but no row with a figure; fill in the rows below it, or report that there is "
            "nothing."
        ),
        "no table of returns is found": gettext(
            "No table of returns is found in this file. Its columns must be named: state, year, substance, kilograms; "
            "or substance, quantity, unit."
        ),
    }.get(error.what)
    if said:
        return said
    by_kind = {
        "is not a number": gettext("“%(where)s” is not a number; write it like 12.5."),
        "is no figure of a return": gettext("“%(where)s” cannot be the figure of a return; check the number."),
        "is negative": gettext("“%(where)s” is negative; a total is nought or more."),
        "more rows than a form takes": gettext(
            "A form takes %(where)s rows; nothing is filed. Take out the rows below row %(where)s and file them as "
            "another return, or hand all of them in as a sheet."
        ),
        "is no count": gettext("“%(where)s” is counted: write a whole number."),
        "a figure without a name of what it counts": gettext("A figure stands without what it is of; name it."),
        "no number beside it": gettext("No number stands beside “%(where)s”; write the figure, or empty the row."),
    }.get(error.what)
    return by_kind % {"where": error.where} if by_kind else str(error)
