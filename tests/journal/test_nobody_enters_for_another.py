"""SQL as the officers' role, with a seal of one's own: an entry is made in one's own name, now, of one's own records."""

import psycopg
import pytest

from builders.messages import delivery, sent
from builders.shifts import logged
from builders.watches import made
from cast import actor
from chorsu.handling.seal import EARLIER
from chorsu.handling.ties import TIES
from chorsu.journal.trail.entries import Act
from fabricating import provided_by
from sealing import saying, saying_as

ENTER = (
    "INSERT INTO journal_outbox (id, kind, record_id, version, actor_id, at, commitment)"
    " VALUES (uuidv7(), %s, %s, 1, %s, now() + %s::interval, '\\x00')"
)
TRACE = (
    "INSERT INTO journal_trail_outbox (id, act, page, status, actor_id, agency_id, purpose, at, opened)"
    " VALUES (uuidv7(), %s, 'records', 200, %s, %s, '', now() + %s::interval, '{}')"
)


@pytest.fixture
def thief(bank):
    return actor("stranger-c")


@pytest.fixture
def victim(bank):
    return actor("border-officer")


@pytest.fixture
def owned(connect, thief, victim):
    """Makes a row of the thief's and one of the victim's."""
    owner = connect("owner")
    return lambda table: [provided_by(owner, table, who.agency, TIES)["id"] for who in (thief, victim)]


@pytest.fixture
def enter(connect, thief):
    """Enters an act, as the thief."""
    app, owner = connect("app"), connect("owner")
    own = provided_by(owner, "records_seizure", thief.agency, TIES)["id"]

    def entered(kind="seizure.corrected", record=own, by=thief.user, shift="0"):
        with saying_as(app, thief):
            app.execute(ENTER, [kind, record, by, shift])
        return owner.execute("SELECT count(*) FROM journal_outbox").fetchone()[0]

    return entered


@pytest.fixture
def trace(connect, thief):
    """Enters in the audit trail, as the thief."""
    app, owner = connect("app"), connect("owner")

    def traced(act=Act.READ, by=thief.user, office=thief.agency, shift="0"):
        with saying_as(app, thief):
            app.execute(TRACE, [act, by, office, shift])
        return owner.execute("SELECT count(*) FROM journal_trail_outbox").fetchone()[0]

    return traced


def refused():
    return pytest.raises(psycopg.errors.InsufficientPrivilege, match="an entry is made")


def test_an_act_is_entered_in_ones_own_name(enter, victim):
    assert enter() == 1
    for other in (victim.user, None):
        with refused():
            enter(by=other)


def test_an_act_is_entered_when_it_happens(enter):
    assert enter(shift="14 minutes") == 1
    for shift in ("16 minutes", "-16 minutes", "infinity", "-infinity"):
        with refused():
            enter(shift=shift)


def test_what_happened_earlier_is_entered_where_the_process_says_so(thief, connect):
    app = connect("app")
    with saying(app, person=thief.user, purpose=EARLIER):
        app.execute(ENTER, ["view.as", "0" * 32, thief.user, "-2 years"])
    for purpose, shift in (("", "-2 years"), (EARLIER, "2 years")):
        with refused(), saying(app, person=thief.user, purpose=purpose):
            app.execute(ENTER, ["view.as", "0" * 32, thief.user, shift])
    with refused(), saying(app, person=thief.user):
        app.execute("SELECT set_config('chorsu.purpose', %s, true)", [EARLIER])
        app.execute(ENTER, ["view.as", "0" * 32, thief.user, "-2 years"])


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("seizure.released", "records_seizure"),
        ("report.withdrawn", "records_report"),
        ("news.published", "newsroom_item"),
        ("alert.acknowledged", "exchange_alert"),
        ("handover.signed", "exchange_hand_over"),
        ("commitment.ended", "exchange_commitment"),
    ],
)
def test_an_act_is_entered_of_what_one_provides(enter, owned, kind, table):
    mine, theirs = owned(table)
    assert enter(kind, mine) == 1
    with refused():
        enter(kind, theirs)


def test_an_act_of_the_exchange_is_entered_by_its_sides_alone(enter):
    """What the sides themselves enter, their services do on every page; here stands somebody between them."""
    message, watch, entry = sent(), made(), logged()
    others = {"message.recalled": message, "watch.ended": watch, "log.entered": entry}
    for kind, row in (others | {"delivery.opened": delivery(message)}).items():
        with refused():
            enter(kind, row.pk)


def test_who_looks_as_nobody_enters_nothing(thief, connect):
    app = connect("app")
    for row in ((ENTER, ["view.as", "0" * 32, None, "0"]), (TRACE, [Act.READ, None, None, "0"])):
        with refused(), app.transaction():
            app.execute(*row)


def test_a_read_is_entered_in_ones_own_name_and_office(trace, thief, victim):
    assert trace() == 1
    for other in ({"by": victim.user, "office": victim.agency}, {"by": None}, {"office": victim.agency}):
        with refused():
            trace(**other)


def test_a_read_is_entered_when_it_happens(trace):
    assert trace(shift="-14 minutes") == 1
    for shift in ("16 minutes", "-16 minutes"):
        with refused():
            trace(shift=shift)


@pytest.mark.parametrize("act", [*sorted(Act.SIGNING), Act.SEALED])
def test_a_sign_in_is_entered_by_the_process_alone(trace, thief, act):
    """Also in one's own name: it would hide when one was really there."""
    with refused():
        trace(act=act)


@pytest.mark.parametrize("act", sorted(Act.SIGNING))
def test_the_process_says_whose_a_sign_in_is(connect, thief, victim, act):
    app = connect("app")
    with saying(app, purpose=f"entry:{victim.user}"):
        app.execute(TRACE, [act, victim.user, victim.agency, "0"])
    with saying(app, purpose="entry:"):
        app.execute(TRACE, [act, None, None, "0"])
    with refused(), saying(app, purpose=f"entry:{victim.user}"):
        app.execute(TRACE, [act, thief.user, thief.agency, "0"])
    with refused(), saying(app, person=thief.user, purpose=f"entry:{thief.user}"):
        app.execute("SELECT set_config('chorsu.purpose', %s, true)", [f"entry:{victim.user}"])
        app.execute(TRACE, [act, victim.user, victim.agency, "0"])


def test_a_worker_enters_for_whom_it_works(connect, victim):
    worker = connect("worker")
    worker.execute(ENTER, ["seizure.corrected", "0" * 32, victim.user, "-2 days"])
    worker.execute(TRACE, [Act.HAND_IN, victim.user, victim.agency, "-2 days"])
