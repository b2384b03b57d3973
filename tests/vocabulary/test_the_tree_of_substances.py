import pytest

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.substances import (
    ancestors,
    distance,
    find_substance,
    group_codes,
    label,
    scale,
    substance,
    substances,
)


def test_steps_between_nodes():
    assert distance("heroin", "heroin") == 0
    assert distance("heroin", "heroin-base") == distance("heroin-base", "heroin") == 1
    assert distance("heroin", "opium") == 2
    assert distance("heroin", "cannabis-resin") == 5


def test_ancestors_lead_to_the_group():
    assert ancestors("heroin-base") == ("heroin", "opiates", "opioids")
    assert ancestors("opioids") == ()
    assert substance("heroin-base").group == "opioids"


def test_every_group_has_one_fixed_colour_of_its_own_and_what_is_vague_is_grey():
    groups = [node.code for node in substances() if node.parent is None]
    assert sorted(groups) == sorted(group_codes())
    coloured = [scale(code) for code in groups if scale(code) < 10]
    assert len(set(coloured)) == len(coloured) == 9
    assert scale("heroin-base") == scale("opioids")


def test_labels_in_both_languages():
    assert (label("heroin", "en"), label("heroin", "ru"), label("heroin", "fa")) == ("Heroin", "Героин", "Heroin")


def test_an_unknown_code_is_refused():
    with pytest.raises(InputError, match="no-such-code"):
        substance("no-such-code")


def test_every_label_leads_back_to_its_own_code():
    for node in substances():
        for name in node.names.values():
            match = find_substance(name)
            assert match is not None, name
            assert match.code == node.code, name
