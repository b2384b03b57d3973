"""The list goes forwards and backwards without losing or repeating a row, in every order, and counts up to a limit."""

import pytest

from builders.seizures import day, record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import InputError
from chorsu.records import listing as lists
from chorsu.records.filters import Filter
from chorsu.records.listing import SORTS, count_of, listing

DATES = ["2024-03-05", "2024-03-05", "2024-03-06", "2024-01-01", "2024-03-05", "2023-12-31", "2024-03-05"]


@pytest.fixture
def rows(bank, as_role):
    with as_role("worker"):
        weights = [3.0, None, 3.0, 1.0, 9.5, None, 2.0]
        told = [{"seizure_date": day(text), "quantity": kg, "kg": kg} for text, kg in zip(DATES, weights, strict=True)]
        return record([*told, [{"quantity": 1.0, "kg": 1.0}, {"quantity": 50.0, "kg": 50.0}]])


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("size", [1, 3, 8, 20])
def test_pages_forwards_then_backwards_show_each_row_once(rows, sort, size):
    with viewing(actor("border-officer")):
        whole = [row.pk for row in listing(Filter(), sort=sort, size=100).rows]
        assert sorted(whole) == sorted(row.pk for row in rows)
        forwards, cursor, page = [], "", None
        while page is None or cursor:
            page = listing(Filter(), sort=sort, after=cursor, size=size)
            forwards += [row.pk for row in page.rows]
            cursor = page.after
        assert forwards == whole
        backwards, cursor = [row.pk for row in page.rows], page.before
        while cursor:
            page = listing(Filter(), sort=sort, before=cursor, size=size)
            backwards = [row.pk for row in page.rows] + backwards
            cursor = page.before
        assert backwards == whole


def test_weight_sorts_by_the_heaviest_lot(rows):
    with viewing(actor("border-officer")):
        first, second = listing(Filter(), sort="-weight", size=2).rows
    assert [lot.kg for lot in first.lots.all()] == [1.0, 50.0]
    assert [lot.kg for lot in second.lots.all()] == [9.5]


def test_a_viewer_who_sees_nothing_gets_an_empty_list(rows):
    with viewing(actor("stranger-c")):
        assert listing(Filter()).rows == ()
        assert count_of(Filter()).number == 0


def test_a_count_beyond_the_limit_says_so(rows, monkeypatch):
    monkeypatch.setattr(lists, "COUNTED_TO", 5)
    with viewing(actor("border-officer")):
        counted = count_of(Filter())
    assert (counted.number, counted.more) == (5, True)


@pytest.mark.parametrize("cursor", ["x", "e30", "WyItZGF0ZSIsIngiLCJ5Il0", "AAAA", "////"])
def test_a_cursor_that_is_none_is_refused(rows, cursor):
    with viewing(actor("border-officer")), pytest.raises(InputError):
        listing(Filter(), after=cursor)
