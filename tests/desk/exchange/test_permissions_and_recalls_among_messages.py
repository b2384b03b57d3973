"""A request for permission and a recall stand in the boxes of both sides, as the rows that are answered elsewhere."""

import pytest

from builders.messages import KZ, sent
from builders.releasing import act, agency, state
from builders.seizures import follow, record
from cast import actor
from chorsu.exchange.messages.saying import About, Question
from chorsu.exchange.owed.selectors import waiting_count
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.records import services
from chorsu.records.permissions.services import answer, ask
from chorsu.records.recalls.selectors import closed_to
from chorsu.records.recalls.services import acknowledge

SAID = {"kind": "third-party", "purpose": "for the case", "deadline": "3d"}


@pytest.fixture
def told(bank, as_role):
    with as_role("worker"):
        (one,) = record([{"place": "Termez"}], audience=[state("KZ")])
    return one


def asked(told):
    return act(ask, "liaison-a", told, to=[agency("example-centre")], **SAID)


def page(enter, who, tab, **said):
    return enter(who).get("/exchange/", {"tab": tab} | said).text


def test_a_request_waits_for_the_provider_and_is_owed_to_who_asked(enter, told):
    one = asked(told)
    waits, owed = page(enter, "border-officer", "waiting"), page(enter, "liaison-a", "out")
    for text in (waits, owed):
        assert "Request for permission" in text
        assert f"#p-{one.pk}" in text
        assert "left" in text
    assert "Waits for us (1)" in waits
    assert "We wait for (1)" in owed
    assert f'id="p-{one.pk}"' in enter("border-officer").get("/handling/permissions/").text
    act_on = {"permission": one.pk, "granted": True, "ground": "", "conditions": "", "until": None}
    with viewing(actor("border-officer")):
        answer(**act_on, actor=actor("border-officer"), at=now())
    assert "Waits for us (0)" in page(enter, "border-officer", "waiting")
    assert "We wait for (0)" in page(enter, "liaison-a", "out")


def test_others_see_nothing_of_it(enter, told):
    asked(told)
    for who in ("stranger-c", "analyst", "example-drug-control-tj"):
        for tab in ("waiting", "out"):
            assert f"/{told.pk}" not in page(enter, who, tab)
            assert "third party" not in page(enter, who, tab)
        with viewing(actor(who)):
            assert waiting_count(actor(who), now()) == 0


def test_a_recall_waits_for_its_receipt(enter, told, as_role):
    act(services.recall, "border-officer", told, principals=None, reason="moved")
    with as_role("worker"):
        follow()
    waits, owed = page(enter, "liaison-a", "waiting"), page(enter, "border-officer", "out")
    assert "receipt wanted" in waits
    assert "Recalled: Seizure of" in waits
    assert "receipt wanted" in owed
    liaison = actor("liaison-a")
    with viewing(liaison):
        stone = closed_to(liaison, now()).get()
        acknowledge(tombstone=stone.pk, actor=liaison, at=now())
    assert "receipt wanted" not in page(enter, "liaison-a", "waiting")


def test_they_stand_in_the_order_of_what_presses(enter, told):
    asked(told)  # three days
    sent(who="liaison-a", to=("example-border-uz",), at=now(), subject="In a week", urgency="7d")
    sent(who="liaison-a", to=("example-border-uz",), at=now(), subject="In hours", urgency="8h")
    sent(who="liaison-a", to=("example-border-uz",), at=now(), subject="At once", urgency="7d", precedence=3)
    text = page(enter, "border-officer", "waiting")
    order = [text.index(subject) for subject in ("At once", "In hours", "#p-", "In a week")]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("said", "there"),
    [({"kind": "permission"}, True), ({"kind": "recall"}, False), ({"kind": "request"}, False), ({"late": "1"}, False), ({"precedence": "2"}, False), ({"mine": "1"}, False)],
)  # fmt: skip
def test_a_filter_holds_for_them(enter, told, said, there):
    one = asked(told)
    assert (f"#p-{one.pk}" in page(enter, "border-officer", "waiting", **said)) == there


def test_a_thread_about_the_record_shows_them(enter, told):
    one = asked(told)
    question = Question(About.EVENT, "the seizure", (told.pk,))
    message = sent(who="border-officer", to=(KZ,), at=now(), question=question, personal=False)
    assert f"#p-{one.pk}" in enter("liaison-a").get(f"/exchange/{message.pk}/").text
    other = sent(who="border-officer", to=("example-drug-control-tj",), at=now())
    assert f"#p-{one.pk}" not in enter("border-officer").get(f"/exchange/{other.pk}/").text


def test_writing_leads_to_where_permission_is_asked(enter, told):
    assert "#ask" in enter("liaison-a").get(f"/exchange/new/?record={told.pk}").text
    assert "is recalled" in enter("liaison-a").get("/exchange/new/").text
