"""Second factors as an officer meets them in a browser: an app, recovery codes and a key, set up and signed in with."""

import base64
import re

import pytest
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from playwright.sync_api import expect

from builders.trail import waiting
from chorsu.directory.models import User
from desk.account.test_second_factor import PASSWORD, code_of

pytestmark = [pytest.mark.browser]
LOGIN, INDEX, CODES = (reverse(name) for name in ("account_login", "mfa_index", "mfa_view_recovery_codes"))
HOME = re.compile(r"//[^/]+/$")
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def officer(bank, as_role, settings):
    settings.CHORSU_EXAMPLE = False
    user = User.objects.get(username="analyst")
    user.set_password(PASSWORD)
    with as_role("owner"):
        user.save(update_fields=["password"])
    return user


def with_password(page):
    page.goto(LOGIN)
    page.get_by_label("Username").fill("analyst")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/factors/"))
    return page


def out(page):
    page.locator(".top-line details.menu", has_text="Sign out").locator("summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile(reverse("start")))


def app_of(page):
    """Sets up an app through the page; its secret, and the recovery codes then shown."""
    page.get_by_role("link", name="Set up an app").click()
    picture = page.get_by_alt_text("The picture that the app reads")
    assert picture.evaluate("(image) => image.complete && image.naturalWidth > 0")
    page.get_by_text("The app cannot read pictures").click()
    secret = page.locator("#totp-secret").inner_text()
    page.get_by_label("The six digits").fill(code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{CODES}")
    return secret, page.locator("#recovery_codes").inner_text().split()


def opens_records(page):
    answer = page.goto(reverse("records"))
    return answer.request.redirected_from is None


def test_an_app_is_set_up_and_its_code_signs_in(visit, officer):
    page = with_password(visit())
    secret, codes = app_of(page)
    assert len(codes) == 10
    assert opens_records(page)
    out(page)
    with_password(page)
    assert not opens_records(page)
    page.goto(reverse("mfa_authenticate"))
    page.get_by_label("Code", exact=True).fill(code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url(HOME)
    assert opens_records(page)


def test_whoever_has_no_second_factor_at_hand_can_leave_it_and_begin_anew(visit, officer):
    app_of(with_password(visit()))
    page = with_password(visit())
    page.get_by_role("button", name="Leave it").click()
    page.wait_for_url(re.compile(reverse("start")))
    page.goto(LOGIN)
    expect(page.get_by_label("Username")).to_be_visible()


def test_a_recovery_code_signs_in_once_and_they_are_shown_once(visit, officer):
    page = with_password(visit())
    _, codes = app_of(page)
    page.goto(CODES)
    assert codes[0] not in page.content()
    for expected in (True, False):
        page = with_password(visit())
        page.get_by_label("Code", exact=True).fill(codes[0])
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in", exact=True).click()
        assert opens_records(page) is expected


def test_a_key_is_added_and_signs_in(visit, officer, connect):
    page = with_password(visit())
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.get_by_role("link", name="Add a key").click()
    page.get_by_label("Name of the key").fill("Blue key")
    page.get_by_role("button", name="Add this key").click()
    page.wait_for_url(f"**{CODES}")
    page.goto(reverse("mfa_list_webauthn"))
    expect(page.locator("main")).to_contain_text("Blue key")
    out(page)
    with_password(page)
    page.get_by_role("button", name="Use a key").click()
    page.wait_for_url(HOME)
    assert opens_records(page)
    page.goto(f"{reverse('mfa_reauthenticate_webauthn')}?next={reverse('account')}")
    page.get_by_role("button", name="Use a key").click()
    page.wait_for_url(re.compile(rf"//[^/]+{reverse('account')}$"))
    told = [(entry["act"], entry["page"]) for entry in waiting(connect)]
    for said in (
        ("factor-added", "mfa_add_webauthn"),
        ("sign-in", "mfa_authenticate"),
        ("proved", "mfa_reauthenticate_webauthn"),
    ):
        assert said in told


def test_a_foreign_key_does_not_sign_in(visit, officer, connect):
    page = with_password(visit())
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    own = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    page.get_by_role("link", name="Add a key").click()
    page.get_by_role("button", name="Add this key").click()
    page.wait_for_url(f"**{CODES}")
    out(page)
    (held,) = session.send("WebAuthn.getCredentials", {"authenticatorId": own})["credentials"]
    session.send("WebAuthn.clearCredentials", {"authenticatorId": own})
    session.send("WebAuthn.addCredential", {"authenticatorId": own, "credential": forged(held)})
    with_password(page)
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        page.get_by_role("button", name="Use a key").click()
    assert answer.value.status == 200
    expect(page.get_by_role("alert")).to_be_visible()
    assert (waiting(connect)[-1]["act"], waiting(connect)[-1]["page"]) == ("sign-in-failed", "mfa_authenticate")
    assert not opens_records(page)


def forged(held):
    """The same credential by name, with another private key."""
    private = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        form.Encoding.DER, form.PrivateFormat.PKCS8, form.NoEncryption()
    )
    return held | {"privateKey": base64.b64encode(private).decode()}
