from chorsu.vocabulary.substances import plausible_max, substances


def test_twenty_three_tonnes_of_ecstasy_exceed_what_one_seizure_can_be():
    ceiling = plausible_max("mdma", "kg")
    assert ceiling is not None
    assert 4_400 < ceiling < 23_291  # the largest known seizure, and the slip of a unit


def test_a_hundred_tonnes_of_acetic_anhydride_do_not():
    ceiling = plausible_max("acetic-anhydride", "kg")
    assert ceiling is not None
    assert ceiling > 103_563


def test_a_form_inherits_the_ceiling_of_its_substance_and_group():
    assert plausible_max("heroin-base", "kg") == plausible_max("heroin", "kg")
    assert plausible_max("heroin", "ball") is None


def test_every_drug_and_precursor_has_a_ceiling_by_weight():
    assert [n.code for n in substances() if n.group != "unspecified" and plausible_max(n.code, "kg") is None] == []
