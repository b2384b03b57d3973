"""What the data bank says is compared with what its journal committed to, and whatever was changed is named by entry."""

import re
from collections import Counter

import pytest

from builders.everything import done_in_every_room
from chorsu.config.rebuilding import rooms
from chorsu.exchange.attachments.models import Attachment
from chorsu.intake.services import store
from chorsu.journal.contents import check
from chorsu.journal.models import EntryRow


@pytest.fixture
def done(standing):
    return standing(done_in_every_room)


@pytest.fixture
def tamper(installation, database_name):
    """Runs SQL as the superuser, past every trigger and policy."""

    def run(statement, *values):
        with installation.cluster.connect(database_name) as connection:
            connection.execute("SET session_replication_role = replica")
            assert connection.execute(statement, values).rowcount

    return run


def checked(as_role):
    with as_role("worker"):
        return check(rooms())


def entry_of(as_role, record, version, kind="%"):
    with as_role("worker"):
        found = EntryRow.objects.filter(record_id=record, version=version, kind__startswith=kind.rstrip("%"))
        return found.latest("number").number


def test_everything_that_was_done_agrees(done, as_role):
    found = checked(as_role)
    assert found.faults == []
    assert found.chain.good
    assert found.unknown == Counter({"transfer.allowed": 2})
    assert found.agree == found.chain.entries - 2
    assert (found.before, found.erased) == (Counter(), Counter())
    with as_role("worker"):
        nouns = {kind.partition(".")[0] for kind in EntryRow.objects.values_list("kind", flat=True)}
    assert nouns == {*rooms(), "transfer"}


TAMPERED = {
    "a quantity": ("first", 5, "UPDATE records_lot SET quantity = quantity + 1, kg = kg + 1 WHERE seizure_id = %s"),
    "a lot": ("first", 5, "DELETE FROM records_lot WHERE seizure_id = %s"),
    "a count of persons": ("first", 5, "UPDATE records_persons SET count = 9 WHERE seizure_id = %s AND status = 'victim'"),
    "an earlier count": ("first", 2, "DELETE FROM records_persons_before WHERE seizure_id = %s AND version = 2"),
    "the audience of a lot": ("first", 5, "UPDATE records_lot SET audience = audience || 2 WHERE seizure_id = %s"),
    "the audience of an earlier version": ("first", 5, "UPDATE records_version SET audience = audience || 2 WHERE seizure_id = %s"),
    "the audience of protected persons": ("first", 5, "UPDATE records_persons SET audience = audience || 2 WHERE seizure_id = %s"),
    "a release of a lot": ("first", 5, "UPDATE records_lot SET releases = '[{\"to\": [2]}]' WHERE seizure_id = %s"),
    "the provider of a figure": ("statement", 3, "UPDATE returns_figure SET provider_id = 2 WHERE statement_id = %s"),
    "an earlier version, whole": ("first", 2, "UPDATE records_version SET content = '{}' WHERE seizure_id = %s AND version = 2"),
    "an audience": ("first", 5, "UPDATE records_seizure SET audience = audience || 2 WHERE id = %s"),
    "a withdrawal": ("second", 4, "UPDATE records_seizure SET withdrawn = true WHERE id = %s"),
    "a reason": ("first", 2, "UPDATE records_version SET reason = 'none' WHERE seizure_id = %s AND version = 1"),
    "who changed it": ("first", 2, 'UPDATE records_version SET "by" = 77777 WHERE seizure_id = %s AND version = 1'),
    "when it was recorded": ("first", 1, "UPDATE records_seizure SET recorded_at = now() WHERE id = %s"),
    "a version": ("first", 3, "DELETE FROM records_version WHERE seizure_id = %s AND version = 3"),
    "a seizure": ("first", 1, "DELETE FROM records_seizure WHERE id = %s"),
    "a place in an earlier version": (
        "second", 1,
        "UPDATE records_version SET content = jsonb_set(content, '{place}', '\"Elsewhere\"') WHERE seizure_id = %s AND version = 1",
    ),
    "a decision on a link": ("link", 2, "UPDATE records_link SET state = 'rejected' WHERE id = %s"),
    "the reasons of a link": ("link", 2, "UPDATE records_link SET probability = 0.1 WHERE id = %s"),
    "a link": ("link", 1, "DELETE FROM records_link WHERE id = %s"),
    "a photograph": ("photograph", 4, "UPDATE records_photograph SET large = small WHERE id = %s"),
    "a figure": ("statement", 3, "UPDATE returns_figure SET value = 9 WHERE statement_id = %s AND number = 1"),
    "an earlier return": ("statement", 1, "UPDATE returns_version SET content = content || '{\"note\": \"x\"}' WHERE statement_id = %s AND version = 1"),
    "a nil return": ("nil", 1, "UPDATE returns_return SET subject_kind = 'indicator', subject = 'crimes' WHERE id = %s"),
    "an event": ("event", 3, "UPDATE cooperation_event SET title = 'Another' WHERE id = %s"),
    "a delegate": ("event", 3, "DELETE FROM cooperation_delegate WHERE event_id = %s"),
    "a recommendation": ("recommendation", 1, "UPDATE cooperation_recommendation SET text = 'Another' WHERE id = %s"),
    "a post": ("post", 3, "UPDATE directory_post SET post = 'Minister' WHERE id = %s"),
    "news": ("item", 1, "UPDATE newsroom_deed SET texts = '{}' WHERE item_id = %s AND texts IS NOT NULL"),
    "a word of a message": ("message", 1, "UPDATE exchange_message SET body = 'x' WHERE id = %s"),
    "whom a message went to": ("message", 1, "UPDATE exchange_delivery SET addressee = addressee + 1 WHERE message_id = %s AND answers = 'TJ'"),
    "a deadline": ("delivery", 1, "UPDATE exchange_delivery SET due_at = due_at + interval '1 day' WHERE id = %s"),
    "a ground": ("delivery", 1, "UPDATE exchange_delivery_change SET ground = 'security' WHERE delivery_id = %s"),
    "what is watched for": ("watch", 2, "UPDATE exchange_watch SET criteria = '{}' WHERE id = %s"),
    "when an alert rings": ("alert", 1, "UPDATE exchange_alert SET held_until = now() WHERE id = %s"),
    "a note at an alert": ("alert", 2, "UPDATE exchange_alert_change SET note = 'x' WHERE alert_id = %s"),
    "what is promised": ("promised", 1, "UPDATE exchange_commitment SET grace = 3 WHERE id = %s"),
    "that a promise was accepted": ("promised", 2, "UPDATE exchange_commitment_change SET at = now() WHERE commitment_id = %s AND number = 2"),
    "which period was reminded of": ("promised", 3, "UPDATE exchange_commitment_change SET period = 99 WHERE commitment_id = %s AND number = 3"),
    "why it was declined": ("declined", 2, "UPDATE exchange_commitment_change SET ground = 'security' WHERE commitment_id = %s"),
    "that a promise has ended": ("ended", 2, "UPDATE exchange_commitment SET state = 'standing' WHERE id = %s"),
    "an act on a promise": ("promised", 3, "DELETE FROM exchange_commitment_change WHERE commitment_id = %s AND number = 3"),
    "the name of a file of a message": ("message", 1, "UPDATE exchange_attachment SET name = 'x' WHERE message_id = %s"),
    "a file of a message": ("message", 1, "DELETE FROM exchange_attachment WHERE message_id = %s AND translation_id IS NULL"),
    "the file that a row names": ("message", 1, "UPDATE exchange_attachment SET sealed = digest WHERE message_id = %s"),
    "a file of a translation": ("translation", 1, "UPDATE exchange_attachment SET digest = sealed WHERE translation_id = %s"),
    "a translation": ("translation", 1, "UPDATE exchange_translation SET body = 'x' WHERE id = %s"),
    "a word of a log": ("entry", 1, "UPDATE exchange_log_entry SET words = 'x' WHERE id = %s"),
    "who called": ("entry", 1, "UPDATE exchange_log_entry SET caller = 'x' WHERE id = %s"),
    "an entry of a log": ("entry", 1, "DELETE FROM exchange_log_entry WHERE id = %s"),
    "a word of a hand-over": ("hand_over", 1, "UPDATE exchange_hand_over SET words = 'x' WHERE id = %s"),
    "what a hand-over left open": ("hand_over", 1, "UPDATE exchange_hand_over SET standing = '[]' WHERE id = %s"),
    "when nobody had signed": ("hand_over", 2, "UPDATE exchange_hand_over SET raised_at = now() WHERE id = %s"),
    "who signed": ("hand_over", 3, "UPDATE exchange_hand_over SET signed_by = 77777 WHERE id = %s"),
    "a draft": ("draft", 1, "UPDATE intake_draft SET record = gen_random_uuid() WHERE id = %s"),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_behind_the_journal_is_named_by_its_entry(done, as_role, tamper, what):
    name, version, statement = TAMPERED[what]
    record = getattr(done, name).pk
    tamper(statement, record)
    number = entry_of(as_role, record, version)
    found = checked(as_role)
    assert any(line.startswith(f"entry {number} (") for line in found.faults), found.faults
    assert found.chain.good


def test_two_versions_that_changed_places_are_both_named(done, as_role, tamper):
    record = done.first.pk
    tamper("UPDATE records_version SET version = CASE version WHEN 1 THEN 102 ELSE 101 END WHERE seizure_id = %s AND version IN (1, 2)", record)  # fmt: skip
    tamper("UPDATE records_version SET version = version - 100 WHERE seizure_id = %s AND version > 100", record)
    named = {int(number) for line in checked(as_role).faults for number in re.findall(r"^entry (\d+)", line)}
    assert {entry_of(as_role, record, 1), entry_of(as_role, record, 2)} <= named


def test_a_changed_file_is_named_by_the_entry_of_its_report(done, as_role):
    path = store().path(done.first.report.digest)
    path.write_bytes(path.read_bytes() + b" ")
    number = entry_of(as_role, done.first.report_id, 1, "report.received")
    assert [line.split(":")[0] for line in checked(as_role).faults] == [f"entry {number} (report.received)"]


def test_the_changed_bytes_of_a_file_are_named_by_the_entry_of_its_message(done, as_role):
    with as_role("worker"):
        file = Attachment.objects.get(message=done.message, translation=None)
    path = store().path(file.sealed)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    number = entry_of(as_role, done.message.pk, 1)
    assert [line.split(":")[0] for line in checked(as_role).faults] == [f"entry {number} (message.sent)"]


@pytest.mark.parametrize(
    "changed", ["kind = 'seizure.recalled'", "actor_id = 77777", "at = now()", "commitment = salt"]
)
def test_a_changed_entry_is_named(done, as_role, tamper, changed):
    changed = changed.replace("= salt", "= sha256('x')")
    tamper(f"UPDATE journal_entry SET {changed} WHERE number = 3")
    assert "entry 3 does not follow" in checked(as_role).chain.fault


def test_a_removed_entry_is_named_in_the_middle_and_at_the_end(done, as_role, tamper):
    last = checked(as_role).chain.entries
    tamper("DELETE FROM journal_entry WHERE number = %s", last)
    found = checked(as_role)
    assert any(line.startswith(f"entry {last} is missing") for line in found.faults)
    tamper("DELETE FROM journal_entry WHERE number = 4")
    assert "entry 4 is missing" in checked(as_role).chain.fault


def test_a_record_of_which_no_entry_tells_is_named(done, as_role, tamper):
    tamper("UPDATE records_seizure SET version = 9 WHERE id = %s", done.second.pk)
    found = checked(as_role)
    assert f"{done.second.pk} stands in version 9, of which no entry tells" in found.faults


def test_a_salt_that_is_gone_is_a_fault_unless_an_entry_says_that_it_was_erased(done, as_role, tamper):
    number = entry_of(as_role, done.first.pk, 1)
    tamper("DELETE FROM journal_salt s USING journal_entry e WHERE e.act_id = s.act_id AND e.number = %s", number)
    assert any(line.startswith(f"entry {number} (") for line in checked(as_role).faults)
    tamper(
        "INSERT INTO journal_entry (number, act_id, kind, record_id, version, at, commitment, hash)"
        " SELECT max(number) + 1, gen_random_uuid(), 'seizure.erased', %s, 9, now(), '\\x00', '\\x00' FROM journal_entry",
        done.first.pk,
    )
    found = checked(as_role)
    assert found.erased["seizure.recorded"] == 1
    assert not any(line.startswith(f"entry {number} (") for line in found.faults)


def test_what_was_entered_before_contents_were_kept_is_counted_and_a_later_one_is_a_fault(done, as_role, tamper):
    tamper("UPDATE journal_salt s SET said = NULL FROM journal_entry e WHERE e.act_id = s.act_id AND e.number <= 2")
    found = checked(as_role)
    assert found.good
    assert sum(found.before.values()) == 2
    tamper("UPDATE journal_salt s SET said = NULL FROM journal_entry e WHERE e.act_id = s.act_id AND e.number = 5")
    assert any(line.startswith("entry 5 (") for line in checked(as_role).faults)


def test_a_kind_that_no_room_answers_for_is_counted_by_its_name(done, as_role):
    some = {noun: room for noun, room in rooms().items() if noun != "link"}
    with as_role("worker"):
        found = check(some)
    assert sum(found.unknown.values()) >= 2
    assert {kind.partition(".")[0] for kind in found.unknown} == {"link", "transfer"}
