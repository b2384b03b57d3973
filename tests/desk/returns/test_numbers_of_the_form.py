"""A number of the form is read as the sheet reads it; what can be read in two ways is asked before it is stored."""

from decimal import Decimal

import pytest

from builders.return_forms import answered, form, text_of
from builders.returns import filed
from cast import actor
from chorsu.desk.returns.entering import MOST_ROWS
from chorsu.handling.viewer import viewing
from chorsu.intake.readers.return_sheets import read_sheets
from chorsu.returns.models import Figure, Return, ReturnVersion
from chorsu.returns.periods import read_period

pytestmark = pytest.mark.usefixtures("bank")


def values():
    with viewing(actor("border-officer")):
        return list(Figure.objects.order_by("number").values_list("value", flat=True))


def test_what_can_be_read_in_two_ways_is_asked_before_it_is_stored(enter):
    client, sent = enter("border-officer"), form(("Heroin", "1,234"))
    answer = client.post("/returns/new/", sent)
    assert (answer.status_code, values()) == (422, [])
    line = "“Heroin”: “1,234” can be read in two ways and is read as 1234 kg. If 1.234 is meant, write 1.2340."
    assert line in text_of(answer)
    assert client.post("/returns/new/", sent | answered(answer)).status_code == 302
    assert values() == [1234]


def test_it_is_asked_in_the_language_of_the_reader(enter):
    answer = enter("border-officer", "ru").post("/returns/new/", form(("Героин", "1.234")))
    said = text_of(answer)
    assert "прочитано как 1,234 кг" in said
    assert "напишите 1234" in said


@pytest.mark.parametrize("text", ["1.2340", "1234", "0,123", "1 234", "1,234.5", "1.234,5", "12,34"])
def test_what_can_be_read_in_one_way_is_stored_at_once(enter, text):
    assert enter("border-officer").post("/returns/new/", form(("Heroin", text))).status_code == 302


@pytest.mark.parametrize(
    "column", [("1,234",), ("1.234",), ("1,234", "7,5"), ("1,234", "7.5"), ("1.234", "7,5"), ("1 234,5", "2.007")]
)
def test_form_and_sheet_read_one_column_alike(enter, tmp_path, column):
    rows = [(label, text) for label, text in zip(("Heroin", "Opium"), column, strict=False)]
    path = tmp_path / "sheet.csv"
    path.write_text("Drug;Kilograms\n" + "".join(f"{label};{text}\n" for label, text in rows), encoding="utf-8")
    sheet = read_sheets(path, country="UZ", period=read_period("2021"))
    client, sent = enter("border-officer"), form(*rows)
    answer = client.post("/returns/new/", sent)
    assert (answer.status_code == 422) == bool(sheet.doubtful)
    if sheet.doubtful:
        client.post("/returns/new/", sent | answered(answer))
    assert values() == [entry.value for entry in sheet.statements[0].entries]


def test_another_number_is_asked_about_anew(enter):
    client = enter("border-officer")
    first = answered(client.post("/returns/new/", form(("Heroin", "1,234"))))
    assert client.post("/returns/new/", form(("Heroin", "5,678")) | first).status_code == 422
    assert values() == []


def test_a_threshold_in_doubt_is_asked_about(enter):
    answer = enter("border-officer").post("/returns/new/", form(("Heroin", "5"), threshold_kg="1,500"))
    assert "“Threshold, kg”: “1,500” can be read in two ways" in text_of(answer)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_correction_leaves_the_figures_that_nobody_touched(enter, language):
    one = filed(("Heroin", "1.234"), ("Opium", "5.678"), ("MDMA", "2"), threshold_kg=Decimal("1.500"))
    sign = "," if language == "ru" else "."
    rows = (("Heroin", f"1{sign}234"), ("Opium", f"5{sign}678"), ("MDMA", "3"))
    sent = form(*rows, year="2024", version="1", reason="weighed again", threshold_kg=f"1{sign}5")
    client = enter("border-officer", language)
    answer = client.post(f"/returns/{one.pk}/correction/", sent | {"row-place": ["1", "2", "3"]})
    assert answer.status_code == 302
    assert values() == [Decimal("1.234"), Decimal("5.678"), 3]


def test_a_new_number_in_doubt_is_asked_about_in_a_correction(enter):
    one, client = filed(("Heroin", "7")), enter("border-officer")
    sent = form(("Heroin", "1,234"), year="2024", version="1", reason="weighed again") | {"row-place": ["1"]}
    answer = client.post(f"/returns/{one.pk}/correction/", sent)
    assert (answer.status_code, values()) == (422, [7])
    assert client.post(f"/returns/{one.pk}/correction/", sent | answered(answer)).status_code == 302
    assert values() == [1234]


def test_a_negative_number_is_called_so(enter):
    answer = enter("border-officer").post("/returns/new/", form(("Heroin", "-5")))
    assert answer.status_code == 422
    assert "“-5” is negative" in text_of(answer)


def test_more_rows_than_a_form_takes_are_refused_in_one_line_and_stay(enter):
    rows = [("Heroin", f"{number}.5") for number in range(1, MOST_ROWS + 2)]
    answer = enter("border-officer").post("/returns/new/", form(*rows))
    page = answer.content.decode()
    assert (answer.status_code, values()) == (422, [])
    assert f"A form takes {MOST_ROWS} rows" in text_of(answer)
    assert page.count('class="message error"') == 1
    assert (f'value="{MOST_ROWS + 1}.5"' in page, page.count('value="Heroin"')) == (True, MOST_ROWS + 1)


def test_a_return_of_a_sheet_with_more_rows_can_be_corrected(enter):
    one = filed(*(("Heroin", f"{number}") for number in range(1, MOST_ROWS + 3)))
    rows = [("Heroin", f"{number}") for number in range(1, MOST_ROWS + 2)] + [("Heroin", "9.5")]
    sent = form(*rows, year="2024", version="1", reason="the last one was wrong")
    sent["row-place"] = [str(number) for number in range(1, len(rows) + 1)]
    assert enter("border-officer").post(f"/returns/{one.pk}/correction/", sent).status_code == 302
    assert (len(values()), values()[-1]) == (MOST_ROWS + 2, Decimal("9.5"))
    with viewing(actor("border-officer")):
        assert (Return.objects.count(), ReturnVersion.objects.count()) == (1, 1)


def test_more_rows_keep_the_audience_that_was_chosen(enter):
    client = enter("border-officer")
    page = client.get("/returns/new/").content.decode()
    number = page.split('id="principal-')[1].split('"')[0]
    sent = form(("Heroin", "5"), who="chosen", chosen=[number], until="2090-01-02", more="1")
    page = client.post("/returns/new/", sent).content.decode()
    assert 'value="chosen" checked' in page
    assert f'id="principal-{number}" value="{number}" checked' in page
    assert 'value="2090-01-02"' in page
    assert "form-error" not in page
