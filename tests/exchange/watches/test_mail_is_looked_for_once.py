"""What mails wait is one question however many officers asked for it, and one mail waits for no other."""

import datetime as dt
from threading import Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from builders.messages import KZ, enter_colleague
from builders.releasing import agency, state
from builders.seizures import follow, record
from builders.watches import made
from cast import actor
from chorsu.desk.watches.wording import mail_words
from chorsu.exchange.watches.mailing import mail_waiting
from chorsu.exchange.watches.models import Mailing
from chorsu.handling.rules import Marking
from chorsu.kernel.clock import now

pytestmark = pytest.mark.usefixtures("bank")


@pytest.fixture
def box(settings, monkeypatch):
    """The addresses that mails went to; what the server does meanwhile is put into `doing`."""
    settings.CHORSU_MAIL_FROM = "desk@example.org"

    class Box(list):
        doing = staticmethod(lambda: None)

    to = Box()
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda one: (to.doing(), to.extend(one.to)))
    return to


def ask(as_role, *names):
    """Further officers of the customs of Kazakhstan, who ask for mail."""
    for name in names:
        officer = actor(enter_colleague(as_role, name, KZ)).user
        with as_role("owner"):
            one = Mailing(officer=officer, address=f"{name}@example.org", language="en")
            one.marking = Marking(agency(KZ), frozenset({agency(KZ)}))
            one.save(force_insert=True)


def arrives(as_role):
    with as_role("worker"):
        record([{}], audience=[state("KZ")])
        follow()


def asked(as_role, at=None):
    """How many questions a step asks, and how many mails it sends."""
    with as_role("worker"), CaptureQueriesContext(connection) as questions:
        sent = mail_waiting(at or now(), write=mail_words)
    return len(questions), sent


def test_with_nothing_to_tell_many_are_asked_about_as_few(as_role, box):
    made()
    arrives(as_role)
    ask(as_role, *(f"kz-{n}" for n in range(3)))
    assert asked(as_role)[1] == 3
    few = asked(as_role), asked(as_role, now() + dt.timedelta(hours=2))
    ask(as_role, *(f"kz-{n}" for n in range(3, 12)))
    assert asked(as_role)[1] == 9
    many = asked(as_role), asked(as_role, now() + dt.timedelta(hours=2))
    assert few == many
    assert [sent for _, sent in many] == [0, 0]
    assert sorted(box) == sorted(f"kz-{n}@example.org" for n in range(12))


def test_one_who_is_told_costs_no_question_about_the_others(as_role, box):
    made()
    ask(as_role, "kz-0")
    arrives(as_role)
    one, _ = asked(as_role)
    least, _ = asked(as_role)
    ask(as_role, *(f"kz-{n}" for n in range(1, 9)))
    eight, sent = asked(as_role)
    assert sent == 8
    assert eight - least == 8 * (one - least)


def test_while_a_mail_is_sent_the_others_are_not_locked(as_role, box, connect):
    made()
    ask(as_role, "kz-0", "kz-1", "kz-2")
    arrives(as_role)
    other, free = connect("worker"), []

    def doing():
        every = "SELECT address FROM exchange_alert_mailing FOR UPDATE SKIP LOCKED"
        free.append(len(other.execute(every).fetchall()))

    box.doing = doing
    assert asked(as_role)[1] == 3
    assert free == [2, 2, 2]


def test_a_mail_that_one_worker_sends_no_other_sends(as_role, box):
    made()
    ask(as_role, "kz-0")
    arrives(as_role)
    found = []
    box.doing = lambda: found.append(elsewhere(lambda: mail_waiting(now(), write=mail_words)))
    assert asked(as_role)[1] == 1
    assert found == [0]
    assert box == ["kz-0@example.org"]


def elsewhere(does):
    """What something gives in another thread, whose connection is its own."""
    given = []

    def run():
        given.append(does())
        connections["default"].close()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    return given.pop()


def test_a_mail_whose_worker_was_killed_is_sent_again(as_role, box):
    made()
    ask(as_role, "kz-0")
    arrives(as_role)

    def stop():
        raise SystemExit

    box.doing = stop
    with pytest.raises(SystemExit):
        asked(as_role)
    box.doing = lambda: None
    assert asked(as_role)[1] == 1
    assert box == ["kz-0@example.org"]
