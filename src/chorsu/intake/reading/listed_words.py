"""Words of a small table that serves every language: exact forms, beginnings (`доллар*`) and phrases, by code."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.views import View

_FIRST = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?")
"""The first word of a form, cut as `View.words` cuts."""

__all__ = ["Listed", "listed_words"]


class Listed(NamedTuple):
    """A listed word found: its place in the view, and the rows (numbers in the table) that list it."""

    start: int
    end: int
    rows: tuple[int, ...]


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    rows: tuple[int, ...]


class _Table(NamedTuple):
    """Forms by their first word: whole words, beginnings of words, and forms that begin with a sign."""

    whole: dict[str, list[_Form]]
    begun: dict[str, list[_Form]]
    signs: re.Pattern[str] | None
    by_sign: dict[str, list[_Form]]


@cache
def _table(name: str, column: str) -> _Table:
    rows_of: dict[str, list[int]] = {}
    for number, row in enumerate(lexicon.rows("any", name)):
        for form in lexicon.forms(row[column]):
            rows_of.setdefault(_plain(form), []).append(number)
    table = _Table({}, {}, None, {})
    for form in sorted(rows_of, key=lambda form: (-len(form.rstrip("*")), form)):
        entry = _Form(re.compile(_piece(form)), tuple(rows_of[form]))
        first = _FIRST.match(form)
        if first is None:
            table.by_sign.setdefault(form[0], []).append(entry)
        else:
            kind = table.begun if form[first.end() :].startswith("*") else table.whole
            kind.setdefault(first[0], []).append(entry)
    signs = "".join(map(re.escape, table.by_sign))
    return table._replace(signs=re.compile(f"[{signs}]") if signs else None)


@lru_cache(maxsize=16384)
def _forms(word: str, name: str, column: str) -> tuple[_Form, ...]:
    """The forms that may begin with a word of the text, the longest first."""
    table = _table(name, column)
    found = list(table.whole.get(word, ()))
    for size in range(1, len(word) + 1):
        found += table.begun.get(word[:size], ())
    return tuple(sorted(found, key=lambda form: -len(form.pattern.pattern)))


def _plain(form: str) -> str:
    return "*".join(View(piece).plain for piece in form.split("*"))


def _piece(form: str) -> str:
    """`*` stands for any letters; a form that begins with a letter begins a word, and so at the end."""
    pattern = r"[^\W\d_]*".join(map(re.escape, form.split("*")))
    before = r"(?<![^\W\d_])" if form[0].isalpha() else ""
    return before + pattern + (r"(?![^\W\d_])" if form[-1].isalpha() or form[-1] == "*" else "")


def listed_words(view: View, table: str, column: str = "forms") -> list[Listed]:
    """Every listed word of `lexicons/any/<table>.tsv`, in order, none inside another, the longest at each place."""
    found = [
        Listed(word.start, match.end(), form.rows)
        for word in view.words
        for form in _forms(word.plain, table, column)
        if (match := form.pattern.match(view.plain, word.start))
    ]
    listed = _table(table, column)
    if listed.signs:
        for sign in listed.signs.finditer(view.plain):
            matches = ((form, form.pattern.match(view.plain, sign.start())) for form in listed.by_sign[sign[0]])
            found.extend(Listed(sign.start(), match.end(), form.rows) for form, match in matches if match)
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Listed] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
