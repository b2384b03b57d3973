"""The forms of a verb from its stem, affirmed and denied: `ushlan~` is "ushlandi", "ushlangan", and not "ushlanmadi".

The endings stand in `lexicons/<language>/verb_endings.tsv`. A stem that ends with a space takes auxiliary verbs
("дастгир ~": "дастгир шуд"). Vowel harmony is not checked: a form that no language has is found in no text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["spelled"]

_STEM = "~"


@cache
def _endings(language: str, kind: str) -> tuple[str, ...]:
    rows = [row for row in lexicon.rows(language, "verb_endings") if row["kind"] == kind]
    return tuple(form for row in rows for form in lexicon.forms(row["endings"]))


def spelled(form: str, language: str) -> Iterator[tuple[str, bool]]:
    """The forms that an entry of a lexicon stands for, each with whether it denies; itself where it is no stem."""
    if not form.endswith(_STEM):
        yield form, False
        return
    stem = form.removesuffix(_STEM)
    for ending in _endings(language, "affirmed"):
        yield stem + ending, False
    for ending in _endings(language, "denied"):
        yield stem + ending, True
