"""A second factor is demanded everywhere but on the example installation; tries are counted; secrets are encrypted."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from chorsu.directory.models import User

PASSWORD = "a sentence nobody else would write"


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def officer(bank, as_role, settings):
    settings.CHORSU_EXAMPLE = False
    user = User.objects.get(username="analyst")
    user.set_password(PASSWORD)
    with as_role("owner"):
        user.save(update_fields=["password"])
    return user


def sign_in(client):
    return client.post(reverse("account_login"), {"login": "analyst", "password": PASSWORD})


def set_up(client):
    """The secret of an app, set up through the page; and the recovery codes that the page then shows."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'id="totp-secret">([A-Z2-7]+)', page)[1]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    codes = re.search(r'id="recovery_codes">([^<]+)', done.content.decode())
    return secret, codes[1].split() if codes else []


@pytest.fixture
def protected(officer):
    client = Client(headers={"accept-language": "en"})
    sign_in(client)
    return set_up(client)


def test_who_has_none_is_led_to_set_one_up_before_anything_else(officer):
    client = Client(headers={"accept-language": "en"})
    sign_in(client)
    for name in ("home", "records", "account", "hand-in"):
        assert client.get(reverse(name))["Location"] == reverse("mfa_index"), name
    assert client.post(reverse("text-paste"), {"text": "x"})["Location"] == reverse("mfa_index")
    first = client.get(reverse("mfa_index")).content.decode()
    assert "before you go on" in first
    assert "<chorsu-ring" not in first
    set_up(client)
    assert "<chorsu-ring" in client.get(reverse("records")).content.decode()


def test_the_example_installation_demands_none(officer, settings):
    settings.CHORSU_EXAMPLE = True
    client = Client()
    sign_in(client)
    assert client.get(reverse("records")).status_code == 200


def test_password_alone_opens_nothing_then(protected):
    client = Client()
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("records")).status_code == 302
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(protected[0])})["Location"] == "/"
    assert client.get(reverse("records")).status_code == 200


def test_a_recovery_code_opens_once(protected):
    for status in (302, 200):
        client = Client()
        sign_in(client)
        assert client.post(reverse("mfa_authenticate"), {"code": protected[1][0]}).status_code == status


def test_a_code_of_an_app_opens_once_whichever_process_is_asked(protected):
    for status in (302, 200):
        cache.clear()  # each process has its own
        client = Client()
        sign_in(client)
        assert client.post(reverse("mfa_authenticate"), {"code": code_of(protected[0])}).status_code == status


def test_a_code_from_before_the_one_last_taken_opens_nothing(protected):
    later = int(time.time()) // 30 + 1
    for counter, status in ((later, 302), (later - 1, 200)):
        cache.clear()
        client = Client()
        sign_in(client)
        code = format_hotp_value(hotp_value(protected[0], counter))
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == status


def test_codes_are_not_guessed(protected):
    client = Client(headers={"accept-language": "en"})
    sign_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    right = client.post(reverse("mfa_authenticate"), {"code": code_of(protected[0])})
    assert right.status_code == 200
    assert "Too many" in right.content.decode()


def test_secrets_lie_encrypted(protected):
    stored = [str(row.data) for row in Authenticator.objects.all()]
    assert len(stored) == 2
    assert not any(protected[0] in data for data in stored)


def test_the_last_factor_is_not_taken_away(protected):
    client = Client()
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": protected[1][1]})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").exists()


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_page_is_in_the_frame_of_the_kit(officer, name, language):
    client = Client(headers={"accept-language": language})
    sign_in(client)
    text = client.get(reverse(name), follow=True).content.decode()
    assert "ui.css" in text
    assert f'lang="{language}"' in text


def test_the_secret_is_the_one_that_an_app_would_read(bank):
    assert len(code_of(generate_totp_secret())) == 6
