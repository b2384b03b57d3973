"""A figure that a text states in passing, as its page shows it: with its words, and our own sum beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from chorsu.desk.presenting import language
from chorsu.desk.returns.wording import subject_name
from chorsu.returns.events import asked_of
from chorsu.returns.passing import our_sum_beside
from chorsu.returns.stating import COUNT
from chorsu.ui.wording import number, unit_word
from chorsu.vocabulary import qualifiers

if TYPE_CHECKING:
    from chorsu.returns.models import Figure, Return

__all__ = ["figure_line", "stated_page"]


def figure_line(figure: Figure | None) -> str:
    """The figure in words: "more than 700 kg · Weight of all drugs"."""
    if figure is None:
        return ""
    unit = "" if figure.unit == COUNT else unit_word(figure.unit, figure.value)
    said = " ".join(part for part in (qualifiers.label(figure.qualifier, language()), _number(figure), unit) if part)
    subject = subject_name(figure.subject_kind, figure.subject) if figure.subject else figure.label
    return f"{said} · {subject}"


def stated_page(one: Return) -> dict[str, object]:
    """The figure, what it is of, and our own sum with its link, how it stands, and what it leaves out."""
    figure = one.figures.first()
    against = our_sum_beside(one)
    shown: dict[str, object] = {"line": figure_line(figure), "label": figure.label if figure else "", "quote": one.span}
    if against is not None and figure is not None:
        weight = figure.kg is not None
        shown |= {
            "ours": number(against.value),
            "unit": unit_word("kg", against.value) if weight else "",
            "events": against.ours.events,
            "unweighed": against.ours.unweighed if weight else 0,
            "verdict": against.verdict,
            "sentence": _sentence(against.verdict),
            "href": f"{reverse('records')}?{asked_of(one).as_query()}",
        }
    return shown


def _number(figure: Figure) -> str:
    return number(figure.value) if figure.value is not None else "—"


def _sentence(verdict: str) -> str:
    return {
        "agrees": gettext("Our events agree with what the text states."),
        "less": gettext("Our events hold less than the text states: some were not reported to us, or not to you."),
        "more": gettext("Our events hold more than the text states."),
    }[verdict]
