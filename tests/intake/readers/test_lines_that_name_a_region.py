"""A line alone that names a region or a country says it of the rows below, until the next such line."""

HEADER = "Дата;Место;Вещество;Количество;Единица\n"
ROW = "12.05.2021;{};героин;1;кг\n"


def table(*lines):
    return HEADER + "".join(line if ";" in line else f"{line};;;;\n" for line in lines)


def regions(read, rows, *lines, **options):
    return [(row.country, row.admin1) for row in rows(read(table(*lines), **options))]


def test_rows_below_a_region_are_of_it_until_the_next(read, rows):
    found = regions(read, rows, "Кыргызстан", "Ошская область", ROW.format("-"), "Чуйская область", ROW.format("-"))
    assert found == [("KG", "KG-O"), ("KG", "KG-C")]


def test_what_a_row_says_itself_goes_before(read, rows):
    text = "Дата;Область;Место;Вещество;Количество\nОшская область;;;;\n12.05.2021;Чуйская область;;героин;1 кг\n"
    (row,) = rows(read(text))
    assert row.admin1 == "KG-C"
    assert "region_from_section" not in row.changes


def test_another_line_ends_it(read, rows):
    lines = ("Кыргызстан", "Ошская область", ROW.format("-"), "Прочие изъятия", ROW.format("-"))
    assert [admin1 for _, admin1 in regions(read, rows, *lines)] == ["KG-O", None]


def test_a_country_ends_the_region_above(read, rows):
    lines = ("Ошская область", ROW.format("-"), "Казахстан", ROW.format("-"))
    assert regions(read, rows, *lines) == [("KG", "KG-O"), ("KZ", None)]


def test_where_it_was_said_is_told(read, rows):
    (row,) = rows(read(table("Ошская область", ROW.format("-"))))
    assert "region_from_section" in row.changes
