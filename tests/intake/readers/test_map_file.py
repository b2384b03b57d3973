"""A map file says what headers do not; what is wrong with it is said in one line."""

import datetime as dt

import pytest

from chorsu.intake.readers.headers import load_map
from chorsu.intake.readers.maps import MapFile
from chorsu.intake.readers.tidy import read_table
from chorsu.kernel.errors import InputError

TABLE = "когда;что;сколько\n05/06/2011;героин;1,234\n"


@pytest.fixture
def mapped(read, rows, tmp_path):
    def _mapped(text, table=TABLE):
        path = tmp_path / "map.yml"
        path.write_text(text, encoding="utf-8")
        return rows(read(table, mapping=load_map(path)))

    return _mapped


def test_columns_are_named_by_header(mapped):
    (row,) = mapped("columns: {date: когда, substance: ЧТО, quantity: сколько}\nunit: г\ncountry: KZ\n")
    assert (row.substance, row.country, row.unit) == ("heroin", "KZ", "kg")
    assert "country_from_map" in row.changes


def test_columns_are_named_by_number_where_there_is_no_header(mapped):
    (row,) = mapped(
        "columns: {date: 1, substance: 2, quantity: 3}\nheader_row: 0\nunit: kg\n", "05/06/2011;героин;1,5\n"
    )
    assert (row.source_row, row.kg) == (1, 1.5)


def test_order_of_dates_and_decimal_sign_are_decided(mapped):
    (row,) = mapped("columns: {date: когда, substance: что, quantity: сколько}\ndate_order: mdy\ndecimal: '.'\n")
    assert (row.seizure_date, row.quantity, row.flags.count("ambiguous_date")) == (dt.date(2011, 5, 6), 1234, 0)


def test_roles_that_the_map_leaves_out_are_taken_from_the_header(mapped):
    (row,) = mapped("columns: {substance: что именно}\n", "Дата;что именно;Количество, г\n12.05.2021;опий;500\n")
    assert (row.substance, row.kg) == ("opium", 0.5)


def test_one_substance_may_be_told_for_the_whole_file(mapped):
    (row,) = mapped("substance: героин\n", "Дата;Количество, г\n12.05.2021;500\n")
    assert (row.substance, row.kg) == ("heroin", 0.5)
    assert "substance_from_map" in row.changes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns: {date: нет такой, substance: что}", "no column 'нет такой'.*its columns: 'когда'"),
        ("columns: {colour: когда}", "unknown role 'colour'"),
        ("colums: {date: когда}", "unknown key 'colums'"),
        ("columns: {date: [1]}", "needs a header or a column number"),
        ("columns: {date: когда}", "at least a date and a substance"),
        ("columns: {date: когда\n", "line 2: the map file is no YAML"),
        ("date_order: ydm\ncolumns: {date: когда}", "date_order is one of"),
        ("country: NO", "in quotes"),
        ("- a", "needs `columns:`"),
        ("header_row: first", "number of the header's row"),
    ],
)
def test_a_faulty_map_is_one_clear_line(mapped, text, message):
    with pytest.raises(InputError, match=message) as error:
        mapped(text)
    assert "\n" not in str(error.value)


def test_the_rows_of_sheets_that_the_map_does_not_name_are_accounted_for(tmp_path, workbook):
    header, row = ["Дата", "Вещество", "Количество, кг"], ["12.03.2024", "героин", 1]
    path = workbook({"Январь": [header, row], "Февраль": [header, row, row]})
    outcomes = list(read_table(path, MapFile(columns={"date": 1, "substance": 2}, sheet="Январь")))
    assert [(outcome.sheet, getattr(outcome, "rule", "read")) for outcome in outcomes] == [
        ("Январь", "header"), ("Январь", "read"),
        ("Февраль", "other_sheet"), ("Февраль", "other_sheet"), ("Февраль", "other_sheet"),
    ]  # fmt: skip
    assert outcomes[2].note == "not the sheet that the map names"
