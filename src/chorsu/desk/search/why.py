"""Why a record was found: the words of it that were asked for, as it writes them, and what they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import pgettext

from chorsu.desk.records.wording import FIELDS
from chorsu.kernel.words import folded, matchable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.records.models import Seizure

__all__ = ["why"]

_WORD = re.compile(r"\w+")
_AROUND = 60
"""Letters of a text that are shown on either side of a word."""


def why(seizure: Seizure, text: str) -> list[tuple[str, str, str, str]]:
    """For each text of a record that tells a word asked for: what it is, and what stands before, at and after the word.

    Empty where it was found by a code alone: its title says which.
    """
    asked = {folded(word) for word in matchable(text).split()}
    found = []
    for label, written in _texts(seizure):
        for word in _WORD.finditer(written):
            parts = [folded(part) for part in matchable(word[0]).split()]
            if any(part.startswith(tuple(asked)) for part in parts):
                begin, end = word.span()
                before = ("…" if begin > _AROUND else "") + written[max(0, begin - _AROUND) : begin]
                after = written[end : end + _AROUND] + ("…" if len(written) > end + _AROUND else "")
                found.append((label, before, word[0], after))
                break
    return found


def _texts(seizure: Seizure) -> Iterator[tuple[str, str]]:
    yield str(FIELDS["narrative"]), seizure.narrative
    yield str(FIELDS["place"]), seizure.place
    yield pgettext("of a record", "Number of the sender"), seizure.sender_key
    for lot in seizure.lots.all():
        yield str(FIELDS["substance"]), lot.substance_text
        yield pgettext("of a lot", "Markings"), lot.markings
