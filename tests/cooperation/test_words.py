"""The reviewed lists are sound: codes once, a name for one code, both languages, a source."""

import pytest

from chorsu.cooperation.words import LISTS, code_of, label, words
from chorsu.kernel.errors import InputError


@pytest.mark.parametrize("name", LISTS)
def test_a_written_name_leads_to_one_code(name):
    written = [(one, word.code) for word in words(name) for one in {*word.names, word.code.replace("_", " ")}]
    assert len({one for one, _ in written}) == len(written)
    for one, code in written:
        assert code_of(name, one.upper()) == code
    for word in words(name):
        assert word.en
        assert word.ru
        assert label(name, word.code, "ru") == word.ru


def test_what_stands_in_no_list_is_refused_or_falls_back():
    with pytest.raises(InputError):
        code_of("event_kinds", "picnic")
    assert code_of("event_kinds", "picnic", default="other") == "other"
    assert label("event_kinds", "gone", "en") == "gone"
