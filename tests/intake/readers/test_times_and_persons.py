"""A time and counts of persons are read where a whole header names them, and nowhere else."""

import datetime as dt

import pytest

from chorsu.intake.dating import dated
from chorsu.intake.readers.outcomes import Read
from chorsu.intake.readers.tidy import read_table

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def rows(tmp_path):
    """The rows of a table with further columns."""

    def read(headers, cells, country="Узбекистан"):
        path = tmp_path / "t.csv"
        head, line = ";".join(headers), ";".join(cells)
        path.write_text(f"Дата;Страна;Вещество;Количество;Единица;{head}\n12.05.2021;{country};героин;1,2;кг;{line}\n")
        found = list(dated(read_table(path, today=TODAY)))
        return [row for one in found if isinstance(one, Read) for row in one.rows]

    return read


@pytest.mark.parametrize("written", ["02:40", "2.40", "02:40:00", "02:40 +05:00", "2:40 UTC+5", "00:40 +0300"])
def test_a_time_is_a_moment_by_its_clock_or_by_that_of_the_country(rows, written):
    (row,) = rows(["Время изъятия"], [written])
    assert row.details["seized_at"] == dt.datetime(2021, 5, 11, 21, 40, tzinfo=dt.UTC)
    assert "time" not in row.details


def test_where_a_country_has_several_clocks_a_bare_time_stays_in_its_cell(rows):
    (row,) = rows(["Время изъятия"], ["02:40"], country="Россия")
    assert row.details == {}
    assert row.sources["time"].text == "02:40"
    (row,) = rows(["Время изъятия"], ["02:40 +07:00"], country="Россия")
    assert row.details["seized_at"] == dt.datetime(2021, 5, 11, 19, 40, tzinfo=dt.UTC)


@pytest.mark.parametrize("written", ["ночью", "25:00", "12:60", "02:40 +15:00"])
def test_what_is_no_time_is_flagged(rows, written):
    (row,) = rows(["Время изъятия"], [written])
    assert "unknown_detail" in row.flags
    assert row.details == {}


def test_an_empty_count_is_none_and_a_column_that_is_not_there_says_nothing(rows):
    (row,) = rows(["Количество задержанных", "Несовершеннолетние"], ["3", ""])
    assert row.details["persons"] == {"detained": 3, "minor": 0}
    assert row.quantity == 1.2


@pytest.mark.parametrize("written", ["двое", "2,5", "-1", "10001"])
def test_a_count_that_is_none_is_flagged_and_not_told(rows, written):
    (row,) = rows(["Задержано лиц", "Женщины"], [written, "1"])
    assert row.details["persons"] == {"woman": 1}
    assert "unknown_detail" in row.flags


@pytest.mark.parametrize("header", ["Возраст женщины", "Время года", "Имена: свидетели", "Примечание о времени"])
def test_a_header_that_only_mentions_them_names_neither(rows, header):
    (row,) = rows([header], ["2"])
    assert row.details == {}


@pytest.mark.parametrize("header", ["Дата и время изъятия", "Дата и время", "Date and time of seizure"])
def test_a_date_with_a_time_in_its_header_is_a_date(tmp_path, header):
    path = tmp_path / "t.csv"
    path.write_text(f"{header};Вещество;Количество;Единица\n12.05.2021;героин;1,2;кг\n")
    (row,) = [row for one in read_table(path, today=TODAY) if isinstance(one, Read) for row in one.rows]
    assert row.seizure_date == dt.date(2021, 5, 12)
