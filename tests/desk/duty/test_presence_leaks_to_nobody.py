"""Who is on duty changes no byte of a page of somebody who may not know: partners, observers, overseers, other logs."""

import pytest

from answers import answer, signed_in
from builders.messages import KZ, enter_colleague
from builders.rosters import on_duty
from builders.shifts import handed_over, logged
from chorsu.directory.models import Agency
from chorsu.directory.services import enter_agency, enter_officer
from chorsu.handling.rules import Role
from chorsu.kernel.clock import now
from staff import enter_staff

PAGES = ("/", "/duty/", "/duty/roster/", "/duty/log/", "/duty/hand-over/", "/exchange/", "/cooperation/people/")


@pytest.fixture
def partner(bank, as_role):
    """An officer of a partner organisation."""
    with as_role("owner"):
        served = enter_agency(
            code="example-partner", state=None, name_en="Example", name_ru="Example", kind=Agency.Kind.PARTNER
        )
        enter_officer(username="partner", agency=served, roles=[Role.LIAISON], first_name="Test", last_name="Partner")
    return "partner"


def answers_of(who, pages=PAGES):
    return {page: answer(signed_in(who), page) for page in pages}


def test_a_partner_knows_of_the_centre_alone(partner, as_role):
    night = enter_colleague(as_role, "kz-night", KZ)
    before, member = answers_of(partner), answers_of("stranger-c", ["/duty/"])
    on_duty(night, now())
    assert answers_of(partner) == before
    assert answers_of("stranger-c", ["/duty/"]) != member  # so that the line above can fail
    assert b"Kazakhstan" not in before["/duty/"][3]
    on_duty("duty-officer", now(), code="example-centre", by="duty-officer")
    assert answers_of(partner)["/duty/"] != before["/duty/"]


def test_overseers_know_of_nobody(bank, as_role):
    users = enter_staff(as_role)
    before = {who: answers_of(who) for who in users}
    on_duty(enter_colleague(as_role, "kz-night", KZ), now())
    on_duty("duty-officer", now(), code="example-centre", by="duty-officer")
    assert {who: answers_of(who) for who in users} == before


def test_what_is_written_and_handed_over_in_one_authority_is_seen_in_no_other(bank):
    others = ("liaison-b", "liaison-a", "duty-officer", "stranger-c")
    before = {who: answers_of(who) for who in others}
    logged(at=now())
    after = {who: answers_of(who) for who in others}
    assert after == before
    handed_over(at=now())
    changed = {who for who in others if answers_of(who) != before[who]}
    assert changed == {"liaison-b"}  # who is told when nobody signs
