"""Packages of one amount each: "10 пакетов по 1 кг", "ten packages of one kilogram each" are ten kilograms.

Owns only the multiplication; a number of packages is no amount by itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.intake.reading.numbers import Number
    from chorsu.intake.reading.phrases import Found
    from chorsu.intake.reading.quantities import Amount
    from chorsu.intake.reading.values import Value
    from chorsu.intake.reading.views import View

__all__ = ["multiplied"]

_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.6
_MOST = 10_000
"""No consignment has more packages of one amount; a larger number counts something else."""
_LONGEST_WORD = 20
_ADJECTIVES, _BETWEEN, _AFTER, _MORE = 1, 4, 2, 3


@cache
def _phrases(language: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "linking") if row["kind"] in {"containers", "each", "apiece"}]
    return Phrases([(form, row["kind"]) for row in rows for form in lexicon.forms(row["words"])], language)


def multiplied(
    view: View, language: str, amounts: Sequence[Value[Amount]], numbers: Sequence[Number]
) -> list[Value[Amount]]:
    """The amounts, those of a package times the packages; the amount of one package is kept as the other reading."""
    told = _phrases(language).find(view)
    if not any(one.value in {"each", "apiece"} for one in told) and not _of(language):
        return list(amounts)
    packages = list(_packages(view, told, numbers))
    return [_times(view, language, one, packages, told) for one in amounts]


@cache
def _of(language: str) -> frozenset[str]:
    """What alone between packages and an amount tells that each holds it: "150 packages of 200 g"."""
    rows = [row for row in lexicon.rows(language, "linking") if row["kind"] == "each_of"]
    return frozenset(f" {form} " for row in rows for form in lexicon.forms(row["words"]))


def _packages(view: View, told: Sequence[Found[str]], numbers: Sequence[Number]) -> Iterable[tuple[Number, Found[str]]]:
    containers = [one for one in told if one.value == "containers"]
    for number in numbers:
        if number.value == int(number.value) and 1 < number.value <= _MOST and number.other is None:
            near = (one for one in containers if _apart(view, number.end, one.start, _ADJECTIVES))
            if (found := next(near, None)) is not None:
                yield number, found


def _times(
    view: View,
    language: str,
    one: Value[Amount],
    packages: Sequence[tuple[Number, Found[str]]],
    told: Sequence[Found[str]],
) -> Value[Amount]:
    start, end = view.place(one.start, one.end)
    each = any(
        (word.value == "each" and (_apart(view, end, word.start, _AFTER) or _apart(view, word.end, start, _AFTER)))
        or (word.value == "apiece" and _apart(view, word.end, start, 0))
        for word in told
    )
    near = [(number, box) for number, box in packages if _apart(view, box.end, start, _BETWEEN + each * _MORE)]
    number = next((number for number, _ in near), None)
    each = each or any(view.plain[box.end : start] in _of(language) for _, box in near)
    if not each or number is None:
        return one
    whole = replace(one.value, quantity=float(f"{one.value.quantity * number.value:.12g}"))
    return view.value(whole, number.start, end, min(one.confidence, _SURE), (one.value,))


def _apart(view: View, end: int, start: int, words: int) -> bool:
    """Whether at most so many words, and no other sign, stand between two places."""
    if start < end:
        return False
    gap = view.plain[end:start]
    return (
        len(gap) <= _LONGEST_WORD * (words + 1)
        and not re.search(r"[.;:()\d]", gap)
        and len(_WORD.findall(gap)) <= words
    )
