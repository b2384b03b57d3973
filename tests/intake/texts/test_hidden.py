"""What a reader does not see, or takes for another letter, is listed; ordinary spelling is not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.texts import hidden


def named(text):
    return [(text[h.start : h.end], h.kind, h.name) for h in hidden(text)]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("5\u202e gk 9", "direction", "right-to-left override"),
        ("a\u2066b", "direction", "left-to-right isolate"),
        ("5\u200b0 kg", "invisible", "zero width space"),
        ("her\u00adoin", "invisible", "soft hyphen"),
        ("kg\U000e0041\U000e0042", "invisible", "tag character"),
        ("her\u200doin", "invisible", "zero width joiner"),
        ("a\ufe0fb", "invisible", "variation selector"),
        ("a\x07b", "control", "control character"),
    ],
)
def test_hidden_characters_are_named(text, kind, name):
    ((run, found, called),) = named(text)
    assert (found, called) == (kind, name)
    assert run.strip("abhergkoin059 ") == run


@pytest.mark.parametrize(
    ("text", "run", "name"),
    [
        ("нарк\u006fтик", "o", "Latin in a Cyrillic word"),
        ("her\u043ein", "о", "Cyrillic in a Latin word"),
        ("\u0421ocaine", "С", "Cyrillic in a Latin word"),
        ("Кaзaхстан", "a", "Latin in a Cyrillic word"),
        ("Αlmaty", "Α", "Greek in a Latin word"),
    ],
)
def test_disguised_letters_are_named(text, run, name):
    found = named(text)
    assert found
    assert {(letters, kind, called) for letters, kind, called in found} == {(run, "lookalike", name)}


@pytest.mark.parametrize(
    "text",
    [
        "Сотрудники изъяли 5 кг героина (heroin) и iPhone, USB-кабель, SMSка, IT-отдел, COVID-19.",
        "می‌شود و کتاب‌ها", "👨‍👩‍👧 ❤️ 1️⃣", "Oʻzbekiston Respublikasi, Gʻijduvon", "Қазақстан, Ҷумҳурии Тоҷикистон, Кыргызстан, Өзгөн",
        "Əliyev, Türkmenistanyň, Aşgabat", "line\nline\ttab\r\n", "01 A 123 BC, А123ВС 777",
    ],
)  # fmt: skip
def test_ordinary_spelling_is_not_listed(text):
    assert named(text) == []


ALPHABET = st.sampled_from("abcоаеheroinКазахстан \u200b\u202e\u00ad\u200c\u0301می👨\ufe0f\n5")


@given(st.one_of(st.text(), st.text(ALPHABET)))
def test_spans_lie_in_the_text_in_order_and_do_not_overlap(text):
    found = hidden(text)
    assert all(0 <= h.start < h.end <= len(text) for h in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == hidden(text)
