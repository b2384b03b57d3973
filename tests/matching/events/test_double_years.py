"""A year that a state reported twice, in other scripts and units, is found out; nothing else is claimed."""

import datetime as dt
import random

import pytest

from chorsu.matching.events import find_pairs


@pytest.mark.parametrize("country", ["KZ", "UZ", "TJ"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_doubles_of_a_planted_year_are_found_and_no_other_row_is_taken_for_one(year, told_again, country, seed):
    chance = random.Random(seed)  # noqa: S311 — a fixed seed, no secret
    first = year(country, 200, seed)
    doubles = [(f"b{row_id}", told_again(row, chance)) for row_id, row in first[:60]]
    truth = {frozenset((row_id, f"b{row_id}")) for row_id, _ in first[:60]}
    pairs = find_pairs([*first, *doubles])
    same = {frozenset((p.a, p.b)) for p in pairs if p.verdict == "same"}
    shown = same | {frozenset((p.a, p.b)) for p in pairs}
    assert same <= truth
    assert len(same) >= 0.6 * len(truth)
    assert len(shown & truth) >= 0.9 * len(truth)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_of_two_lists_with_nothing_in_common_gives_no_same_pair(year, told_again, seed):
    chance = random.Random(seed)  # noqa: S311 — a fixed seed, no secret
    first = year("UZ", 150, seed)
    others = [(f"b{row_id}", told_again(row, chance)) for row_id, row in year("UZ", 150, seed + 100)]
    pairs = find_pairs([*first, *others])
    assert sum(pair.verdict == "same" for pair in pairs) <= 1


def test_rounded_reports_a_day_late_are_mostly_shown(year, told_again):
    chance = random.Random(9)  # noqa: S311 — a fixed seed, no secret
    first = [(i, row) for i, row in year("KZ", 200, 9) if len(f"{row.quantity:.10g}".replace(".", "").strip("0")) > 3]
    late = [
        (f"b{i}", told_again(row, chance, kg=float(f"{row.quantity:.3g}"), date=row.seizure_date + dt.timedelta(1)))
        for i, row in first
    ]
    pairs = {frozenset((p.a, p.b)) for p in find_pairs([*first, *late])}
    right = {frozenset((i, f"b{i}")) for i, _ in first}
    assert len(pairs & right) >= 0.6 * len(right)
    assert len(pairs - right) <= 0.1 * len(right)
