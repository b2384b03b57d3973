"""What home makes of the cube: nothing is lost on the way, and the number walks."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from chorsu.desk.home.figures import MOST_GROUPS, MOST_MONTHS, home_figures
from chorsu.records.filters import Filter
from chorsu.records.picture import Cell, Picture
from chorsu.vocabulary.substances import group_codes

GROUPS = ["", *group_codes()]
CELLS = st.builds(
    Cell,
    month=st.integers(2020 * 12, 2026 * 12),
    region=st.sampled_from(["", "KZ", "KZ-61", "RU-SPE/RU-LEN", "UZ-TK"]),
    group=st.sampled_from(GROUPS),
    standing=st.sampled_from(["mass", "assumed", "none", "unknown", "implausible"]),
    dropped=st.booleans(),
    lots=st.integers(1, 9),
    records=st.integers(0, 9),
    kg=st.floats(0, 1e5),
    largest=st.floats(0, 1e5),
)


def figures(cells, counting="reported"):
    asked = Filter(counting=counting)
    seen = Picture(tuple(cells), once=counting == "once")
    return home_figures(asked, seen, lambda rows: f"/records/?{rows.as_query()}", refused=None)


@given(st.lists(CELLS, max_size=30), st.sampled_from(["reported", "once"]))
def test_any_cube_becomes_figures(cells, counting):
    home = figures(cells, counting)
    kept = [cell for cell in cells if not (counting == "once" and cell.dropped)]
    assert home.figures[0].value == sum(cell.records for cell in kept)
    assert sum(row["count"] for row in home.regions["regions"]) == sum(cell.records for cell in kept)


def test_more_groups_than_are_shown_become_one():
    cells = [Cell(24300, "KZ", code, "mass", False, 1, 1, 1.0, 1.0) for code in group_codes()]
    assert len(cells) > MOST_GROUPS
    groups = figures(cells).series["groups"]
    assert len(groups) == MOST_GROUPS + 1
    assert groups[-1]["counts"] == [len(cells) - MOST_GROUPS]


@pytest.mark.parametrize(("counting", "value", "was"), [("reported", 3, None), ("once", 2, 3)])
def test_the_number_walks(counting, value, was):
    cells = [
        Cell(24300, "KZ", GROUPS[1], "mass", False, 2, 2, 4.0, 2.0),
        Cell(24300, "KZ", GROUPS[1], "mass", True, 1, 1, 2.0, 2.0),
    ]
    first = figures(cells, counting).figures[0]
    assert (first.value, first.was) == (value, was)


def test_an_implausible_weight_is_in_no_sum_and_is_said():
    cells = [
        Cell(24300, "KZ", GROUPS[1], "mass", False, 1, 1, 4.0, 4.0),
        Cell(24300, "KZ", GROUPS[1], "implausible", False, 1, 1, 23_000.0, 23_000.0),
    ]
    home = figures(cells)
    assert home.figures[1].value == 4.0
    assert [item.count for item in home.left_out] == [1]
    assert "flag=implausible_quantity" in home.left_out[0].href
    assert "in no kilograms" in home.left_out[0].what


def test_an_implausible_weight_is_a_seizure_in_its_month_and_in_no_kilograms():
    cells = [
        Cell(24300, "KZ", GROUPS[1], "mass", False, 13, 13, 4.0, 4.0),
        Cell(24300, "KZ", GROUPS[1], "implausible", False, 1, 1, 23_000.0, 23_000.0),
    ]
    home = figures(cells)
    (group,) = home.series["groups"]
    assert (home.figures[0].value, group["counts"], group["kg"]) == (14, [14], [4.0])
    assert [item.count for item in home.series_left_out] == [1]


def test_months_before_the_series_are_said_to_be_left_out():
    cells = [Cell(24300 - MOST_MONTHS * at, "KZ", GROUPS[1], "mass", False, 1, 1, 1.0, 1.0) for at in (0, 1)]
    home = figures(cells)
    assert len(home.series["months"]) == MOST_MONTHS
    assert [item.count for item in home.series_left_out] == [1]


def test_the_window_holds_the_years_of_a_region_and_older_months_lead_to_their_rows():
    cells = [
        Cell(2011 * 12, "KZ", GROUPS[1], "mass", False, 1, 1, 1.0, 1.0),
        Cell(24320, "KZ", GROUPS[1], "mass", False, 1, 1, 1.0, 1.0),
    ]
    home = figures(cells)
    assert home.series["months"][0] == "2011-01"
    assert home.series_left_out == []
    cells.append(Cell(1990 * 12, "KZ", GROUPS[1], "mass", False, 1, 1, 1.0, 1.0))
    older = figures(cells).series_left_out[0]
    first = 24320 - MOST_MONTHS + 1
    assert f"to={first // 12 - (first % 12 == 0)}-{(first - 1) % 12 + 1:02d}-" in older.href


def test_the_largest_case_is_one_that_the_chart_draws():
    cells = [
        Cell(1990 * 12, "KZ", GROUPS[1], "mass", False, 1, 1, 900.0, 900.0),
        Cell(24300, "KZ", "", "mass", False, 1, 1, 800.0, 800.0),
        Cell(24300, "KZ", GROUPS[2], "mass", False, 1, 1, 4.0, 4.0),
        Cell(24310, "KZ", GROUPS[1], "mass", False, 1, 1, 2.0, 2.0),
    ]
    series = figures(cells).series
    assert series["largest"]["kg"] == 4.0
    assert series["largest"]["month"] in series["months"]
    assert series["largest"]["code"] in [group["code"] for group in series["groups"]]


def test_the_top_figures_are_of_the_same_groups_however_reports_are_counted():
    cells = [
        Cell(24300, "KZ", GROUPS[1], "mass", True, 9, 9, 9.0, 2.0),
        Cell(24300, "KZ", GROUPS[1], "mass", False, 1, 1, 1.0, 1.0),
        *(Cell(24300, "KZ", code, "mass", False, 5, 5, 5.0, 2.0) for code in GROUPS[2:5]),
    ]
    reported, once = (figures(cells, counting) for counting in ("reported", "once"))
    assert [one.label for one in reported.figures] == [one.label for one in once.figures]
    assert [group["code"] for group in reported.series["groups"]] == [group["code"] for group in once.series["groups"]]


@pytest.mark.parametrize(("language", "count", "said"), [
    ("en", 20, "20 reported a second time: counted twice until each event is counted once"),
    ("ru", 1, "1 повторное сообщение: учтено дважды"),
    ("ru", 20, "20 повторных сообщений: учтены дважды"),
])  # fmt: skip
def test_what_is_counted_twice_is_not_said_to_be_left_out(language, count, said):
    cells = [Cell(24300, "KZ", GROUPS[1], "mass", True, count, count, 2.0, 2.0)]
    with translation.override(language):
        home = figures(cells)
        assert home.repeated.what.startswith(said)
        assert home.left_out == []
        assert figures(cells, "once").repeated is None
        assert [item.count for item in figures(cells, "once").left_out] == [count]


def test_a_bars_address_begins_with_a_question_alone():
    href = figures([Cell(24300, "KZ", GROUPS[1], "mass", False, 1, 1, 1.0, 1.0)]).series["href"]
    assert href == "/records/?from={first}&to={last}&substance={code}"
