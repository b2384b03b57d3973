"""The words of events of cooperation: what kind of event, that it was held, in what way. Owns no event.

The words stand in `lexicons/*/events.tsv` (kind and part: a `noun`; a `verb` that tells of a meeting by itself;
`named`, a noun that is an event only with a name of its own; `weak`, a word for any event; `none`, phrases that only
look so), `held.tsv`, `attending.tsv` and `event_modes.tsv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Found, Phrases

if TYPE_CHECKING:
    from chorsu.intake.reading.views import View

__all__ = ["Gathering", "gatherings", "held", "modes"]

_NAMED = re.compile(r'(?:[\s-]+[^\W\d_]+){0,2}\s*"[^"\n]{2,80}"|\s*"[^"\n]{2,80}"')
_NAME_BEFORE = re.compile(r'"[^"\n]{2,80}"\s*$')
_NAME_WINDOW = 90


class Gathering(NamedTuple):
    """A word of an event: `kinds` best first, and the part it plays."""

    kinds: tuple[str, ...]
    part: str


@cache
def _heads(language: str) -> Phrases[Gathering]:
    return Phrases(
        (
            (form, Gathering(lexicon.forms(row["kind"]), row["part"]))
            for row in lexicon.rows(language, "events")
            for form in lexicon.forms(row["phrases"])
        ),
        language,
    )


@cache
def _listed(language: str, table: str, column: str) -> Phrases[str]:
    return Phrases(
        (
            (form, row.get(column, table))
            for row in lexicon.rows(language, table)
            for form in lexicon.forms(row["phrases"])
        ),
        language,
    )


def gatherings(view: View, language: str) -> list[Found[Gathering]]:
    """Words of events in text order, without those that only look so."""
    return [
        found
        for found in _heads(language).find(view)
        if found.value.part not in {"none", "named"} or (found.value.part == "named" and _has_a_name(view, found))
    ]


def _has_a_name(view: View, found: Found[Gathering]) -> bool:
    if _NAMED.match(view.plain, found.end):
        return True
    return bool(_NAME_BEFORE.search(view.plain[max(0, found.start - _NAME_WINDOW) : found.start]))


def held(view: View, language: str) -> list[Found[str]]:
    """Words that say that an event was or will be held, or that somebody took part, in text order.

    A capital inside a sentence belongs to a name ("the Convention against Organized Crime").
    """
    found = [*_listed(language, "held", "").find(view), *_listed(language, "attending", "").find(view)]
    return sorted((one for one in found if not _in_a_name(view, one.start)), key=lambda one: (one.start, one.end))


def _in_a_name(view: View, at: int) -> bool:
    before = view.plain[:at].rstrip(' "(')
    return view.cased[at].isupper() and bool(before) and before[-1] not in ".!?\n:;-•*"


def modes(view: View, language: str) -> list[Found[str]]:
    """`hybrid`, `online` or `in-person`, in text order."""
    return _listed(language, "event_modes", "mode").find(view)
