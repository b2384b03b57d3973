"""Vehicle plates of the region's states, by the forms listed in `lexicons/any/plates.tsv`.

A pattern is written as on the plate: `9` a digit, `A` a Latin or Cyrillic letter, `B` a Persian letter or two, `X` a
digit or a Latin letter, a space where a space, a hyphen or nothing stands, and in braces what stands there as written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Plate", "compact", "plates"]

_SIGNS = {
    "9": r"\d",
    "A": r"[A-ZА-ЯӘҒҚҢӨҰҮІЎҲҶӢӮÝŽŇŞÇÄÖÜ]",
    "B": r"[\u0621-\u06cc]{1,3}",
    "X": r"[A-Z\d]",
    " ": r"[ \-]?",
    "·": r"[·• \-]?",
}
_SAME_LOOK = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")
_TAKEN_OUT = re.compile(r"[\s\-·•]+")


class Plate(NamedTuple):
    """A plate: where it stands, its normal form, its state, and whether its form alone tells a plate."""

    start: int
    end: int
    normal: str
    country: str
    sure: bool


class _Form(NamedTuple):
    country: str
    pattern: re.Pattern[str]
    sure: bool
    regions: frozenset[str]


def compact(written: str) -> str:
    """A plate without spaces and hyphens; Cyrillic letters that look like Latin ones are written as these."""
    return _TAKEN_OUT.sub("", written.upper()).translate(_SAME_LOOK)


def _compiled(pattern: str) -> str:
    pieces = []
    for literal, sign in re.findall(r"\{([^}]*)\}|(.)", pattern):
        if literal:
            pieces.append("(?:" + "|".join(map(re.escape, lexicon.forms(literal))) + ")")
        else:
            pieces.append(_SIGNS[sign])
    return "".join(pieces)


def _alone(pattern: str) -> str:
    return rf"(?<![^\W_])(?:{pattern})(?![^\W_])"


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(
            row["country"],
            re.compile(_alone(_compiled(row["pattern"]))),
            row["needs"] == "sure",
            frozenset(lexicon.forms(row["regions"])),
        )
        for row in lexicon.rows("any", "plates")
    )


@cache
def _any_form() -> re.Pattern[str]:
    """All forms at once: most texts hold none, and one pass tells."""
    return re.compile(_alone("|".join(_compiled(row["pattern"]) for row in lexicon.rows("any", "plates"))))


def plates(capitals: str) -> Iterator[Plate]:
    """Every run of a listed form in a text of capitals, with each state that has the form, the longest first."""
    if not _any_form().search(capitals):
        return
    for form in _forms():
        for match in form.pattern.finditer(capitals):
            ends = {match[0][:2], match[0][-2:]}
            if form.regions and ends.isdisjoint(form.regions):
                continue
            yield Plate(match.start(), match.end(), compact(match[0]), form.country, form.sure)
