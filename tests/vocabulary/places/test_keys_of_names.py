"""The short way to the key of a name gives what the long way gives, whatever stands in it."""

from hypothesis import given
from hypothesis import strategies as st

from chorsu.vocabulary.places.text import _plain, fold

LETTERS = st.characters(min_codepoint=1, max_codepoint=0x6FF)
JOINED = st.sampled_from(["\u0301", "\u0306", "\u0308", "\u0653", "\u0654", "\u200c", "'", " ", "İ", "ß", "й", "ё"])


@given(st.text(LETTERS | JOINED, max_size=12))
def test_a_name_folds_as_a_whole_as_its_signs_do_one_by_one(name):
    whole = " ".join("".join(c if c.isascii() and c.isalnum() else " " for c in _plain(name)).split())
    assert fold(name) == whole
