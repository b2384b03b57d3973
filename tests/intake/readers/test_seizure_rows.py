"""What a row says becomes codes; what is unknown or odd is flagged; each value keeps its cell."""

import datetime as dt

import pytest

HEADER = "date,country,substance,quantity,unit,producing country,hiding place,case number\n"


@pytest.fixture
def one(read, rows):
    def _one(line, header=HEADER, **options):
        (row,) = rows(read(header + line + "\n", **options))
        return row

    return _one


def test_each_value_keeps_the_cell_it_came_from(one):
    row = one('2021-05-12,Казахстан," Героин ",152,Gram,Афганистан,Baggage,7')
    assert (row.sources["substance"].column, row.sources["substance"].header) == (2, "substance")
    assert row.sources["substance"].text == " Героин "
    assert row.sources["seizure_date"].text == "2021-05-12"
    assert row.sources["quantity"].text == "152"
    assert (row.substance, row.kg, row.country, row.origin) == ("heroin", 0.152, "KZ", "AF")
    assert row.concealment


def test_a_column_asked_for_by_name_comes_along(one):
    row = one("2021-05-12,Kazakhstan,Heroin,1,kg,,,16007", id_column="Case_Number")
    assert row.sources["sender_key"].text == "16007"


@pytest.mark.parametrize(
    ("line", "flag"),
    [
        ("2021-05-12,Kazakhstan,Frobnicate,1,kg,,,", "unknown_substance"),
        ("2021-05-12,Kazakhstan,Other,1,kg,,,", "unknown_substance"),
        ("2021-05-12,Kazakhstan,,1,kg,,,", "unknown_substance"),
        ("2021-05-12,Ruritania,Heroin,1,kg,,,", "unknown_country"),
        ("2021-05-12,,Heroin,1,kg,,,", "unknown_country"),
        ("2021-05-12,Kazakhstan,Heroin,1,kg,Ruritania,,", "unknown_route"),
        ("2021-05-12,Kazakhstan,Heroin,1,kg,,Zeppelinschlauch,", "unknown_manner"),
        ("2021-05-12,Kazakhstan,Hero\ufffdin,1,kg,,,", "damaged_text"),
        ("2021-05-12,Kazakhstan,Her\0oin,1,kg,,,", "damaged_text"),
        ("2021-05-12,Russian Federation,Ecstasy,23291692,Gram,,,", "implausible_quantity"),
        ("2090-01-01,Kazakhstan,Heroin,1,kg,,,", "impossible_date"),
    ],
)
def test_what_is_unknown_or_odd_is_flagged_and_the_row_read(one, line, flag):
    assert flag in one(line).flags


RUSSIAN = "дата;страна;вещество;количество;единица\n"


@pytest.mark.parametrize(
    ("line", "header", "told"),
    [
        ("12.05.2021;Казахстан;героин;821.194;кг", RUSSIAN, (821.194, True)),
        ("12.05.2021;Казахстан;героин;1,5;кг\n12.05.2021;Казахстан;героин;821.194;кг", RUSSIAN, (821.194, True)),
        ("12.05.2021;Казахстан;героин;1,5;кг\n12.05.2021;Казахстан;героин;1.194;кг", RUSSIAN, (1194, False)),
        ('2021-05-12,Kazakhstan,Heroin,"821,194",kg,,,', HEADER, (821.194, True)),
        ('2021-05-12,Kazakhstan,Heroin,"1,194",kg,,,', HEADER, (1194, True)),
    ],
)
def test_thousands_beyond_belief_are_decimals(read, rows, line, header, told):
    *_, row = rows(read(header + line + "\n"))
    assert (row.kg, "ambiguous_number" in row.flags) == told
    assert "implausible_quantity" not in row.flags


@pytest.mark.parametrize(
    "line", ["2021-05-12,Pakistan,Acetic Anhydride,103563,Kilogram,Unknown,,", "2021-05-12,Kazakhstan,Heroin,1,kg,,,"]
)
def test_what_is_large_but_possible_is_not_flagged(one, line):
    assert one(line).flags == ()


def test_null_bytes_do_not_hide_a_name(one):
    assert one("2021-05-12,Kazakhstan,Her\0oin,1,kg,,,").substance == "heroin"


def test_persian_script_is_read(one):
    row = one("۱۳۹۹/۰۵/۱۲,افغانستان,تریاک,۱۲٫۵,کیلوگرم,,,")
    assert (row.seizure_date, row.country, row.substance, row.kg) == (dt.date(2020, 8, 2), "AF", "opium", 12.5)


def test_a_volume_is_not_a_mass(one):
    row = one("2021-05-12,Kazakhstan,Frobnicate,5,Litre,,,")
    assert (row.quantity, row.unit, row.kg, row.kg_basis) == (5, "l", None, "")


def test_a_row_shorter_than_the_header_is_read(one):
    assert one("2021-05-12,Kazakhstan,Heroin,1,kg").kg == 1
