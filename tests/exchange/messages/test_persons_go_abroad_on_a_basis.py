"""A message that names persons goes to another state on a stated basis, which is kept; within the state it needs none."""

import pytest

from builders.commitments import UZC
from builders.messages import BASIS, KZ, does, draft, sent
from builders.releasing import agency
from builders.seizures import record
from cast import actor
from chorsu.exchange.messages import receiving, sending, writing
from chorsu.exchange.messages.naming import leads_to_somebody
from chorsu.exchange.messages.saying import About, Question
from chorsu.exchange.messages.writing import ClosedTieError
from chorsu.handling.viewer import viewing
from chorsu.intake.services import store
from chorsu.kernel.errors import InputError
from chorsu.records.models import Transfer
from chorsu.records.transfers.said import NeedsBasisError

pytestmark = pytest.mark.usefixtures("bank")
PERSONAL = {
    "its writer says so": {"personal": True},
    "a question about a person": {"question": Question(About.SUBJECT, "Anvar Exampleov")},
    "a telephone number": {"body": "He calls from +998 90 123 45 67."},
    "an account": {"body": "He sells as @example_shop."},
}


@pytest.mark.parametrize("more", PERSONAL.values(), ids=PERSONAL)
def test_persons_go_abroad_on_a_stated_basis_alone(more):
    with pytest.raises(NeedsBasisError):
        sent(**more)
    one = sent(**more, transfer=BASIS)
    with viewing(actor("border-officer")):
        (kept,) = Transfer.objects.filter(seizure_id=one.pk)
        assert (kept.to, kept.basis) == ([agency(KZ)], BASIS.basis)
    assert one.transfer is None


NAMED = {"language": "ru", "subject": "Чей это номер?", "body": "Примеров, +998 90 123 45 67"}


def test_a_translation_tells_of_no_persons_of_whom_the_message_did_not():
    one = sent()
    with pytest.raises(InputError):
        does("border-officer", receiving.translate, message=one.pk, **NAMED)
    with pytest.raises(InputError):
        does("border-officer", receiving.translate, message=one.pk, **NAMED | {"subject": NAMED["body"], "body": ""})
    for other in (sent(to=(UZC,)), sent(body=NAMED["body"], personal=True, transfer=BASIS)):
        does("border-officer", receiving.translate, message=other.pk, **NAMED)
    does("liaison-a", receiving.translate, message=one.pk, **NAMED)


def test_what_its_addressees_do_not_have_yet_or_any_more_is_not_translated():
    unsent, recalled = draft(), sent()
    does("border-officer", sending.recall_message, identifier=recalled.pk, reason="by mistake")
    for one in (unsent, recalled):
        with pytest.raises(InputError):
            does("border-officer", receiving.translate, message=one.pk, language="ru", subject="Чей?", body="")
    does("border-officer", writing.discard_draft, identifier=unsent.pk, store=store())


def test_within_the_state_it_needs_none():
    assert sent(personal=True, to=("example-customs-uz",)).state == "sent"


def test_it_must_be_said_before_it_goes_abroad():
    with pytest.raises(InputError):
        sent(personal=None)
    assert sent(personal=None, to=("example-customs-uz",)).state == "sent"
    assert sent(personal=False).state == "sent"


def test_a_record_that_tells_of_persons_is_told_of(as_role):
    with as_role("worker"):
        (one,) = record([{"details": {"identifiers": (("phone", "+998937773113", "+998 93 777 31 13"),)}}])
    question = Question(About.EVENT, "the seizure at Termez", (one.pk,))
    with pytest.raises(NeedsBasisError):
        sent(question=question)


def test_a_question_is_built_from_records_that_are_seen(as_role):
    with as_role("worker"):
        (one,) = record([{}], provider="example-customs-kz")
    with pytest.raises(ClosedTieError):
        draft(question=Question(About.EVENT, "x", (one.pk,)))


@pytest.mark.parametrize(
    ("text", "leads"),
    [("+998 90 123 45 67", True), ("a@example.org", True), ("t.me/example", True), ("12 kg at 41.3, 69.2", False),
     ("lot 4411-22, 2026-03-02", False), ("+5 %", False)],
)  # fmt: skip
def test_what_leads_to_somebody(text, leads):
    assert leads_to_somebody(text) is leads
