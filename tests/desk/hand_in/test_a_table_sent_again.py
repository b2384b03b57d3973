"""A table sent again: its draft says what changes, and the officer chooses what it is."""

import pytest
from django.urls import reverse

from builders.tables import table
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.records.models import Seizure
from desk.hand_in.test_pages import home, signed_in, the_hand_in, upload, work  # noqa: F401 — `home` is a fixture

HEADER = "№ дела;Дата;Страна;Место;Вещество;Количество;Единица"
FIRST = [
    "7;01.02.2024;Узбекистан;Термез;героин;1,2;кг",
    "8;02.02.2024;Узбекистан;Нукус;опий;3,5;кг",
    "9;03.02.2024;Узбекистан;Ташкент;гашиш;0,4;кг",
]
AGAIN = [FIRST[0].replace("1,2", "1,25"), FIRST[2], "10;04.02.2024;Узбекистан;Термез;героин;2;кг"]


@pytest.fixture
def again(home, as_role):  # noqa: F811 — the fixture
    """The client of an officer with a draft of the second table, the first being in the data bank."""
    client = signed_in("border-officer")
    upload(client, table(FIRST, header=HEADER))
    client.post(reverse("hand-in-accept", args=[the_hand_in().pk]), {"who": "provider"})
    work(as_role)
    return client, upload(client, table(AGAIN, header=HEADER), name="again.csv")


def accept(client, **said):
    return client.post(reverse("hand-in-accept", args=[the_hand_in().pk]), {"who": "provider"} | said, follow=True)


def standing():
    with viewing(actor("border-officer")):
        found = Seizure.objects.filter(withdrawn=False).prefetch_related("lots")
        return sorted(one.lots.all()[0].kg for one in found)


def test_the_draft_says_what_changes(again):
    text = again[1].text
    assert "Sent again: what changes" in text
    assert "<del><bdi>1.2</bdi></del>" in text
    assert "<ins><bdi>1.25</bdi></ins>" in text
    assert "опий" in text


def test_accepted_as_an_update_it_changes_withdraws_and_adds(again, as_role):
    client, _ = again
    accept(client, again="update", drops="on")
    work(as_role)
    assert standing() == [0.4, 1.25, 2.0]
    assert "Withdrawn by the sender" in client.get(reverse("hand-in-one", args=[the_hand_in().pk])).text


def test_rows_no_longer_there_stand_where_the_officer_says_so(again, as_role):
    accept(again[0], again="update")
    work(as_role)
    assert standing() == [0.4, 1.25, 2.0, 3.5]


def test_accepted_apart_every_row_is_a_new_report(again, as_role):
    accept(again[0], again="apart")
    work(as_role)
    assert standing() == [0.4, 0.4, 1.2, 1.25, 2.0, 3.5]
