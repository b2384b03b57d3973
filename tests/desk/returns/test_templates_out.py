"""The pages of templates: what is filled and missing, the way to the records, the workbook; under the viewer's sight."""

import io

import pytest
from python_calamine import CalamineWorkbook

from builders.seizures import record

NAMES = ("quarterly", "individual", "annual")


@pytest.fixture
def seizures(as_role, bank):
    with as_role("worker"):
        record([{}, {"quantity": None, "kg": None, "kg_basis": "", "unit": None, "flags": ("no_quantity",)}])


def book_of(response):
    return CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_filled_for_its_year_and_empty_for_another(enter, seizures, name):
    client = enter("border-officer")
    page = client.get(f"/templates/{name}/?year=2024&country=UZ").content.decode()
    assert "/records/?country=UZ&amp;from=2024-01-01&amp;to=2024-12-31&amp;count=once" in page
    assert f"/templates/{name}/download/?year=2024" in page
    empty = client.get(f"/templates/{name}/?year=2019").content.decode()
    assert "Nothing to fill it with" in empty


def test_what_is_missing_leads_to_the_records_that_lack_it(enter, seizures):
    client = enter("border-officer")
    page = client.get("/templates/individual/?year=2024").content.decode()
    address = "/records/?from=2024-01-01&amp;to=2024-12-31&amp;count=once&amp;flag=no_quantity"
    assert address in page
    assert client.get(address.replace("&amp;", "&")).content.decode().count("data-href") == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_says_in_name_and_content_that_it_is_invented(enter, seizures, name):
    response = enter("border-officer").get(f"/templates/{name}/download/?year=2024&quarter=1")
    assert "SYNTHETIC" in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"
    book = book_of(response)
    assert book.sheet_names == ["Table", "Filled", "Notice"]
    assert "SYNTHETIC" in book.get_sheet_by_name("Notice").to_python()[0][0]


def test_a_stranger_s_workbook_holds_nothing_of_it(enter, seizures):
    table = book_of(enter("stranger-c").get("/templates/individual/download/?year=2024"))
    assert len(table.get_sheet_by_name("Table").to_python()) == 1
    table = book_of(enter("border-officer").get("/templates/individual/download/?year=2024"))
    assert len(table.get_sheet_by_name("Table").to_python()) == 3


def test_the_quarterly_table_speaks_the_reader_s_language(enter, seizures):
    response = enter("border-officer", "ru").get("/templates/quarterly/download/?year=2024")
    assert book_of(response).get_sheet_by_name("Table").to_python()[0][:3] == ["Государство", "Группа", "Вещество"]


@pytest.mark.parametrize("query", ["year=x", "year=99999", "quarter=9", "country=ZZ", "year=%00"])
def test_an_address_that_cannot_be_meant_is_taken_as_not_said(enter, bank, query):
    assert enter("border-officer").get(f"/templates/quarterly/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "told"),
    [("year=zzz", "zzz"), ("quarter=9", "9"), ("country=ZZ", "ZZ"), ("year=%C2%B2024", "²024")],
)
def test_what_cannot_be_meant_is_told_and_no_workbook_is_given_for_it(enter, bank, query, told):
    client = enter("border-officer")
    page = client.get(f"/templates/quarterly/?{query}").content.decode()
    assert "it is taken as not said" in page
    assert f"<b><bdi>{told}</bdi></b>" in page
    assert client.get(f"/templates/quarterly/download/?{query}").status_code == 404
    assert (
        "it is taken as not said"
        not in client.get("/templates/quarterly/?year=2024&quarter=&country=").content.decode()
    )


def test_doubtful_amounts_are_marked_and_lead_to_their_records(enter, as_role, bank):
    with as_role("worker"):
        record([{}, {"quantity": 1e12, "kg": 1e12, "flags": ("implausible_quantity",)}, {"quantity": 1e-201}])
    client = enter("border-officer")
    page = client.get("/templates/individual/?year=2024").content.decode()
    assert page.count("chip chip-warn") >= 2
    assert "less or more than any seizure can be: 1" in page
    address = "/records/?from=2024-01-01&amp;to=2024-12-31&amp;count=once&amp;flag=implausible_quantity"
    assert f'<li>implausible quantity: <a href="{address}">1</a>' in page
    assert client.get(address.replace("&amp;", "&")).content.decode().count("data-href") == 1


def test_there_is_no_other_template(enter, bank):
    assert enter("border-officer").get("/templates/nothing/").status_code == 404


def test_the_notes_of_every_template_speak_the_readers_language(enter, as_role):
    with as_role("worker"):
        record([{}])
    client = enter("border-officer", "ru")
    for name in ("quarterly", "individual", "annual"):
        page = client.get(f"/templates/{name}/?year=2024").content.decode()
        assert "статистических отчётов здесь нет" in page
        assert "statistical returns are not in it" not in page
