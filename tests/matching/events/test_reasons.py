"""Reasons are codes with weights in a file and sentences in two languages; every number has its source."""

import pytest

from chorsu.matching.events import find_pairs, label
from chorsu.matching.events.reasons import written
from chorsu.matching.events.weights import levels

LEVELS = sorted(levels().values(), key=lambda level: level.code)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.code)
def test_every_level_has_a_source_two_sentences_and_shares_that_can_be(level):
    assert level.source
    assert label(level.code, "en")
    assert any("а" <= letter <= "я" for letter in label(level.code, "ru"))
    assert 0 < level.m <= 1
    assert level.u > 0


def test_reasons_are_written_with_their_weights_the_weightiest_first(seizure, abroad):
    (pair,) = find_pairs([("a", seizure(25.713)), ("b", abroad(kg=25.713))])
    weights = [float(part.split(":")[1]) for part in written(pair.reasons).split(";")]
    assert written(pair.reasons).startswith("mass_equal:+")
    assert [abs(weight) for weight in weights] == sorted((abs(weight) for weight in weights), reverse=True)


def test_a_rare_figure_weighs_more_than_a_common_one(seizure, abroad, year):
    def weight(kg, rows):
        pairs = find_pairs([*rows, ("a", seizure(kg)), ("b", abroad(kg=kg))])
        pair = next(p for p in pairs if {p.a, p.b} == {"a", "b"})
        return next(reason.bits for reason in pair.reasons if reason.code == "mass_equal")

    others = year("KZ", 100, seed=6)
    common = [(f"c{n}", seizure(2.15, f"2021-07-{n + 1:02}")) for n in range(25)]
    assert weight(2.1537, others) > weight(2.15, others) > weight(2.15, [*others, *common])
