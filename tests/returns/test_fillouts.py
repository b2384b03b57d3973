"""Templates that go out: each event once, under the viewer's sight, marked where invented, no cell a formula."""

import datetime as dt

import pytest
from python_calamine import CalamineWorkbook

from builders.returns import numbered, statement
from builders.seizures import follow, record
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.intake.schema.lists import plausible
from chorsu.records.filters import Filter
from chorsu.records.models import Lot, Seizure
from chorsu.returns.fillouts.annual import HOLDS, annual
from chorsu.returns.fillouts.individual import COLUMNS, individual
from chorsu.returns.fillouts.quarterly import quarterly
from chorsu.returns.fillouts.shape import Coverage, covered
from chorsu.returns.fillouts.workbook import workbook
from chorsu.returns.reconcile import reconcile

pytestmark = pytest.mark.usefixtures("bank")
UNODC = [
    *("REGION", "SUBREGION", "COUNTRY", "ADMINISTRATIVE_DIVISION", "PLACE", "SEIZURE_DATE", "DRUG_NAME", "AMOUNT"),
    *("DRUG_UNIT", "HIDING_PLACE", "INSTALLATION", "TRANSPORT", "PRODUCING_COUNTRY", "DEPARTURE_COUNTRY"),
    *("DESTINATION_COUNTRY", "ROUTING"),
]
SAME = {"place": "Термез", "quantity": 3.125, "seizure_date": dt.date(2024, 5, 6)}


def rows(fill, who="border-officer"):
    with viewing(actor(who)):
        return list(fill(Filter()).rows)


def test_the_columns_of_individual_seizures_are_those_of_unodc():
    assert [column.header for column in COLUMNS] == UNODC


def test_a_seizure_of_two_lots_has_two_rows_and_a_double_report_none(as_role):
    with as_role("worker"):
        record([SAME, [{}, {"substance": "opium", "quantity": 2}]])
        record([SAME], provider="example-customs-uz", audience=[MEMBERS])
        follow()
    found = rows(individual)
    assert [(row["DRUG_NAME"], row["AMOUNT"]) for row in found] == [("Heroin", 1.25), ("Opium", 2), ("Heroin", 3.125)]
    assert (found[0]["SUBREGION"], found[0]["COUNTRY"]) == ("Central Asia and Transcaucasia", "Uzbekistan")


def test_a_viewer_s_table_holds_what_the_viewer_sees(as_role):
    with as_role("worker"):
        record([{}])
    assert len(rows(individual)) == 1
    assert rows(individual, "stranger-c") == []


def test_estimates_stand_apart_in_the_quarterly_table(as_role):
    with as_role("worker"):
        record([{}, {"quantity": 7}])
        Lot.objects.filter(seizure=Seizure.objects.order_by("row").last()).update(state="estimated")
    (row,) = rows(lambda asked: quarterly(asked, "en"))
    assert (row["Seizures"], row["Kilograms"]) == (2, 1.25)
    assert (row["Of them provisional: seizures"], row["Provisional, kilograms"]) == (1, 7)


def test_an_amount_beyond_belief_is_a_seizure_and_in_no_kilograms(as_role):
    with as_role("worker"):
        record([{}, {"quantity": 1e12, "kg": 1e12, "flags": ("implausible_quantity",)}])
        record([{"quantity": 5e11, "kg": 5e11, "flags": ("implausible_quantity",)}])
        Lot.objects.filter(quantity=5e11).update(state="estimated")
    (row,) = rows(lambda asked: quarterly(asked, "en"))
    assert (row["Seizures"], row["Kilograms"], row["Provisional, kilograms"]) == (3, 1.25, 0)
    assert (row["Lots without a weight"], row["Lots beyond belief, in no kilograms"]) == (0, 2)
    (yearly,) = rows(annual)
    assert (yearly["Number of seizures"], yearly["Kilograms"]) == (3, 1.25)


def test_a_total_of_the_annual_table_is_marked_and_holds_no_plants(as_role):
    cannabis = {"substance_group": "cannabis"}
    with as_role("worker"):
        record(
            [
                {"substance": "cannabis-herb", "quantity": 2} | cannabis,
                {"substance": "cannabis-resin", "quantity": 3} | cannabis,
                {"substance": "cannabis-plant", "quantity": 500} | cannabis,
            ]
        )
    found = rows(annual)
    (total,) = [row for row in found if row["Row"] == HOLDS]
    assert (total["Drug"], total["Kilograms"]) == ("Total Cannabis (including the above)", 5)
    assert [row["Row"] for row in found if row["Kilograms"] == 500] == ["whole plants: never add"]


def test_the_annual_table_reads_back_as_a_return_with_each_substance_once(as_role):
    with as_role("worker"):
        record([{}, {"substance": "opium", "quantity": 2}])
    said = statement(*((row["Drug"], row["Kilograms"]) for row in rows(annual)))
    found = reconcile(numbered(said))
    assert (found.naive, found.once) == (6.5, 3.25)


def test_what_is_filled_and_missing_is_counted(as_role):
    with as_role("worker"):
        record([{"concealment": "hidden"}, {"place": "", "place_id": None}])
    coverage = Coverage()
    with viewing(actor("border-officer")):
        list(covered(individual(Filter()), coverage))
    assert (coverage.rows, coverage.synthetic) == (2, 2)
    filled = {name: coverage.filled[name] for name in ("PLACE", "DRUG_NAME", "HIDING_PLACE", "ROUTING")}
    assert filled == {"PLACE": 1, "DRUG_NAME": 2, "HIDING_PLACE": 1, "ROUTING": 0}


IMPOSSIBLE = (
    {"quantity": 1e12, "kg": 1e12, "flags": ("implausible_quantity",)},
    {"quantity": -1, "kg": -1, "flags": ("negative_quantity",)},
    {"quantity": 1e-201, "kg": 1e-201},
)


def test_an_amount_beyond_belief_stands_as_reported_marked_and_counted(as_role):
    with as_role("worker"):
        record([{}, *IMPOSSIBLE])
    coverage = Coverage()
    with viewing(actor("border-officer")):
        found = list(covered(individual(Filter(), plausible), coverage))
    marks = [(row["AMOUNT"], row.get("doubtful", ())) for row in found]
    assert sorted(marks) == [
        (-1, ("negative_quantity",)), (1e-201, ("out_of_bounds",)), (1.25, ()), (1e12, ("implausible_quantity",)),
    ]  # fmt: skip
    assert (coverage.rows, coverage.doubtful, sum(coverage.doubts.values())) == (4, 3, 3)


def test_the_workbook_says_of_each_doubtful_row_why(as_role, tmp_path):
    with as_role("worker"):
        record([{}, *IMPOSSIBLE])
    book = taken(tmp_path, lambda asked: individual(asked, plausible))
    header, *table = book.get_sheet_by_name("Table").to_python()
    assert (header[: len(UNODC)], header[len(UNODC) :]) == (UNODC, ["DOUBTFUL", "SYNTHETIC"])
    assert sorted(row[-2] for row in table) == [
        "",
        "a negative amount",
        "less or more than any seizure can be",
        "more than one seizure of this drug is taken to be",
    ]
    assert ["DOUBTFUL", "", 3, 4] in book.get_sheet_by_name("Filled").to_python()
    assert "DOUBTFUL: 3 of 4 rows" in str(book.get_sheet_by_name("Notice").to_python())


def taken(tmp_path, fill):
    path = tmp_path / "fillout.xlsx"
    with viewing(actor("border-officer")):
        path.write_bytes(b"".join(workbook(fill(Filter()))))
    return CalamineWorkbook.from_path(str(path))


def test_no_cell_of_the_workbook_begins_a_formula(as_role, tmp_path):
    with as_role("worker"):
        record([{"place": "=HYPERLINK(1)"}])
    table = taken(tmp_path, individual).get_sheet_by_name("Table").to_python()
    assert table[1][UNODC.index("PLACE")] == "'=HYPERLINK(1)"


def test_the_workbook_marks_what_is_invented_inside(as_role, tmp_path):
    with as_role("worker"):
        record([{}])
        record([{}], synthetic=False)
    book = taken(tmp_path, individual)
    marks = [row[-1] for row in book.get_sheet_by_name("Table").to_python()]
    assert sorted(marks) == ["", "SYNTHETIC", "SYNTHETIC"]  # header, and one of the two rows
    assert "SYNTHETIC: 1 of 2" in book.get_sheet_by_name("Notice").to_python()[0][0]
