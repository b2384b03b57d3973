"""Every way to prove who one is, and every change of it, is in the audit trail: a walk through all doors of django-allauth.

A new release of allauth that brings an address or a signal of which nothing is said here fails.
"""

import datetime as dt

import pytest
from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.dispatch import Signal
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from chorsu.directory.invitations import invite
from chorsu.directory.models import Session, Token, User
from chorsu.directory.selectors import actor_of
from chorsu.directory.sessions import digest_of
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from desk.account.test_second_factor import PASSWORD, code_of, set_up
from staff import actors, enter_staff

NEW = "another sentence nobody would write"
EXPECTED = {
    "account_login": {"sign-in-failed", "locked-out", "sign-in", "proved"},
    "mfa_authenticate": {"sign-in-failed", "locked-out", "sign-in"},
    "account_reauthenticate": {"sign-in-failed", "proved"},
    "mfa_reauthenticate": {"sign-in-failed", "locked-out", "proved"},
    "account_change_password": {"sign-in-failed", "locked-out", "password-changed"},
    "mfa_activate_totp": {"list", "factor-added"},
    "mfa_generate_recovery_codes": {"factor-added"},
    "mfa_view_recovery_codes": {"codes-shown", "list"},
    "mfa_download_recovery_codes": {"codes-shown"},
    "mfa_edit_webauthn": {"change"},
    "mfa_remove_webauthn": {"factor-removed"},
    "mfa_deactivate_totp": {"factor-removed"},
    "session-end": {"sign-out"},
    "token-new": {"change"},
    "token-revoke": {"change"},
    "sign-out-everywhere": {"sign-out"},
    "account_logout": {"sign-out"},
    "invitation": {"password-changed"},
}
NOT_HERE = {
    "account": "a page",
    "mfa_index": "a page",
    "mfa_list_webauthn": "a page",
    "mfa_reauthenticate_webauthn": "needs a key: tests/desk/account/test_factors_in_a_browser.py",
    "mfa_add_webauthn": "needs a key: tests/desk/account/test_factors_in_a_browser.py",
    "account_signup": "nobody signs up",
    "account_inactive": "a page for nobody",
}
HEARD = {"authentication_step_completed", "password_changed"}
BY_OTHER_WAYS = {
    "user_logged_in": "Django's own signal",
    "authenticator_added": "where factors are kept",
    "authenticator_removed": "where factors are kept",
    "authenticator_reset": "where factors are kept",
    "authenticator_used": "a step completed",
    "authentication_failed": "the forms, which count the failure",
    "password_set": "the invitation says it",
    "user_signed_up": "nobody signs up",
    "password_reset": "no such door",
    "login_code_rejected": "no such door",
    "password_reset_code_rejected": "no such door",
} | dict.fromkeys(
    (
        "email_confirmed",
        "email_confirmation_sent",
        "email_changed",
        "email_added",
        "email_removed",
        "_add_email",
        "email_verification_code_rejected",
    ),
    "no addresses are kept",
)


def account_pages():
    """The names of every address below `/accounts/`."""
    waits = [get_resolver("chorsu.desk.account.urls")]
    while waits:
        for pattern in waits.pop().url_patterns:
            if isinstance(pattern, URLPattern):
                yield pattern.name
            else:
                waits.append(pattern)


@pytest.fixture
def officer(bank, as_role, settings):
    settings.CHORSU_EXAMPLE = False
    user = User.objects.get(username="analyst")
    user.set_password(PASSWORD)
    with as_role("owner"):
        user.save(update_fields=["password"])
    return user


@pytest.fixture
def told(connect):
    """The acts entered since the last time, by page; and what was said beside the last one."""
    worker, seen = connect("worker"), [0]

    def since():
        rows = worker.execute(
            "SELECT o.page, o.act, o.actor_id, w.said FROM journal_trail_outbox o"
            " LEFT JOIN journal_trail_words w ON w.act_id = o.id ORDER BY o.id"
        ).fetchall()
        new, seen[0] = rows[seen[0] :], len(rows)
        return new

    return since


def signs_in(client, password=PASSWORD, name="analyst"):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def posts(client, name, /, *args, **given):
    return client.post(reverse(name, args=args), given)


def tries(client, times, name, **given):
    for _ in range(times):
        posts(client, name, **given)


def test_everything_that_allauth_can_do_is_named_here():
    assert set(account_pages()) == set(EXPECTED) | set(NOT_HERE)
    for module in (account_signals, factor_signals):
        named = {name for name, value in vars(module).items() if isinstance(value, Signal)}
        assert named - {"user_logged_out"} <= HEARD | set(BY_OTHER_WAYS)


def test_every_door_leaves_the_entry_that_says_what_was_done(officer, as_role, told):
    known, codes = _the_first_sign_in(officer)
    _with_a_second_factor(codes)
    _once_more(known, codes)
    _factors_go(known, officer, as_role)
    _passwords_change(known)
    _sessions_and_tokens(known, officer)
    _an_invitation(as_role)
    found = {}
    for page, act, _actor, _said in told():
        found.setdefault(page, set()).add(act)
    assert {page: acts for page, acts in found.items() if page in EXPECTED} == EXPECTED


def _the_first_sign_in(officer):
    tries(Client(), 6, "account_login", login="liaison-a", password="wrong")
    known = Client(headers={"accept-language": "en"})
    signs_in(known)
    secret, _ = set_up(known)
    known.get(reverse("mfa_view_recovery_codes"))
    posts(known, "mfa_generate_recovery_codes")
    file = known.get(reverse("mfa_download_recovery_codes"))
    assert file.status_code == 200
    known.get(reverse("mfa_view_recovery_codes"))
    return known, (secret, file.content.decode().split())


def _with_a_second_factor(codes):
    client = Client(REMOTE_ADDR="198.51.100.7")
    signs_in(client)
    posts(client, "mfa_authenticate", code="000000")
    posts(client, "mfa_authenticate", code=codes[1][-1])
    posts(client, "account_logout")
    guesser = Client(REMOTE_ADDR="203.0.113.9")
    signs_in(guesser)
    tries(guesser, 6, "mfa_authenticate", code="000000")


def _once_more(known, codes):
    posts(known, "account_reauthenticate", password="wrong")
    posts(known, "account_reauthenticate", password=PASSWORD)
    posts(known, "mfa_reauthenticate", code=codes[1][0])
    tries(known, 6, "mfa_reauthenticate", code="000000")


def key_of(officer, as_role):
    """A key, entered beside the ceremony."""
    with as_role("owner"):
        return Authenticator.objects.create(user=officer, type="webauthn", data={"name": "one", "credential": {}})


def _factors_go(known, officer, as_role):
    """Of two keys one goes by its own page, then the app goes."""
    keys = [key_of(officer, as_role) for _ in range(2)]
    posts(known, "mfa_edit_webauthn", keys[0].pk, name="another")
    posts(known, "mfa_remove_webauthn", keys[0].pk)
    posts(known, "mfa_deactivate_totp")


def _passwords_change(known):
    posts(known, "account_change_password", oldpassword=PASSWORD, password1=NEW, password2=NEW)
    tries(known, 6, "account_change_password", oldpassword="wrong", password1=NEW, password2=NEW)


def _sessions_and_tokens(known, officer):
    other = Client()
    other.force_login(officer)
    posts(known, "session-end", digest_of(other.session.session_key))
    day = (now() + dt.timedelta(days=3)).date().isoformat()
    posts(known, "token-new", owner=officer.pk, purpose="x", scope=["read"], last_day=day)
    posts(known, "token-revoke", Token.objects.get().pk)
    posts(known, "sign-out-everywhere")
    with viewing(actor_of(officer)):
        assert not Session.objects.exists()


def _an_invitation(as_role):
    by = actors(enter_staff(as_role))["admin-uz"]
    with viewing(by):
        secret = invite(actor=by, number=User.objects.get(username="liaison-b").pk, at=now())
    posts(Client(), "invitation", secret, password=NEW, again=NEW)


def test_whoever_has_proven_only_a_password_is_named_in_the_words_alone(officer, told):
    known = Client(headers={"accept-language": "en"})
    signs_in(known)
    secret, _ = set_up(known)
    told()
    client = Client()
    signs_in(client)
    posts(client, "mfa_authenticate", code="000000")
    posts(client, "mfa_authenticate", code=code_of(secret))
    half, wrong, whole = (row[1:] for row in told())
    assert half == ("proved", None, {"by": ["password"], "name": ["analyst"]})
    assert wrong == ("sign-in-failed", None, {"name": ["analyst"]})
    assert whole == ("sign-in", officer.pk, {"by": ["totp"]})


def test_the_address_adds_nothing_to_an_entry_of_signing_in(officer, told):
    client = Client()
    client.post(f"{reverse('account_login')}?by=webauthn&factor=totp&name=x", {"login": "analyst", "password": "wrong"})
    ((act, who, words),) = [row[1:] for row in told()]
    assert (act, who, words) == ("sign-in-failed", None, {"name": ["analyst"]})


def test_the_entry_says_which_factor_was_set_up_and_which_went(officer, told, as_role):
    known = Client(headers={"accept-language": "en"})
    signs_in(known)
    set_up(known)
    key = key_of(officer, as_role)
    posts(known, "mfa_remove_webauthn", key.pk)
    said = {act: words["factor"] for _page, act, _actor, words in told() if "factor" in (words or {})}
    assert said == {"factor-added": ["totp", "recovery_codes"], "factor-removed": ["webauthn"]}


def test_the_password_until_now_is_not_guessed_at_an_open_browser(officer):
    known = Client(headers={"accept-language": "en"})
    signs_in(known)
    tries(known, 5, "account_change_password", oldpassword="wrong", password1=NEW, password2=NEW)
    answer = posts(known, "account_change_password", oldpassword=PASSWORD, password1=NEW, password2=NEW)
    assert "Too many" in answer.text
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)
