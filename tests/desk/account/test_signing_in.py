"""Signing in with a name and a password: in the look of the kit, with errors one understands, throttled."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from chorsu.directory.models import User

PASSWORD = "a sentence nobody else would write"
LOGIN = "/accounts/login/"


@pytest.fixture
def officer(bank, as_role):
    cache.clear()
    user = User.objects.get(username="analyst")
    user.set_password(PASSWORD)
    with as_role("owner"):
        user.save(update_fields=["password"])
    yield user
    cache.clear()


def sign_in(client, password, username="analyst", **more):
    return client.post(LOGIN, {"login": username, "password": password, **more}, headers={"Accept-Language": "en"})


def test_the_right_password_opens(officer):
    client = Client()
    assert sign_in(client, PASSWORD)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_one_lands_where_one_wanted_to_go(officer):
    assert sign_in(Client(), PASSWORD, next="/hand-in/")["Location"] == "/hand-in/"
    assert sign_in(Client(), PASSWORD, next="https://evil.example/")["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(officer):
    wrong, unknown = sign_in(Client(), "wrong"), sign_in(Client(), "wrong", "nobody-here")
    assert wrong.status_code == unknown.status_code == 200
    errors = [list(response.context["form"].non_field_errors()) for response in (wrong, unknown)]
    assert errors[0] == errors[1]
    assert errors[0]


def test_an_error_is_announced_in_the_readers_language(officer):
    text = (
        Client().post(LOGIN, {"login": "analyst", "password": "x"}, headers={"Accept-Language": "ru"}).content.decode()
    )
    assert 'role="alert"' in text
    assert "Войти" in text
    assert "пароль" in text


def test_guessing_is_throttled(officer):
    client = Client()
    for _ in range(5):
        sign_in(client, "wrong")
    throttled = sign_in(client, PASSWORD)
    assert throttled.status_code == 200
    assert "Too many failed login attempts" in throttled.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_page_is_in_the_frame_of_the_kit(bank):
    text = Client().get(LOGIN).content.decode()
    assert "ui.css" in text
    assert 'autocomplete="current-password"' in text
    assert "placeholder" not in text


def test_an_officer_may_change_the_password(officer):
    client = Client()
    client.force_login(officer)
    new = "another sentence nobody would write"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    officer.refresh_from_db()
    assert officer.check_password(new)


def test_nobody_signs_up(bank):
    text = Client().get("/accounts/signup/", headers={"Accept-Language": "en"}).content.decode()
    assert "Nobody signs up here" in text


def test_example_officers_have_no_password(bank):
    assert not any(user.has_usable_password() for user in User.objects.filter(example=True))
