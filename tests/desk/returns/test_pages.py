"""The pages of returns: entered, looked at, corrected and taken back by their provider; hidden and absent are one."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders.cooperation import in_text
from builders.reports import agency_number
from builders.return_forms import form, text_of
from builders.returns import filed, nil
from builders.seizures import record
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from chorsu.returns.models import Return
from chorsu.returns.passing import StatedFigure, file_stated_figure

PARTS = (("2029.774", "A"), ("1663.659", "B"), ("357.638", "C"), ("30.727", "D"), ("1.121", "E"))
ROWS = (
    ("3,4-methylenedioxymethamphetamine (MDMA)", "1.5264"),
    ("Total ecstasy-type substances (including the above)", "2.007"),
    *(("Cannabis herb (marijuana)", "142.352"), ("Cannabis plants", "154703.8"), ("Cannabis resin", "2989.441")),
    *(("Heroin", "251.915"), ("Opium", "593.936"), ("Tramadol", "0.0015"), ("Barbiturates", "0.029")),
    *(("Benzodiazepines", "0.1"), ("Methamphetamine", "101.474")),
)


def test_the_page_shows_every_figure_their_differences_and_what_plants_would_do(enter):
    client = enter("border-officer")
    client.post("/returns/new/", form(*ROWS, source="annual table"))
    stated = (("Total drugs", "4083.274"), *(("All drugs", kg, "part", who) for kg, who in PARTS))
    answer = client.post("/returns/new/", form(*stated, source="annual review"), follow=True)
    rows = next(one for one in stored() if one.source == "annual table")
    for said in (text_of(answer), text_of(client.get(f"/returns/{rows.pk}/"))):
        for figure in ("4,083.274", "4,081.255", "4,082.782", "4,082.919", *(f"{float(kg):,.3f}" for kg, _ in PARTS)):
            assert figure in said
        for difference in ("+1.5264", "+2.0185", "+0.355", "+1.6635"):
            assert difference in said
        assert "39 × as much" in said


def stored():
    with viewing(actor("border-officer")):
        return list(Return.objects.all())


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        (form(), "Write at least one figure"),
        (form(("Heroin", "twelve")), "“twelve” is not a number"),
        (form(("Heroin", "")), "No number stands beside"),
        (form(("", "5")), "name it"),
        (form(("Heroin", "5"), year="later"), "Write the year"),
        (form(("Heroin", "5"), country="XX"), "Choose the state"),
        (form(("Heroin", "5"), who="chosen"), "Choose at least one state"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_what_was_written_stays(enter, sent, line):
    answer = enter("border-officer").post("/returns/new/", sent)
    assert (answer.status_code, stored()) == (422, [])
    assert line in text_of(answer)
    for value in sent["row-value"]:
        assert f'value="{value}"' in answer.content.decode()


def test_without_a_script_the_button_brings_more_rows(enter):
    rows = [("Heroin", str(number)) for number in range(1, 8)]
    answer = enter("border-officer").post("/returns/new/", form(*rows, more="1"))
    assert answer.content.decode().count('name="row-label"') == 9
    assert stored() == []


def test_a_correction_keeps_what_was_before_and_the_rows_that_stay(enter):
    client = enter("border-officer")
    one = filed(("Heroin", "1"), ("Opium", "2"))
    page = client.get(f"/returns/{one.pk}/correction/").content.decode()
    assert 'value="Heroin"' in page
    sent = form(("Heroin", "1.5"), ("Opium", "2"), year="2024", version="1", reason="weighed again")
    answer = client.post(f"/returns/{one.pk}/correction/", sent | {"row-place": ["1", "2"]}, follow=True)
    said = text_of(answer)
    assert "Corrected" in said
    assert "weighed again" in said
    assert "1.500" in said


@pytest.mark.parametrize(("language", "shown"), [("en", "128064.123456789"), ("ru", "128064,123456789")])
def test_a_correction_opens_with_every_digit_in_the_reader_s_sign(enter, language, shown):
    one = filed(("Heroin", "128064.123456789"))
    page = enter("border-officer", language).get(f"/returns/{one.pk}/correction/").content.decode()
    assert f'value="{shown}"' in page


def test_withdrawn_and_restored(enter):
    client = enter("border-officer")
    one = filed(("Heroin", "1"))
    assert "Its provider took this return back" in text_of(
        client.post(f"/returns/{one.pk}/withdraw/", {"reason": "wrong year"}, follow=True)
    )
    assert f"/returns/{one.pk}/" not in client.get("/returns/").content.decode()
    assert f"/returns/{one.pk}/" in client.get("/returns/?status=withdrawn").content.decode()
    client.post(f"/returns/{one.pk}/restore/", {"reason": "right after all"})
    assert f"/returns/{one.pk}/" in client.get("/returns/").content.decode()


def test_nothing_to_report_is_filed_and_shown_in_the_calendar(enter, as_role):
    client = enter("border-officer")
    sent = form(year="2024", part="03", subject="substance:precursors")
    said = text_of(client.post("/returns/nothing/", sent, follow=True))
    assert "had nothing to report for March 2024: Precursors and chemicals" in said
    months = text_of(client.get("/returns/?year=2024"))
    assert "March 2024: nothing to report: Precursors and chemicals" in months
    assert "April 2024: silent" in months


def test_figures_and_nothing_to_report_for_one_period_are_told_of_each_other(enter):
    client = enter("border-officer")
    figures, nothing = filed(("Heroin", "1")), nil(period="2024")
    assert "somebody says that there is nothing to report" in text_of(client.get(f"/returns/{figures.pk}/"))
    assert "somebody states figures" in text_of(client.get(f"/returns/{nothing.pk}/"))


def test_a_recipient_reads_but_may_not_change_and_is_not_told_who_else_sees(enter):
    one = filed(("Heroin", "1"), audience=[MEMBERS])
    client = enter("liaison-a")
    page = text_of(client.get(f"/returns/{one.pk}/"))
    assert "Withdraw this return" not in page
    assert "All member states" not in page
    assert "All member states" not in text_of(client.get("/returns/"))
    assert client.get(f"/returns/{one.pk}/correction/").status_code == 404
    assert client.post(f"/returns/{one.pk}/withdraw/", {"reason": "x"}).status_code == 422
    assert "Withdraw this return" in text_of(enter("border-officer").get(f"/returns/{one.pk}/"))


@pytest.mark.parametrize("tail", ["", "correction/", "withdraw/", "restore/"])
def test_hidden_and_absent_are_one(enter, tail):
    one, stranger = filed(("Heroin", "1")), enter("stranger-c")
    answers = []
    for identifier in (one.pk, uuid7()):
        method = stranger.post if tail in {"withdraw/", "restore/"} else stranger.get
        response = method(f"/returns/{identifier}/{tail}", {"reason": "x"})
        text = re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"ID", response.content)
        text = re.sub(rb'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[A-Za-z0-9]{64}"', rb"\1TOKEN", text)
        answers.append((response.status_code, text))
    assert answers[0][0] == 404
    assert answers[0] == answers[1]


def test_a_sheet_is_looked_through_and_the_chosen_states_are_filed(enter, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    client = enter("border-officer")
    sheet = b"Country,Year,Drug,Kilograms\nUZ,2020,Heroin,5\nUZ,2021,Heroin,6\nKZ,2021,Opium,7\nUZ,2021,Opium,lots\n"
    file = SimpleUploadedFile("totals.csv", sheet)
    page = client.post("/returns/sheet/", form(file=file, source="a paper")).content.decode()
    assert "holds no number" in page
    assert stored() == []
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    chosen = form(token=token, statement=["UZ/2021", "KZ/2021"], source="a paper")
    client.post("/returns/sheet/file/", chosen)
    assert {(one.country, one.period, one.file_name, one.source) for one in stored()} == {
        ("UZ", "2021", "totals.csv", "a paper"),
        ("KZ", "2021", "totals.csv", "a paper"),
    }
    client.post("/returns/sheet/file/", chosen)
    assert len(stored()) == 2


def test_a_token_of_somebody_else_or_none_files_nothing(enter, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    file = SimpleUploadedFile("totals.csv", b"Country,Year,Drug,Kilograms\nUZ,2020,Heroin,5\n")
    page = enter("liaison-a").post("/returns/sheet/", form(file=file)).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    for sent in (token, token[:-2] + "xx", ""):
        answer = enter("border-officer").post("/returns/sheet/file/", form(token=sent, statement=["UZ/2020"]))
        assert answer.status_code == 302
    assert stored() == []


def test_a_file_that_is_no_table_is_refused_in_one_line(enter, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    for content in (b"%PDF-1.7 nothing", b"a,b\n1,2\n", b"PK\x03\x04 broken", b""):
        answer = enter("border-officer").post("/returns/sheet/", form(file=SimpleUploadedFile("x.csv", content)))
        assert answer.status_code == 422
        assert answer.content.decode().count('class="message error"') == 1


def test_events_lead_to_the_records_that_they_are(enter, as_role):
    with as_role("worker"):
        record([{}])
    one = filed(("Heroin", "3"))
    client = enter("border-officer")
    page = client.get(f"/returns/{one.pk}/").content.decode()
    address = re.search(r'href="(/records/\?country=UZ&amp;from=2024-01-01&amp;to=2024-12-31&amp;count=once)"', page)[1]
    assert "Термез" in client.get(address.replace("&amp;", "&")).content.decode()


def test_a_figure_stated_in_a_text_stands_with_its_words_beside_our_sum(enter):
    text = "Since 2020 more than 700 kg of drugs were seized."
    officer = actor("duty-officer")
    said = StatedFigure(
        "drugs",
        Decimal(700),
        "kg",
        "2020-01-01/2022-10-10",
        "more than",
        span=in_text(text, "more than 700 kg of drugs"),
    )
    with viewing(officer):
        one = file_stated_figure(
            actor=officer, provider=agency_number("example-centre"), audience=[MEMBERS], at=now(), said=said
        )
    page = text_of(enter("stranger-c").get(f"/returns/{one.pk}/"))
    for words in (
        "The region, 1 January 2020 – 10 October 2022",
        "more than 700 kg · Weight of all drugs",
        "more than 700 kg of drugs",
        "Our events hold less",
    ):
        assert words in page
    assert "Stated in a text: more than 700 kg" in text_of(enter("stranger-c").get("/returns/"))
    assert enter("duty-officer").get(f"/returns/{one.pk}/correction/").status_code == 404


def test_what_is_said_of_a_sheet_is_said_of_each_return_of_it(enter, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    client = enter("border-officer")
    said = {"threshold": "significant", "threshold_kg": "5", "plants": "yes", "counted": "by customs", "note": "draft"}
    file = SimpleUploadedFile("totals.csv", b"Country,Year,Drug,Kilograms\nUZ,2020,Heroin,5\n")
    page = client.post("/returns/sheet/", form(file=file, **said)).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    client.post("/returns/sheet/file/", hidden | {"statement": ["UZ/2020"], "who": "members"})
    (one,) = stored()
    assert (one.threshold, one.threshold_kg, one.plants_in_kg) == ("significant", Decimal(5), True)
    assert (one.counted, one.note) == ("by customs", "draft")


@pytest.mark.parametrize("cell", ["1e15", "9" * 16, "1" * 700])
def test_a_sheet_of_impossible_figures_is_refused_with_a_line(enter, settings, tmp_path, cell):
    settings.CHORSU_HOME = tmp_path
    table = f"Country,Year,Drug,Kilograms\nUZ,2020,Heroin,{cell}\nUZ,2020,Opium,1\n".encode()
    answer = enter("border-officer").post("/returns/sheet/", form(file=SimpleUploadedFile("x.csv", table)))
    assert answer.status_code in {200, 422}


def test_a_weight_beyond_measure_is_refused_with_a_line(enter):
    sent = form(("Heroin", "1e14")) | {"row-unit": ["t"]}
    answer = enter("border-officer").post("/returns/new/", sent)
    assert answer.status_code == 422
    assert "cannot be the figure of a return" in text_of(answer)


@pytest.mark.parametrize("country", ["\x00", "ZZ", "UZ'", "x" * 400])
def test_an_odd_state_in_an_address_asks_for_none(enter, country):
    assert enter("border-officer").get("/returns/", {"country": country}).status_code == 200


@pytest.mark.parametrize(("written", "counted"), [("1,234", 1234), ("12.345", 12345), ("1 234", 1234), ("17", 17)])
def test_what_is_counted_is_whole(enter, written, counted):
    client = enter("border-officer")
    client.post("/returns/new/", form(("Crimes", written)))
    with viewing(actor("border-officer")):
        assert Return.objects.get().figures.get().value == counted


def test_half_a_person_is_refused(enter):
    answer = enter("border-officer").post("/returns/new/", form(("Persons", "1.5")))
    assert answer.status_code == 422
    assert "write a whole number" in text_of(answer)
