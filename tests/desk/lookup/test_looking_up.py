"""The page of exact look-up: a kind guessed and stated, a purpose asked for, and absent and hidden byte for byte one."""

import re

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from builders.identified import CONTACT, HANDLE, PHONE, identified
from cast import actor
from chorsu.directory.models import User
from chorsu.handling.rules import MEMBERS, Handling
from chorsu.handling.viewer import viewing
from chorsu.journal.models import TrailOutboxRow
from chorsu.kernel.clock import now
from chorsu.records.lookups.pacing import WINDOW, forget_look_ups
from chorsu.records.models import LookUp

ABSENT = ("phone", "+998907654321", "90 765 43 21")
NEW = re.compile(r'(csrfmiddlewaretoken" value="|nonce-|nonce="|"X-CSRFToken": ")[^"\']*')


def client(username, language="en"):
    found = Client(headers={"accept-language": language})
    found.force_login(User.objects.get(username=username))
    return found


def looked_up(username, identifier, *, purpose="drugs", kind="", language="en"):
    sent = {"identifier": identifier, "purpose": purpose, "kind": kind}
    return client(username, language).post(reverse("look-up"), sent)


@pytest.fixture
def hidden(bank, as_role):
    """Stores a record that tells of identifiers."""

    def store(*told, **marking):
        with as_role("worker"):
            return identified(*told, **marking)

    return store


def plain(response, looked_for):
    """An answer without form tokens and nonces, and without what was looked for itself."""
    text = NEW.sub(r"\1", response.text)
    for written in looked_for:
        text = text.replace(written.replace("+", "&#x2B;"), "·").replace(written, "·")
    return text


def test_its_reader_gets_the_record_with_why_it_is_seen(hidden):
    seizure = hidden(audience=[MEMBERS])
    text = looked_up("stranger-c", PHONE[1]).text
    assert reverse("record", args=[seizure.pk]) in text
    assert "released this to you" in text
    assert "Somebody knows" not in text


def test_an_outsider_gets_the_contact_and_no_word_more(hidden):
    seizure = hidden()
    text = looked_up("stranger-c", PHONE[1]).text
    assert "Somebody knows" in text
    assert CONTACT in text
    for secret in (str(seizure.pk), "Термез", "Termez", "Heroin", "2024-03-05", "Example border guard"):
        assert secret not in text


def test_hidden_with_a_pointer_to_nothing_and_absent_are_byte_for_byte_one(hidden):
    hidden(pointer="nothing")
    one, none = looked_up("stranger-c", PHONE[1]), looked_up("stranger-c", ABSENT[1])
    assert "Nothing is found" in one.text
    assert one.status_code == none.status_code
    assert plain(one, PHONE) == plain(none, ABSENT)
    assert sorted(one.headers) == sorted(none.headers)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("90 123 45 67", "+992901234567"),
        ("+998 90 123-45-67", "Phone <bdi>+998901234567"),
        ("AD1234567", "Document <bdi>AD1234567"),
        ("csqu 305438 3", "Container <bdi>CSQU3054383"),
        ("@Secret_Handle", "Handle <bdi>@secret_handle"),
        ("https://t.me/secret_handle", "Handle <bdi>@secret_handle"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "Wallet <bdi>1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ],
)
def test_the_kind_is_guessed_and_stated(bank, written, said):
    assert said in looked_up("example-drug-control-tj", written).text


def test_a_kind_that_is_chosen_holds(hidden):
    hidden(("document", "901234567", "901234567"), audience=[MEMBERS])
    assert "Nothing is found" in looked_up("stranger-c", "901234567", kind="phone").text
    assert "released this to you" in looked_up("stranger-c", "90 123 45 67", kind="document").text


def test_what_two_writings_mean_is_one(hidden):
    hidden(HANDLE, audience=[MEMBERS])
    for written in ("@SECRET_handle", "t.me/secret_handle", "secret_handle"):
        assert "released this to you" in looked_up("stranger-c", written, kind="handle").text, written


@pytest.mark.parametrize(
    ("identifier", "purpose"), [("", "drugs"), (PHONE[1], ""), (PHONE[1], "curiosity"), ("?", "drugs")]
)
def test_without_an_identifier_or_a_purpose_nothing_is_looked_up(hidden, identifier, purpose):
    hidden()
    response = looked_up("stranger-c", identifier, purpose=purpose)
    assert response.status_code == 422
    assert CONTACT not in response.text


def test_what_its_provider_released_for_other_purposes_is_said_so(hidden):
    hidden(audience=[MEMBERS], handling=Handling(use=frozenset({"H0", "H1"}), purposes=frozenset({"arms"})))
    assert "released it for other purposes" in looked_up("stranger-c", PHONE[1]).text
    assert "released it for other purposes" not in looked_up("stranger-c", PHONE[1], purpose="arms").text
    assert "Not to be used in court" in looked_up("stranger-c", PHONE[1], purpose="court").text


def test_what_was_looked_for_is_in_no_address(hidden):
    hidden()
    response = looked_up("stranger-c", PHONE[1])
    assert "901234567" not in str(response.headers)
    assert response["Cache-Control"] == "no-store"


def test_after_so_many_within_the_hour_a_line_says_when_it_opens_again_and_another_officer_goes_on(
    hidden, settings, as_role
):
    settings.CHORSU_LOOK_UPS_OFFICER, settings.CHORSU_LOOK_UPS_AGENCY = 2, 100
    hidden(pointer="contact")
    assert [looked_up("stranger-c", ABSENT[2]).status_code for _ in range(3)] == [200, 200, 429]
    refused = looked_up("stranger-c", PHONE[1])
    assert re.search(r"It opens again at \d\d:\d\d UTC", refused.text)
    assert CONTACT not in refused.text
    assert CONTACT in looked_up("liaison-a", PHONE[1]).text
    with as_role("worker"):
        tries = [one for one in TrailOutboxRow.objects.filter(actor_id=actor("stranger-c").user) if one.status == 429]
        assert [one.act for one in tries] == ["refused", "refused"]
        # An hour on, what was looked up counts no longer.
        assert forget_look_ups(now() + WINDOW) == 3
    assert looked_up("stranger-c", PHONE[1]).status_code == 200


def test_an_authority_has_a_limit_of_its_own(hidden, settings):
    settings.CHORSU_LOOK_UPS_OFFICER, settings.CHORSU_LOOK_UPS_AGENCY = 100, 2
    assert [looked_up("stranger-c", ABSENT[2]).status_code for _ in range(3)] == [200, 200, 429]
    assert "Your agency has looked up" in looked_up("stranger-c", ABSENT[2]).text
    assert looked_up("liaison-a", ABSENT[2]).status_code == 200


def test_who_looked_up_when_is_told_to_no_officer_and_counted_for_no_other(bank):
    looked_up("stranger-c", ABSENT[2])
    with viewing(actor("stranger-c")):
        with pytest.raises(DatabaseError), transaction.atomic():
            LookUp.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            LookUp.objects.create(officer=actor("liaison-a").user, agency=actor("liaison-a").agency, at=now())
