"""What leads to somebody is found in one pass over a text, whoever wrote it, and is what was always found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.passes import MOST, growth
from chorsu.exchange.messages.naming import TRACES, trace_in

MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
"""What an address of mail is, in its plainest words; it passes over a word again from each of its letters."""
PIECES = [
    "a",
    "ё",
    "7",
    ".",
    "-",
    "+",
    "_",
    "@",
    " ",
    ",",
    "/",
    "a@b.c",
    "@name",
    "t.me/",
    "bc1",
    "q" * 20,
    "+998 90 123 45 67",
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


@given(texts)
def test_an_address_of_mail_is_what_it_says_in_plain_words(text):
    plain, found = MAIL.search(text), TRACES["mail"].search(text)
    assert (plain and plain.span()) == (found and found.span())


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a@", "a@a-", "@a", "a@a.", "+", "+7 ", "bc1", "0xa", "t.me", "ё", "@a@", "T1"]
)
def test_four_times_the_text_takes_no_more_than_so_many_times_the_time(piece):
    made = {f"{before}{{}}{after}" for before in ("", "bc1") for after in ("", "_", "@", "@a", "@a.")}
    for form in made:
        found = trace_in(form.format(piece * 5))
        if found is None:
            assert growth(trace_in, lambda n, form=form: form.format(piece * n), 4_000) < MOST, form
