"""Rows are left out by four named rules, and by no other."""

import pytest

from chorsu.intake.readers.outcomes import Read, Refused, Skipped

HEADER = "Дата;Страна;Вещество;Количество;Единица"
GOOD = "12.05.2021;Казахстан;Героин;1,5;кг"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (";;;;", "blank"),
        ("", "blank"),
        (" ; ;\t; ;", "blank"),
        ("null;NULL;n/a;-;—", "blank"),
        ("\0;\0;\0;\0;\0", "blank"),
        (HEADER, "header"),
        ("1;2;3;4;5", "header"),
        ("(1);(2);(3);(4);(5)", "header"),
        ("Итого;;;1,5;кг", "total"),
        ("ВСЕГО:;;Героин;1,5;кг", "total"),
        ("Итого по области;;;1,5;", "total"),
        (";Total heroin;;1.5;kg", "total"),
        ("3;Общий итог;;15;", "total"),
        ("Жами;;;15;", "total"),
        ("Алматинская область;;;;", "title"),
        ("Январь 2021;;;;", "title"),
    ],
)
def test_a_row_is_left_out_by_its_rule(read, line, rule):
    outcomes = read(f"{HEADER}\n{GOOD}\n{line}\n{GOOD}" + "\n")
    assert isinstance(outcomes[2], Skipped)
    assert outcomes[2][:3] == (3, rule, "")
    assert isinstance(outcomes[3], Read)


@pytest.mark.parametrize(
    "line",
    [
        "12.05.2021;Казахстан;Всего понемногу;1;кг",
        ";Казахстан;Героин;1;кг",
        ";;Героин;;",
        ";;;5;кг",
        "12.05.2021,Казахстан,Героин,1.5,кг",
        "12.05.2021|Казахстан|Героин|1.5|кг",
    ],
)
def test_no_other_row_is_left_out(read, line):
    assert not isinstance(read(f"{HEADER}\n{GOOD}\n{line}" + "\n")[2], Skipped)


def test_a_row_without_date_or_without_anything_seized_is_refused(read):
    outcomes = read(f"{HEADER}\n;Казахстан;Героин;1;кг\n12.05.2021;Казахстан;;;кг" + "\n")
    assert [(outcome.reason, outcome.column) for outcome in outcomes if isinstance(outcome, Refused)] == [
        ("no_date", "Дата"),
        ("nothing_seized", "Вещество"),
    ]


def test_lines_above_the_header_are_titles(read):
    outcomes = read(f"Сведения;;;;\n\n{HEADER}\n{GOOD}\n")
    assert [outcome.rule for outcome in outcomes[:3]] == ["title", "blank", "header"]
