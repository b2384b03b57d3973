"""Who signs a hand-over is offered to be entered in the roster, and to relieve whoever wrote it."""

import datetime as dt

import pytest

from builders.messages import KZ, enter_colleague
from builders.releasing import agency
from builders.rosters import on_duty
from builders.shifts import handed_over
from cast import actor
from chorsu.directory.roster import on_duty_for
from chorsu.exchange.models import HandOver
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now

TICK = 'name="on-duty" id="s-on-duty" value="1" checked'
RELIEF = 'name="relieve" id="s-relieve" value="1" checked'
FORM = {"on-duty": "1", "until": "2099-01-01T08:00", "telephone": "+7 7172 000 001", "languages": ["kk", "ru"]}


@pytest.fixture
def signing(bank, as_role):
    """The address of a hand-over of Kazakhstan's customs, and two who may sign it: a duty officer and an officer."""
    next_one = enter_colleague(as_role, "kz-next", KZ, roles=("officer", "duty"))
    plain = enter_colleague(as_role, "kz-plain", KZ)
    one = handed_over(who="liaison-a", at=now())
    return f"/duty/hand-over/{one.pk}/", next_one, plain


def until(hours):
    return {"until": f"{now() + dt.timedelta(hours=hours + 5):%Y-%m-%dT%H:%M}"}


def there():
    with viewing(actor("liaison-a")):
        return on_duty_for(agency(KZ), now())


def test_it_is_offered_and_done(enter, signing):
    address, next_one, _ = signing
    assert TICK in enter(next_one).get(address).text
    page = enter(next_one).post(address, FORM | until(8), follow=True).text
    assert "Signed: the shift is yours, and you are on the roster." in page
    assert there() == [actor(next_one).user]


@pytest.mark.parametrize(("lasted", "hours"), [((), 12), ((1 / 12,), 12), ((10, 1 / 12), 10)])
def test_a_duty_cut_short_says_nothing_of_how_long_a_shift_is(enter, signing, lasted, hours):
    address, next_one, _ = signing
    for place, length in enumerate(lasted):
        on_duty("liaison-a", now() - dt.timedelta(days=3 - place), hours=length)
    shown = enter(next_one).get(address).text.split('name="until" value="')[1].split('"')[0]
    offered = dt.datetime.fromisoformat(f"{shown}+05:00") - now()
    assert dt.timedelta(hours=hours, minutes=-2) < offered <= dt.timedelta(hours=hours)


def test_without_the_tick_it_is_signed_alone(enter, signing):
    address, next_one, _ = signing
    page = enter(next_one).post(address, {key: FORM[key] for key in FORM if key != "on-duty"}, follow=True).text
    assert "Signed: the shift is yours." in page
    assert there() == []


def test_the_writer_is_relieved_and_the_signer_takes_the_place(enter, signing):
    address, next_one, _ = signing
    on_duty("liaison-a", now() - dt.timedelta(hours=1))
    page = enter(next_one).get(address).text
    assert (TICK in page, RELIEF in page) == (True, True)
    enter(next_one).post(address, FORM | until(8) | {"relieve": "1"})
    assert there() == [actor(next_one).user]


def test_a_duty_that_began_after_it_was_written_is_another_shift(enter, signing):
    address, next_one, _ = signing
    on_duty("liaison-a", now() + dt.timedelta(milliseconds=1))
    page = enter(next_one).get(address).text
    assert (TICK in page, RELIEF in page) == (True, False)
    enter(next_one).post(address, FORM | until(8) | {"relieve": "1"})
    assert set(there()) == {actor("liaison-a").user, actor(next_one).user}


def test_without_that_tick_both_are_on_duty(enter, signing):
    address, next_one, _ = signing
    on_duty("liaison-a", now() - dt.timedelta(hours=1))
    enter(next_one).post(address, FORM | until(8))
    assert set(there()) == {actor("liaison-a").user, actor(next_one).user}


def test_whoever_is_on_duty_already_relieves_alone(enter, signing):
    address, next_one, _ = signing
    on_duty("liaison-a", now() - dt.timedelta(hours=1))
    on_duty(next_one, now())
    page = enter(next_one).get(address).text
    assert ("s-on-duty" in page, RELIEF in page, "You are on duty already" in page) == (False, True, True)
    enter(next_one).post(address, FORM | until(8) | {"relieve": "1"})
    assert there() == [actor(next_one).user]


def test_where_a_third_is_on_duty_the_signer_is_not_ticked(enter, signing):
    address, next_one, plain = signing
    on_duty(plain, now())
    page = enter(next_one).get(address).text
    assert ('id="s-on-duty" value="1">' in page, RELIEF in page) == (True, False)


def test_a_duty_of_the_signer_that_comes_is_not_overlapped(enter, signing):
    address, next_one, _ = signing
    coming = now() + dt.timedelta(hours=2)
    on_duty(next_one, coming, at=now())
    shown = enter(next_one).get(address).text.split('name="until" value="')[1].split('"')[0]
    assert shown == f"{coming + dt.timedelta(hours=5):%Y-%m-%dT%H:%M}"
    assert "and you are on the roster" in enter(next_one).post(address, FORM | {"until": shown}, follow=True).text


def test_who_keeps_no_roster_signs_alone(enter, signing):
    address, _, plain = signing
    assert TICK not in enter(plain).get(address).text
    assert "Signed" in enter(plain).post(address, FORM | until(8), follow=True).text
    assert there() == []


def test_what_cannot_be_entered_signs_nothing_and_keeps_what_was_typed(enter, signing):
    address, next_one, _ = signing
    on_duty("liaison-a", now() - dt.timedelta(hours=1))
    typed = FORM | {"telephone": "none", "until": "2026-01-01T08:00"}
    answer = enter(next_one).post(address, typed)
    page = answer.text
    assert answer.status_code == 422
    assert "The duty ends before it begins" in page
    assert ('value="2026-01-01T08:00"' in page, 'value="none"' in page, TICK in page) == (True, True, True)
    assert 'id="s-relieve" value="1">' in page  # it was not ticked
    with viewing(actor("liaison-a")):
        assert HandOver.objects.get().signed_at is None
    assert there() == [actor("liaison-a").user]


def test_two_who_sign_at_once_are_told(enter, signing):
    address, next_one, plain = signing
    enter(next_one).post(address, FORM | until(8))
    answer = enter(plain).post(address)
    assert (answer.status_code, "Somebody signed it in the meantime" in answer.text) == (422, True)
