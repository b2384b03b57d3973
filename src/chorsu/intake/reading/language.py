"""The language and script of a text: counts of letters, words that only one language has, and a packaged model.

The model (`py3langid`) decides; where it names none of our languages, or the text is short, words and letters of
`lexicons/any/languages.tsv` do. In Arabic script the model is asked only where these leave a doubt: it takes a tenth of
the time of reading, and our two languages of that script have few words in common. Dari and Persian are one language
here (`fa`); a Dari text carries the note `dari`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

__all__ = ["SCRIPTS", "detect", "setting_of"]

SCRIPTS: Mapping[str, re.Pattern[str]] = {
    "Latn": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+"),
    "Cyrl": re.compile(r"[\u0400-\u052f]+"),
    "Arab": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"),
}
_LANGUAGES = {
    "Latn": frozenset({"en", "uz", "tk", "az"}),
    "Cyrl": frozenset({"ru", "tg", "uz", "kk", "ky"}),
    "Arab": frozenset({"fa", "ps"}),
}
_SEEN = 2_000
"""Characters that are looked at: more of the same tell nothing new."""
_SHORT = 40
_VOTES, _MANY_VOTES = 2, 5
"""Words and letters that tell the language of a short text, and of one that the model takes for another language."""
_OWN_LETTERS = 4
"""Times that letters of one language must occur to decide: a name in another language has fewer."""
_TOLD_BY_WORDS = frozenset({"Arab"})
"""Scripts in which many words and letters of one language, and none of another, tell it without the model."""
DARI = "dari"


@cache
def _marks() -> tuple[Mapping[str, str], tuple[tuple[str, frozenset[str]], ...]]:
    """Words that tell a language, and letters that tell one."""
    words: dict[str, str] = {}
    letters = []
    for row in lexicon.rows("any", "languages"):
        forms = [View(form).plain for form in lexicon.forms(row["forms"])]
        if row["kind"] == "letters":
            letters.append((row["language"], frozenset(forms)))
        else:
            words |= dict.fromkeys(forms, row["language"])
    return words, tuple(letters)


def script_of(text: str) -> str:
    """`Latn`, `Cyrl` or `Arab`, whichever most letters of the text belong to; "" for none."""
    counts = {name: sum(map(len, pattern.findall(text[:_SEEN]))) for name, pattern in SCRIPTS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else ""


def detect(text: str, view: View | None = None) -> tuple[str, str]:
    """Language code and script of a text; the code is "" where it is in none of the region's languages.

    `view`: that of the text, where there is one already.
    """
    script = script_of(text)
    if not script:
        return "", ""
    sample = text[:_SEEN]
    if told := _by_alphabet(sample, script):
        return told, script
    if view is not None and len(text) > _SEEN:
        view = None
    if script in _TOLD_BY_WORDS:
        votes = _votes(view or View(sample), script)
        if len(votes) == 1 and (told := _most(votes, _MANY_VOTES)):
            return told, script
    by_model = _by_model(sample)
    if by_model in _LANGUAGES[script] and len(sample) >= _SHORT:
        return by_model, script
    told = _most(_votes(view or View(sample), script), _VOTES if len(sample) < _SHORT else _MANY_VOTES)
    return told or (by_model if by_model in _LANGUAGES[script] else ""), script


def _by_alphabet(sample: str, script: str) -> str:
    """The language whose own letters a text has; "" where it has too few of them, or those of two languages."""
    seen = set(sample)
    told = [(language, letters) for language, letters in _alphabets(script) if not letters.isdisjoint(seen)]
    if len(told) != 1 or not told[0][0]:
        return ""
    often = sum(sample.count(letter) for letter in told[0][1])
    return told[0][0] if often >= _OWN_LETTERS else ""


@cache
def _alphabets(script: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Letters that tell a language among those of the region; a row without a language has letters of others."""
    rows = [row for row in lexicon.rows("any", "languages") if row["kind"] == "own letters"]
    rows = [row for row in rows if row["language"] in {"", *_LANGUAGES[script]}]
    return tuple((row["language"], frozenset(lexicon.forms(row["forms"]))) for row in rows)


def _by_model(sample: str) -> str:
    import py3langid

    code: str = py3langid.classify(sample)[0]
    return code


def _votes(view: View, script: str) -> dict[str, int]:
    """How many telling words and letters speak for each language of a script; those without any are left out."""
    words, letters = _marks()
    votes: dict[str, int] = {}
    for word in view.words:
        language = words.get(word.plain, "")
        if language in _LANGUAGES[script]:
            votes[language] = votes.get(language, 0) + 1
    seen = set(view.plain)
    for language, telling in letters:
        if language in _LANGUAGES[script] and (some := len(telling & seen)):
            votes[language] = votes.get(language, 0) + some
    return votes


def _most(votes: Mapping[str, int], least: int) -> str:
    """The language with most votes; "" where none has enough of them."""
    best = max(votes, key=lambda language: votes[language], default="")
    return best if best and votes[best] >= least else ""


def setting_of(
    text: str, language: str = "auto", published: dt.date | None = None, view: View | None = None
) -> Setting:
    """The setting of a text: its language as given or detected; `view` as for `detect`.

    A text in none of the languages is read with the words of English, Russian or Persian by its script, and says so.
    """
    found, script = detect(text, view)
    given = language if language in lexicon.LANGUAGES else found
    notes: tuple[str, ...] = ()
    if given == "fa" and _is_dari(text):
        notes = (DARI,)
    if not given and script:
        given = {"Latn": "en", "Cyrl": "ru", "Arab": "fa"}[script]
        notes = (f"language not recognised: read as {given}",)
    return Setting(given, script, published, None, notes)


def _is_dari(text: str) -> bool:
    return bool(_dari_words().search(text, 0, _SEEN))


@cache
def _dari_words() -> re.Pattern[str]:
    """The words as they are written, with the Arabic forms of two letters as well."""
    forms = [form for row in lexicon.rows("any", "dari") for form in lexicon.forms(row["forms"])]
    variants = {form.translate(other) for form in forms for other in ({}, {ord("ی"): "ي", ord("ک"): "ك"})}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(variants)))})(?!\w)")
