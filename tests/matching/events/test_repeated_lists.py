"""A whole list handed in twice shows by its evenness; a flood of equal parcels does not."""

import random

from chorsu.matching.events import clusters, comparable, find_pairs


def march(seizure, count, seed):
    chance = random.Random(seed)  # noqa: S311 — a fixed seed, no secret
    return [seizure(round(chance.uniform(1, 9), 1), f"2021-03-{chance.randint(1, 31):02}") for _ in range(count)]


def test_each_row_of_a_list_that_is_there_twice_is_paired_with_its_copy(seizure):
    rows = march(seizure, 40, 1)
    ids = [comparable(f"{n}", row) for n, row in enumerate([*rows, *rows])]
    pairs = find_pairs([(f"{n}", row) for n, row in enumerate([*rows, *rows])])
    assert {pair.verdict for pair in pairs} == {"possible"}
    assert all("note_repeated" in {reason.code for reason in pair.reasons} for pair in pairs)
    assert len(clusters(pairs, ids, verdicts={"possible"})) == 40


def test_a_few_twins_in_a_month_are_no_repeated_list(seizure):
    rows = march(seizure, 40, 2)
    pairs = find_pairs([(f"{n}", row) for n, row in enumerate([*rows, *rows[:8]])])
    assert not [pair for pair in pairs if "note_repeated" in {reason.code for reason in pair.reasons}]
