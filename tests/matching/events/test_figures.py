"""Two quantities are compared as people write and mistype them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.matching.events.figures import compare_figures, figures, may_agree

MASSES = st.floats(0.0005, 30_000).map(lambda value: float(f"{value:.6g}"))


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (1.62, 1620 * 0.001, "equal"),
        (25.71383, 25713.83 * 0.001, "equal"),
        (1.6, 1.62, "rounded"),
        (116, 116.61, "rounded"),
        (1.2, 1.18, "rounded"),
        (0.1, 0.14, "other"),
        (100, 53, "other"),
        (2.041, 2.014, "swapped"),
        (21.025, 21.035, "one_digit"),
        (1.62, 1.63, "near"),
        (1.62, 1.69, "other"),
        (0.536, 536, "unit_slip"),
        (5.36, 53.6, "decimal_slip"),
        (3.914, 3.822, "near"),
        (3.9, 3.5, "other"),
    ],
)
def test_a_pair_of_quantities_has_its_level_in_either_order(a, b, level):
    assert compare_figures(figures(a), figures(b)) == level
    assert compare_figures(figures(b), figures(a)) == level


@given(MASSES)
def test_a_change_of_unit_changes_no_figure(mass):
    assert compare_figures(figures(mass), figures(mass * 1000 * 0.001)) == "equal"


@given(MASSES, st.integers(2, 4))
def test_a_rounded_quantity_is_found_equal_or_rounded(mass, digits):
    assert compare_figures(figures(mass), figures(float(f"{mass:.{digits}g}"))) in {"equal", "rounded"}


@given(MASSES, MASSES)
def test_the_cheap_look_never_overlooks(a, b):
    if compare_figures(figures(a), figures(b)) != "other":
        assert may_agree(figures(a), figures(b))


@pytest.mark.parametrize("value", [None, 0.0, -1.0, float("nan"), float("inf")])
def test_what_is_no_quantity_has_no_figures(value):
    assert figures(value) is None
