"""A file is seen by exactly those who see its message; a draft's by its authority alone, one taken back by no addressee."""

import hashlib

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from builders.messages import AT, BASIS, KZ, TJ, UZ, attached, does, draft, enter_colleague, said, sent
from cast import actor
from chorsu.exchange.attachments.files import MOST_FILES, AttachmentError
from chorsu.exchange.attachments.keeping import bytes_of
from chorsu.exchange.attachments.models import Attachment
from chorsu.exchange.attachments.services import detach
from chorsu.exchange.messages import receiving, sending, writing
from chorsu.handling.viewer import viewing
from chorsu.intake.attaching import look_into
from chorsu.intake.services import store
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7
from chorsu.records.transfers.said import NeedsBasisError

WORDS = b"Two lorries, one white."
CAST = ("border-officer", "colleague", "liaison-b", "liaison-a", "example-drug-control-tj", "stranger-c", "analyst")


@pytest.fixture(autouse=True)
def home(bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path


def with_file(name="list.txt", content=WORDS, **more):
    one = draft(**more)
    return one, attached(one, name, content)


def let_go(one, who="border-officer"):
    return does(who, sending.send_message, identifier=one.pk)


def readers(file, cast=CAST):
    """Who of the cast reads the row, and with it the file."""
    found = set()
    for who in cast:
        with viewing(actor(who)):
            row = Attachment.objects.filter(pk=file.pk).first()
            if row is not None and bytes_of(row, store()) == WORDS:
                found.add(who)
    return found


def test_from_the_draft_to_the_recall(as_role):
    enter_colleague(as_role)
    one, file = with_file(to=(KZ,))
    own = {"border-officer", "colleague", "liaison-b"}
    assert readers(file) == own
    let_go(one)
    assert readers(file) == own | {"liaison-a"}
    does("border-officer", sending.recall_message, identifier=one.pk, reason="by mistake")
    assert readers(file) == own


def test_the_store_alone_says_nothing(tmp_path):
    _one, file = with_file()
    kept = store().path(file.sealed).read_bytes()
    assert WORDS not in kept
    assert not store().path(hashlib.sha256(WORDS).hexdigest()).exists()


def test_only_its_authority_attaches_and_takes_off_and_only_while_it_is_a_draft():
    one, file = with_file()
    with pytest.raises(AbsentError):
        attached(one, "b.txt", b"b", who="liaison-a")
    let_go(one)
    with pytest.raises(RefusedError):
        attached(one, "b.txt", b"b", who="liaison-a")
    for late in (
        lambda: attached(one, "b.txt", b"b"),
        lambda: does("border-officer", detach, message=one.pk, attachment=file.pk, store=store()),
    ):
        with pytest.raises(InputError, match="no draft any more"):
            late()
    path = store().path(file.sealed)
    assert path.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE exchange_attachment SET size = 1",
        "UPDATE exchange_attachment SET name = 'x'",
        "DELETE FROM exchange_attachment",
    ],
)
def test_by_sql_too_what_is_sent_is_not_changed(statement):
    one, file = with_file()
    let_go(one)
    try:
        with viewing(actor("border-officer")), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 0
    except DatabaseError as error:
        assert "attachment" in str(error)  # noqa: PT017 — one of the two
    assert len(readers(file, ("border-officer",))) == 1


def test_by_sql_too_no_file_is_added_to_what_is_sent():
    one, file = with_file()
    let_go(one)
    file.pk = uuid7()
    with viewing(actor("border-officer")), pytest.raises(DatabaseError, match="row-level security"):
        file.save(force_insert=True)


def test_what_is_taken_off_or_discarded_leaves_no_bytes(django_capture_on_commit_callbacks):
    one, file = with_file()
    other = attached(one, "b.txt", b"b")
    with django_capture_on_commit_callbacks(execute=True):
        does("border-officer", detach, message=one.pk, attachment=file.pk, store=store())
    assert not store().path(file.sealed).exists()
    assert store().path(other.sealed).exists()
    with django_capture_on_commit_callbacks(execute=True):
        does("border-officer", writing.discard_draft, identifier=one.pk, store=store())
    assert not store().path(other.sealed).exists()


def test_the_same_file_twice_is_one_and_a_message_takes_so_many():
    one, file = with_file()
    assert attached(one, "list.txt", WORDS).pk == file.pk
    for number in range(MOST_FILES - 1):
        attached(one, f"{number}.txt", b"%d" % number)
    with pytest.raises(AttachmentError) as refused:
        attached(one, "more.txt", b"more")
    assert refused.value.code == "many"
    assert Attachment.objects.none().count() == 0
    with viewing(actor("border-officer")):
        assert Attachment.objects.filter(message=one.pk).count() == MOST_FILES


PERSONAL = {"its words": ("list.txt", b"call +998 90 123 45 67"), "its name": ("@example_shop list.txt", b"a list")}


@pytest.mark.parametrize("file", PERSONAL.values(), ids=PERSONAL)
def test_a_file_that_leads_to_somebody_goes_abroad_on_a_basis_alone(file):
    one, _file = with_file(*file, personal=False)
    with pytest.raises(NeedsBasisError):
        let_go(one)
    does("border-officer", writing.change_draft, identifier=one.pk, said=said(personal=False, transfer=BASIS))
    assert let_go(one).state == "sent"


def translated(one, who, **more):
    words = {"message": one.pk, "language": "ru", "subject": "Чей это грузовик?", "body": "", "store": store()}
    return does(who, receiving.translate, files=[look_into("list.txt", WORDS)], **words, **more)


def test_a_file_of_a_translation_is_seen_by_those_who_see_the_translation():
    one = sent(to=(KZ, TJ))
    of_addressee = translated(one, "liaison-a")
    of_sender = translated(one, "border-officer", personal=False)
    with viewing(actor("border-officer")):
        (theirs,) = Attachment.objects.filter(translation=of_sender.pk)
    with viewing(actor("liaison-a")):
        (own,) = Attachment.objects.filter(translation=of_addressee.pk)
    cast = ("border-officer", "liaison-a", "example-drug-control-tj", "stranger-c")
    assert readers(own, cast) == {"liaison-a"}
    assert readers(theirs, cast) == {"border-officer", "liaison-a", "example-drug-control-tj"}


def test_a_translation_carries_no_persons_that_the_message_did_not():
    one = sent(to=(KZ,))
    with pytest.raises(InputError, match="not said"):
        translated(one, "border-officer")
    with pytest.raises(InputError, match="named no persons"):
        translated(one, "border-officer", personal=True)
    named = sent(to=(KZ,), personal=True, transfer=BASIS)
    assert translated(named, "border-officer", personal=True).version == 1
    at_home = sent(to=("example-customs-uz",), personal=False)
    assert translated(at_home, "border-officer").version == 1


def test_a_second_officer_releases_the_files_that_were_submitted(as_role):
    from builders.releasing import agency

    enter_colleague(as_role, "chief", roles=("officer", "duty"))
    does("chief", sending.set_four_eyes, at=AT, authority=agency(UZ), wanted=True)
    one, file = with_file(to=(KZ,))
    assert let_go(one).state == "waiting"
    with pytest.raises(InputError):
        attached(one, "b.txt", b"b", who="chief")
    does("chief", sending.release_message, identifier=one.pk)
    assert readers(file, ("liaison-a",))
