"""The header is found below titles, its words are understood in English and Russian, and its absence is explained."""

import pytest

from chorsu.intake.readers.delimited import Line
from chorsu.intake.readers.headers import recognise
from chorsu.kernel.errors import InputError


def layout_of(*lines):
    return recognise([Line(number + 1, list(cells)) for number, cells in enumerate(lines)])


UNODC = [
    "REGION",
    "SUBREGION",
    "COUNTRY",
    "ADMINISTRATIVE_DIVISION",
    "PLACE",
    "SEIZURE_DATE",
    "DRUG_NAME",
    "AMOUNT",
    "DRUG_UNIT",
    "HIDING_PLACE",
    "INSTALLATION",
    "TRANSPORT",
    "PRODUCING_COUNTRY",
    "DEPARTURE_COUNTRY",
    "DESTINATION_COUNTRY",
    "ROUTING",
]


def test_the_columns_of_unodc_are_recognised_as_they_are():
    roles = {role: column.header for role, column in layout_of(UNODC).roles.items()}
    assert roles == {
        "country": "COUNTRY",
        "admin1": "ADMINISTRATIVE_DIVISION",
        "place": "PLACE",
        "date": "SEIZURE_DATE",
        "substance": "DRUG_NAME",
        "quantity": "AMOUNT",
        "unit": "DRUG_UNIT",
        "concealment": "HIDING_PLACE",
        "installation": "INSTALLATION",
        "conveyance": "TRANSPORT",
        "origin": "PRODUCING_COUNTRY",
        "departure": "DEPARTURE_COUNTRY",
        "destination": "DESTINATION_COUNTRY",
        "routing": "ROUTING",
    }


def test_russian_headers_are_recognised():
    cells = [
        "№ п/п",
        "Дата изъятия",
        "Страна",
        "Область",
        "Населённый пункт",
        "Наименование наркотического средства",
        "Кол-во",
        "Ед. изм.",
        "Способ сокрытия",
        "Вид транспорта",
        "Страна происхождения",
        "Страна отправления",
        "Страна назначения",
    ]
    assert list(layout_of(cells).roles) == [
        "id", "date", "country", "admin1", "place", "substance", "quantity", "unit", "concealment",
        "conveyance", "origin", "departure", "destination",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Date of seizure (dd/mm/yyyy)", "date"),
        ("ДАТА ИЗЪЯТИЯ НАРКОТИКА", "date"),
        ("Seizure_Date", "date"),
        ("Место изъятия (адрес)", "place"),
        ("Вид изъятого наркотика", "substance"),
        ("Вид и наименование изъятого наркотического средства", "substance"),
        ("Дата и время изъятия", "date"),
        ("Weight unit", "unit"),
        ("Place of birth", None),
        ("Вид наркотического средства или психотропного вещества", "substance"),
        ("Substance seized", "substance"),
        ("Qty.", "quantity"),
        ("Колличество", "quantity"),
        ("Unit of measure", "unit"),
        ("Страна-производитель", "origin"),
        ("Дата рождения", None),
        ("Date of birth", None),
    ],
)
def test_variants_of_header_words_are_understood(header, role):
    others = [other for other in ("date", "substance", "quantity") if other != role]
    layout = layout_of([header, *others])
    found = next((name for name, column in layout.roles.items() if column.index == 0), None) if layout else None
    assert found == role


def test_the_date_of_birth_is_not_the_date_of_the_seizure():
    layout = layout_of(["Дата рождения", "Дата", "Вещество", "Количество"])
    assert layout.roles["date"].index == 1


def test_the_header_is_found_below_titles():
    layout = layout_of(
        ["Сведения о наркотиках за 2021 год"], [], ["Дата", "Вещество", "Количество"], ["12.05.2021", "Героин", "1"]
    )
    assert layout.header_row == 3


@pytest.mark.parametrize(
    "text",
    [
        "Year,Country,Drug,Kilograms\n2021,Kenya,Heroin,5\n",
        "FY,Month (abbv),Drug Type,Sum Qty (lbs)\n2019,APR,Heroin,3\n",
        "Год;Вещество;Изъято, кг\n2021;Героин;5\n",
    ],
)
def test_a_statistical_return_is_named_so_in_one_line(read, text):
    with pytest.raises(
        InputError, match="row 1: no column of a seizure date, but of a period: a statistical return"
    ) as error:
        read(text)
    assert "\n" not in str(error.value)


def test_a_table_without_known_headers_says_what_was_seen_and_how_to_write_a_map(read):
    with pytest.raises(InputError, match=r"seen: 'foo', 'bar'.*write a map: columns: \{date:"):
        read("foo,bar\n1,2\n")


@pytest.mark.parametrize("content", ["", " \n", "\ufeff"])
def test_an_empty_file_is_said_to_be_empty(read, content):
    with pytest.raises(InputError, match="empty"):
        read(content)
