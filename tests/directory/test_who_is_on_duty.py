"""The roster: who keeps it, whom it names when, who may know of it, also by SQL with a seal of one's own."""

import psycopg
import pytest
from django.db import connection

from builders.messages import AT, KZ, UZ, does, enter_colleague, hours
from builders.releasing import agency
from builders.rosters import on_duty
from cast import actor
from chorsu.directory import roster
from chorsu.directory.models import Duty
from chorsu.directory.roster import officers_to_tell
from chorsu.directory.services import enter_agency, enter_officer, enter_state
from chorsu.handling.rules import Role
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7
from sealing import saying_as
from staff import enter_staff

pytestmark = pytest.mark.usefixtures("bank")
CENTRE, TM = "example-centre", "example-customs-tm"


def named(who, at=AT):
    """The authorities of which somebody reads that one is on duty."""
    with viewing(actor(who)):
        return [duty.authority.code for duty in roster.on_duty(at)]


def enter_at(as_role, name, code, kind="partner", status=""):
    """An officer of a partner, or of an agency of a state with another status."""
    with as_role("owner"):
        state = enter_state(code="AF", status=status) if status else None
        served = enter_agency(code=code, state=state, name_en=code, name_ru=code, kind="" if status else kind)
        enter_officer(username=name, agency=served, roles=[Role.OFFICER], first_name="Example", last_name=name)
    return name


def test_it_names_an_officer_from_the_first_moment_to_before_the_last(as_role):
    colleague = enter_colleague(as_role, "kz-night", KZ)
    on_duty(colleague, hours(0), hours=8)
    number = actor(colleague).user
    with viewing(actor("liaison-a")):
        found = [roster.on_duty_for(agency(KZ), at) for at in (hours(-0.01), hours(0), hours(7.99), hours(8))]
    assert found == [[], [number], [number], []]


def test_liaison_and_duty_officers_of_the_authority_keep_it_and_nobody_else(as_role):
    colleague = enter_colleague(as_role, "kz-night", KZ)
    on_duty("example-police-kz", hours(0), code="example-police-kz")  # the liaison officer's state
    on_duty("duty-officer", hours(0), code=CENTRE, by="duty-officer")
    for who in (colleague, "liaison-b", "duty-officer", "border-officer"):
        with pytest.raises(RefusedError):
            on_duty(colleague, hours(0), by=who)


def test_who_opens_no_message_is_neither_offered_nor_taken(as_role):
    users = enter_staff(as_role)
    for code, name, by in ((KZ, "admin-kz", "liaison-a"), (CENTRE, "auditor", "duty-officer")):
        with viewing(actor(by)):
            offered = set(roster.to_name(agency(code)).values_list("username", flat=True))
        assert by in offered
        assert not offered & set(users)
        with pytest.raises(InputError, match="no officer of this authority"):
            on_duty(name, hours(0), code=code, by=by)


def test_what_cannot_be_meant_is_refused(as_role):
    colleague = enter_colleague(as_role, "kz-night", KZ)
    with pytest.raises(InputError, match="no officer of this authority"):
        on_duty("border-officer", hours(0))
    for wrong in (
        {"hours": 0},
        {"hours": -1},
        {"hours": 24 * 32},
        {"at": hours(12)},
        {"languages": ()},
        {"telephone": " "},
        {"telephone": "ask the gate, 12"},
    ):
        with pytest.raises(InputError):
            on_duty(colleague, hours(0), **wrong)
    on_duty(colleague, hours(0))
    with pytest.raises(InputError, match="on duty then already"):
        on_duty(colleague, hours(11), at=hours(0))
    on_duty(colleague, hours(12), at=hours(0))


def test_who_is_taken_off_is_off_at_once_and_one_to_come_never_begins(as_role):
    colleague = enter_colleague(as_role, "kz-night", KZ)
    now, later = on_duty(colleague, hours(0)), on_duty(colleague, hours(24), at=hours(0))
    for duty in (now, later):
        does("liaison-a", roster.take_off, at=hours(1), duty=duty.pk)
    assert named("liaison-a", hours(0.5)) == [KZ]
    assert named("liaison-a", hours(1)) == named("liaison-a", hours(25)) == []
    with viewing(actor("liaison-a")):
        assert list(roster.roster_of(agency(KZ), hours(1))) == []
    with pytest.raises(InputError):
        does("liaison-a", roster.take_off, at=hours(1), duty=now.pk)
    with pytest.raises(RefusedError):
        does("border-officer", roster.take_off, at=hours(1), duty=now.pk)
    with pytest.raises(AbsentError):
        does("liaison-a", roster.take_off, at=hours(1), duty=uuid7())
    on_duty(colleague, hours(2))  # what never began stands in nobody's way


def test_whoever_was_just_taken_off_is_put_on_again_from_then(as_role):
    colleague = enter_colleague(as_role, "kz-night", KZ)
    first = on_duty(colleague, hours(0))
    does("liaison-a", roster.take_off, at=hours(0.01), duty=first.pk)
    again = on_duty(colleague, hours(0), at=hours(0.02), languages=("ru", "kk", "ru"))
    assert (again.since, again.languages) == (hours(0.01), ["kk", "ru"])


def test_who_has_left_is_named_no_more(as_role):
    colleague = enter_colleague(as_role, "kz-night", KZ)
    on_duty(colleague, hours(0))
    with as_role("owner"), connection.cursor() as cursor:
        cursor.execute("UPDATE directory_user SET is_active = false WHERE username = %s", [colleague])
    assert named("liaison-a") == []


def test_members_and_the_centre_know_of_all_and_others_of_the_centre_alone(as_role):
    on_duty(enter_colleague(as_role, "kz-night", KZ), hours(0))
    on_duty("duty-officer", hours(0), code=CENTRE, by="duty-officer")
    partner, observer = (
        enter_at(as_role, "partner", "example-partner"),
        enter_at(as_role, "observer", "example-police-af", status="observer"),
    )
    users = enter_staff(as_role)
    for who in ("liaison-a", "border-officer", "stranger-c", "analyst", "press-one"):
        assert sorted(named(who)) == [CENTRE, KZ], who
        with viewing(actor(who)):
            assert roster.knows_all_rosters(actor(who))
    for who in (partner, observer):
        assert named(who) == [CENTRE], who
        with viewing(actor(who)):
            assert not roster.knows_all_rosters(actor(who))
    for who in users:
        assert named(who) == [], who
    assert list(Duty.objects.all()) == []  # nobody looks


def test_a_partners_own_roster_is_its_own_the_members_and_the_centres(as_role):
    partner, other = enter_at(as_role, "partner", "example-partner"), enter_at(as_role, "another", "example-other")
    chief = enter_colleague(as_role, "partner-chief", "example-partner", ("liaison",))
    on_duty(partner, hours(0), code="example-partner", by=chief)
    assert {who: named(who) for who in (partner, other, "stranger-c", "analyst")} == {
        partner: ["example-partner"], other: [], "stranger-c": ["example-partner"], "analyst": ["example-partner"],
    }  # fmt: skip


def test_by_sql_nobody_keeps_the_roster_of_another_or_in_the_name_of_another(as_role, connect):
    colleague = actor(enter_colleague(as_role, "kz-night", KZ))
    duty = on_duty("kz-night", hours(0))
    app, liaison = connect("app"), actor("liaison-a")
    insert = (
        "INSERT INTO directory_duty (id, authority_id, officer_id, since, until, languages, telephone, entered_by, entered_at)"
        " VALUES (gen_random_uuid(), %s, %s, now(), now() + interval '1 hour', '{ru}', '1', %s, now())"
    )
    with saying_as(app, liaison):
        app.execute(insert, [agency(KZ), colleague.user, liaison.user])
    for who, authority, officer, by in (
        (colleague, KZ, colleague, colleague),  # neither liaison nor duty officer
        (liaison, UZ, actor("border-officer"), liaison),
        (liaison, KZ, actor("border-officer"), liaison),
        (liaison, KZ, colleague, colleague),
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, who):
            app.execute(insert, [agency(authority), officer.user, by.user])
    for who, moved in ((liaison, 1), (colleague, 0), (actor("liaison-b"), 0)):
        with saying_as(app, who):
            assert app.execute("UPDATE directory_duty SET until = now() WHERE id = %s", [duty.pk]).rowcount == moved
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, liaison):
        app.execute("UPDATE directory_duty SET telephone = '2'")


def test_whatever_goes_to_liaison_officers_finds_somebody(as_role):
    """Nobody in Turkmenistan is a liaison officer: a duty officer is told, or else whoever is there."""
    colleague = enter_colleague(as_role, "tm-night", TM, roles=("duty",))
    with as_role("worker"):
        told = officers_to_tell(agency(TM), Role.LIAISON, hours(0))
        assert told == [actor(colleague).user]
    with as_role("owner"), connection.cursor() as cursor:
        cursor.execute("UPDATE directory_user SET is_active = false WHERE username = %s", [colleague])
    with as_role("worker"):
        told = officers_to_tell(agency(TM), Role.LIAISON, hours(0))
        assert told == [actor("stranger-c").user]
