"""What the form of a correction was not told to change stays to the sign; its numbers are read as a seizure's are."""

import html
import re

import pytest

from builders.seizures import record
from cast import actor
from chorsu.handling.rules import EVERYBODY
from chorsu.handling.viewer import viewing
from chorsu.records.models import Seizure

WORDS = "First line.\nSecond line — of two.\n\n" + "They hid it under the seats. " * 60


@pytest.fixture
def seizure(bank, as_role):
    row = {"place": "Термез", "country": "UZ", "admin1": "UZ-SU", "substance": "heroin", "quantity": 2.5, "unit": "kg"}
    with as_role("worker"):
        (found,) = record([row], provider="example-border-uz", audience=[EVERYBODY])
        Seizure.objects.filter(pk=found.pk).update(narrative=WORDS.strip())
        found.lots.update(markings="999\nwith a crown")
    return found


def as_shown(client, seizure):
    """The fields as a browser sends them: lines of an area end in CR LF, a field of one line has none."""
    text = client.get(f"/records/{seizure.pk}/correction/").content.decode()
    sent = {}
    for tag in re.findall(r"<input[^>]*>", text):
        if name := re.search(r' name="([^"]+)"', tag):
            value = re.search(r' value="([^"]*)"', tag, re.DOTALL)
            sent[name[1]] = html.unescape(value[1] if value else "").replace("\n", "")
    for name, value in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', text, re.DOTALL):
        sent[name] = html.unescape(value).replace("\n", "\r\n")
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent | {"reason": "looked again"}


def send(client, seizure, **changes):
    return client.post(f"/records/{seizure.pk}/correct/", as_shown(client, seizure) | changes)


def stored():
    with viewing(actor("border-officer")):
        one = Seizure.objects.prefetch_related("lots").get()
        return one, one.lots.all()[0]


def test_another_value_is_corrected_and_the_words_stay(enter, seizure):
    assert send(enter("border-officer"), seizure, conveyance="rail").status_code == 302
    one, lot = stored()
    assert (one.conveyance, one.narrative, lot.markings) == ("rail", WORDS.strip(), "999\nwith a crown")
    assert [name for name in one.changes if name.startswith("corrected:")] == ["corrected:conveyance"]


def test_words_are_corrected_with_their_lines(enter, seizure):
    said = {"basis": "agreement of 2006", "purpose": "joint analysis"}
    send(enter("border-officer"), seizure, narrative="One.\r\nTwo.\r\n", **said)
    assert stored()[0].narrative == "One.\nTwo."


@pytest.mark.parametrize(
    ("text", "line"),
    [("1,200", "1,200: 1.2 / 1200"), ("1e9", "Write the quantity as a number"), ("", "Write the quantity as a number")],
)
def test_a_number_that_the_form_of_a_seizure_refuses_is_refused(enter, seizure, text, line):
    answer = send(enter("border-officer"), seizure, **{"lots.1.quantity": text})
    assert (answer.status_code, line in answer.content.decode()) == (422, True)
    assert stored()[1].quantity == 2.5


def test_the_other_reading_is_written_and_taken(enter, seizure):
    assert send(enter("border-officer"), seizure, **{"lots.1.quantity": "1,2000"}).status_code == 302
    assert stored()[1].quantity == 1.2


def test_of_what_is_counted_three_digits_are_thousands(enter, seizure):
    send(enter("border-officer"), seizure, **{"lots.1.quantity": "1,200", "lots.1.unit": "tablet"})
    assert stored()[1].quantity == 1200


def test_the_state_of_a_quantity_is_told_by_the_same_rule(enter, seizure):
    sent = {"lot": "1", "state": "weighed", "quantity": "1,200", "version": "1"}
    answer = enter("border-officer").post(f"/records/{seizure.pk}/quantity/", sent)
    assert (answer.status_code, "1,200: 1.2 / 1200" in answer.content.decode()) == (422, True)


def test_a_region_goes_with_its_country(enter, seizure):
    assert send(enter("border-officer"), seizure, country="KZ").status_code == 302
    one, _lot = stored()
    assert (one.country, one.admin1[:2] in {"", "KZ"}) == ("KZ", True)


def test_a_region_of_another_country_is_refused(enter, seizure):
    answer = send(enter("border-officer"), seizure, country="KZ", admin1="UZ-TO")
    assert (answer.status_code, "of another country" in answer.content.decode()) == (422, True)
