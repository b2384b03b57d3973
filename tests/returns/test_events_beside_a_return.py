"""Our sum beside a return: each event once, under the viewer's sight, with what could explain a difference apart."""

import datetime as dt
from decimal import Decimal

import pytest

from builders.returns import filed, nil
from builders.seizures import follow, record
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.records.models import Lot, Seizure
from chorsu.returns.events import ours_of
from chorsu.returns.selectors import beside, calendar, reconciliation

pytestmark = pytest.mark.usefixtures("bank")


def ours(one, who="border-officer"):
    with viewing(actor(who)):
        return ours_of(one)


def test_only_the_state_and_the_days_of_the_return_are_added(as_role):
    with as_role("worker"):
        record([{}, {"country": "KZ"}, {"seizure_date": dt.date(2023, 12, 31)}, {"quantity": 0.5}])
    found = ours(filed(("Heroin", "1")))
    assert (found.kg, found.events) == (Decimal("1.75"), 2)


def test_a_viewer_s_sum_is_of_what_the_viewer_sees(as_role):
    with as_role("worker"):
        record([{}])
        record([{"quantity": 4}], audience=[MEMBERS])
    one = filed(("Heroin", "1"), audience=[MEMBERS])
    assert ours(one).kg == Decimal("5.25")
    assert ours(one, "liaison-a").kg == 4


def test_what_is_no_plain_weight_is_not_added_and_stands_apart(as_role):
    with as_role("worker"):
        record(
            [
                {},
                {"kg": None, "kg_basis": "", "unit": "tablet"},
                {"kg_basis": "assumed:0.0003"},
                {"flags": ("implausible_quantity",), "quantity": 900},
                {"substance": "cannabis-plant", "substance_group": "cannabis"},
                {},
            ]
        )
        Lot.objects.filter(seizure=Seizure.objects.order_by("row").last()).update(state="estimated")
    found = ours(filed(("Heroin", "1")))
    assert found.kg == Decimal("1.25")
    assert (found.unweighed, found.assumed_lots, found.implausible, found.plants_lots) == (1, 1, 900, 1)
    assert found.provisional == Decimal("1.25")


def test_a_double_report_is_counted_once_and_said(as_role):
    same = {"place": "Термез", "quantity": 3.125, "seizure_date": dt.date(2024, 5, 6)}
    with as_role("worker"):
        record([same])
        record([same], provider="example-customs-uz", audience=[MEMBERS])
        follow()
    found = ours(filed(("Heroin", "1")))
    assert (found.kg, found.twice, found.twice_reports) == (Decimal("3.125"), Decimal("3.125"), 1)


def test_what_came_after_the_return_is_late_and_what_is_light_is_below_the_threshold(as_role):
    with as_role("worker"):
        record([{"quantity": 0.5}])
    one = filed(("Heroin", "1"), threshold_kg=Decimal(1))
    with as_role("worker"):
        record([{"quantity": 2}], provider="example-border-uz")
    found = ours(one)
    assert (found.kg, found.late, found.below) == (Decimal("2.5"), 2, Decimal("0.5"))


def test_a_return_of_one_authority_is_compared_with_its_own_seizures(as_role):
    with as_role("worker"):
        record([{}])
        record([{"quantity": 4}], provider="example-customs-uz", audience=[MEMBERS])
    assert ours(filed(("Heroin", "1"), scope="authority")).kg == Decimal("1.25")


def test_stated_totals_and_parts_of_other_returns_stand_beside_the_rows():
    rows = filed(("Heroin", "10"), ("Opium", "5"))
    filed(
        ("Total drugs", "16"), ("All drugs", "9", "kg", "part", "Police"), ("All drugs", "6", "kg", "part", "Customs")
    )
    filed(("All drugs", "99"), period="2023")
    with viewing(actor("border-officer")):
        found = reconciliation(rows, beside(rows), {})
    assert (found.once, [one.kg for one in found.stated], found.parts_sum) == (15, [16], 15)


def test_parts_that_two_sources_state_are_not_added_to_each_other():
    parts = (("All drugs", "9", "kg", "part", "Police"), ("All drugs", "6", "kg", "part", "Customs"))
    first, second = filed(*parts), filed(*parts, ("Total drugs", "15"))
    for one in (first, second):
        with viewing(actor("border-officer")):
            assert reconciliation(one, beside(one), {}).parts_sum == 15


def test_an_authority_that_states_its_total_twice_is_one_part():
    filed(("All drugs", "8"), scope="authority", authority_text="Police")
    last = filed(("All drugs", "9"), scope="authority", authority_text="Police")
    with viewing(actor("border-officer")):
        assert [part.kg for part in reconciliation(last, beside(last), {}).parts] == [9]


def test_the_totals_of_single_authorities_are_parts_of_the_state():
    first = filed(("All drugs", "9"), scope="authority", authority_text="Police")
    filed(("All drugs", "6"), scope="authority", authority_text="Customs")
    with viewing(actor("border-officer")):
        found = reconciliation(first, beside(first), {})
    assert (found.stated, found.parts_sum) == ((), 15)


def test_reported_nothing_and_silent_are_three_things(as_role):
    with as_role("worker"):
        record([{"seizure_date": dt.date(2024, 3, 5)}])
    nil(period="2024-02")
    nil(period="2024-03", subject="substance:opioids")
    filed(("Heroin", "1"), period="2024-Q2")
    with viewing(actor("border-officer")):
        months = next(iter(calendar(2024).values()))
    standing = {month: day.standing for month, day in months.items()}
    assert standing == {2: "nil", 3: "both", 4: "reported", 5: "reported", 6: "reported"}


@pytest.mark.parametrize("subject", ["substance:cannabis", "indicator:persons"])
def test_nothing_of_one_subject_is_not_contradicted_by_another(as_role, subject):
    with as_role("worker"):
        record([{"seizure_date": dt.date(2024, 3, 5)}])
    nil(period="2024-03", subject=subject)
    nil(period="2024-05", subject=subject)
    filed(("Heroin", "1"), period="2024-05")
    with viewing(actor("border-officer")):
        months = next(iter(calendar(2024).values()))
    assert {month: day.standing for month, day in months.items()} == {3: "reported", 5: "nil"}


@pytest.mark.parametrize(("subject", "label"), [("", "Heroin"), ("substance:opioids", "Heroin")])
def test_figures_of_the_subject_contradict_nothing_to_report(as_role, subject, label):
    nil(period="2024-05", subject=subject)
    filed((label, "1"), period="2024-05")
    with viewing(actor("border-officer")):
        assert next(iter(calendar(2024).values()))[5].standing == "both"
