"""State of the quantity, purity, packages, markings, words and the sender's number come along with a row."""

import datetime as dt

import pytest
import xlsxwriter

from chorsu.intake.readers.tidy import read_table

HEADER = (
    "Номер дела;Дата изъятия;Место изъятия;Наркотик;Количество;Единица;На глаз или взвешено;Чистота, %;Упаковки;"
    "Клейма и метки;Заметки сотрудника\n"
)
START = "{number};12.05.2021;Термез;героин;1,2;кг;{state};{purity};{packages};{markings};{narrative}\n"


@pytest.fixture
def row(read, rows):
    def one(**said):
        told = {"number": "", "state": "", "purity": "", "packages": "", "markings": "", "narrative": ""} | said
        (found,) = rows(read(HEADER + START.format(**told)))
        return found

    return one


def test_everything_that_is_told_comes_along(row):
    found = row(
        number="17/пример",
        state="лаборатория",
        purity="63,5",
        packages="12",
        markings="скорпион",
        narrative="в тайнике",
    )
    assert found.details == {
        "state": "confirmed",
        "purity": 63.5,
        "packages": 12,
        "markings": "скорпион",
        "narrative": "в тайнике",
        "sender_key": "17/пример",
    }
    assert found.sources["state"].header == "На глаз или взвешено"
    assert "unknown_detail" not in found.flags


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("взвешено", "weighed"),
        ("По показаниям весов", "weighed"),
        ("Estimated", "estimated"),
        ("лаборатория", "confirmed"),
    ],
)
def test_a_state_is_read_in_either_language(row, text, state):
    assert row(state=text).details["state"] == state


@pytest.mark.parametrize("said", [{"state": "наверное"}, {"purity": "140"}, {"packages": "2,5"}, {"packages": "-3"}])
def test_what_cannot_be_read_is_flagged_and_the_row_stays(row, said):
    found = row(**said)
    assert found.kg == 1.2
    assert "unknown_detail" in found.flags
    assert not set(said) & set(found.details)


def test_a_row_that_tells_nothing_more_has_no_details(row):
    assert row().details == {}


@pytest.mark.parametrize("state", ["На глаз", "взвешено"])
def test_a_purity_that_no_laboratory_gave_is_flagged_as_the_form_refuses_it(row, state):
    found = row(state=state, purity="63,5")
    assert "purity" not in found.details
    assert "unknown_detail" in found.flags


def test_a_purity_without_a_state_is_kept(row):
    found = row(purity="63,5")
    assert (found.details, "unknown_detail" in found.flags) == ({"purity": 63.5}, False)


@pytest.mark.parametrize("form", ["0%", "0.00%", '0.0 "share of" %', "General"])
def test_a_cell_of_a_workbook_that_shows_per_cent_is_read_as_it_shows(tmp_path, rows, form):
    path, header = tmp_path / "table.xlsx", HEADER.strip().split(";")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Изъятия & прочее")
        sheet.write_row(1, 2, header)
        cells = ["", "2021-05-12", "Термез", "героин", 1.2, "кг", "лаборатория"]
        for line, share in enumerate((0.61, 0.0055, 1), 2):
            sheet.write_row(line, 2, cells)
            sheet.write_number(line, 2 + len(cells), share, book.add_format({"num_format": form}))
    found = [one.details["purity"] for one in rows(read_table(path, today=dt.date(2026, 11, 25)))]
    assert found == ([0.61, 0.0055, 1] if form == "General" else [61, 0.55, 100])
