"""The address of a recalled record answers with its tombstone, for those it was taken from alone; lists name it."""

import uuid

import pytest

from chorsu.directory.models import State


@pytest.fixture
def recalled(enter, seizure):
    """A client of the provider, after the record was recalled from Kazakhstan with a reason to be read there."""
    border = enter("border-officer")
    said = {"recall": State.objects.get(code="KZ").pk, "reason": "for us alone", "told": "wrong amount"}
    assert border.post(f"/records/{seizure.pk}/recall/", said | {"recall": ["2"]}).status_code == 302
    return border


def test_the_address_answers_with_the_tombstone_and_not_with_the_record(enter, seizure, recalled):
    answer = enter("liaison-a").get(f"/records/{seizure.pk}/")
    assert answer.status_code == 410
    assert "wrong amount" in answer.text
    assert "for us alone" not in answer.text
    assert str(seizure.pk) in answer.text
    assert seizure.place not in answer.text


def test_who_never_saw_it_gets_the_answer_of_what_is_not_there(enter, as_role):
    from builders.seizures import record

    with as_role("worker"):
        (hidden,) = record([{}], audience=[State.objects.get(code="KZ").pk])
    enter("border-officer").post(f"/records/{hidden.pk}/recall/", {"recall": "all", "reason": "x"})
    assert enter("liaison-a").get(f"/records/{hidden.pk}/").status_code == 410
    assert enter("stranger-c").get(f"/records/{hidden.pk}/").status_code == 404
    assert enter("stranger-c").get(f"/records/{uuid.uuid4()}/").status_code == 404


def test_the_list_names_it_until_the_receipt_is_given_and_the_provider_reads_by_whom(enter, seizure, recalled):
    liaison = enter("liaison-a")
    listed = liaison.get("/records/")
    assert "1 record was taken back from you" in listed.text
    stone = listed.context["recalled"][0].stone.pk
    assert recalled.get(f"/records/{seizure.pk}/").text.count("waiting for") > 1
    assert liaison.post(f"/handling/recalled/{stone}/receipt/").status_code == 302
    assert "taken back from you" not in liaison.get("/records/").text
    assert "Aigul" in recalled.get(f"/records/{seizure.pk}/").text
    assert "Aigul" in liaison.get("/handling/").text


def test_a_recipient_reads_nothing_of_the_others(enter, seizure, recalled):
    page = enter("liaison-a").get(f"/records/{seizure.pk}/").text + enter("liaison-a").get("/handling/").text
    assert "Turkmenistan" not in page
    assert "Example police" not in page


def test_a_receipt_that_is_not_ones_own_is_absent(enter, seizure, recalled):
    stone = enter("liaison-a").get("/handling/").context["closed"][0].stone.pk
    assert enter("stranger-c").post(f"/handling/recalled/{stone}/receipt/").status_code == 404
    assert enter("stranger-c").post(f"/handling/recalled/{uuid.uuid4()}/receipt/").status_code == 404


def test_the_pages_speak_russian(enter, seizure, recalled):
    assert "Отозванные записи" in enter("liaison-a", "ru").get("/handling/").text
    assert "Не пользуйтесь" in enter("liaison-a", "ru").get(f"/records/{seizure.pk}/").text
