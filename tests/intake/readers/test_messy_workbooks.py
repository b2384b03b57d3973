"""Every row of a messy workbook is read as it is meant, skipped by a rule, or refused: nothing is lost, nothing doubled."""

import datetime as dt
from collections import Counter

import pytest
from tests.builders.messy import LAYOUTS, TRAPS, messy_workbooks
from tests.builders.messy_words import LANGUAGES

from chorsu.intake.readers.outcomes import Read, Refused, Skipped
from chorsu.intake.readers.tidy import read_table

TODAY = dt.date(2026, 11, 25)
SEEDS = (1, 2)


def lots_of(outcomes):
    """The lots read, as the truth states them."""
    return Counter(
        (read.sheet, read.row, row.seizure_date, row.substance, row.quantity and round(row.quantity, 6), row.unit)
        for read in outcomes
        if isinstance(read, Read)
        for row in read.rows
    )


def by_substance(lots):
    """Kilograms (and pieces) by substance and unit."""
    sums = Counter()
    for (_, _, _, substance, quantity, unit), count in lots.items():
        sums[substance, unit] += round((quantity or 0) * count * 1_000_000)
    return {key: total for key, total in sums.items() if total}


def differences(path, truth):
    """What is not as it should be in one workbook, as lines; none where all is well."""
    outcomes = list(read_table(path, today=TODAY))
    found = lots_of(outcomes)
    refused = {(outcome.sheet, outcome.row) for outcome in outcomes if isinstance(outcome, Refused)}
    rows = Counter(outcome.sheet for outcome in outcomes)
    lines = [f"missing {lot}" for lot in truth.lots - found] + [f"invented {lot}" for lot in found - truth.lots]
    lines += [f"refused {at}" for at in refused - truth.refused]
    lines += [f"not refused {at}" for at in truth.refused - refused]
    lines += [
        f"rows of {sheet}: {rows[sheet]} of {count}" for sheet, count in truth.rows.items() if rows[sheet] != count
    ]
    wrong = [outcome for outcome in outcomes if isinstance(outcome, Skipped) and "add up" in outcome.note]
    lines += [f"a total is said not to add up: {outcome}" for outcome in wrong]
    if by_substance(found) != by_substance(truth.lots):
        lines.append(f"sums {by_substance(found)} instead of {by_substance(truth.lots)}")
    return lines


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_doubled_or_misread_in_twenty_messy_workbooks(tmp_path, seed):
    wrong = {path.name: lines for path, truth in messy_workbooks(seed, tmp_path) if (lines := differences(path, truth))}
    assert wrong == {}


def test_the_twenty_workbooks_hold_every_trap_twice_and_every_language_and_layout(tmp_path):
    truths = [truth for _, truth in messy_workbooks(SEEDS[0], tmp_path)]
    workbooks_with = Counter(trap for truth in truths for trap in truth.made)
    assert {trap: workbooks_with[trap] for trap in TRAPS if workbooks_with[trap] < 2} == {}
    assert {truth.language for truth in truths} == set(LANGUAGES)
    assert {truth.layout for truth in truths} == set(LAYOUTS)
