"""A liaison officer's desk is of one authority, and tells that something waits at the others of the state."""

import pytest

from answers import signed_in
from builders.messages import KZ, sent

pytestmark = pytest.mark.usefixtures("bank")


def test_what_waits_at_another_authority_of_the_state_is_told_with_its_precedence():
    sent(who="liaison-a", to=["example-border-uz"], precedence=3)
    told = signed_in("liaison-b").get("/duty/").text
    assert "1 more at another authority that you provide for" in told
    assert "FLASH" in told.split("1 more at another")[1]


def test_an_officer_of_one_authority_is_told_of_no_other():
    sent(who="border-officer", to=[KZ], precedence=3)
    assert "that you provide for" not in signed_in("border-officer").get("/duty/").text
