"""The page of a sheet says what it holds: doubtful figures with both readings, why rows are refused, and that there is none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders.return_forms import form, text_of


@pytest.fixture
def looks(enter, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    client = enter("border-officer")
    return lambda content, **more: client.post(
        "/returns/sheet/", form(file=SimpleUploadedFile("totals.csv", content.encode()), **more)
    )


def test_a_figure_in_doubt_stands_with_both_readings(looks):
    said = text_of(looks('Drug,Kilograms\nHeroin,"1,234"\n'))
    assert "Figures that can be read in two ways" in said
    assert "2 Heroin 1,234 1234 1.234" in said


def test_a_threshold_in_doubt_is_told(looks):
    assert "“Threshold, kg”: “1,500”" in text_of(looks("Drug,Kilograms\nHeroin,5\n", threshold_kg="1,500"))


def test_a_negative_figure_is_called_so(looks):
    assert "is negative" in text_of(looks("Drug,Kilograms\nHeroin,-5\nOpium,1\n"))


def test_a_sheet_of_headers_alone_is_said_to_hold_nothing(looks):
    answer = looks("Drug,Kilograms\n")
    assert answer.status_code == 422
    assert "a header, but no row with a figure" in text_of(answer)
    assert "File the chosen returns" not in text_of(answer)


def test_a_sheet_of_unreadable_rows_offers_nothing_to_file(looks):
    said = text_of(looks("Drug,Kilograms\nHeroin,lots\n"))
    assert "No row of this sheet can be read as a figure" in said
    assert "holds no number" in said
    assert "File the chosen returns" not in said


def test_an_absurd_figure_is_refused_in_its_row_and_the_others_are_read(looks):
    answer = looks(
        "Drug;Quantity;Unit\nHeroin;5;kg\nCannabis;1e30;kg\nOpium;999999999999999;t\n" + "x" * 501 + ";1;kg\n"
    )
    said = text_of(answer)
    assert answer.status_code == 200
    assert "Figures: 1. Rows that cannot be read: 3." in said
    assert "3 cannot be the figure of a return; check the number and its unit Cannabis | 1e30 | kg" in said
    assert "5 says at too great length what it is of" in said
