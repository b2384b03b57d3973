"""The sign between cells is found, quotes are honoured, and a quote never closed costs one row."""

import pytest

from chorsu.intake.readers.outcomes import Read, Refused

HEADER = ["Date", "Country", "Place", "Drug", "Amount", "Unit"]
GOOD = ["2021-05-12", "Kazakhstan", "Almaty", "Heroin", "1.5", "Kilogram"]


def table(*lines, sign=","):
    return "\n".join(line if isinstance(line, str) else sign.join(line) for line in lines) + "\n"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_of_four_signs_parts_the_cells(read, rows, sign):
    assert [row.kg for row in rows(read(table(HEADER, GOOD, sign=sign)))] == [1.5]


def test_decimal_commas_do_not_mislead_the_search_for_the_sign(read, rows):
    lines = ["Дата;Вещество;Количество, кг", "12.05.2021;Героин;1,5", "13.05.2021;Опий;2,25"]
    assert [row.kg for row in rows(read(table(*lines)))] == [1.5, 2.25]


def test_a_quoted_cell_over_two_lines_is_one_row(read, rows):
    outcomes = read(table(HEADER, '2021-05-12,Kazakhstan,"Almaty,\nairport",Heroin,1.5,Kilogram', GOOD))
    assert [outcome.row for outcome in outcomes] == [1, 2, 3]
    assert rows(outcomes)[0].sources["place"].text == "Almaty,\nairport"


@pytest.mark.parametrize("later", ["", '2021-05-13,Kazakhstan,"Almaty, airport",Opium,1,Kilogram'])
def test_an_unclosed_quote_costs_its_row_alone(read, later):
    outcomes = read(
        table(HEADER, GOOD, '2021-05-12,Kazakhstan,"Almaty,Heroin,9,Kilogram', GOOD, GOOD, *([later] if later else []))
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert [(outcome.row, outcome.reason) for outcome in refused] == [(3, "unclosed_quote")]
    assert sum(isinstance(outcome, Read) for outcome in outcomes) == len(outcomes) - 2


def test_a_thousand_unclosed_quotes_are_a_thousand_refusals(read):
    outcomes = read(table(HEADER, GOOD, *['2021-05-12,Kazakhstan,"Almaty,Heroin,9,Kilogram'] * 1001, GOOD))
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1001


def test_quotes_inside_a_quoted_cell_that_were_not_doubled_are_forgiven(read, rows):
    (row,) = rows(read(table(HEADER, '2021-05-12,Kazakhstan,"Market "Altyn" Almaty",Heroin,1,Kilogram')))
    assert "Altyn" in row.sources["place"].text


def test_a_row_with_more_cells_than_the_header_is_refused(read):
    outcome = read(table(HEADER, GOOD, "2021-05-12,Kazakhstan,Almaty,Heroin,1,5,Kilogram,extra"))[-1]
    assert (outcome.reason, outcome.row) == ("too_many_cells", 3)
