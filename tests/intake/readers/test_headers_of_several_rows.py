"""A header over several rows is read from above: group, substance, unit."""

import pytest

from chorsu.intake.readers.delimited import Line
from chorsu.intake.readers.header_cells import said_by, unit_in_title
from chorsu.intake.readers.headers import recognise
from chorsu.intake.readers.outcomes import Skipped


def layout_of(*lines):
    return recognise([Line(number + 1, list(cells)) for number, cells in enumerate(lines)])


@pytest.mark.parametrize(
    ("parts", "role", "unit", "substance"),
    [
        (("Изъято", "героин", "кг"), "quantity", "кг", "героин"),
        (("Изъято", "Героин (кг)"), "quantity", "кг", "героин"),
        (("Seized", "Heroin", "kg"), "quantity", "kg", "heroin"),
        (("Saisie", "Héroïne, kg"), "quantity", "kg", "héroïne"),
        (("Изъято, кг", "опий"), "quantity", "кг", "опий"),
        (("Масса героина, кг",), "quantity", "кг", "героина"),
        (("Изъято", "всего", "кг"), "total", "кг", ""),
        (("Страна", "назначения"), "destination", "", ""),
        (("Дата", "изъятия"), "date", "", ""),
        (("Дата", "рождения"), "ignore", "", ""),
        (("Место", "страна"), "country", "", ""),
        (("Изъято", "вещество"), "substance", "", ""),
        (("Изъято", "примечание"), "ignore", "", ""),
        (("Количество", "кг"), "quantity", "кг", ""),
    ],
)
def test_the_parts_of_a_header_are_brought_together(parts, role, unit, substance):
    said = said_by(parts)
    assert (said.role, said.unit, said.substance) == (role, unit, substance)


def test_a_label_over_several_columns_holds_for_each_of_them():
    layout = layout_of(
        ["Сводка"],
        ["Дата", "Место", "Изъято", "", "", "Примечание"],
        ["", "", "героин, кг", "гашиш, г", "всего, кг", ""],
        ["12.03.2024", "Ош", "1", "2", "1,002", ""],
    )
    assert (layout.header_row, len(layout.header_lines)) == (3, 2)
    assert [(column.substance, column.unit) for column in layout.quantities] == [("героин", "кг"), ("гашиш", "г")]
    assert layout.unread == ("Изъято / всего, кг", "Примечание")


def test_a_data_row_is_never_taken_for_a_part_of_the_header():
    layout = layout_of(["Дата", "Место", "Вещество", "Количество"], ["12 марта 2024", "Ош", "героин", "много"])
    assert layout.header_row == 1
    layout = layout_of(["Дата", "Место", "Вещество", "Количество"], ["", "Ош", "героин", "много"])
    assert layout.header_row == 1


def test_net_weight_is_read_before_gross_weight():
    layout = layout_of(["Дата", "Вещество", "Вес брутто, г", "Вес нетто, г"])
    assert [column.header for column in layout.quantities] == ["Вес нетто, г"]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Изъятые наркотики (кг)", "кг"),
        ("Изъятые наркотики, в килограммах", "килограммах"),
        ("Seizures (in grams)", "grams"),
        ("Единица измерения: кг", "кг"),
        ("Сведения об изъятиях в г. Ош", ""),
        ("Сводка (г. Ош)", ""),
    ],
)
def test_a_title_may_say_the_unit(title, unit):
    assert unit_in_title(title) == unit


def test_columns_that_are_not_read_are_named_with_the_header(read):
    header = read("Дата;Вещество;Количество, кг;Следователь\n12.03.2024;героин;1;А. Пример\n")[0]
    assert header == Skipped(1, "header", "", "columns kept but not read: 'Следователь'")


def test_another_header_further_down_begins_another_table(read, rows):
    text = "Дата;Вещество;Количество;Ед\n12.03.2024;героин;1;кг\n\nМесто;Дата;Опий, г;\nОш;13.03.2024;500;\n"
    outcomes = read(text)
    assert [getattr(outcome, "rule", "read") for outcome in outcomes] == ["header", "read", "blank", "header", "read"]
    assert [(row.substance, row.kg) for row in rows(outcomes)] == [("heroin", 1.0), ("opium", 0.5)]
