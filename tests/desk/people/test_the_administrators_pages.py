"""The administrators' pages: enter, invite, move, leave, take back; nobody else finds them; both languages."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from chorsu.directory.models import Agency, Group, State, User
from chorsu.directory.selectors import actor_of
from chorsu.handling.rules import NOBODY
from staff import enter_staff

PAGES = ("people", "person-new", "agencies", "states", "groups")
PASSWORD = "a sentence nobody else would write"


@pytest.fixture
def admins(bank, as_role):
    users = enter_staff(as_role)
    clients = {}
    for name, user in users.items():
        clients[name] = Client(headers={"Accept-Language": "en"})
        clients[name].force_login(user)
    return clients


def number(code):
    return Agency.objects.get(code=code).pk


def enter(client, username="new-officer", code="example-border-uz", roles=("officer",), **more):
    return client.post(
        reverse("person-new"),
        {"username": username, "last_name": "Example-New", "agency": number(code), "roles": roles, **more},
        follow=True,
    )


def invited(admin, name="new-officer"):
    """The address of an invitation for somebody, which this administrator made."""
    number = User.objects.get(username=name).pk
    page = admin.post(reverse("person-invite", args=[number])).content.decode()
    return re.search(r"http://testserver(/accounts/invitation/[^<]+)", page)[1]


def take(address):
    """Choose the password; the number that the page then shows, empty where it leads to the sign-in."""
    page = Client(headers={"Accept-Language": "en"}).post(address, {"password": PASSWORD, "again": PASSWORD})
    shown = re.search(r'id="number"[^>]*>([0-9 ]+)<', page.content.decode())
    return shown[1] if shown else ""


def signs_in(name="new-officer"):
    client = Client(headers={"Accept-Language": "en"})
    client.post(reverse("account_login"), {"login": name, "password": PASSWORD})
    return "_auth_user_id" in client.session


def confirms(admin, number, name="new-officer"):
    user = User.objects.get(username=name)
    return admin.post(reverse("person-confirm", args=[user.pk]), {"number": number}, follow=True)


def test_a_newcomer_enters_an_officer_hands_over_the_invitation_and_the_officer_signs_in(admins):
    page = enter(admins["admin-uz"])
    assert "Cannot sign in yet" in page.content.decode()
    address = invited(admins["admin-uz"])
    stranger = Client(headers={"Accept-Language": "en"})
    assert "new-officer" in stranger.get(address).content.decode()
    weak = stranger.post(address, {"password": "short", "again": "short"}).content.decode()
    assert "too short" in weak
    number = take(address)
    assert stranger.get(address).status_code == 404
    assert "Confirmed" in confirms(admins["centre-admin"], number).content.decode()
    assert signs_in()


def test_a_later_invitation_ends_the_one_before(admins):
    enter(admins["admin-uz"])
    addresses = [invited(admins["admin-uz"]) for _ in range(2)]
    assert [Client().get(address).status_code for address in addresses] == [404, 200]


def test_leaving_and_taking_it_back(admins):
    enter(admins["admin-uz"])
    user = User.objects.get(username="new-officer")
    page = admins["admin-uz"].post(reverse("person-leave", args=[user.pk]), follow=True).content.decode()
    assert "take it back" in page
    assert actor_of(user) == NOBODY
    assert "new-officer" not in admins["admin-uz"].get(reverse("people")).content.decode()
    assert "new-officer" in admins["admin-uz"].get(reverse("people"), {"left": 1}).content.decode()
    admins["admin-uz"].post(reverse("person-back", args=[user.pk]))
    assert actor_of(user) != NOBODY


def test_changing_roles_offices_and_names(admins):
    enter(admins["admin-uz"])
    user, client = User.objects.get(username="new-officer"), admins["admin-uz"]
    client.post(reverse("person-move", args=[user.pk]), {"agency": number("example-customs-uz"), "roles": ["liaison"]})
    client.post(reverse("person-describe", args=[user.pk]), {"last_name": "Example-Other"})
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    given = {"title_en": "Head of post", "title_ru": "Начальник поста", "since": today}
    client.post(reverse("person-office", args=[user.pk]), given)
    page = client.get(reverse("person", args=[user.pk])).content.decode()
    for words in ("Example-Other", "Liaison officer", "Example border guard", "Head of post"):
        assert words in page, words
    client.post(reverse("office-close", args=[user.offices.get().pk]))
    assert user.offices.get().until_day.isoformat() == today


def test_what_is_wrong_is_said_and_nothing_is_entered(admins):
    again = enter(admins["admin-uz"], "liaison-b").content.decode()
    assert "is taken" in again
    wrong = enter(admins["admin-uz"], "with space").content.decode()
    assert "use Latin letters" in wrong
    assert "Choose" in enter(admins["admin-uz"], code="example-customs-kz").content.decode() or not User.objects.filter(
        username="new-officer"
    )
    assert not User.objects.filter(username="new-officer").exists()


def test_the_centre_runs_states_agencies_and_groups(admins):
    client = admins["centre-admin"]
    client.post(reverse("states"), {"code": "AF", "status": "observer"})
    client.post(reverse("state-status", args=["AF"]), {"status": "non-member"})
    assert State.objects.get(code="AF").status == "non-member"
    client.post(
        reverse("agencies"), {"name_en": "Test police", "name_ru": "Полиция", "kind": "authority", "state": "AF"}
    )
    police = Agency.objects.get(name_en="Test police")
    client.post(reverse("directory-end", args=["agency", police.pk]), {"last_day": ""})
    assert Agency.objects.get(pk=police.pk).until
    client.post(reverse("directory-stay", args=["agency", police.pk]))
    assert not Agency.objects.get(pk=police.pk).until
    kept = {"name_en": "Test force", "name_ru": "Группа", "kind": "group", "agencies": [police.pk]}
    client.post(reverse("groups"), kept)
    group = Group.objects.get(name_en="Test force")
    client.post(reverse("group-members", args=[group.pk]), {"agencies": [number("example-centre")]})
    assert [one.code for one in group.agencies.all()] == ["example-centre"]
    assert "Test force" in client.get(reverse("groups")).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_who_is_no_administrator_finds_no_such_page(admins, page):
    for client in (admins["auditor"], admins["protector"]):
        assert client.get(reverse(page)).status_code == 404
    officer = Client()
    officer.force_login(User.objects.get(username="liaison-b"))
    assert officer.get(reverse(page)).status_code == 404
    assert admins["centre-admin"].get(reverse(page)).status_code == 200
    assert admins["admin-uz"].get(reverse(page)).status_code == (
        404 if page in {"agencies", "states", "groups"} else 200
    )


def test_an_administrator_is_led_to_the_people_and_to_nothing_else(admins):
    assert admins["centre-admin"].get("/")["Location"] == reverse("people")
    page = admins["centre-admin"].get(reverse("people")).content.decode()
    assert reverse("hand-in") not in page
    assert admins["centre-admin"].get(reverse("hand-in")).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_russian_readers_read_russian(admins, page):
    text = admins["centre-admin"].get(reverse(page), headers={"Accept-Language": "ru"}).content.decode()
    assert 'lang="ru"' in text
    for english in ("You see no record", "Three steps", "Competent authorities", "follows the status", "A group of"):
        assert english not in text
