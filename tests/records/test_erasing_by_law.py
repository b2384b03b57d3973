"""A record erased on a legal ground is gone from every table and file; its entries stay and verify; a line says so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders.pictures import photograph
from builders.releasing import act, agency, state
from builders.seizures import LAW, follow, record
from cast import actor
from chorsu.directory.models import User
from chorsu.handling.rules import Marking
from chorsu.handling.viewer import viewing
from chorsu.journal.chain import verify
from chorsu.journal.contents import Room, check
from chorsu.journal.selectors import chain
from chorsu.journal.trail.selectors import verified
from chorsu.journal.trail.sequencer import sequence_trail
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.kernel.ids import uuid7
from chorsu.records import services
from chorsu.records.committed import STANDING, rebuild_seizures
from chorsu.records.erasures.proposing import confirm, propose
from chorsu.records.models import ProductFlag, Seizure
from chorsu.records.parts import mark_part
from chorsu.records.permissions.services import answer, ask
from chorsu.records.rebuilding import LINKS, rebuild_links
from chorsu.records.sanitising import Coarsening, sanitise
from chorsu.records.store import Kept, Store
from sealing import saying

WORD = "Канарейкаобад"


@pytest.fixture
def store(settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    return Store(tmp_path / "store")


def planting(as_role):
    """A record with a twin of another agency, a version, persons, a photograph; everything numbered and matched."""
    with as_role("worker"):
        first, other = record([{"place": WORD, "kg": 5.0}, {"place": "Другое"}], cells=(("Место", WORD),))
        record([{"place": WORD, "kg": 5.0}], provider="example-customs-kz", audience=[2])
    client = signed("border-officer")
    picture = {"photographs": [SimpleUploadedFile("a.jpg", photograph(), "image/jpeg")], "kind": "stamp"}
    assert client.post(f"/records/{first.pk}/photographs/", picture).status_code == 302
    with viewing(actor("border-officer")):
        services.correct(
            seizure=first.pk,
            changes={"place": f"{WORD}-2"},
            reason=f"{WORD} иначе",
            actor=actor("border-officer"),
            at=now(),
        )
    client.get(f"/records/?q={WORD}")
    client.get(f"/records/{first.pk}/?from={WORD}")
    with as_role("worker"):
        follow()
        sequence_trail()
    return first, other


@pytest.fixture
def planted(standing, store):
    return standing(planting)


def signed(username):
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(username=username))
    return client


def proposed(first, who="border-officer", ground="court", words="Decision 7 of 2026"):
    with viewing(actor(who)):
        return propose(seizure=first.pk, ground=ground, words=words, actor=actor(who), at=now())


def erased(first, store, **said):
    proposed(first, **said)
    with viewing(actor("liaison-b")):
        return confirm(seizure=first.pk, store=store, actor=actor("liaison-b"), at=now())


def test_nothing_of_it_is_left_and_both_streams_verify(planted, store, connect, as_role):
    first, other = planted
    owner = connect("owner")
    salts = owner.execute("SELECT count(*) FROM journal_salt").fetchone()[0]
    entries = owner.execute("SELECT count(*) FROM journal_entry WHERE record_id = %s", [first.pk]).fetchone()[0]
    assert [path for path in store.root.rglob("*") if path.is_file()]
    erased(first, store)
    with as_role("worker"):
        follow()
        sequence_trail()
        assert verify(chain()).good
        assert verified().good
    for table in ("records_seizure", "records_erasure"):
        key = "id" if table == "records_seizure" else "seizure"
        found = owner.execute(f"SELECT count(*) FROM {table} WHERE {key} = %s", [first.pk]).fetchone()[0]
        assert found == (table == "records_erasure")
    assert (
        owner.execute("SELECT count(*) FROM journal_entry WHERE record_id = %s", [first.pk]).fetchone()[0]
        == entries + 2
    )
    left = owner.execute(
        "SELECT count(*) FROM journal_salt s JOIN journal_entry e USING (act_id) WHERE e.record_id = %s", [first.pk]
    ).fetchone()[0]
    assert left == 1  # of the erasing itself, which says no content
    assert owner.execute("SELECT count(*) FROM journal_salt").fetchone()[0] < salts
    assert not [path for path in store.root.rglob("*") if path.is_file()]
    assert owner.execute("SELECT count(*) FROM records_seizure WHERE id = %s", [other.pk]).fetchone()[0] == 1
    assert WORD not in said_anywhere(owner, first)


def said_anywhere(owner, first):
    """Every row of every table, but for the twin's own and what an officer typed into a search for something else."""
    told = []
    for name, row in rows_of(owner):
        twin = name in {"records_seizure", "matching_key"} and str(first.pk) not in row
        if not twin and name != "journal_trail_words":
            told.append(row)
    return "\n".join(told)


def test_the_words_beside_what_opened_it_go_too(planted, store, connect):
    first, _ = planted
    sql = "SELECT count(*) FROM journal_trail_words w JOIN journal_trail t USING (act_id) WHERE t.opened @> ARRAY[%s]"
    owner = connect("owner")
    assert owner.execute(sql, [first.pk]).fetchone()[0] == 1
    erased(first, store)
    assert owner.execute(sql, [first.pk]).fetchone()[0] == 0


def test_a_line_says_so_to_whoever_could_see_it_and_is_absent_for_others(planted, store):
    first, _ = planted
    signed("border-officer").post(f"/records/{first.pk}/erase/", {"ground": "court", "words": "Decision 7"})
    answer = signed("liaison-b").post(f"/records/{first.pk}/erase/confirm/", follow=True)
    assert answer.status_code == 410
    assert "Decision of a court" in answer.text
    assert WORD not in answer.text
    assert signed("stranger-c").get(f"/records/{first.pk}/").status_code == 404


@pytest.mark.parametrize(("who", "error"), [("stranger-c", AbsentError), ("liaison-a", AbsentError)])
def test_nobody_but_its_provider_erases(planted, store, who, error):
    with pytest.raises(error):
        erased(planted[0], store, who=who)


def test_the_door_stays_shut_without_an_erasure_of_ones_own(planted, connect):
    first, _ = planted
    app = connect("app")
    with saying(app, provides="1,2,3"):
        assert app.execute("SELECT * FROM records_erase(%s)", [first.pk]).fetchall() == []
    assert connect("owner").execute("SELECT count(*) FROM records_seizure WHERE id = %s", [first.pk]).fetchone() == (1,)


@pytest.mark.parametrize("said", [{"ground": "because"}, {"words": " "}])
def test_a_ground_is_named(planted, store, said):
    with pytest.raises(InputError):
        erased(planted[0], store, **said)


@pytest.fixture
def full(planted, as_role):
    """The planted record with what later rooms keep of it, each saying the word: parts, identifiers, permission, tie."""
    first, _ = planted
    identifiers = [("handle", WORD, WORD), ("phone", "+998901234567", WORD, True)]
    for told in ({"identifiers": identifiers[:1]}, {"identifiers": identifiers}, {"narrative": WORD}):
        act(services.correct, "border-officer", first, changes=told, reason=WORD, transfer=LAW)
    act(services.release_to, "border-officer", first, principals=[state("KZ")], until=None, transfer=LAW)
    others = [agency("example-police-kg")]
    asked = act(ask, "liaison-a", first, kind="third-party", to=others, purpose=WORD, deadline="8h")
    with viewing(actor("border-officer")):
        answered = {"transfer": LAW, "granted": True, "ground": "", "conditions": WORD, "until": None}
        answer(permission=asked.pk, actor=actor("border-officer"), at=now(), **answered)
    made = act(sanitise, "border-officer", first, how=Coarsening(), keep=lambda _: Kept("e" * 64, 1))
    for part in ("narrative", "place", "lots.1"):
        act(mark_part, "border-officer", first, part=part, only_for=[])
    with as_role("owner"):
        flag = ProductFlag(seizure_id=first.pk, kind="pair", product=uuid7(), at=now())
        flag.marking = Marking(first.provider_id, frozenset())
        flag.save()
    with as_role("worker"):
        follow()
        sequence_trail()
        assert checked() == []
    return first, made


def checked():
    """The faults that the check of contents finds in what records hold, reading no stored bytes."""
    mine = {"seizure": Room(rebuild_seizures, STANDING), "link": Room(rebuild_links, LINKS)}
    return check(mine).faults


LEFT = {
    "records_tombstone",
    "records_taken_out",
    "records_erasure",
    "records_told",
    "records_transfer",
    "journal_entry",
    "journal_salt",
}
"""Tables that may name an erased record by its identifier; that they say nothing of it is tried with its words."""


def test_nothing_of_what_came_later_is_left_and_the_contents_agree(full, store, connect, as_role):
    first, made = full
    owner = connect("owner")
    assert said_anywhere(owner, first).count(WORD) > 8
    erased(first, store)
    with as_role("worker"):
        follow()
        sequence_trail()
        assert verify(chain()).good
        assert checked() == []
    assert WORD not in said_anywhere(owner, first)
    assert {table for table, row in rows_of(owner) if str(first.pk) in row} <= LEFT | {"journal_trail"}
    with viewing(actor("border-officer")):
        assert Seizure.objects.filter(pk=made.pk).exists()


def test_a_salt_taken_away_beside_an_erasure_is_still_a_fault(full, store, connect, as_role):
    first, made = full
    erased(first, store)
    with as_role("worker"):
        follow()
    connect("owner").execute(
        "DELETE FROM journal_salt s USING journal_entry e WHERE e.act_id = s.act_id AND e.record_id = %s", [made.pk]
    )
    with as_role("worker"):
        assert any("its salt is gone" in fault for fault in checked())


def test_a_record_that_was_just_erased_is_no_fault_before_its_entry_is_numbered(full, store, as_role):
    first, _ = full
    erased(first, store)
    with as_role("worker"):
        assert checked() == []


def rows_of(owner):
    """Every row of every table as text, with the name of its table."""
    tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    for (name,) in tables:
        for (row,) in owner.execute(f'SELECT to_jsonb(t)::text FROM "{name}" t').fetchall():
            yield name, row
