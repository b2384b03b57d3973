"""Times and persons of a sheet come into the data bank, are told anew by a later one, and are taken back with it."""

import datetime as dt

import pytest

from builders.reports import agency_number
from builders.seizures import LAW
from cast import actor, earlier
from chorsu.handling.rules import EVERYBODY
from chorsu.handling.viewer import viewing
from chorsu.intake import tasks
from chorsu.intake.columns import Columns, corrected
from chorsu.intake.services import accept, begin, correct_columns, withdraw
from chorsu.records.models import Persons, PersonsBefore, Seizure, Version
from chorsu.records.selectors import history
from chorsu.records.selectors import record as read

HEADER = "Номер дела;Дата изъятия;Время изъятия;Место изъятия;Наркотик;Количество;Единица;Лица: задержано;Лица: несовершеннолетние"
FIRST = [
    "1/26;12.05.2026;02:40;Термез;героин;1,2;кг;2;1",
    "2/26;13.05.2026;;Термез;опий;3;кг;;",
    "3/26;14.05.2026;;Термез;опий;4;кг;1;",
]


@pytest.fixture
def taken_in(bank, settings, tmp_path, as_role):
    """Hands a table in for everybody and lets the worker take it in; the hand-in."""
    settings.CHORSU_HOME = tmp_path

    def hand_in(*lines, header=HEADER, day=1):
        officer, at = actor("border-officer"), dt.datetime(2026, 6, day, tzinfo=dt.UTC)
        sheet = "\n".join([header, *lines, ""]).encode()
        with earlier(officer):
            begun = begin(
                actor=officer, provider=agency_number("example-border-uz"), name=f"{day}.csv", chunks=[sheet], at=at
            ).hand_in
            again = "revision" in begun.preview
            accept(
                actor=officer, hand_in=begun.pk, audience=[EVERYBODY], until=None, at=at, updates=again, transfer=LAW
            )
        work()
        return begun

    def work():
        with as_role("worker"):
            while tasks.take_in_next():
                pass

    hand_in.work = work
    return hand_in


def counts(who="border-officer"):
    with viewing(actor(who)):
        rows = Persons.objects.values_list("seizure__sender_key", "status", "count")
        return {f"{key} {status}": count for key, status, count in rows}


def seizure_of(key):
    with viewing(actor("border-officer")):
        return Seizure.objects.get(sender_key=key)


def test_a_time_is_a_moment_and_persons_are_counted(taken_in):
    taken_in(*FIRST)
    assert seizure_of("1/26").seized_at == dt.datetime(2026, 5, 11, 21, 40, tzinfo=dt.UTC)
    assert counts() == {"1/26 detained": 2, "1/26 minor": 1, "3/26 detained": 1}


def test_a_recipient_finds_protected_persons_in_no_cell(taken_in):
    taken_in(*FIRST)
    assert counts("stranger-c") == {"1/26 detained": 2, "3/26 detained": 1}
    with viewing(actor("stranger-c")):
        seen = Seizure.objects.get(sender_key="1/26")
    assert dict(seen.source_cells)["Лица: несовершеннолетние"] == ""
    assert dict(seen.source_cells)["Лица: задержано"] == "2"
    assert "minor" not in seen.provenance


@pytest.mark.parametrize(
    "header",
    ["Потерпевшие, чел.", "в т.ч. несовершеннолетних", "Понятые", "Minors (under 18)", "Лица: несовершеннолетние"],
)
def test_a_header_that_names_them_hides_its_cells_whatever_the_column_is_read_as(taken_in, header):
    taken_in(*(f"{line};7" for line in FIRST), header=f"{HEADER};{header}")
    with viewing(actor("stranger-c")):
        cells = Seizure.objects.get(sender_key="1/26").source_cells
    assert cells[-1] == [header, ""]
    assert cells[-2] == ["Лица: несовершеннолетние", ""]


def test_a_column_set_to_nothing_hides_its_cells_all_the_same(taken_in, bank):
    officer, at = actor("border-officer"), dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    sheet = "\n".join([HEADER, *FIRST, ""]).encode()
    with earlier(officer):
        begun = begin(
            actor=officer, provider=agency_number("example-border-uz"), name="a.csv", chunks=[sheet], at=at
        ).hand_in
        columns = Columns.from_json(begun.preview["columns"])
        roles = {column.number: column.role if column.role != "minor" else "" for column in columns.columns}
        correct_columns(actor=officer, hand_in=begun.pk, mapping=corrected(columns, roles), at=at)
        accept(actor=officer, hand_in=begun.pk, audience=[EVERYBODY], until=None, at=at, transfer=LAW)
    taken_in.work()
    with viewing(actor("stranger-c")):
        assert Seizure.objects.get(sender_key="1/26").source_cells[-1] == ["Лица: несовершеннолетние", ""]


def test_a_later_sheet_tells_them_anew_and_its_withdrawal_takes_that_back(taken_in):
    taken_in(*FIRST)
    later = [FIRST[0].replace("02:40", "03:15").replace("кг;2;1", "кг;3;"), *FIRST[1:]]
    again = taken_in(*later, day=2)
    assert counts() == {"1/26 detained": 3, "3/26 detained": 1}
    assert seizure_of("1/26").seized_at == dt.datetime(2026, 5, 11, 22, 15, tzinfo=dt.UTC)
    with viewing(actor("stranger-c")):
        assert list(PersonsBefore.objects.values_list("status", "count")) == [("detained", 2)]
    officer = actor("border-officer")
    with earlier(officer):
        withdraw(actor=officer, hand_in=again.pk, reason="too early", at=dt.datetime(2026, 6, 3, tzinfo=dt.UTC))
    taken_in.work()
    assert counts() == {"1/26 detained": 2, "1/26 minor": 1, "3/26 detained": 1}
    assert seizure_of("1/26").seized_at == dt.datetime(2026, 5, 11, 21, 40, tzinfo=dt.UTC)


def test_the_draft_of_a_later_sheet_shows_what_it_counts_anew(taken_in):
    taken_in(*FIRST)
    again = taken_in(FIRST[0].replace("кг;2;1", "кг;3;1"), *FIRST[1:], day=2)
    assert [change[1:4] for change in again.preview["revision"]["changes"]] == [["persons.detained", 2, 3]]


def test_a_sheet_that_changes_protected_persons_alone_is_its_providers_own_affair(taken_in):
    taken_in(*FIRST)
    taken_in(FIRST[0].replace("кг;2;1", "кг;2;4"), *FIRST[1:], day=2)
    assert counts()["1/26 minor"] == 4
    seizure, stranger = seizure_of("1/26"), actor("stranger-c")
    with viewing(stranger):
        assert not Version.objects.exists()
        assert "seizure.corrected" not in [event.kind for event in history(read(seizure.pk, stranger))]


def test_a_sheet_without_the_columns_leaves_the_counts_alone(taken_in):
    taken_in(*FIRST)
    short = [";".join(line.split(";")[:7]).replace(";1,2;", ";1,3;") for line in FIRST]
    again = taken_in(*short, header=";".join(HEADER.split(";")[:7]), day=2)
    assert again.preview["revision"]["changed"] == 1
    assert counts() == {"1/26 detained": 2, "1/26 minor": 1, "3/26 detained": 1}
