"""The pages of watches and alerts: made from scratch, from a record, from a look-up; tried before; answered in words."""

import io
import re
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from answers import signed_in
from builders.messages import KZ, enter_colleague
from builders.releasing import act, state
from builders.seizures import follow, record
from builders.watches import alerts, asks, does, made
from cast import actor
from chorsu.desk.watches.reading import values_of
from chorsu.exchange.watches.models import Watch
from chorsu.exchange.watches.watching import end_watch
from chorsu.handling.viewer import viewing
from chorsu.records.services import recall

pytestmark = pytest.mark.usefixtures("bank")
FORM = {
    "name": "Heroin on the border", "substances": "героин, Opium", "least_kg": "1,5", "places": "Узбекистан; Surxondaryo",
    "route": "Afghanistan", "identifiers": "phone: +998 93 777 31 13", "words": "Золотой лев", "conveyance": "private-road",
    "shared": "yes", "precedence": "1", "channel": "operational", "quiet_from": "22:00", "quiet_to": "06:30",
    "rings_from": "2", "on": "yes", "ends_on": "2099-12-31", "do": "keep",
}  # fmt: skip


def watches(who="liaison-a"):
    with viewing(actor(who)):
        return list(Watch.objects.order_by("made_at"))


def arrives(as_role, *rows, **said):
    with as_role("worker"):
        found = record(list(rows) or [{}], **({"audience": [state("KZ")]} | said))
        follow()
    return found


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_watch_is_made_as_people_write_it(as_role):
    client = signed_in("liaison-a")
    assert client.post("/exchange/watches/new/", FORM).status_code == 302
    (one,) = watches()
    assert one.criteria == {
        "substances": ["heroin", "opium"], "least_kg": 1.5, "places": ["UZ", "UZ-SU"], "route": ["AF"],
        "identifiers": [["phone", "+998937773113"]], "words": ["Золотой лев"], "conveyance": ["private-road"],
    }  # fmt: skip
    assert (one.precedence, one.quiet_from.hour, one.quiet_to.minute, one.shared) == (1, 22, 30, True)


def test_its_form_says_what_it_asks_so_that_sending_it_again_changes_nothing(as_role):
    client = signed_in("liaison-a")
    client.post("/exchange/watches/new/", FORM)
    (one,) = watches()
    values = values_of(one)
    sent = {name: value for name, value in values.items() if value} | {"conveyance": list(values["conveyance"])}
    assert client.post(f"/exchange/watches/{one.pk}/", sent | {"do": "keep"}).status_code == 302
    (after,) = watches()
    assert (after.criteria, after.version, after.since) == (one.criteria, 2, one.since)


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"substances": "zyxolin"}, "zyxolin"),
        ({"places": "Zyxland"}, "Zyxland"),
        ({"least_kg": "much"}, "kilograms"),
        ({"quiet_to": ""}, "quiet hours begin"),
        ({"quiet_from": "25:00", "quiet_to": "26:00"}, "from 00:00 to 23:59"),
        ({"name": " "}, "name"),
        ({"words": "ab"}, "three letters"),
        ({"ends_on": "2001-01-01"}, "passed"),
        ({"ends_on": "2027-02-30"}, "no day of the calendar"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_nothing_is_lost(wrong, line):
    answer = signed_in("liaison-a").post("/exchange/watches/new/", FORM | wrong)
    assert answer.status_code == 422
    assert line in text_of(answer)
    assert "Золотой лев" in answer.content.decode() or "words" in wrong
    assert watches() == []


def test_a_watch_that_somebody_ended_meanwhile_says_so():
    one = made()
    does("liaison-a", end_watch, identifier=one.pk)
    answer = signed_in("liaison-a").post(f"/exchange/watches/{one.pk}/", FORM)
    assert (answer.status_code, "This watch has ended: make another one." in text_of(answer)) == (422, True)


def test_it_is_tried_before_it_is_kept(as_role):
    arrives(as_role, {}, {"substance": "opium"}, {"quantity": 99.0, "kg": 99.0})
    arrives(as_role, {}, audience=[])
    client = signed_in("liaison-a")
    answer = client.post("/exchange/watches/new/", {"name": "x", "substances": "heroin", "do": "try"})
    assert "On what came in the last year it would have fired 2 times" in text_of(answer)
    assert watches() == []
    none = client.post("/exchange/watches/new/", {"name": "x", "substances": "cocaine", "do": "try"})
    assert "On what came in the last year it would not have fired" in text_of(none)


def test_a_dry_run_counts_an_event_once(as_role):
    arrives(as_role, {"quantity": 13.847, "kg": 13.847})
    arrives(as_role, {"quantity": 13.8, "kg": 13.8}, provider="example-customs-kz")
    answer = signed_in("liaison-a").post("/exchange/watches/new/", {"name": "x", "substances": "heroin", "do": "try"})
    assert "On what came in the last year it would have fired 1 time" in text_of(answer)


def test_watch_for_this_is_filled_in_by_a_record_and_by_a_look_up(as_role):
    (told,) = arrives(as_role, {"details": {"identifiers": (("phone", "+998937773113", "+998 93 777 31 13"),)}})
    client = signed_in("liaison-a")
    assert f"/exchange/watches/new/?record={told.pk}" in client.get(f"/records/{told.pk}/").content.decode()
    assert "+998937773113" in client.get(f"/exchange/watches/new/?record={told.pk}").content.decode()
    filled = client.get(f"/exchange/watches/new/?record={told.pk}").content.decode()
    assert "Термез" not in filled  # a name outlives what becomes of the record
    stranger = signed_in("stranger-c").get(f"/exchange/watches/new/?record={told.pk}").content.decode()
    assert "+998937773113" not in stranger
    asked = {"identifier": "+998 93 777 31 13", "purpose": "drugs"}
    found = client.post("/look-up/", asked).content.decode()
    (sent,) = re.findall(r'name="identifiers" value="([^"]*)"', found)
    filled = client.post("/exchange/watches/new/", {"do": "fill", "name": "x", "identifiers": sent})
    assert filled.status_code == 200
    assert "+998937773113" in filled.content.decode()


def test_the_list_of_alerts_says_why_and_is_acknowledged(as_role):
    made(criteria=asks(substances=["heroin"], places=["UZ"], least_kg=1.0))
    (told,) = arrives(as_role)
    client = signed_in("liaison-a")
    page = client.get("/exchange/alerts/")
    assert "Substance: Heroin, 1.25 kg" in text_of(page)
    assert "Place of the seizure: Uzbekistan" in text_of(page)
    (alert,) = alerts()
    client.post(f"/exchange/alerts/{alert.pk}/acknowledge/", {"next": "list"})
    assert "Nothing here" in text_of(client.get("/exchange/alerts/"))
    one = text_of(client.get(f"/exchange/alerts/{alert.pk}/"))
    assert "Acknowledged" in one
    act(recall, "border-officer", told, principals=[state("KZ")], reason="moved")
    after = text_of(client.get(f"/exchange/alerts/{alert.pk}/"))
    assert "not open to you any more" in after
    assert "1.25 kg" not in after


def test_in_russian(as_role):
    made(criteria=asks(substances=["heroin"], least_kg=1.0))
    arrives(as_role)
    client = signed_in("liaison-a")
    client.post("/language/", {"language": "ru"})
    assert "Вещество: Героин, 1,25 кг" in text_of(client.get("/exchange/alerts/"))


def test_an_alert_is_given_sent_up_and_noted(as_role):
    enter_colleague(as_role, "kz-duty", KZ, ("duty",))
    made()
    arrives(as_role)
    (alert,) = alerts()
    client, address = signed_in("liaison-a"), f"/exchange/alerts/{alert.pk}"
    client.post(f"{address}/assign/", {"officer": actor("kz-duty").user})
    client.post(f"{address}/escalate/", {"words": "two of them armed"})
    client.post(f"{address}/note/", {"words": "seen by the shift"})
    shown = text_of(signed_in("kz-duty").get("/exchange/alerts/?tab=mine"))
    assert "sent up" in shown
    one = text_of(client.get(f"{address}/"))
    assert "two of them armed" in one
    assert "seen by the shift" in one
    refused = client.post(f"{address}/assign/", {"officer": actor("border-officer").user}, follow=True)
    assert "Choose an officer of your authority" in text_of(refused)


def test_an_alert_of_ones_own_is_given_to_nobody(as_role):
    made(shared=False)
    arrives(as_role)
    (alert,) = alerts()
    answer = signed_in("liaison-a").post(f"/exchange/alerts/{alert.pk}/escalate/", follow=True)
    assert "Only you see this watch" in text_of(answer)


def test_the_digest_prints_and_its_workbook_holds_no_word_of_a_record(as_role):
    made(name="Watched")
    arrives(as_role)
    client = signed_in("liaison-a")
    for period in ("day", "week"):
        assert "Watched" in text_of(client.get(f"/exchange/alerts/digest/?period={period}"))
        file = client.get(f"/exchange/alerts/digest/download/?period={period}").content
        ((*_, address),) = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()[1:]
        assert str(alerts()[0].pk) in address
        with ZipFile(io.BytesIO(file)) as parts:
            assert not any(b"heroin" in parts.read(name) for name in parts.namelist())
    assert "No alert came" in text_of(client.get("/exchange/alerts/digest/?on=2020-01-01"))


def test_empty_states_lead_on():
    client = signed_in("liaison-a")
    assert "Make a watch" in text_of(client.get("/exchange/watches/"))
    assert "Make a watch" in text_of(client.get("/exchange/alerts/"))
