"""Search by words: in any alphabet, only what the viewer sees, nothing of a part that is marked more narrowly."""

import pytest
from django.db import ProgrammingError, connection

from builders.seizures import follow, record
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.records import services
from chorsu.records.models import Seizure, Words
from chorsu.records.parts import mark_part
from chorsu.records.searching.keeping import CONSUMER, keep_words
from chorsu.records.searching.selectors import search
from chorsu.records.searching.telling import asked_for

OWNER, READER, STRANGER = "border-officer", "liaison-a", "stranger-c"


@pytest.fixture
def known(bank, as_role):
    with as_role("worker"):
        (one,) = record([{"place": "Самарканд"}], audience=[State.objects.get(code="KZ").pk])
        Seizure.objects.filter(pk=one.pk).update(narrative="Груз чая, водитель Рахимов")
        follow()
    return one


def found(who, text):
    with viewing(actor(who)):
        return [one.pk for one in search(text, size=10).seizures]


@pytest.mark.parametrize(
    "text", ["Rahimov", "рахимов", "Raximov", "RAKHIMOV", "Самарканд", "samarkand", "gruz rahi", "чая Рахимов"]
)
def test_it_is_found_in_any_alphabet(known, text):
    assert found(READER, text) == [known.pk]


@pytest.mark.parametrize(
    "text", ["", "?", "Rahimova", "чай Каримов", "гашиш Самарканд", "героин Термез", "' | !x", "a:*"]
)
def test_it_is_not_found_by_what_it_does_not_tell(known, text):
    assert found(READER, text) == []


def test_a_stranger_finds_nothing(known):
    assert found(OWNER, "Rahimov") == [known.pk]
    assert found(STRANGER, "Rahimov") == []


def test_a_part_marked_more_narrowly_is_found_no_more_from_that_moment(known, as_role):
    officer = actor(OWNER)
    with viewing(officer):
        mark_part(actor=officer, at=now(), seizure=known.pk, part="narrative", only_for=[officer.agency])
    assert found(READER, "Rahimov") == []
    with as_role("worker"):
        follow()
    assert found(READER, "Rahimov") == []
    assert found(READER, "Samarkand") == [known.pk]


def test_a_correction_is_found_by_its_new_words(known, as_role):
    officer = actor(OWNER)
    with viewing(officer):
        services.correct(
            actor=officer, at=now(), seizure=known.pk, changes={"place": "Бухара, склад Каримова"}, reason="x"
        )
    assert found(READER, "Samarkand") == []
    with as_role("worker"):
        follow()
    assert found(READER, "karimova") == [known.pk]


def test_words_go_with_a_lot_and_with_their_record(known, as_role, connect):
    owner = connect("owner")
    count = "SELECT count(*) FROM records_words"
    assert owner.execute(count).fetchone()[0] == 1
    with as_role("worker"):
        Seizure.objects.get(pk=known.pk).lots.all().delete()
        assert owner.execute(count).fetchone()[0] == 0
        with connection.cursor() as cursor:
            cursor.execute("UPDATE journal_cursor SET number = 0 WHERE consumer = %s", [CONSUMER])
        while keep_words():
            pass
        assert owner.execute(count).fetchone()[0] == 1
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM matching_key WHERE seizure_id = %s", [known.pk])
            cursor.execute("DELETE FROM records_seizure WHERE id = %s", [known.pk])
    assert owner.execute(count).fetchone()[0] == 0


def test_officers_read_no_words(known):
    with viewing(actor(OWNER)), pytest.raises(ProgrammingError, match="permission denied"):
        list(Words.objects.all())


def test_whatever_is_written_is_a_question_that_the_database_reads(bank, connect):
    for text in ("a'b", "\\", "x & y", "!(", "ы'; DROP", "\x00", "🚚", "a" * 5000, " ".join("abc" for _ in range(500))):
        query = asked_for(text)
        if query:
            connect("owner").execute("SELECT %s::tsquery", [query])
