"""Handing in through the pages: looked through, accepted, taken in, withdrawn; strangers find nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from builders.tables import seizures, table
from cast import actor
from chorsu.directory.models import Agency, User
from chorsu.handling.viewer import viewing
from chorsu.intake.models import HandIn
from chorsu.intake.tasks import take_in_next
from chorsu.records.models import Seizure

MIXED = table([*seizures(3), "не дата;Узбекистан;Термез;героин;1;кг;=2+5", "Итого;;;;9;кг;"])


@pytest.fixture
def home(bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path


def signed_in(username):
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def upload(client, *contents, name="изъятия.csv"):
    files = [SimpleUploadedFile(f"{number}-{name}", content) for number, content in enumerate(contents)]
    return client.post(reverse("hand-in-upload"), {"file": files}, follow=True)


def address(response):
    return response.redirect_chain[-1][0]


def the_hand_in(username="border-officer"):
    with viewing(actor(username)):
        return HandIn.objects.order_by("-started_at").first()


def work(as_role):
    with as_role("worker"):
        while take_in_next():
            pass


def test_a_file_is_looked_through_accepted_and_taken_in(home, as_role):
    client = signed_in("border-officer")
    draft = upload(client, MIXED)
    assert draft.status_code == 200
    assert "Nothing of it is in the data bank yet" in draft.text
    assert "не дата" in draft.text
    released = Agency.objects.get(code="example-customs-kz").pk
    page = client.post(
        reverse("hand-in-accept", args=[the_hand_in().pk]),
        {"who": "chosen", "chosen": [released], "until": "2099-05-03"},
        follow=True,
    )
    assert "You may leave this page" in page.text
    work(as_role)
    page = client.get(address(draft))
    assert "In the data bank" in page.text
    assert "the date cannot be read" in page.text
    with viewing(actor("liaison-a")):
        seizure = Seizure.objects.first()
        assert Seizure.objects.count() == 3
        assert seizure.until.isoformat() == "2099-05-03T19:00:00+00:00"  # midnight in Tashkent


def test_the_sentence_says_who_will_see_the_records(home):
    client = signed_in("border-officer")
    upload(client, MIXED)
    where = reverse("hand-in-audience", args=[the_hand_in().pk])
    assert "Only Example border guard, Uzbekistan" in client.post(where, {"who": "provider"}).text
    assert "All member states" in client.post(where, {"who": "members"}).text
    said = client.post(where, {"who": "state", "until": "2099-05-03"}).text
    assert "Uzbekistan – will see these records up to and including 3 May 2099" in said
    assert "Choose at least one" in client.post(where, {"who": "chosen"}).text
    ticked = {"who": "provider", "chosen": [Agency.objects.get(code="example-customs-kz").pk]}
    assert "Names are ticked" in client.post(where, ticked).text
    assert "has passed" in client.post(where, {"who": "members", "until": "2001-01-01"}).text
    assert "Check the year" in client.post(where, {"who": "members", "until": "9999-12-31"}).text


def test_a_wrong_choice_accepts_nothing(home):
    client = signed_in("border-officer")
    upload(client, MIXED)
    page = client.post(reverse("hand-in-accept", args=[the_hand_in().pk]), {"who": "chosen"})
    assert page.status_code == 422
    assert "Choose at least one" in page.text
    assert the_hand_in().state == "draft"


def test_a_tick_that_can_be_nobodys_comes_back_with_the_draft(home):
    client = signed_in("border-officer")
    upload(client, MIXED)
    sent = {"who": "chosen", "chosen": "9" * 5000}
    assert client.post(reverse("hand-in-accept", args=[the_hand_in().pk]), sent).status_code == 422
    assert the_hand_in().state == HandIn.State.DRAFT


def test_columns_are_corrected_and_read_again(home):
    client = signed_in("border-officer")
    header = "День;Страна;Место;Что;Сколько;Единица;Пост"
    draft = upload(client, table(seizures(3), header=header))
    hand_in = the_hand_in()
    roles = {"role-1": "date", "role-2": "country", "role-3": "place", "role-4": "substance", "role-5": "quantity"}
    page = client.post(
        reverse("hand-in-columns", args=[hand_in.pk]), roles | {"role-6": "unit", "role-7": ""}, follow=True
    )
    assert page.status_code == draft.status_code == 200
    preview = the_hand_in().preview
    assert preview["read"] == 3
    assert preview["sample"][0][0]["substance"] == "heroin"
    assert preview["sample"][0][0]["unit"] == "kg"


def test_columns_that_make_no_seizure_are_refused_with_one_line(home):
    client = signed_in("border-officer")
    upload(client, MIXED)
    page = client.post(reverse("hand-in-columns", args=[the_hand_in().pk]), {"role-1": "place"}, follow=True)
    assert "a date and a substance are needed" in page.text


def test_several_files_are_looked_through_and_a_bad_one_stops_none(home):
    client = signed_in("border-officer")
    page = upload(client, MIXED, b"", b"PK\x03\x04 half", table(seizures(2, first=50)))
    assert "3 files were looked through" in page.text
    assert "is empty" in page.text
    with viewing(actor("border-officer")):
        assert sorted(HandIn.objects.values_list("state", flat=True)) == ["draft", "draft", "failed"]


def test_the_same_file_again_leads_to_the_first(home):
    client = signed_in("border-officer")
    first, again = upload(client, MIXED), upload(client, MIXED)
    assert address(first) == address(again)
    assert "was handed in before" in again.text


def test_a_request_larger_than_allowed_is_refused_before_it_is_read(home):
    client = signed_in("border-officer")
    page = client.post(reverse("hand-in-upload"), b"", content_type="text/plain", CONTENT_LENGTH=str(10**12))
    assert page.status_code == 413
    assert "in parts" in page.text


def test_the_repair_file_runs_no_formula(home, as_role):
    client = signed_in("border-officer")
    formula = table(["=HYPERLINK(1);Узбекистан;Термез;героин;1;кг;", *seizures(1)])
    upload(client, formula)
    client.post(reverse("hand-in-accept", args=[the_hand_in().pk]), {"who": "provider"})
    work(as_role)
    response = client.get(reverse("hand-in-repair", args=[the_hand_in().pk]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert ",'=HYPERLINK(1)," in text
    assert ",=HYPERLINK" not in text


def test_a_withdrawal_is_seen_and_undone(home, as_role):
    client = signed_in("border-officer")
    draft = upload(client, MIXED)
    client.post(reverse("hand-in-accept", args=[the_hand_in().pk]), {"who": "provider"})
    work(as_role)
    client.post(reverse("hand-in-withdraw", args=[the_hand_in().pk]), {"reason": "wrong year"})
    work(as_role)
    page = client.get(address(draft))
    assert "wrong year" in page.text
    assert "counted nowhere" in page.text
    client.post(reverse("hand-in-restore", args=[the_hand_in().pk]))
    work(as_role)
    assert "In the data bank" in client.get(address(draft)).text


@pytest.mark.parametrize("part", ["one", "progress", "repair"])
def test_a_stranger_finds_nothing(home, part):
    upload(signed_in("border-officer"), MIXED)
    where = reverse(f"hand-in-{part}", args=[the_hand_in().pk])
    assert signed_in("border-officer").get(where).status_code == 200 or part == "progress"
    assert signed_in("stranger-c").get(where).status_code == 404


@pytest.mark.parametrize("act", ["columns", "accept", "discard", "withdraw", "restore", "audience"])
def test_a_stranger_does_nothing(home, act):
    upload(signed_in("border-officer"), MIXED)
    hand_in = the_hand_in()
    data = {"who": "members", "reason": "x"}
    assert signed_in("stranger-c").post(reverse(f"hand-in-{act}", args=[hand_in.pk]), data).status_code == 404
    assert the_hand_in().state == "draft"


def test_the_pages_speak_russian(home):
    client = signed_in("border-officer")
    client.cookies["django_language"] = "ru"
    assert "<h1>Сдать</h1>" in client.get(reverse("hand-in")).text
    assert "В банке данных пока ничего нет" in upload(client, MIXED).text


def test_the_state_is_refreshed_with_the_progress(home, as_role):
    client = signed_in("border-officer")
    upload(client, MIXED)
    hand_in = the_hand_in()
    page = client.post(reverse("hand-in-accept", args=[hand_in.pk]), {"who": "provider"}, follow=True)
    assert re.search(r'id="state">\s*Waiting', page.text)
    with as_role("worker"):
        HandIn.objects.filter(pk=hand_in.pk).update(state="running")
    part = client.get(reverse("hand-in-progress", args=[hand_in.pk])).text
    assert re.search(r'id="state" hx-swap-oob="true">\s*Being taken in', part)
    assert "rows a second" not in part


def test_a_draft_says_how_many_refused_rows_it_does_not_list(home):
    client = signed_in("border-officer")
    bad = [f"не дата {number};Узбекистан;Термез;героин;1;кг;" for number in range(9)]
    page = upload(client, table([*bad, *seizures(1)]))
    assert "and 1 more row<" in page.text
    assert "не дата 7" in page.text
    assert "не дата 8" not in page.text


def test_the_list_accounts_for_every_row(home, as_role):
    client = signed_in("border-officer")
    upload(client, MIXED)
    client.post(reverse("hand-in-accept", args=[the_hand_in().pk]), {"who": "provider"})
    work(as_role)
    page = client.get(reverse("hand-in")).text
    cells = [
        re.search(rf'<td data-column="{key}"[^>]*>(\d+)', page)[1] for key in ("rows", "read", "skipped", "refused")
    ]
    rows, read, skipped, refused = map(int, cells)
    assert rows == read + skipped + refused
    assert skipped


def test_the_file_field_speaks_the_language_of_the_page(home):
    client = signed_in("border-officer")
    client.cookies["django_language"] = "ru"
    page = client.get(reverse("hand-in")).text
    assert "Выбрать файлы" in page
    assert "Файл не выбран" in page


def test_bytes_handed_in_as_a_text_are_no_table_as_well(home):
    note = "12 марта 2024 года в Термезе изъято 5 кг героина.".encode()
    client = signed_in("border-officer")
    upload(client, note, name="note.txt")
    answer = upload(client, note, name="note.csv")
    assert answer.status_code < 500
    assert "as a text" in answer.text
