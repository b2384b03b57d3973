"""Substances named in a text, as codes of `vocabulary.substances`: its names, words of the press, street names.

A street name ("соль", "ice") counts for little where it stands alone: its confidence is `STREET`, and the assembly
takes it only right beside an amount. Words that the vocabulary lists but that mean anything in running text stand in
`lexicons/any/not_substances.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Phrases
from chorsu.intake.reading.views import View
from chorsu.vocabulary.loader import listed, read_table
from chorsu.vocabulary.substances import ancestors, substance, written_names
from chorsu.vocabulary.substances import substances as all_substances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.reading.values import Setting, Value

__all__ = ["GENERIC", "STREET", "substances"]

STREET = 0.4
"""Confidence of a street name by itself."""
GENERIC = frozenset({"unspecified-mixture", "unspecified-controlled", "precursors"})
"""Codes that say no more than "drugs"."""
_SURE = 0.95
_SHORTEST = 3
_ACRONYM = 5
_SCRIPTS = {"Latn": re.compile(r"[A-Za-z\u00c0-\u024f]"), "Cyrl": re.compile(r"[\u0400-\u04ff]")}
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC_LANGUAGES = frozenset({"ru", "tg", "kk", "ky", "uz"})
_LATIN_LANGUAGES = frozenset({"en", "uz", "tk", "az"})
_FAMILY = "cannabis"
"""The family whose own word is also that of its herb."""
_LEFT_OUT = frozenset({"other-substances", "unspecified"})


class _Word(NamedTuple):
    code: str
    acronym: bool
    street: bool


@cache
def _misleading() -> frozenset[str]:
    rows = lexicon.rows("any", "not_substances")
    return frozenset(View(form).plain for row in rows for form in lexicon.forms(row["words"]))


@cache
def _phrases(language: str) -> Phrases[_Word]:
    """Own words of the language first: the first of two equal phrases counts."""
    entries: dict[str, _Word] = {}
    for row in lexicon.rows(language, "substances"):
        for form in lexicon.forms(row["words"]):
            entries.setdefault(form, _Word(row["code"], acronym=False, street=row["when"] == "amount"))
    for name, code in _vocabulary_names(language):
        plain = View(name).plain
        if plain not in _misleading() and len(plain) >= _SHORTEST and _kept(code):
            short = name.isupper() and len(name) <= _ACRONYM
            entries.setdefault(f"={name}" if short else name, _Word(code, acronym=short, street=False))
    return Phrases(entries.items(), language)


@cache
def _kept(code: str) -> bool:
    chain = (code, *ancestors(code))
    return not (_LEFT_OUT & set(chain)) or "nasvay" in chain or "medicines" in chain


def _vocabulary_names(language: str) -> Iterator[tuple[str, str]]:
    """Names of the vocabulary in the scripts that the language's texts use; other languages' spellings left out."""
    foreign = _of_other_languages(language)
    for entry in written_names():
        told = entry.how == "spelling" and (entry.name, entry.code) in foreign
        if entry.how != "street" and not told and _readable(entry.name, language):
            yield entry.name, entry.code
    for node in all_substances():
        for part in (_bare(node.names["en"]), _bare(node.names["ru"])):
            if part and _readable(part, language):
                yield part, node.code


@cache
def _of_other_languages(language: str) -> frozenset[tuple[str, str]]:
    kin = {language, "ru"} if language in _CYRILLIC_LANGUAGES else {language, "en"}
    kin |= {"fa"} if language == "ps" else set()
    rows = [row for row in read_table("substance_names.tsv") if row["lang"] not in kin]
    return frozenset((name, row["code"]) for row in rows for name in listed(row["names"]))


def _bare(name: str) -> str:
    """A name without its bracket."""
    return re.sub(r"\s*\([^()]*\)", "", name).strip()


def _readable(name: str, language: str) -> bool:
    if _ARABIC.search(name):
        return language in {"fa", "ps"}
    if _SCRIPTS["Cyrl"].search(name):
        return language in _CYRILLIC_LANGUAGES
    return language in _LATIN_LANGUAGES or name.isupper() or any(sign.isdigit() for sign in name)


def _names_another(view: View, end: int, language: str) -> bool:
    """Whether a name only begins a word for something else: "ephedra-derived methamphetamine"."""
    if not view.plain.startswith("-", end):
        return False
    behind = re.match(r"[^\W\d_]+", view.plain[end + 1 : end + 20])
    return behind is not None and behind[0] in _other_words(language)


@cache
def _other_words(language: str) -> frozenset[str]:
    rows = [row for row in lexicon.rows(language, "linking") if row["kind"] == "not_itself"]
    return frozenset(form.removeprefix("=") for row in rows for form in lexicon.forms(row["words"]))


def substances(view: View, setting: Setting) -> list[Value[str]]:
    """All substances named in a text, in order."""
    found = []
    for one in _phrases(setting.language).find(view):
        word = one.value
        if word.acronym and not view.cased[one.start : one.end].isupper():
            continue
        if _names_another(view, one.end, setting.language):
            continue
        substance(word.code)
        found.append(view.value(word.code, one.start, one.end, STREET if word.street else _SURE))
    return _told_in_brackets(view, found)


def _told_in_brackets(view: View, found: list[Value[str]]) -> list[Value[str]]:
    """The substances, one of a family told closer by another of it in brackets right behind: "каннабис (ҳашиш)"."""
    told: list[Value[str]] = []
    for one in found:
        last = told[-1] if told else None
        kin = last and last.value != one.value and set(ancestors(last.value)) & {*ancestors(one.value), _FAMILY}
        if last and kin and _FAMILY in (*ancestors(one.value), one.value) and _bracketed(view, last, one):
            told[-1] = replace(last, value=one.value)
        else:
            told.append(one)
    return told


def _bracketed(view: View, one: Value[str], other: Value[str]) -> bool:
    (_, start), (end, last) = view.place(one.start, one.end), view.place(other.start, other.end)
    return view.plain[start:end].strip() == "(" and view.plain.startswith(")", last)
