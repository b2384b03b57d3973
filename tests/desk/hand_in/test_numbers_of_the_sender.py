"""A sender's own number finds what it told before: in a table of long ago, and in a seizure entered by hand."""

import datetime as dt

import pytest
from django.urls import reverse

from builders.tables import table
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Seizure
from desk.hand_in.test_a_table_sent_again import AGAIN, FIRST, HEADER, accept, standing
from desk.hand_in.test_pages import home, signed_in, the_hand_in, upload, work  # noqa: F401 — `home` is a fixture
from desk.seizure_form.conftest import SAID, send  # noqa: F401 — `send` is a fixture

ENTERED = {
    "sender_key": "7",
    "date": "2024-02-01",
    "narrative": "у моста",
    "lots": [SAID["lots"][0] | {"quantity": "1,2", "packages": "3"}],
}
TWO = ENTERED["lots"] + [SAID["lots"][0] | {"substance_text": "опий"}]


def taken_in(client, rows, name, as_role, header=HEADER):
    upload(client, table(rows, header=header), name=name)
    accept(client)
    work(as_role)


def test_a_sheet_is_known_again_after_many_other_tables(home, as_role):  # noqa: F811 — the fixture
    client = signed_in("border-officer")
    taken_in(client, FIRST, "first.csv", as_role)
    for other in range(1, 8):
        taken_in(
            client, [f"{other}9{other};0{other}.05.2023;Узбекистан;Бухара;опий;{other};кг"], f"{other}.csv", as_role
        )
    text = upload(client, table(AGAIN, header=HEADER), name="again.csv").text
    assert "first.csv" in text
    assert "Sent again: what changes" in text


@pytest.fixture
def by_hand(home, send):  # noqa: F811 — the fixtures
    """The client of an officer who entered a seizure by hand, and its number on the device."""

    def enter(**said):
        client, number = signed_in("border-officer"), uuid7()
        assert send(client, number=number, **(ENTERED | said)).status_code == 201
        return client, number

    return enter


def test_a_seizure_entered_by_hand_is_corrected_by_its_number(by_hand, as_role):
    client, _ = by_hand()
    text = upload(client, table(AGAIN, header=HEADER), name="again.csv").text
    assert "This table tells of seizures that were entered by hand." in text
    assert "<ins><bdi>1.25</bdi></ins>" in text
    accept(client, again="update", drops="on")
    work(as_role)
    assert standing() == [0.4, 1.25, 2.0]
    with viewing(actor("border-officer")):
        told = Seizure.objects.get(sender_key="7")
        assert (told.version, told.narrative, told.lots.get().packages) == (2, "у моста", 3)
        assert told.seized_at == dt.datetime(2024, 1, 31, 21, 40, tzinfo=dt.UTC)


def test_what_the_device_sends_once_more_is_answered_with_the_record(by_hand, as_role, send):  # noqa: F811
    client, number = by_hand()
    upload(client, table(AGAIN, header=HEADER), name="again.csv")
    accept(client, again="update")
    work(as_role)
    assert send(client, number=number, **ENTERED).status_code == 200
    assert standing() == [0.4, 1.25, 2.0]


def test_a_withdrawn_update_leaves_what_was_entered(by_hand, as_role):
    client, _ = by_hand()
    upload(client, table(AGAIN, header=HEADER), name="again.csv")
    accept(client, again="update", drops="on")
    work(as_role)
    client.post(reverse("hand-in-withdraw", args=[the_hand_in().pk]), {"reason": "too early"})
    work(as_role)
    assert standing() == [1.2]


def test_beside_a_table_sent_again_nothing_entered_is_withdrawn(by_hand, as_role):
    client, _ = by_hand()
    taken_in(client, FIRST[1:], "first.csv", as_role)
    text = upload(client, table([*AGAIN, FIRST[1]], header=HEADER), name="again.csv").text
    assert "corrected by their numbers" in text
    accept(client, again="update", drops="on")
    work(as_role)
    assert standing() == [0.4, 1.25, 2.0, 3.5]


def test_what_was_entered_with_other_lots_is_named_and_stays(by_hand, as_role):
    client, _ = by_hand(lots=TWO)
    taken_in(client, FIRST[1:], "first.csv", as_role)
    text = upload(client, table([*AGAIN, FIRST[1]], header=HEADER), name="again.csv").text
    assert "both would be counted" in text
    accept(client, again="update", drops="on")
    work(as_role)
    with viewing(actor("border-officer")):
        assert Seizure.objects.filter(sender_key="7", withdrawn=False).count() == 2
