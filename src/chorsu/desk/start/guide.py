"""The six steps that a visitor of the example installation is shown."""

# ruff: noqa: E501 — a sentence of the interface stands on one line, as its translation does

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from chorsu.ui.shapes import Step

__all__ = ["guide"]


def guide() -> list[Step]:
    """The steps, in the reader's language; those that need a sign-in lead to the page that one enters first."""
    return [
        Step(
            _("Count each event once"),
            _(
                "Enter as the liaison officer of Kazakhstan. Above the figures, switch from “As reported” to “Each event once”: 2023 was reported twice, in English and kilograms and in Russian and grams."
            ),
            href=f"{reverse('home')}?count=once",
            link=_("Home"),
        ),
        Step(
            _("From a bar to the very cell"),
            _(
                "Choose a bar of the month series, open a record, choose a value: the Cyrillic cell that it was read from is shown in its row."
            ),
            href=reverse("records"),
            link=_("Records"),
        ),
        Step(
            _("One record, two sign-ins"),
            _(
                "As the liaison officer of Kazakhstan, open a record and copy its address. In another browser, as the liaison officer of Uzbekistan, it does not exist. Release it to Uzbekistan until a date, and it appears there."
            ),
            href=reverse("records"),
            link=_("Records"),
        ),
        Step(
            _("Drop in a file of your own"),
            _(
                "A table of seizures in any common encoding. You see what was understood, correct a column, choose who may see it, and get a list of what was refused."
            ),
            href=reverse("hand-in"),
            link=_("Hand in"),
        ),
        Step(
            _("Watch a report arrive"),
            _(
                "Keep Home open in two windows as two officers. A new report stands in the entitled window within a second, and never in the other."
            ),
            href=reverse("home"),
            link=_("Home"),
        ),
        Step(
            _("What is not in this figure"),
            _(
                "Under every figure stands what it could not count: refused, unknown, implausible, reported twice. Each leads to its rows."
            ),
            href=f"{reverse('home')}#left-out",
            link=_("Home"),
        ),
    ]
