"""State of the quantity, purity, packages, markings, words and the sender's number come along with a row."""

import pytest

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
        number="17/пример", state="На глаз", purity="63,5", packages="12", markings="скорпион", narrative="в тайнике"
    )
    assert found.details == {
        "state": "estimated",
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
