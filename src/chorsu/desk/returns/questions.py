"""What the page asks before a return is stored: each question in one line, with the way to what it speaks of.

A press on "all the same" sends back the sign of exactly these questions; whatever changes them is asked anew. Nothing
is refused here, and nothing stored.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.returns.wording import period_name, place_of_return
from chorsu.returns.standing import figures_standing, repeated, seizures_of
from chorsu.ui.wording import entered, number, spoken, unit_word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from chorsu.desk.returns.numbers import Doubt
    from chorsu.directory.models import Agency
    from chorsu.returns.stating import Statement

__all__ = ["Question", "doubt_lines", "of_doubts", "of_nil", "of_repetition", "sign_of_questions"]

_LISTED = 20
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Question:
    """One line, and the addresses that it leads to with their words."""

    line: str
    links: tuple[tuple[str, str], ...] = ()


def sign_of_questions(questions: Iterable[Question]) -> str:
    """What the button sends back, so that only these questions are answered by it."""
    told = "\n".join(f"{one.line} {one.links}" for one in questions)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def of_doubts(doubts: Sequence[Doubt]) -> list[Question]:
    """How each number that can be read in two ways was read, and how to write the other."""
    found = [Question(line) for line in doubt_lines(doubts[:_LISTED])]
    if left := doubts[_LISTED:]:
        texts = ", ".join(f"“{one.text}”" for one in left)
        found.append(Question(gettext("Read in the same way: %(texts)s.") % {"texts": texts}))
    return found


def doubt_lines(doubts: Iterable[Doubt]) -> list[str]:
    """The same in lines."""
    line = gettext(
        "“%(label)s”: “%(text)s” can be read in two ways and is read as %(read)s. "
        "If %(other)s is meant, write %(write)s."
    )
    return [
        line
        % {
            "label": one.label,
            "text": one.text,
            "read": f"{entered(one.value)} {unit_word(one.unit, one.value)}".strip(),
            "other": entered(one.other),
            "write": entered(one.other) + ("0" if _three_decimals(one.other) else ""),
        }
        for one in doubts
    ]


def _three_decimals(value: Decimal) -> bool:
    """Whether a number, written down, would be in doubt again."""
    return int(value.normalize().as_tuple().exponent) == -_GROUP


def of_repetition(provider: int, said: Statement) -> list[Question]:
    """Where the figures stand already."""
    everything = len(said.entries)
    found = []
    for again in repeated(provider, said):
        one = again.one
        line = ngettext(
            "%(same)s of %(all)s figure stands already, with the same definitions, in your return for %(period)s "
            "received on %(day)s.",
            "%(same)s of %(all)s figures stand already, with the same definitions, in your return for %(period)s "
            "received on %(day)s.",
            everything,
        ) % {
            "same": again.figures,
            "all": everything,
            "period": period_name(one.days),
            "day": spoken(one.received_at.date()),
        }
        links = (
            (reverse("return", args=[one.pk]), gettext("Open the one that stands")),
            (reverse("return-correct", args=[one.pk]), gettext("Correct that one")),
        )
        found.append(Question(line, links))
    return found


def of_nil(  # noqa: PLR0913, PLR0917 — what a nil return is held against
    provider: Agency, name: str, said: Statement, subject_kind: str, subject: str, today: dt.date
) -> list[Question]:
    """What speaks against there being nothing to report: another state, days to come, own seizures, own figures."""
    found = []
    own = provider.state is not None and provider.state.code == said.country
    if not own:
        line = gettext("It is said of %(state)s; %(provider)s is no authority of that state.")
        found.append(Question(line % {"state": country_name(said.country), "provider": name}))
    if said.period.until >= today:
        line = gettext("The period still runs, until and including %(day)s: nobody knows yet what its last days bring.")
        found.append(Question(line % {"day": spoken(said.period.until)}))
    asked, count = seizures_of(provider.pk, said, subject_kind, subject, own=own)
    if count:
        line = ngettext(
            "%(count)s own seizure of this period stands on record.",
            "%(count)s own seizures of this period stand on record.",
            count,
        ) % {"count": number(count)}
        found.append(Question(line, ((f"{reverse('records')}?{asked.as_query()}", gettext("Show them")),)))
    for one in figures_standing(provider.pk, said):
        line = gettext("An own return with figures for %(period)s of %(state)s stands on record.")
        where = {"period": period_name(one.days), "state": place_of_return(one.country)}
        found.append(Question(line % where, ((reverse("return", args=[one.pk]), gettext("Open the one that stands")),)))
    return found
