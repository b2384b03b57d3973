"""A request for permission and a recall stand in the boxes of both sides, as the rows that are answered elsewhere."""

import datetime as dt

import pytest

from builders.messages import KZ, TJ, does, sent
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


def test_what_was_asked_and_taken_back_stands_among_what_was_sent_answered_or_not(enter, told):
    sent(who="liaison-a", to=("example-border-uz",), at=now() - dt.timedelta(days=1), subject="Earlier")
    one = asked(told)
    sent(who="liaison-a", to=("example-border-uz",), at=now(), subject="Later")
    text = page(enter, "liaison-a", "sent")
    order = [text.index(subject) for subject in ("Later", f"#p-{one.pk}", "Earlier")]
    assert order == sorted(order)
    assert "Waits for an answer" in text
    with viewing(actor("border-officer")):
        said = {"granted": False, "ground": "safety", "conditions": "", "until": None}
        answer(permission=one.pk, **said, actor=actor("border-officer"), at=now())
    assert ">Refused" in page(enter, "liaison-a", "sent")
    for who in ("border-officer", "stranger-c", "analyst", "example-drug-control-tj"):
        assert f"#p-{one.pk}" not in page(enter, who, "sent")


@pytest.mark.parametrize(("who", "tab"), [("border-officer", "waiting"), ("liaison-a", "out"), ("liaison-a", "sent")])
def test_each_value_stands_under_the_title_of_its_column(enter, told, who, tab):
    asked(told)
    sent(who="liaison-a", to=("example-border-uz",), at=now())
    table = enter(who).get("/exchange/", {"tab": tab}).context["table"]
    keys = [column.key for column in table.columns]
    rows = [{key: cell.value for key, cell in zip(keys, row.cells, strict=True)} for row in table.rows]
    assert {str(row["kind"]) for row in rows} == {"Request for permission", "Request for information"}
    assert {row["precedence"].word for row in rows} == {"ROUTINE"}
    other = "Example border guard, Uzbekistan" if who == "liaison-a" else "Example customs, Kazakhstan"
    assert all(str(row["to" if tab == "sent" else "other"]).startswith(other) for row in rows)


def test_a_recall_stands_among_what_was_sent_with_its_receipts(enter, bank, as_role):
    with as_role("worker"):
        (one,) = record([{"place": "Termez"}], audience=[agency(KZ), agency(TJ)])
    act(services.recall, "border-officer", one, principals=None, reason="moved")
    with as_role("worker"):
        follow()
    rows = enter("border-officer").get("/exchange/", {"tab": "sent"}).context["table"].rows
    assert [row.href for row in rows] == ["/handling/"]
    for who, said in (("liaison-a", "receipts: 1 of 2"), ("example-drug-control-tj", "Receipt given")):
        officer = actor(who)
        with viewing(officer):
            acknowledge(tombstone=closed_to(officer, now()).get().pk, actor=officer, at=now())
        assert said in page(enter, "border-officer", "sent")
        assert said not in page(enter, who, "sent")


def test_each_stands_on_the_page_of_its_time_once(enter, told, monkeypatch):
    monkeypatch.setattr("chorsu.desk.exchange.overview.A_PAGE", 2)
    for days in (1, 2, 3, 5, 6):
        sent(who="liaison-a", to=("example-border-uz",), at=now() - dt.timedelta(days=days), subject=f"Day {days}")
    of = {"seizure": told.pk} | SAID
    old = does("liaison-a", ask, at=now() - dt.timedelta(days=4), to=[agency("example-centre")], **of)
    new = does("liaison-a", ask, at=now(), to=[agency("example-customs-tm")], **of)
    pages = [page(enter, "liaison-a", "sent", page=number) for number in (1, 2, 3)]
    assert [[f"#p-{one.pk}" in text for text in pages] for one in (old, new)] == [
        [False, True, False], [True, False, False],
    ]  # fmt: skip


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
