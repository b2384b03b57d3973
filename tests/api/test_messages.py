"""Programs write to each other under the deadlines, four eyes and receipts of the pages; a third learns nothing."""

import datetime as dt
import uuid

import pytest

from builders import commitments, messages
from builders.seizures import record
from builders.trail import waiting
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from programs import program

MESSAGES = "/api/v1/messages"
ASKED = {
    "kind": "request", "urgency": "8h", "subject": "Who owns this lorry?", "to": ["agency:example-customs-kz"],
    "personal": False,
}  # fmt: skip


@pytest.fixture
def asker(bank):
    return program("border-officer")


@pytest.fixture
def addressee(bank):
    return program("liaison-a")


def asked(asker, **more):
    answer = asker.post(MESSAGES, ASKED | {"send": True} | more)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_request_is_answered_by_program(asker, addressee, connect):
    one = asked(asker)
    assert one["state"] == "sent"
    (waits,) = addressee.get(MESSAGES).json()["messages"]
    assert (waits["message"], waits["state"], waits["sender"]["code"]) == (
        one["id"],
        "open",
        "agency:example-border-uz",
    )
    assert waits["due_at"]
    (owed,) = asker.get(f"{MESSAGES}?box=out").json()["messages"]
    assert owed["addressee"]["code"] == "agency:example-customs-kz"
    told = addressee.get(f"{MESSAGES}/{one['id']}").json()
    assert told["messages"][0]["subject"] == ASKED["subject"]
    assert waiting(connect)[-1]["opened"] == [uuid.UUID(one["id"])]
    assert addressee.post(f"{MESSAGES}/{one['id']}/acknowledge").status_code == 204
    replied = addressee.post(
        f"{MESSAGES}/{one['id']}/answer",
        {"kind": "reply", "subject": "Re", "body": "We do.", "personal": False, "send": True},
    )
    assert replied.json()["state"] == "sent"
    thread = asker.get(f"{MESSAGES}/{one['id']}").json()
    assert [said["kind"] for said in thread["messages"]] == ["request", "reply"]
    done = [change["kind"] for change in thread["deliveries"][0]["changes"]]
    assert done == ["opened", "acknowledged", "answered"]
    assert addressee.get(MESSAGES).json()["messages"] == []


def test_a_refusal_needs_a_ground_and_what_is_refused_leaves_nothing(asker, addressee):
    one = asked(asker)
    said = {"kind": "refusal", "subject": "No", "personal": False, "send": True}
    refused = addressee.post(f"{MESSAGES}/{one['id']}/answer", said)
    assert refused.status_code == 422
    assert addressee.get(f"{MESSAGES}?box=drafts").json()["messages"] == []
    grounds = addressee.get("/api/v1/vocabulary").json()["refusal-ground"]
    answer = addressee.post(f"{MESSAGES}/{one['id']}/answer", said | {"ground": grounds[0]["code"]})
    assert answer.status_code == 201


def test_where_four_eyes_are_wanted_a_program_does_not_release_what_its_owner_wrote(asker, as_role):
    from builders.releasing import agency
    from chorsu.exchange.messages.sending import set_four_eyes

    messages.enter_colleague(as_role, "chief", roles=("officer", "duty"))
    messages.does("chief", set_four_eyes, at=now(), authority=agency("example-border-uz"), wanted=True)
    one = asked(asker)
    assert one["state"] == "waiting"
    assert asker.post(f"{MESSAGES}/{one['id']}/release").status_code == 403
    assert program("chief").post(f"{MESSAGES}/{one['id']}/release").json()["state"] == "sent"


def test_sent_twice_under_one_number_it_is_one(asker, addressee):
    number = str(uuid7())
    assert asked(asker, id=number) == asked(asker, id=number)
    assert len(addressee.get(MESSAGES).json()["messages"]) == 1
    taken = addressee.post(MESSAGES, ASKED | {"id": number, "to": ["agency:example-border-uz"]})
    assert taken.status_code == 422


OTHERS = [
    {"subject": "Who drives it?"}, {"to": ["agency:example-drug-control-tj"]}, {"urgency": "3d"}, {"body": "Now"},
    {"kind": "spontaneous", "urgency": ""}, {"precedence": "FLASH"}, {"personal": None}, {"use": []},
]  # fmt: skip


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("send", [False, True])
def test_other_words_under_a_number_that_stands_are_refused(asker, addressee, other, send):
    said = ASKED | {"id": str(uuid7()), "send": send}
    one = asker.post(MESSAGES, said).json()
    for again in (False, True):
        answer = asker.post(MESSAGES, said | other | {"send": again})
        assert (answer.status_code, answer.json()["where"]) == (422, "id")
    assert asker.get(f"{MESSAGES}/{one['id']}").json()["messages"][0]["state"] == one["state"]
    assert len(addressee.get(MESSAGES).json()["messages"]) == send


def test_a_draft_is_sent_by_the_same_words_and_a_lost_answer_is_given_again(asker, addressee):
    said = ASKED | {"id": str(uuid7()), "body": "  Now \r\n"}
    states = [asker.post(MESSAGES, said | {"send": send}).json()["state"] for send in (False, False, True, True, False)]
    assert states == ["draft", "draft", "sent", "sent", "sent"]
    assert len(addressee.get(MESSAGES).json()["messages"]) == 1


def test_a_draft_that_was_changed_since_is_not_sent_by_the_words_before(asker):
    said = ASKED | {"id": str(uuid7())}
    asker.post(MESSAGES, said)
    asker.put(f"{MESSAGES}/{said['id']}", ASKED | {"subject": "Anew"}, content_type="application/json")
    assert asker.post(MESSAGES, said | {"send": True}).status_code == 422
    assert asker.get(f"{MESSAGES}?box=drafts").json()["messages"][0]["subject"] == "Anew"


def test_an_answer_under_a_number_that_stands_is_the_same_answer(asker, addressee):
    path = f"{MESSAGES}/{asked(asker)['id']}/answer"
    said = {"kind": "reply", "subject": "Re", "personal": False, "send": True, "id": str(uuid7())}
    assert [addressee.post(path, said).status_code for _try in range(2)] == [201, 201]
    assert addressee.post(path, said | {"body": "Or not"}).status_code == 422
    other = f"{MESSAGES}/{asked(asker)['id']}/answer"
    assert addressee.post(other, said).status_code == 422


@pytest.mark.parametrize(
    "said", [{"presedence": "FLASH"}, {"transfer": {"basis": "art. 4", "purpose": "a case", "until": "2030"}}]
)
def test_a_misspelt_name_is_refused_and_never_passed_over(asker, said):
    answer = asker.post(MESSAGES, ASKED | said)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == ".".join(
        ("body", "sent", *(["transfer", "until"] if "transfer" in said else said))
    )
    assert asker.get(f"{MESSAGES}?box=drafts").json()["messages"] == []


def test_a_box_of_ones_own_is_asked_by_kind_and_not_by_deadline(asker):
    asked(asker)
    asker.post(MESSAGES, ASKED)
    for box in ("sent", "drafts"):
        for kind, count in (("request", 1), ("alert", 0)):
            assert len(asker.get(f"{MESSAGES}?box={box}&kind={kind}").json()["messages"]) == count
        late = asker.get(f"{MESSAGES}?box={box}&late=true")
        assert (late.status_code, late.json()["where"]) == (422, "late")


def test_a_draft_is_changed_sent_and_discarded(asker):
    draft = asker.post(MESSAGES, ASKED).json()
    assert draft["state"] == "draft"
    said = ASKED | {"subject": "Anew"}
    assert asker.put(f"{MESSAGES}/{draft['id']}", said, content_type="application/json").status_code == 200
    assert asker.get(f"{MESSAGES}?box=drafts").json()["messages"][0]["subject"] == "Anew"
    assert asker.post(f"{MESSAGES}/{draft['id']}/discard").status_code == 204
    assert asker.post(f"{MESSAGES}/{draft['id']}/send").status_code == 404


def test_a_draft_that_somebody_changed_since_it_was_seen_is_not_written_over(asker):
    draft = asker.post(MESSAGES, ASKED).json()
    address, more = f"{MESSAGES}/{draft['id']}", {"content_type": "application/json"}
    (told,) = asker.get(address).json()["messages"]
    assert told["changed_at"] == draft["changed_at"]
    first = asker.put(address, ASKED | {"subject": "First", "seen": draft["changed_at"]}, **more)
    assert first.status_code == 200
    late = ASKED | {"subject": "Late", "seen": draft["changed_at"]}
    refused = asker.put(address, late, **more)
    assert (refused.status_code, refused.json()["detail"]) == (422, "was changed in the meantime")
    assert asker.put(address, late | {"seen": first.json()["changed_at"]}, **more).status_code == 200
    assert asker.get(address).json()["messages"][0]["subject"] == "Late"


def test_personal_data_leave_on_a_stated_basis_alone(asker):
    answer = asker.post(MESSAGES, ASKED | {"personal": True, "send": True})
    assert answer.status_code == 403
    assert "basis" in answer.json()["detail"]
    assert (
        asker.post(
            MESSAGES, ASKED | {"personal": True, "send": True, "transfer": {"basis": "art. 4", "purpose": "a case"}}
        ).status_code
        == 201
    )


def test_a_third_authority_learns_nothing(asker, bank):
    one, third = asked(asker), program("stranger-c")
    for box in ("waiting", "out", "sent", "drafts"):
        assert third.get(f"{MESSAGES}?box={box}").json() == {"messages": [], "next": None}
    acts = ("answer", "send", "release", "return", "recall", "discard", "acknowledge", "extend", "translate")
    sent = {
        "answer": {"kind": "reply", "subject": "x"}, "return": {"reason": "x"}, "recall": {"reason": "x"},
        "extend": {"addressee": "agency:example-customs-kz", "amount": 1, "reason": "x"},
        "translate": {"language": "ru", "subject": "x"},
    }  # fmt: skip
    for act in acts:
        there, never = (third.post(f"{MESSAGES}/{number}/{act}", sent.get(act)) for number in (one["id"], uuid.uuid4()))
        assert (there.status_code, there.content) == (404, never.content), act
    there, never = (third.get(f"{MESSAGES}/{number}") for number in (one["id"], uuid.uuid4()))
    assert (there.status_code, there.content) == (404, never.content)


def test_to_whom_else_it_went_no_addressee_learns(asker, addressee):
    one = asked(asker, to=["agency:example-customs-kz", "agency:example-drug-control-tj"])
    assert len(asker.get(f"{MESSAGES}/{one['id']}").json()["deliveries"]) == 2
    assert "drug-control-tj" not in addressee.get(f"{MESSAGES}/{one['id']}").text


def test_a_record_that_is_not_seen_is_in_no_question(asker, bank, as_role):
    with as_role("worker"):
        (kept,) = record([{}], provider="example-customs-tm")
    question = {"about": "event", "value": "this", "records": [str(kept.pk)]}
    answers = [
        asker.post(MESSAGES, ASKED | {"question": question | {"records": [one]}})
        for one in (str(kept.pk), str(uuid.uuid4()))
    ]
    assert [one.status_code for one in answers] == [422, 422]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "reply"}, {"urgency": "1y"}, {"to": ["agency:nobody"]}, {"subject": ""}, {"subject": "x" * 301},
        {"precedence": "LOUD"}, {"language": "xx"}, {"channel": "nowhere"}, {"use": ["H9"]}, {"subject": None},
        {"question": {"about": "weather", "value": "x"}},
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_not_written(asker, said):
    assert asker.post(MESSAGES, ASKED | said).status_code == 422
    assert asker.get(f"{MESSAGES}?box=drafts").json()["messages"] == []


def test_a_program_says_which_period_its_message_fulfils(bank):
    at = now() - dt.timedelta(days=3)
    promise = commitments.proposed(at=at, first=(at + dt.timedelta(days=5)).date(), way="gives")
    client, tie = program("liaison-b"), {"commitment": str(promise.pk), "period": 1}
    said = {"kind": "spontaneous", "subject": "March", "to": ["agency:example-customs-kz"], "personal": False}
    draft = client.post(MESSAGES, said | {"fulfils": tie}).json()["id"]
    assert client.get(f"{MESSAGES}/{draft}").json()["messages"][0]["fulfils"] == tie
    assert client.post(f"{MESSAGES}/{draft}/send").status_code == 200
    (period,) = client.get(f"/api/v1/commitments/{promise.pk}").json()["periods"]
    assert (period["state"], period["message"], period["report"], period["statement"]) == ("in-time", draft, None, None)
    partner = program("liaison-a").get(f"{MESSAGES}/{draft}").json()["messages"][0]
    assert partner["fulfils"] is None


@pytest.mark.parametrize("wrong", ["period", "commitment", "addressee", "side"])
def test_what_a_message_can_not_fulfil_keeps_it_from_being_written_and_sent(bank, wrong):
    at = now() - dt.timedelta(days=3)
    promise = commitments.proposed(at=at, first=(at + dt.timedelta(days=5)).date(), way="gives")
    client = program("liaison-a" if wrong == "side" else "liaison-b")
    number = uuid7() if wrong == "commitment" else promise.pk
    tie = {"commitment": str(number), "period": 7 if wrong == "period" else 1}
    to = {"side": "customs-uz", "addressee": "drug-control-tj"}.get(wrong, "customs-kz")
    said = {"kind": "spontaneous", "subject": "March", "to": [f"agency:example-{to}"], "personal": False}
    answer = client.post(MESSAGES, said | {"fulfils": tie, "send": True})
    assert answer.status_code == 422
    assert client.get(MESSAGES, {"box": "drafts"}).json()["messages"] == []
    assert client.post(MESSAGES, said | {"send": True}).status_code == 201


TO_BOTH = {"to": ["agency:example-border-uz", "agency:example-customs-uz"]}


def test_of_several_authorities_each_is_acknowledged_and_answered_by_name(addressee):
    one, liaison = asked(addressee, **TO_BOTH), program("liaison-b")
    for code in reversed(TO_BOTH["to"]):
        assert liaison.post(f"{MESSAGES}/{one['id']}/acknowledge", {"addressee": code}).status_code == 204
        told = {side["addressee"]["code"]: side for side in liaison.get(f"{MESSAGES}/{one['id']}").json()["deliveries"]}
        assert told[code]["acknowledged_at"]
        if code == TO_BOTH["to"][1]:
            assert told[TO_BOTH["to"][0]]["acknowledged_at"] is None
    reply = {"kind": "reply", "subject": "Re", "body": "Ours", "personal": False, "send": True}
    for code in reversed(TO_BOTH["to"]):
        answer = liaison.post(f"{MESSAGES}/{one['id']}/answer", reply | {"addressee": code})
        assert answer.status_code == 201, answer.content
        told = {side["addressee"]["code"]: side for side in liaison.get(f"{MESSAGES}/{one['id']}").json()["deliveries"]}
        assert told[code]["state"] == "answered"


@pytest.mark.parametrize("code", ["agency:example-customs-kz", "agency:example-customs-tm"])
def test_nobody_acknowledges_or_answers_for_another(asker, code):
    one = asked(asker, to=["agency:example-customs-kz", "agency:example-drug-control-tj"])
    third = program("example-drug-control-tj")
    assert third.post(f"{MESSAGES}/{one['id']}/acknowledge", {"addressee": code}).status_code == 404
    reply = {"kind": "reply", "subject": "Re", "body": "x", "personal": False, "addressee": code}
    assert third.post(f"{MESSAGES}/{one['id']}/answer", reply).status_code == 404
