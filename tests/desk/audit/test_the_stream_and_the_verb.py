"""What leaves by the live stream, and what comes in by the verb, is entered too."""

from builders.seizures import follow, record
from builders.trail import waiting
from cast import actor
from chorsu.config.cli.intake import _note
from chorsu.desk.stream.feed import DIGEST_FROM, deliver
from chorsu.desk.stream.gate import Reader, note_deliveries
from chorsu.handling.viewer import viewing
from chorsu.journal.selectors import head
from chorsu.journal.trail.entries import digest_of
from contracts.test_nothing_leaks_in_the_stream import request_of


def test_a_delivery_names_what_it_brings_and_counts_what_stands_in_one_line(bank, as_role, connect):
    with as_role("worker"):
        one = record([{"place": "A"}])
        many = record([{"place": str(place)} for place in range(DIGEST_FROM)])
        follow()
    officer = actor("border-officer")
    reader = Reader(officer, officer.agency, request_of("border-officer").session.session_key)
    nobody = Reader(officer, officer.agency, "a session that was never opened")
    brought = deliver(officer, 0, head(), "en")
    assert note_deliveries([(nobody, brought), (reader, brought), (nobody, brought)]) == [False, True, False]
    (entry,) = waiting(connect)
    assert (entry["act"], entry["page"], entry["actor_id"]) == ("stream", "stream", officer.user)
    assert entry["opened"] == [one[0].pk]
    assert entry["shown"] == DIGEST_FROM
    assert bytes(entry["digest"]) == digest_of(row.pk for row in many)


def test_a_file_handed_in_by_the_verb_is_entered(bank, as_role, connect):
    with as_role("worker"):
        (handed_in,) = record([{"place": "A"}])
    officer = actor("border-officer")
    with viewing(officer):
        _note(officer, min(officer.provides), handed_in.pk)
    (entry,) = waiting(connect)
    assert (entry["act"], entry["page"], entry["opened"]) == ("hand-in", "chorsu intake", [handed_in.pk])
