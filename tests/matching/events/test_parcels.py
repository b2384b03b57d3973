"""Two identical parcels on one day in one city are not thereby one event."""

import pytest

from chorsu.matching.events import clusters, comparable, find_pairs


def same(pairs):
    return [pair for pair in pairs if pair.verdict == "same"]


@pytest.mark.parametrize("kg", [0.5, 1.0, 0.25, 0.512, 2.0415])
def test_two_equal_parcels_of_two_officers_in_one_city_stay_two(seizure, kg):
    first = seizure(kg, written="Almaty", concealment="baggage", conveyance="rail")
    second = seizure(kg, written="Almaty", concealment="body", conveyance="private-road")
    rows = [("a", first), ("b", second)]
    pairs = find_pairs(rows)
    assert not same(pairs)
    assert len(clusters(pairs, [comparable(*row) for row in rows])) == 2


@pytest.mark.parametrize("kg", [0.5, 1.0, 20.0])
def test_round_parcels_of_one_list_are_not_even_possible(seizure, kg):
    assert find_pairs([("a", seizure(kg)), ("b", seizure(kg))]) == []


def test_round_parcels_in_two_scripts_are_for_a_person_to_judge(seizure, abroad):
    (pair,) = find_pairs([("a", seizure(1.0)), ("b", abroad(kg=1.0))])
    assert pair.verdict == "possible"


def test_copies_in_every_field_stay_two(seizure):
    assert not same(find_pairs([("a", seizure(30.406)), ("b", seizure(30.406))]))


def test_two_equal_parcels_and_one_report_of_another_list_are_not_settled_by_chance(seizure, abroad):
    rows = [("a1", seizure(0.512)), ("a2", seizure(0.512)), ("b", abroad(kg=0.512))]
    assert not same(find_pairs(rows))


def test_two_equal_parcels_that_both_lists_report_are_two_events(seizure, abroad):
    rows = [("a1", seizure(0.512)), ("a2", seizure(0.512)), ("b1", abroad(kg=0.512)), ("b2", abroad(kg=0.512))]
    pairs = find_pairs(rows)
    ready = [comparable(*row) for row in rows]
    assert [{pair.a, pair.b} for pair in same(pairs)] == [{"a1", "b1"}, {"a2", "b2"}]
    assert len(clusters(pairs, ready)) == 2


def test_a_flood_of_identical_parcels_makes_neither_pairs_nor_work(seizure, year):
    flood = [(f"f{n}", seizure(0.5)) for n in range(3_000)]
    pairs = find_pairs([*year("KZ", 100, seed=3), *flood])
    assert not [pair for pair in pairs if "f" in pair.a + pair.b]


@pytest.mark.parametrize("count", [10, 40, 300])
@pytest.mark.parametrize("more", [0, 5])
def test_a_flood_in_two_lists_makes_no_claim(seizure, abroad, count, more):
    first = [(f"a{n}", seizure(0.512)) for n in range(count)]
    assert find_pairs(first + [(f"b{n}", abroad(kg=0.512)) for n in range(count + more)]) == []


def test_a_flood_around_a_double_brings_no_third_reports(seizure, abroad):
    flood = [(f"f{n}", seizure(1.31)) for n in range(30)]
    pairs = find_pairs([*flood, ("one", seizure(1.31363)), ("two", abroad(kg=1.31363))])
    assert [{pair.a, pair.b} for pair in pairs] == [{"one", "two"}]


def test_a_double_is_found_beside_a_flood(seizure, abroad):
    flood = [(f"f{n}", seizure(0.5, f"2021-03-{n % 20 + 1:02}")) for n in range(2_000)]
    pairs = find_pairs([*flood, ("one", seizure(25.713)), ("two", abroad(kg=25.713))])
    assert [(pair.a, pair.b) for pair in same(pairs)] == [("one", "two")]
