"""Each difference is explained by named causes, with their amounts where they can be computed."""

from decimal import Decimal

import pytest

from builders.returns import lines
from chorsu.returns.lines import Ours, Stated
from chorsu.returns.reconcile import reconcile

ROWS = (("Heroin", "10"), ("Total opioids (including the above)", "12"))


def causes(found, one, other):
    pair = next(pair for pair in found.comparisons if (pair.one, pair.other) == (one, other))
    return {cause.code: cause.kg for cause in pair.causes}


def against(kg, **ours):
    return causes(reconcile(lines(*ROWS), ours=Ours(Decimal(kg), 3, **ours)), "once", "ours")


def test_a_total_made_by_adding_rows_as_they_stand_is_suspected():
    found = reconcile(lines(*ROWS), stated=[Stated(Decimal("22.0"), "all", "a", "s", 1)])
    assert causes(found, "stated", "once") == {"added_as_they_stand": 10, "rounding": Decimal("1.05")}


@pytest.mark.parametrize("kg", ["9.0", "13.0"])
def test_it_is_not_suspected_of_a_difference_that_it_does_not_fit(kg):
    found = reconcile(lines(*ROWS), stated=[Stated(Decimal(kg), "all", "a", "s", 1)])
    assert "added_as_they_stand" not in causes(found, "stated", "once")


def test_a_missing_part_is_named_with_its_amount():
    parts = [Stated(Decimal(kg), "all", "a", "s", 0) for kg in (4, 5)]
    found = reconcile((), stated=[Stated(Decimal(12), "all", "a", "s", 0)], parts=parts)
    assert causes(found, "stated", "parts") == {"part_missing": 3, "rounding": Decimal("1.5")}


def test_what_we_left_out_may_explain_that_we_have_less():
    found = against("7", twice=Decimal(2), twice_reports=1, unweighed=4, assumed=Decimal("0.5"), assumed_lots=1)
    assert found == {
        "threshold": None,
        "double_reports": 2,
        "unknown_units": None,
        "assumed_factors": Decimal("0.5"),
        "unspecified": 2,
    }


def test_what_came_late_or_lies_below_the_threshold_may_explain_that_we_have_more():
    found = against("20", late=Decimal(3), late_events=2, below=Decimal(1), below_events=5, unweighed=4)
    assert found == {"late_reports": -3, "threshold": -1}


def test_plants_that_stand_in_the_stated_total_are_found():
    found = reconcile(
        lines(("Heroin", "10"), ("Cannabis plants", "400")), stated=[Stated(Decimal(410), "all", "a", "s", 0)]
    )
    assert causes(found, "stated", "once")["plants_excluded"] == 400


def test_events_and_returns_are_never_in_one_sum():
    found = reconcile(lines(*ROWS), ours=Ours(Decimal(100), 3))
    assert (found.once, found.ours.kg) == (12, 100)
    assert {pair.difference for pair in found.comparisons} == {10, -88}
