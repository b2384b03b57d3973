"""Names of chemistry differ by a letter: a name that the vocabulary lacks must not become its neighbour."""

import pytest

from chorsu.vocabulary.lookup import NameIndex
from chorsu.vocabulary.substance_search import search
from chorsu.vocabulary.substances import ancestors, find_substance, written_names


def names_without(code: str) -> NameIndex:
    return NameIndex(entry for entry in written_names() if entry.code != code)


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        ("dmt", "Dimethyltryptamine"),
        ("det", "Diethyltryptamine"),
        ("phenmetrazine", "Phenmetrazine"),
        ("n-methylephedrone", "N-Methylephedrone"),
        ("n-methylephedrine", "N-Метилэфедрин"),
        ("sodium-carbonate", "Sodium carbonate"),
        ("mdmb-chmczca", "MDMB-CHMCZCA"),
        ("3-fea", "3-Fluoroethamphetamine"),
        ("alpha-pvp", "альфа-ПВП"),
        ("jwh-018", "JWH-018"),
    ],
)
def test_a_missing_substance_does_not_turn_into_its_neighbour(missing, text):
    found = search(text, names_without(missing), ancestors)
    assert found is None or found.how == "family"
    assert find_substance(text).code == missing


@pytest.mark.parametrize(
    ("text", "code"),
    [("Desoxypipradol", "desoxypipradrol"), ("marijuanna", "cannabis-herb"), ("Tramadoll", "tramadol")],
)
def test_a_slip_of_the_pen_is_read(text, code):
    match = find_substance(text)
    assert match is not None
    assert match.code == code


@pytest.mark.parametrize("text", ["", " ", "рис", "sugar", "золото", "Table", "деньги", "2-", "???", "x" * 5000])
def test_what_is_no_substance_stays_unread(text):
    assert find_substance(text) is None


def test_a_designation_of_a_known_family_is_read_as_its_class():
    for text, code in [
        ("JWH-019", "synthetic-cannabinoids"),
        ("ADB-4en-PINACA", "synthetic-cannabinoids"),
        ("25D-NBOMe", "nbome"),
        ("4-CEC", "synthetic-cathinones"),
        ("2-CMC", "synthetic-cathinones"),
        ("ortho-methylfentanyl", "fentanyls"),
    ]:
        match = find_substance(text)
        assert match is not None
        assert (match.code, match.how) == (code, "family"), text


def test_the_pain_killer_apap_is_no_cathinone():
    assert find_substance("APAP") is None
