from chorsu.vocabulary.loader import listed, read_table, sources
from chorsu.vocabulary.units import kg_equivalent, units


def test_a_mass_is_its_own_kilograms():
    assert kg_equivalent("heroin", 2.5, "kg") == (2.5, "mass")
    assert kg_equivalent(None, 2.5, "kg") == (2.5, "mass")


def test_litres_of_a_precursor_become_kilograms_by_its_stated_density():
    assert kg_equivalent("acetic-anhydride", 100, "l") == (108, "assumed:1.08")


def test_litres_and_pills_of_a_drug_by_the_stated_assumption_of_the_nearest_node():
    assert kg_equivalent("heroin-base", 3, "l") == (3, "assumed:1")
    assert kg_equivalent("mdma", 1000, "tablet") == (0.25, "assumed:0.00025")


def test_without_a_stated_factor_there_is_no_equivalent():
    assert kg_equivalent("tramadol", 1000, "tablet") is None
    assert kg_equivalent("cannabis-plant", 10, "plant") is None
    assert kg_equivalent("precursors", 10, "l") is None
    assert kg_equivalent(None, 10, "l") is None


def test_each_kind_has_one_base_and_each_factor_its_source():
    bases: dict[str, set[str]] = {}
    for unit in units():
        bases.setdefault(unit.kind, set()).add(unit.base)
        assert unit.factor > 0
    assert all(len(found) == 1 for found in bases.values())
    for row in read_table("factors.tsv"):
        assert row["unit"] != "kg"
        assert set(listed(row["source"])) <= set(sources())
