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


def test_a_doubt_that_a_correction_takes_away_is_told_in_words(sent, as_role):
    client, text = sent([FIRST[0].replace("1,2", "23000"), *FIRST[1:]], [FIRST[0].replace("1,2", "23"), *FIRST[1:]])
    assert "Sent again: what changes" in text
    assert "<td>Flags</td>" in text
    assert "<del><bdi>implausible quantity</bdi></del>" in text
    accept(client, again="update", drops="on")
    work(as_role)
    assert standing() == [0.4, 3.5, 23.0]


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


LOTS_OF_ONE = [*FIRST, "9;03.02.2024;Узбекистан;Ташкент;героин;0,7;кг"]


@pytest.fixture
def sent(home, as_role):  # noqa: F811 — the fixture
    """Hand in the first table, take it in, hand in the second; the client and the draft's page."""

    def send(first, second):
        client = signed_in("border-officer")
        upload(client, table(first, header=HEADER))
        client.post(reverse("hand-in-accept", args=[the_hand_in().pk]), {"who": "provider"})
        work(as_role)
        return client, upload(client, table(second, header=HEADER), name="again.csv").text

    return send


def test_several_lots_under_one_number_are_known_again_by_it_whatever_was_corrected(sent, as_role):
    corrected = [
        LOTS_OF_ONE[0],
        "8;12.02.2024;Узбекистан;Термез;опий;9;кг",
        "9;03.02.2024;Узбекистан;Ташкент;героин;0,75;кг",
        LOTS_OF_ONE[2],
    ]
    client, text = sent(LOTS_OF_ONE, corrected)
    assert "№ дела" in text
    accept(client, again="update", drops="on")
    work(as_role)
    assert standing() == [0.4, 0.75, 1.2, 9.0]
    with viewing(actor("border-officer")):
        assert Seizure.objects.count() == 4


def test_a_number_at_two_seizures_is_named(sent):
    _, text = sent(FIRST, [*FIRST, "9;09.02.2024;Узбекистан;Нукус;опий;1;кг"])
    assert "Number 9 stands at different days or places" in text


def test_a_part_of_a_table_is_told_and_nothing_is_chosen_for_the_officer(sent, as_role):
    rows = [f"{n};{n:02}.02.2024;Узбекистан;Термез;героин;{n},5;кг" for n in range(1, 10)]
    client, text = sent(rows, [rows[0].replace("1,5", "1,75"), *rows[1:3]])
    assert "a part of that table only" in text
    assert "Say whether" in accept(client).text
    accept(client, again="update")
    work(as_role)
    assert standing() == [1.75, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5]


def test_what_was_changed_after_it_was_shown_is_not_changed_unseen(again, as_role):
    client, _ = again
    draft = the_hand_in().pk
    upload(client, table([FIRST[0].replace("1,2", "1,3"), *FIRST[1:]], header=HEADER), name="between.csv")
    accept(client, again="update")
    work(as_role)
    client.post(reverse("hand-in-accept", args=[draft]), {"who": "provider", "again": "update", "drops": "on"})
    work(as_role)
    assert standing() == [0.4, 1.3, 3.5]
    assert "no longer what was shown" in client.get(reverse("hand-in-one", args=[draft])).text


def test_another_seizure_of_the_same_day_and_place_is_no_correction(sent, as_role):
    header_only_alike = ["7;01.02.2024;Узбекистан;Термез;героин;1,2;кг"]
    client, text = sent(header_only_alike, ["8;01.02.2024;Узбекистан;Термез;героин;5;кг"])
    assert "Sent again" not in text
    accept(client)
    work(as_role)
    assert standing() == [1.2, 5.0]


def test_a_word_in_the_place_of_a_number_is_no_number(sent):
    rows = [f"б/н;{1 + n % 28:02}.02.2024;Узбекистан;Термез;героин;{n},5;кг" for n in range(1, 61)]
    _, text = sent(rows, [rows[0].replace("1,5", "1,75"), *rows[1:]])
    assert "Sent again" in text
    assert "known again by what they say" in text
    assert "stands at different days" not in text


def test_half_of_a_table_takes_nothing_away_by_itself(sent):
    rows = [f"{n};{n:02}.02.2024;Узбекистан;Термез;героин;{n},5;кг" for n in range(1, 7)]
    assert "a part of that table only" in sent(rows, rows[:3])[1]


def test_the_file_that_changed_a_record_is_named_to_its_provider_alone(home, as_role):  # noqa: F811 — the fixture
    client = signed_in("border-officer")
    for rows, said in ((FIRST, {}), (AGAIN, {"again": "update"})):
        upload(client, table(rows, header=HEADER), name="again.csv")
        client.post(reverse("hand-in-accept", args=[the_hand_in().pk]), {"who": "members"} | said)
        work(as_role)
    with viewing(actor("border-officer")):
        changed = Seizure.objects.get(version=2)
    page = reverse("record", args=[changed.pk])
    assert "sent the table again: 0-again.csv" in client.get(page).text
    seen = signed_in("stranger-c").get(page, headers={"accept-language": "ru"}).text
    assert "again.csv" not in seen
    assert "поставщик прислал" in seen


def test_the_draft_says_which_columns_others_see(home):  # noqa: F811 — the fixture
    client = signed_in("border-officer")
    rows = [f"{line};1;за углом;2" for line in FIRST]
    upload(client, table(rows, header=f"{HEADER};Понятые;Примета;Лица: свидетели"))
    text = client.get(reverse("hand-in-one", args=[the_hand_in().pk])).text
    hidden, shown = text.split("Left empty, for they may count")[1].split("Shown, though nothing is read")
    assert "Понятые" in hidden
    assert "Лица: свидетели" in hidden
    assert "Примета" in shown.split("</section>")[0]


def test_the_standing_rules_name_the_columns_that_are_not_read(home):  # noqa: F811 — the fixture
    client = signed_in("border-officer")
    upload(client, table([f"{line};1" for line in FIRST], header=f"{HEADER};Примета"))
    client.post(reverse("hand-in-accept", args=[the_hand_in().pk]), {"who": "provider"})
    assert "<bdi>Примета</bdi> → not read" in client.get(reverse("rules")).text
