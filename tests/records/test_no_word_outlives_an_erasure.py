"""After an erasure no word of a record, of its papers or of the file it came in stands in any column of any table."""

import pytest
from django.test import Client

from builders.releasing import act, agency, state
from builders.tables import table
from cast import actor
from chorsu.directory.models import User
from chorsu.handling.viewer import viewing
from chorsu.intake.services import accept, begin
from chorsu.intake.tasks import take_in_next
from chorsu.journal.trail.sequencer import sequence_trail
from chorsu.kernel.clock import now
from chorsu.records.lots import READ
from chorsu.records.models import Seizure
from chorsu.records.permissions.services import answer, ask
from chorsu.records.services import correct, exclude, recall, release_to, state_quantity, withdraw
from chorsu.records.transfers.deciding import TransferSaid, refuse_transfer

OWNER, WORD = "border-officer", "Канарейкаобад"
SAID = TransferSaid(basis=f"закон {WORD}", purpose=f"дело {WORD}")


def signed(username):
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(username=username))
    return client


def in_the_bank(owner):
    """Every table that holds the word, with the columns in which it stands."""
    found = {}
    columns = owner.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')"
    ).fetchall()
    for name, column in columns:
        sql = f'SELECT count(*) FROM "{name}" WHERE position(%s IN "{column}"::text) > 0'
        if owner.execute(sql, [WORD]).fetchone()[0]:
            found.setdefault(name, set()).add(column)
    return found


@pytest.fixture
def full(bank, as_role, settings, tmp_path):
    """A record from a table named with the word, and the word in every line that an officer writes about it."""
    settings.CHORSU_HOME = tmp_path
    officer = actor(OWNER)
    lines = [f"02.03.2024;Узбекистан;{WORD};героин;2.5;кг;{WORD}"]
    content = table(lines)
    with viewing(officer):
        begun = begin(
            actor=officer, provider=agency("example-border-uz"), name=f"{WORD}.csv", chunks=[content], at=now()
        )
        accept(actor=officer, hand_in=begun.hand_in.pk, audience=[], until=None, at=now(), transfer=SAID)
    with as_role("worker"):
        while take_in_next():
            pass
    with viewing(officer):
        told = Seizure.objects.get()
    assert "markings" in READ
    changes = {"narrative": WORD, "place": WORD, "persons": {"detained": 1}, "identifiers": [("handle", WORD, WORD)]}
    act(correct, OWNER, told, changes=changes | {"lots": {1: {"markings": WORD}}}, reason=WORD)
    confirmed = {"state": "confirmed", "sample": WORD, "method": ""}
    act(state_quantity, OWNER, told, lot=1, values=confirmed)
    act(refuse_transfer, OWNER, told, principals=[state("KG")], said=SAID, ground="safety")
    act(release_to, OWNER, told, principals=[state("KZ"), state("TJ")], until=None, transfer=SAID)
    asked = act(
        ask, "liaison-a", told, kind="third-party", to=[agency("example-police-kg")], purpose=WORD, deadline="8h"
    )
    with viewing(officer):
        said = {"granted": True, "ground": "", "conditions": WORD, "until": None, "transfer": SAID}
        answer(permission=asked.pk, actor=officer, at=now(), **said)
    act(recall, OWNER, told, principals=[state("KZ")], reason=WORD, told=f"{WORD} recalled")
    act(exclude, OWNER, told, principals=[state("TJ")], reason=WORD, told=f"{WORD} excluded")
    signed(OWNER).get(f"/records/{told.pk}/?from={WORD}")
    act(withdraw, OWNER, told, reason=WORD)
    with as_role("worker"):
        sequence_trail()
    return told


def test_no_word_of_it_is_left_in_any_table(full, connect, as_role):
    owner = connect("owner")
    before = in_the_bank(owner)
    assert {"records_transfer", "records_tombstone", "records_report", "intake_handin", "intake_learned_table"} <= {
        *before
    }
    signed(OWNER).post(f"/records/{full.pk}/erase/", {"ground": "court", "words": "Decision 7"})
    done = signed("liaison-b").post(f"/records/{full.pk}/erase/confirm/")
    assert done.status_code == 302
    with as_role("worker"):
        sequence_trail()
    assert in_the_bank(owner) == {}
