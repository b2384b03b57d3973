"""Who has left, or is not yet there, is nobody; a leaving can be taken back; every act stands in the journal."""

import datetime as dt

import pytest

from chorsu.directory.models import Agency, Term, User
from chorsu.directory.offices import assign, offices_on
from chorsu.directory.organising import admit_agency, admit_state, end, form_group, set_status, take_end_back
from chorsu.directory.selectors import actor_of
from chorsu.directory.staffing import appoint, leave, move, take_leaving_back
from chorsu.handling.rules import EVERYBODY, MEMBERS, NOBODY, OBSERVERS, PARTNERS, Role
from chorsu.handling.viewer import viewing
from chorsu.journal.models import EntryRow
from chorsu.journal.sequencer import sequence_batch
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from staff import actors, enter_staff

DAY = dt.timedelta(days=1)


@pytest.fixture
def staff(bank, as_role):
    return actors(enter_staff(as_role))


def agency(code):
    return Agency.objects.get(code=code)


def enter(by, code="example-border-uz", roles=(Role.OFFICER,), since=None, username="new-officer", **more):
    with viewing(by):
        return appoint(
            actor=by, username=username, agency=agency(code), roles=roles, since=since or now(), at=now(),
            last_name="Example-New", **more,
        )  # fmt: skip


def again(user):
    return actor_of(User.objects.get(pk=user.pk))


def test_a_states_administrator_appoints_its_own_people_only(staff):
    user = enter(staff["admin-uz"])
    assert again(user).provides == {agency("example-border-uz").pk}
    with pytest.raises(RefusedError):
        enter(staff["admin-uz"], "example-customs-kz", username="other")
    with pytest.raises(AbsentError), viewing(staff["admin-kz"]):
        leave(actor=staff["admin-kz"], number=user.pk, on=now(), at=now())


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.STATE_ADMINISTRATOR, Role.AUDITOR, Role.DATA_PROTECTION])
def test_a_states_administrator_makes_no_overseer(staff, role):
    with pytest.raises(RefusedError):
        enter(staff["admin-uz"], roles=[role])


def test_the_centre_makes_administrators_of_states_and_no_officer_of_a_state(staff):
    assert again(enter(staff["centre-admin"], roles=[Role.STATE_ADMINISTRATOR])).roles == {Role.STATE_ADMINISTRATOR}
    with pytest.raises(RefusedError):
        enter(staff["centre-admin"], username="other")
    enter(staff["centre-admin"], "example-centre", [Role.ANALYST], username="second-analyst")


def test_who_is_no_administrator_appoints_nobody(staff):
    for name in ("auditor", "protector"):
        with pytest.raises(RefusedError):
            enter(staff[name], username=f"of-{name}")
    with pytest.raises(RefusedError):
        enter(again(User.objects.get(username="liaison-b")))


def test_nobody_rules_oneself(staff):
    for name in ("centre-admin", "admin-uz"):
        with pytest.raises(AbsentError), viewing(staff[name]):
            leave(actor=staff[name], number=staff[name].user, on=now(), at=now())


def test_an_overseeing_role_stands_alone(staff):
    with pytest.raises(InputError):
        enter(staff["centre-admin"], "example-centre", [Role.ANALYST, Role.AUDITOR])


def test_an_overseer_stands_for_nobody_and_provides_nothing(staff):
    for actor in staff.values():
        assert (actor.principals, actor.provides) == (frozenset(), frozenset())
        assert actor != NOBODY


def test_who_has_not_joined_yet_is_nobody(staff):
    assert again(enter(staff["admin-uz"], since=now() + DAY)) == NOBODY


def test_a_leaving_counts_at_once_and_can_be_taken_back(staff):
    by, user = staff["admin-uz"], enter(staff["admin-uz"])
    with viewing(by):
        leave(actor=by, number=user.pk, on=now(), at=now())
    assert again(user) == NOBODY
    with viewing(by):
        take_leaving_back(actor=by, number=user.pk, at=now())
    assert again(user).roles == {Role.OFFICER}


def test_a_leaving_that_lies_ahead_changes_nothing_yet(staff):
    by, user = staff["admin-uz"], enter(staff["admin-uz"])
    with viewing(by):
        leave(actor=by, number=user.pk, on=now() + DAY, at=now())
    assert again(user).roles == {Role.OFFICER}


def test_a_move_keeps_the_term_before(staff):
    by, user = staff["admin-uz"], enter(staff["admin-uz"], since=now() - DAY)
    with viewing(by):
        move(actor=by, number=user.pk, agency=agency("example-customs-uz"), roles=[Role.LIAISON], on=now(), at=now())
    assert agency("example-customs-uz").pk in again(user).principals
    assert [term.agency.code for term in Term.objects.filter(user=user).order_by("since")] == [
        "example-border-uz",
        "example-customs-uz",
    ]


def test_a_move_that_lies_ahead_counts_from_its_day(staff):
    by, user = staff["admin-uz"], enter(staff["admin-uz"], since=now() - DAY)
    with viewing(by):
        move(actor=by, number=user.pk, agency=agency("example-customs-uz"), roles=[Role.DUTY], on=now() + DAY, at=now())
    assert again(user).roles == {Role.OFFICER}
    assert agency("example-border-uz").pk in again(user).principals


def test_status_decides_which_standing_principal_is_carried(staff):
    by = staff["centre-admin"]
    with viewing(by):
        state = admit_state(actor=by, code="AF", status="observer", at=now())
        police = admit_agency(
            actor=by, name_en="Test police", name_ru="Полиция", kind="authority", state=state, parent=None, at=now()
        )
        partner = admit_agency(
            actor=by, name_en="Test bureau", name_ru="Бюро", kind="partner", state=None, parent=None, at=now()
        )
    chief = enter(by, police.code, [Role.STATE_ADMINISTRATOR], username="admin-af")
    officer = enter(again(chief), police.code, username="officer-af")
    outside = enter(by, partner.code, username="partner-officer")
    carried = {EVERYBODY, MEMBERS, OBSERVERS, PARTNERS}
    assert again(officer).principals & carried == {EVERYBODY, OBSERVERS}
    assert again(outside).principals & carried == {EVERYBODY, PARTNERS}
    with viewing(by):
        set_status(actor=by, code="AF", status="non-member", at=now())
    assert again(officer).principals & carried == {EVERYBODY}


def test_officers_of_a_unit_belong_to_the_agency_too(staff):
    by, above = staff["centre-admin"], agency("example-border-uz")
    with viewing(by):
        unit = admit_agency(
            actor=by, name_en="Dog unit", name_ru="Кинологи", kind="", state=None, parent=above, at=now()
        )
    actor = again(enter(staff["admin-uz"], unit.code))
    assert {unit.pk, above.pk, above.state_id} <= actor.principals
    assert actor.provides == {unit.pk, above.pk}


def test_a_group_and_an_agency_end_and_come_back(staff):
    by, user = staff["centre-admin"], enter(staff["admin-uz"])
    with viewing(by):
        group = form_group(
            actor=by, name_en="Test force", name_ru="Группа", kind="task-force",
            agencies=[agency("example-border-uz")], until=now() + DAY, at=now(),
        )  # fmt: skip
    assert group.pk in again(user).principals
    with viewing(by):
        end(actor=by, kind="group", number=group.pk, on=now(), at=now())
    assert group.pk not in again(user).principals
    with viewing(by):
        end(actor=by, kind="agency", number=agency("example-border-uz").pk, on=now(), at=now())
    assert again(user) == NOBODY
    with viewing(by):
        take_end_back(actor=by, kind="agency", number=agency("example-border-uz").pk, at=now())
    assert again(user) != NOBODY


def test_only_the_centre_changes_agencies(staff):
    with pytest.raises(AbsentError), viewing(staff["admin-uz"]):
        admit_state(actor=staff["admin-uz"], code="AF", status="member", at=now())


def test_acting_for_a_colleague_has_an_end(staff):
    by = staff["admin-uz"]
    one, two = enter(by), enter(by, username="second-officer")
    said = {"actor": by, "number": one.pk, "title_en": "Chief", "title_ru": "Начальник", "since": now().date()}
    with viewing(by), pytest.raises(InputError):
        assign(**said, until_day=None, acting_for=two.pk, at=now())
    with viewing(by):
        assign(**said, until_day=now().date(), acting_for=two.pk, at=now())
    assert [office.acting_for for office in offices_on(now().date())] == [two]
    assert not offices_on(now().date() + DAY).exists()


def test_every_act_is_an_entry_of_the_journal(staff, as_role):
    by, user = staff["admin-uz"], enter(staff["admin-uz"])
    with viewing(by):
        leave(actor=by, number=user.pk, on=now(), at=now())
        take_leaving_back(actor=by, number=user.pk, at=now())
    with as_role("worker"):
        sequence_batch()
        kinds = EntryRow.objects.filter(actor_id=by.user).order_by("number").values_list("kind", flat=True)
        assert list(kinds) == ["directory.joined", "directory.left", "directory.came-back"]
