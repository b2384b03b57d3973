"""A table is read in whatever common encoding it comes, and damage in one line loses no other."""

import io

import pytest

from chorsu.intake.readers.encodings import MAX_LINE, detect, read_lines
from chorsu.intake.readers.outcomes import Read

TEXT = "Дата;Область;Вещество;Количество\n12.05.2021;Алматинская область;Героин;3,5 кг\n"
ENCODINGS = ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"]
WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS + WIDE)
def test_a_russian_table_is_read_in_every_common_encoding(read, rows, encoding):
    (row,) = rows(read(TEXT, encoding))
    assert (row.substance, row.kg, row.country, row.admin1) == ("heroin", 3.5, None, None) or row.admin1 == "KZ-19"
    assert row.sources["admin1"].text == "Алматинская область"


RUSSIAN = [(word, encoding) for word in ("ГЕРОИН;ОПИЙ", "Опий") for encoding in ("cp1251", "koi8-r", "cp866")]


@pytest.mark.parametrize(("word", "encoding"), [*RUSSIAN, ("Société;Héroïne", "cp1252")])
def test_few_letters_are_enough_to_tell_the_encoding(word, encoding):
    assert detect(f"a;b\n{word}\n".encode(encoding)) == encoding


def test_letters_that_come_late_in_the_file_decide_all_the_same(read, rows):
    filler = "2021-05-12,Kazakhstan,Heroin,1,kg\n" * 20_000
    content = ("date,country,substance,quantity,unit\n" + filler + "2021-05-12,Казахстан,Героин,1,кг\n").encode(
        "cp1251"
    )
    assert rows(read(content))[-1].sources["substance"].text == "Героин"


def test_a_line_in_another_encoding_is_read_on_its_own_and_said_so(read, rows):
    content = TEXT.encode() + "13.05.2021;Абайская область;Опий;1 кг\n".encode("cp1251") + TEXT.encode().split(b"\n")[1]
    found = rows(read(content))
    assert [row.substance for row in found] == ["heroin", "opium", "heroin"]
    assert ["text_reencoded" in row.changes for row in found] == [False, True, False]


def test_a_broken_letter_is_flagged_and_loses_no_line(read, rows):
    content = (
        TEXT.encode().replace("матинская".encode(), "матинс".encode() + b"\xd0" + "ая".encode())
        + TEXT.encode().split(b"\n")[1]
    )
    first, second = rows(read(content))
    assert "damaged_text" in first.flags
    assert "damaged_text" not in second.flags


def test_a_line_longer_than_the_limit_is_one_refusal_and_never_held():
    stream = io.BytesIO(b"a,b\n" + b"x" * (5 * MAX_LINE) + b"\n1,2\n" + b"y" * (3 * MAX_LINE))
    lines = list(read_lines(stream, "utf-8"))
    assert [line.fault for line in lines] == ["", "line_too_long", "", "line_too_long"]
    assert lines[2].text == "1,2"
    assert all(len(line.text) <= 200 for line in lines)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(read, end):
    outcomes = read(TEXT.replace("\n", end))
    assert [outcome.row for outcome in outcomes] == [1, 2]
    assert isinstance(outcomes[1], Read)
