"""The codes of a marking: their wording, gradings of other schemes mapped by a stated table, the TLP label. Pure.

Owns the two lists under `data/`. A grading that the table does not map stays unmapped: it is kept as received, and
nothing is guessed. TLP is a label for partners; it never decides (`handling.rules` does).
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass, replace
from pathlib import Path

from chorsu.handling.marking import EVERYBODY, MEMBERS, OBSERVERS, PARTNERS, Handling, Marking
from chorsu.kernel.errors import InputError

__all__ = ["AXES", "SCHEMES", "Code", "codes", "graded", "labelled", "tlp_of", "wording"]

AXES = ("use", "dissemination", "source", "information", "tlp")
SCHEMES = ("4x4", "5x5x5", "3x5x2", "admiralty")
_DATA = Path(__file__).parent / "data"
_COMMUNITY = frozenset({MEMBERS, OBSERVERS, PARTNERS})


@dataclass(frozen=True, slots=True)
class Code:
    """One code of one axis, in words; the English wording is the standard's, the Russian one its translation."""

    code: str
    axis: str
    en: str
    ru: str
    source: str


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if any(not row["source"] for row in rows):
        raise InputError("a row without a source", where=name)
    return rows


@functools.cache
def codes(axis: str) -> tuple[Code, ...]:
    """The codes of an axis, in their order."""
    return tuple(Code(**row) for row in _rows("codes.tsv") if row["axis"] == axis)


def wording(axis: str, code: str, language: str) -> str:
    """What a code says, in English or Russian; the code itself where it is none of the axis."""
    found = next((one for one in codes(axis) if one.code == code), None)
    return code if found is None else found.ru if language == "ru" else found.en


@functools.cache
def _mapped() -> dict[tuple[str, str, str], str]:
    return {(row["scheme"], row["axis"], row["code"]): row["mapped"] for row in _rows("gradings.tsv")}


def graded(handling: Handling, scheme: str, source: str, information: str) -> Handling:
    """The handling with a grading received in a scheme: kept as received, and mapped where the table maps it.

    Raises:
        InputError: the scheme is none, or does not have the code.
    """
    if scheme not in SCHEMES:
        raise InputError("is no scheme of grading", where=scheme[:20], to_do=f"choose one of {', '.join(SCHEMES)}")
    found = []
    for axis, code in (("source", source), ("information", information)):
        if code and (scheme, axis, code) not in _mapped():
            raise InputError(f"is no code of {scheme}", where=f"{axis} {code[:8]}", to_do="check the grading")
        found.append(_mapped()[scheme, axis, code] if code else "")
    received = "" if scheme == "4x4" else f"{scheme}:{source}{information}"
    return replace(handling, source_grade=found[0], information_grade=found[1], graded_as=received)


def labelled(handling: Handling, label: str) -> Handling:
    """The handling of what came under a TLP 2.0 label: the label kept, and H2 where it bounds who may pass on.

    Raises:
        InputError: the label is none of TLP 2.0.
    """
    if label not in {one.code for one in codes("tlp")}:
        raise InputError("is no label of TLP 2.0", where=label[:20], to_do="choose RED, AMBER+STRICT, AMBER or GREEN")
    bounded = {"H2"} if label in {"RED", "AMBER+STRICT", "AMBER"} else set()
    return replace(handling, tlp=label, dissemination=handling.dissemination | bounded)


def tlp_of(marking: Marking) -> str:
    """The TLP 2.0 label under which a record goes out to partners: never wider than the one that it came under."""
    if marking.named <= {marking.provider}:
        own = "RED"
    elif marking.handling.dissemination:
        own = "AMBER+STRICT"
    elif EVERYBODY in marking.audience and not marking.exclusions:
        own = "CLEAR"
    else:
        own = "GREEN" if marking.named & _COMMUNITY else "AMBER"
    order = [one.code for one in codes("tlp")]
    received = marking.handling.tlp
    return min(own, received, key=order.index) if received in order else own
