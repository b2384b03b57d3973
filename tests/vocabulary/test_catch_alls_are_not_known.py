import pytest

from chorsu.vocabulary.substances import find_substance


@pytest.mark.parametrize(
    "text", ["Other", "Unknown", "Other Drugs**", "прочее", "неустановленное вещество", "наркотики"]
)
def test_other_and_unknown_have_a_code_but_say_nothing(text):
    match = find_substance(text)
    assert match is not None
    assert not match.known


@pytest.mark.parametrize(("text", "code"), [("Non-specified NPS", "nps"), ("Non-specified precursors", "precursors")])
def test_a_group_named_without_a_substance_is_known_as_the_group(text, code):
    match = find_substance(text)
    assert match is not None
    assert (match.code, match.known) == (code, True)
