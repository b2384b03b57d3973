import pytest

from chorsu.vocabulary.substances import find_substance


@pytest.mark.parametrize(
    ("text", "code", "form"),
    [
        ("heroin powder", "heroin", "powder"),
        ("героин в порошке", "heroin", "powder"),
        ("прегабалин в капсулах", "pregabalin", "capsule"),
        ("Diazepam 5 mg tablets", "diazepam", "tablet"),
        ("Diazepam 5mg", "diazepam", None),
        ("Cocaine HCl", "cocaine-hydrochloride", "cocaine-hydrochloride"),
        ("Heroin - base", "heroin-base", "heroin-base"),
        ("наркотическое средство героин", "heroin", None),
    ],
)
def test_words_of_form_and_strength_do_not_hide_the_substance(text, code, form):
    match = find_substance(text)
    assert match is not None
    assert (match.code, match.form) == (code, form)


def test_of_two_names_on_one_branch_the_more_precise_counts():
    match = find_substance("Marijuana / Cannabis")
    assert match is not None
    assert match.code == "cannabis-herb"


@pytest.mark.parametrize("text", ["heroin/opium", "каннабис и гашиш", "heroin and opium", "героин + гашиш"])
def test_several_drugs_in_one_cell_are_not_read_as_one(text):
    assert find_substance(text) is None
