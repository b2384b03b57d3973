"""Characters that a reader does not see, or takes for others. Lists them; changes nothing in a text.

A joiner between letters of the Arabic script or within a picture sign, and a variation selector after a picture sign,
are ordinary spelling and are not listed.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

__all__ = ["Hidden", "hidden"]

JOINERS = "\u200c\u200d"
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*")
SEAM = re.compile(
    r"[A-Za-z\u00c0-\u024f][\u0300-\u036f]*[\u0370-\u03ff\u0400-\u052f]"
    r"|[\u0370-\u03ff][\u0300-\u036f]*[A-Za-z\u00c0-\u024f\u0400-\u052f]"
    r"|[\u0400-\u052f][\u0300-\u036f]*[A-Za-z\u00c0-\u024f\u0370-\u03ff]"
)
"""Where a letter of one script follows one of another: few words have it, so few are looked at."""
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
PICTURES = ("So", "Sk", "Me", "Mn")


class Hidden(NamedTuple):
    """A run of characters: `kind` is `direction`, `invisible`, `control` or `lookalike`; `name` in English."""

    start: int
    end: int
    kind: str
    name: str


class _Range(NamedTuple):
    first: int
    last: int
    name: str
    kind: str


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _ranges() -> tuple[_Range, ...]:
    return tuple(
        _Range(int(row["first"], 16), int(row["last"], 16), row["name"], row["kind"]) for row in _rows("hidden.tsv")
    )


@cache
def _pattern() -> re.Pattern[str]:
    inside = "".join(f"{re.escape(chr(r.first))}-{re.escape(chr(r.last))}" for r in _ranges())
    return re.compile(f"[{inside}]")


@cache
def _named(character: str) -> _Range:
    code = ord(character)
    return next(r for r in _ranges() if r.first <= code <= r.last)


@cache
def _lookalikes() -> frozenset[str]:
    return frozenset(letter for row in _rows("lookalikes.tsv") for letter in (row["one"], row["other"]))


def hidden(text: str) -> list[Hidden]:
    """Every hidden or disguised run of a text, in order; runs of one kind of character are one entry."""
    found = [Hidden(at.start(), at.end(), *_what(at.group())) for at in _pattern().finditer(text) if _counts(text, at)]
    joined: list[Hidden] = []
    for entry in found:
        last = joined[-1] if joined else None
        if last and last.end == entry.start and last.name == entry.name:
            joined[-1] = last._replace(end=entry.end)
        else:
            joined.append(entry)
    return sorted(joined + _disguised(text))


def _what(character: str) -> tuple[str, str]:
    entry = _named(character)
    return entry.kind, entry.name


def _counts(text: str, at: re.Match[str]) -> bool:
    """Whether a character hides something where it stands."""
    before, after = text[at.start() - 1 : at.start()], text[at.end() : at.end() + 1]
    if at.group() in JOINERS:
        # A non-joiner stands after a letter and before one, or before a sign where a suffix was cut off.
        return not (_joins(before) and (_joins(after) or at.group() == JOINERS[0])) and not (
            at.group() == JOINERS[1] and _is_picture(before)
        )
    if _named(at.group()).name == "variation selector":
        return not _is_picture(before)
    return not (at.group() == "\f" and (not before or before == "\n"))


def _joins(character: str) -> bool:
    return "\u0600" <= character <= "\u08ff" or "\ufb50" <= character <= "\ufeff"


def _is_picture(character: str) -> bool:
    return bool(character) and (unicodedata.category(character) in PICTURES or character in "0123456789#*\ufe0f©®‼⁉™")


@cache
def _script(letter: str) -> str:
    """Latin, Cyrillic or Greek; empty for any other."""
    name = unicodedata.name(letter, "")
    return next((script for script in SCRIPTS if name.startswith(script)), "")


def _disguised(text: str) -> list[Hidden]:
    """Letters of one script inside a word of another, where every one of the run has its twin there."""
    found: list[Hidden] = []
    done = 0
    for seam in SEAM.finditer(text):
        if seam.start() < done:
            continue
        start = seam.start()
        while start > done and (text[start - 1].isalpha() or "\u0300" <= text[start - 1] <= "\u036f"):
            start -= 1
        word = WORD.match(text, start)
        done = word.end() if word else seam.end()
        runs = _runs(text[start:done], start)
        if len({script for script, *_ in runs if script}) > 1:
            found += _foreign(text, runs)
    return found


def _runs(word: str, offset: int) -> list[tuple[str, int, int]]:
    """A word cut where its script changes: script, start, end."""
    runs, at = [], offset
    for script, letters in groupby(word, _script):
        length = sum(1 for _ in letters)
        runs.append((script, at, at + length))
        at += length
    return runs


def _foreign(text: str, runs: list[tuple[str, int, int]]) -> list[Hidden]:
    """The runs that are not of the word's own script: the one with letters that have no twin, else with the most."""
    weights: dict[str, tuple[int, int]] = {}
    for script, start, end in runs:
        letters = text[start:end]
        plain, count = weights.get(script, (0, 0))
        own = sum(letter not in _lookalikes() for letter in letters)
        weights[script] = (plain + own, count + len(letters))
    weights.pop("", None)
    home = max(weights, key=lambda script: weights[script])
    word = text[runs[0][1] : runs[-1][2]]
    capitals = sum(map(str.isupper, word))
    return [
        Hidden(start, end, "lookalike", f"{script.capitalize()} in a {home.capitalize()} word")
        for script, start, end in runs
        if script not in ("", home) and _is_disguise(text[start:end], capitals, len(word))
    ]


def _is_disguise(run: str, capitals: int, length: int) -> bool:
    """Letters with twins, and no abbreviation in capitals with an ending of the other script (`SMSка`)."""
    abbreviation = 1 < len(run) == capitals < length and run.isupper()
    return not abbreviation and all(letter in _lookalikes() for letter in run)
