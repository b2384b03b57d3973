"""No text, however made, keeps a finder busy: the worst 20,000 characters of each are read in two seconds."""

import time
from itertools import product

import pytest

from chorsu.intake.reading import phones, phrases
from chorsu.intake.reading.dates import dates
from chorsu.intake.reading.detained import detained
from chorsu.intake.reading.nationalities import nationalities
from chorsu.intake.reading.numbers import numbers
from chorsu.intake.reading.online import addresses
from chorsu.intake.reading.people import people
from chorsu.intake.reading.persons import Person
from chorsu.intake.reading.pieces import LONGEST
from chorsu.intake.reading.sentences import sentences
from chorsu.intake.reading.values import Setting, Value
from chorsu.intake.reading.views import View

SECONDS = 2.0
ENGLISH = Setting("en")


def _named():
    given, family = (
        ("Rustam", "Farhod", "Daniyar"),
        [f"Karim{a}{b}ov" for a, b in product("abcdefghijklmnopqrst", repeat=2)],
    )
    return [
        Value(Person(f"{first} {last}", family=last), at, at, "")
        for at, (first, last) in enumerate(product(given, family))
    ]


def _same_name():
    return [Value(Person("Rustam Karimov", family="Karimov"), at, at, "") for at in range(3_000)]


WORST = {
    "persons counted and caught": ("5 men arrested ", lambda text: detained(View(text), ENGLISH)),
    "caught without a number": ("arrested driver and passenger and ", lambda text: detained(View(text), ENGLISH)),
    "citizens": ("Afghan men ", lambda text: nationalities(View(text), ENGLISH)),
    "stops": (".", lambda text: sentences(View(text), "en")),
    "brackets behind a stop": ('.")', lambda text: sentences(View(text), "en")),
    "brackets behind an address": (
        ")",
        lambda text: list(addresses("http://example.org/" + text, lambda _: frozenset())),
    ),
    "brackets of many addresses": ("http://e.org/()))))", lambda text: list(addresses(text, lambda _: frozenset()))),
    "groups of thousands": (" 000", lambda text: numbers(View("1" + text + "x"), "en")),
    "roles of dates": ("born in 1979 ", lambda text: dates(View(text), ENGLISH)),
    "people of one given name": ("", lambda _: people(_named())),
    "one person named often": ("", lambda _: people(_same_name())),
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_text_of_a_finder_is_read_in_time(name):
    unit, find = WORST[name]
    find(unit)
    text = (unit * LONGEST)[:LONGEST]
    begun = time.process_time()
    find(text)
    assert time.process_time() - begun < SECONDS


def test_what_is_remembered_of_words_and_phones_is_bounded():
    assert phrases.stems.cache_parameters()["maxsize"]
    assert phones._parsed.cache_parameters()["maxsize"]  # noqa: SLF001


def test_a_word_longer_than_any_has_no_endings():
    assert phrases.stems("ab" + "lar" * 20, "uz") == {"ab" + "lar" * 20}
    assert "geroin" in phrases.stems("geroinlarning", "uz")
