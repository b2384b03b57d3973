"""Identifiers come into the data bank from a sheet and from a confirmed text, and a later sheet tells them anew."""

import datetime as dt

import pytest

from builders.drafts import Desk
from builders.readings import NOTE, answer_to, words_in
from builders.reports import agency_number
from builders.seizures import LAW
from cast import actor, earlier
from chorsu.handling.rules import EVERYBODY
from chorsu.handling.viewer import viewing
from chorsu.intake import tasks
from chorsu.intake.drafts.opening import opened_all
from chorsu.intake.drafts.tasks import read_next
from chorsu.intake.models import Draft
from chorsu.intake.services import accept, begin, withdraw
from chorsu.records.models import Identifier

HEADER = "Номер дела;Дата изъятия;Место изъятия;Наркотик;Количество;Единица;Телефон;Госномер"
FIRST = [
    "1/26;12.05.2026;Термез;героин;1,2;кг;90 123 45 67, +992 90 555 12 34;01 A 123 BC",
    "2/26;13.05.2026;Термез;опий;3;кг;;",
    "3/26;14.05.2026;Термез;опий;4;кг;;",
]
TOLD = {("phone", "+998901234567"), ("phone", "+992905551234"), ("plate", "01A123BC")}


@pytest.fixture
def taken_in(bank, settings, tmp_path, as_role):
    """Hands a table in for everybody and lets the worker take it in; the hand-in."""
    settings.CHORSU_HOME = tmp_path

    def hand_in(*lines, day=1, transfer=LAW):
        officer, at = actor("border-officer"), dt.datetime(2026, 6, day, tzinfo=dt.UTC)
        sheet = "\n".join([HEADER, *lines, ""]).encode()
        with earlier(officer):
            begun = begin(
                actor=officer, provider=agency_number("example-border-uz"), name=f"{day}.csv", chunks=[sheet], at=at
            ).hand_in
            again = "revision" in begun.preview
            accept(
                actor=officer,
                hand_in=begun.pk,
                audience=[EVERYBODY],
                until=None,
                at=at,
                updates=again,
                transfer=transfer,
            )
        work()
        return begun

    def work():
        with as_role("worker"):
            while tasks.take_in_next():
                pass

    hand_in.work = work
    return hand_in


def identifiers(who="border-officer"):
    with viewing(actor(who)):
        return set(Identifier.objects.values_list("kind", "normal"))


def test_a_column_of_a_sheet_tells_them_in_their_normal_form(taken_in):
    taken_in(*FIRST)
    assert identifiers() == identifiers("stranger-c") == TOLD


def test_without_a_stated_basis_they_stay_in_their_own_state(taken_in):
    taken_in(*FIRST, transfer=None)
    assert identifiers() == TOLD
    assert identifiers("stranger-c") == set()


def test_a_later_sheet_tells_them_anew_and_its_withdrawal_takes_that_back(taken_in):
    taken_in(*FIRST)
    again = taken_in(FIRST[0].replace("01 A 123 BC", "01 A 777 BC"), *FIRST[1:], day=2)
    assert identifiers() == TOLD - {("plate", "01A123BC")} | {("plate", "01A777BC")}
    officer = actor("border-officer")
    with earlier(officer):
        withdraw(actor=officer, hand_in=again.pk, reason="mistake", at=dt.datetime(2026, 6, 3, tzinfo=dt.UTC))
    taken_in.work()
    assert identifiers() == TOLD


def test_a_confirmed_text_brings_those_that_the_reader_found(bank, as_role, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    text = NOTE + " He had the phone +998 90 123-45-67 and t.me/secret_handle."
    answer = answer_to(NOTE) | {
        "identifiers": [
            words_in(text, "+998 90 123-45-67") | {"kind": "phone", "normal": "+998901234567", "confidence": 0.98},
            words_in(text, "t.me/secret_handle") | {"kind": "telegram", "normal": "@secret_handle", "confidence": 0.95},
        ]
    }
    (slots,) = opened_all(answer, text)
    assert slots["identifiers"].value == "phone: +998 90 123-45-67; handle: t.me/secret_handle"
    desk = Desk(as_role)
    desk.hands_in(text)
    with as_role("worker"):
        while read_next(answers=lambda *_: answer):
            pass
    with viewing(desk.actor):
        draft = Draft.objects.get()
    desk.accepts(draft)
    assert identifiers() == {("phone", "+998901234567"), ("handle", "@secret_handle")}


def test_identifiers_of_a_text_with_several_seizures_go_to_the_one_they_follow():
    text = "first 1 and phone A. second 2 and phone B."
    told = [{"items": [{"start": 6, "end": 7}]}, {"items": [{"start": 28, "end": 29}]}]
    found = [
        words_in(text, f"phone {letter}") | {"kind": "phone", "normal": letter, "confidence": 1.0} for letter in "AB"
    ]
    slots = opened_all({"seizures": told, "identifiers": found}, text)
    assert [one["identifiers"].value for one in slots] == ["phone: phone A", "phone: phone B"]
