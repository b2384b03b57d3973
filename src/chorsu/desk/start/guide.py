"""The six steps that a visitor of the example installation is shown, each with the one click that leads there."""

# ruff: noqa: E501 — a sentence of the interface stands on one line, as its translation does

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

__all__ = ["Entry", "GuideStep", "guide"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A click: become this officer, and see this page."""

    username: str
    label: str
    page: str


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One thing to try: its title, what to do, and the clicks that lead there."""

    title: str
    text: str
    entries: tuple[Entry, ...]


def guide() -> list[GuideStep]:
    """The steps, in the reader's language."""
    home, records = reverse("home"), reverse("records")
    kazakhstan, uzbekistan = _("As Kazakhstan’s liaison officer"), _("As Uzbekistan’s liaison officer")
    return [
        GuideStep(
            _("Count each event once"),
            _(
                "Above the figures, switch from “As reported” to “Each event once”. Kazakhstan’s 2023 was reported twice, in English and kilograms and in Russian and grams: watch the numbers walk."
            ),
            (Entry("liaison-a", kazakhstan, home),),
        ),
        GuideStep(
            _("From a bar to the very cell"),
            _(
                "Choose a bar of the month series, open a record, choose a value: the cell that it was read from, Cyrillic or Persian, is shown in its row."
            ),
            (Entry("analyst", _("As the analyst"), home),),
        ),
        GuideStep(
            _("One record, two sign-ins"),
            _(
                "Open a record of Kazakhstan’s and copy its address. For Uzbekistan’s liaison officer it does not exist. Go back, release it to Uzbekistan until a date, and it appears there."
            ),
            (Entry("liaison-a", kazakhstan, records), Entry("liaison-b", uzbekistan, records)),
        ),
        GuideStep(
            _("Drop in a file of your own"),
            _(
                "A table of seizures in any common encoding. You see what was understood, correct a column, choose who may see it, and get a list of what was refused."
            ),
            (Entry("border-officer", _("As the border officer"), reverse("hand-in")),),
        ),
        GuideStep(
            _("Watch a report arrive"),
            _(
                "Keep Home open as the duty officer, and in a private window as the customs officer of Turkmenistan. A new report stands in the entitled window within a second, and never in the other."
            ),
            (
                Entry("duty-officer", _("As the duty officer"), home),
                Entry("stranger-c", _("As Turkmenistan’s customs officer"), home),
            ),
        ),
        GuideStep(
            _("What is not in this figure"),
            _(
                "Under every figure stands what it could not count: refused, unknown, implausible, reported twice. One row of 23 tonnes is among them. Each leads to its rows."
            ),
            (Entry("analyst", _("As the analyst"), f"{home}#left-out"),),
        ),
    ]
