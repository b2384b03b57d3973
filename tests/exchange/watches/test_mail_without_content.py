"""A mail says that alerts wait and where, to who asked for it, once an hour at most; not a word of what they are about."""

import datetime as dt
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from django.db import connection

from builders.messages import KZ, enter_colleague
from builders.releasing import state
from builders.seizures import follow, record
from builders.watches import alerts, does, made
from cast import actor
from chorsu.desk.watches.wording import mail_words
from chorsu.exchange.watches.acting import acknowledge
from chorsu.exchange.watches.mailing import mail_waiting, stop_mailing, want_mail
from chorsu.exchange.watches.models import Mailing
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError

pytestmark = pytest.mark.usefixtures("bank")


@pytest.fixture
def box(settings, tmp_path):
    """Where mails lie, each as its address, subject and text."""
    settings.CHORSU_MAIL_FROM = "desk@example.org"
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}

    def mails():
        found = []
        for path in sorted(Path(tmp_path).iterdir(), key=lambda one: one.stat().st_mtime_ns):
            one = message_from_bytes(path.read_bytes())
            text = one.get_payload(decode=True).decode()
            found.append((one["To"], str(make_header(decode_header(one["Subject"]))), text))
        return found

    return mails


def asks_for_mail(who, address, language="en"):
    officer = actor(who)
    with viewing(officer):
        return want_mail(address=address, language=language, actor=officer)


def arrives(as_role, kg=1.25):
    with as_role("worker"):
        record([{"quantity": kg, "kg": kg}], audience=[state("KZ")])
        follow()


def work(as_role, at=None):
    with as_role("worker"):
        return mail_waiting(at or now(), write=mail_words)


def test_who_asked_is_told_how_many_and_where_and_nothing_else(as_role, box):
    made(name="Heroin on the border"), made(name="Alone", shared=False)
    asks_for_mail("liaison-a", "aigul@example.org")
    assert work(as_role) == 0
    arrives(as_role)
    assert work(as_role) == 1
    ((to, subject, text),) = box()
    assert (to, subject) == ("aigul@example.org", "2 alerts wait")
    assert "/exchange/alerts/" in text
    assert "eroin" not in subject + text


def test_again_only_for_something_newer_and_not_within_the_hour(as_role, box):
    made()
    asks_for_mail("liaison-a", "aigul@example.org", "ru")
    arrives(as_role)
    assert [work(as_role), work(as_role), work(as_role, now() + dt.timedelta(hours=2))] == [1, 0, 0]
    arrives(as_role, 44.0)
    assert [work(as_role), work(as_role, now() + dt.timedelta(hours=2))] == [0, 1]
    assert [subject for _, subject, _ in box()] == ["1 оповещение ждёт", "2 оповещения ждут"]


def test_an_alert_of_anothers_own_watch_counts_for_nobody_else(as_role, box):
    enter_colleague(as_role, "colleague-kz", KZ)
    made(shared=False)
    asks_for_mail("colleague-kz", "colleague@example.org")
    arrives(as_role)
    assert work(as_role) == 0


def test_what_is_acknowledged_or_waits_for_quiet_hours_to_end_is_not_told(as_role, box):
    made(quiet=(dt.time(0), dt.time(0)))
    asks_for_mail("liaison-a", "aigul@example.org")
    arrives(as_role)
    assert work(as_role) == 0
    assert work(as_role, now() + dt.timedelta(hours=25)) == 1
    arrives(as_role, 44.0)
    for one in alerts():
        does("liaison-a", acknowledge, identifier=one.pk)
    assert work(as_role, now() + dt.timedelta(hours=50)) == 0


def test_where_it_goes_is_ones_own_affair(as_role, box):
    enter_colleague(as_role, "colleague-kz", KZ)
    asks_for_mail("liaison-a", "aigul@example.org")
    with viewing(actor("colleague-kz")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM exchange_alert_mailing")
        assert cursor.fetchone() == (0,)
    with pytest.raises(InputError):
        asks_for_mail("liaison-a", "no address")
    asks_for_mail("liaison-a", "other@example.org")
    officer = actor("liaison-a")
    with viewing(officer):
        assert Mailing.objects.get().address == "other@example.org"
        stop_mailing(actor=officer)
    made()
    arrives(as_role)
    assert work(as_role) == 0
