"""An event goes its way: planned, moved, held or cancelled; each act is kept, journalled and can be undone."""

import datetime as dt
from dataclasses import replace

import pytest

from builders.cooperation import AT, day, event, in_text, said
from builders.seizures import follow
from cast import actor
from chorsu.cooperation import keeping, planning
from chorsu.cooperation.halves import Half, half_of
from chorsu.cooperation.models import Delegate, Event, RecordVersion
from chorsu.cooperation.saying import CountSaid, DelegateSaid
from chorsu.cooperation.selectors import plan_of
from chorsu.handling.seal import EARLIER
from chorsu.handling.viewer import viewing
from chorsu.journal.models import EntryRow
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.spans import SourceSpan

pytestmark = pytest.mark.usefixtures("bank")
TEXT = "On October 24-25 the example working group met in Bucharest."


def do(one, act, who="duty-officer", at=AT, **more):
    officer = actor(who)
    with viewing(replace(officer, purpose=EARLIER)):
        return getattr(planning, f"{act}_event")(identifier=one.pk, actor=officer, at=at, **more)


def undo(one, who="duty-officer"):
    officer = actor(who)
    with viewing(officer):
        version = Event.objects.get(pk=one.pk).version
        return keeping.undo_record(Event, identifier=one.pk, version=version, actor=officer, at=now())


def seen(one, who="stranger-c"):
    with viewing(actor(who)):
        return Event.objects.get(pk=one.pk)


def test_an_event_keeps_its_words_its_place_and_its_delegation():
    one = event(
        since="10-24", until="10-25", status="held", place="Almaty", country="KZ", mode="in a hybrid format"[5:11],
        organisers=("Example office", "Example office", ""), span=in_text(TEXT, "October 24-25"),
        people=(DelegateSaid("Exampleov Anvar", "Colonel", "Deputy director", acting_for="the director", head=True),),
        counts=(CountSaid("delegates", 80, "over"), CountSaid("countries", 24)),
    )  # fmt: skip
    stored = seen(one)
    assert (stored.mode, stored.admin1, stored.organisers) == ("hybrid", "KZ-75", ["Example office"])
    assert TEXT[stored.span.start : stored.span.end] == stored.span.quote
    assert [(each["category"], each["number"], each["qualifier"]) for each in stored.counts] == [
        ("delegates", 80, "more-than"),
        ("states", 24, ""),
    ]
    with viewing(actor("stranger-c")):
        (member,) = Delegate.objects.filter(event=one)
    assert (member.head, member.acting_for, member.name_form) == (True, "the director", "anvar eksampleov")


def test_words_that_mean_several_places_stay_words():
    stored = seen(event(place="an unknown hamlet"))
    assert (stored.place, stored.place_id, stored.admin1) == ("an unknown hamlet", "", "")


def test_moving_keeps_the_days_first_planned_beside_the_new_ones():
    one = event(since="11-10", until="11-11")
    do(one, "move", since=day("12-01"), until_day=day("12-02"), reason="the host asked")
    moved = seen(one)
    assert (moved.status, moved.since, moved.planned_since) == ("moved", day("12-01"), day("11-10"))


def test_holding_compares_with_the_plan_and_cannot_come_before_its_day():
    one = event(since="10-24", until="10-25", counts=(CountSaid("participants", 50, "", expected=True),))
    later = event(since="11-20")
    do(one, "hold", since=day("10-25"), until_day=day("10-26"), counts=[CountSaid("participants", 61)])
    held = seen(one)
    assert (held.status, held.planned_since, held.since) == ("held", day("10-24"), day("10-25"))
    assert [(each["number"], each["expected"]) for each in held.counts] == [(50, True), (61, False)]
    with pytest.raises(InputError):
        do(later, "hold", since=day("11-20"), until_day=day("11-20"))


def test_an_event_that_was_held_without_a_plan_has_no_planned_days():
    assert seen(event(status="held")).planned_since is None
    assert seen(event("Another", status="held", in_plan=True)).planned_since == day("10-24")


def test_cancelling_wants_a_reason_and_keeps_it():
    one = event()
    with pytest.raises(InputError):
        do(one, "cancel", reason="  ")
    do(one, "cancel", reason="no host")
    assert (seen(one).status, seen(one).reason) == ("cancelled", "no host")
    with pytest.raises(InputError):
        do(one, "hold", since=day("10-24"), until_day=day("10-24"))


def test_every_act_can_be_undone_and_done_again():
    one = event(people=("Anvar Exampleov",))
    do(one, "change", said=said("Another title", "10-30", people=("Lola Primerova", "Anvar Exampleov")))
    do(one, "cancel", reason="no host")
    undo(one)
    assert (seen(one).status, seen(one).title, seen(one).reason) == ("planned", "Another title", "")
    undo(one)
    assert seen(one).status == "cancelled"
    with viewing(actor("duty-officer")):
        assert [version.act for version in RecordVersion.objects.filter(record_id=one.pk)] == [
            "changed", "cancelled", "undone", "undone",
        ]  # fmt: skip


def test_an_undone_change_brings_the_delegation_back():
    one = event(people=("Anvar Exampleov",))
    do(one, "change", said=said(people=("Lola Primerova", "Anvar Exampleov")))
    undo(one)
    with viewing(actor("stranger-c")):
        assert [member.name for member in Delegate.objects.filter(event=one)] == ["Anvar Exampleov"]


def test_nothing_is_undone_that_was_not_done_or_that_somebody_changed_since():
    one = event()
    with pytest.raises(InputError):
        undo(one)
    do(one, "cancel", reason="no host")
    with viewing(actor("duty-officer")), pytest.raises(InputError):
        keeping.undo_record(Event, identifier=one.pk, version=1, actor=actor("duty-officer"), at=now())
    assert seen(one).status == "cancelled"


def test_a_withdrawn_event_leaves_the_plan_and_can_be_restored():
    one, officer = event(), actor("duty-officer")
    with viewing(officer):
        keeping.withdraw_record(Event, identifier=one.pk, reason="entered twice", actor=officer, at=now())
        assert plan_of(half_of(one.since)) == []
        keeping.restore_record(Event, identifier=one.pk, actor=officer, at=now())
        assert plan_of(half_of(one.since)) == [one]


def test_recipients_see_the_plan_and_do_not_change_it_and_for_others_it_is_not_there():
    one = event()
    with pytest.raises(RefusedError):
        do(one, "cancel", who="stranger-c", reason="no host")
    hidden = event("Inside", audience=())
    with viewing(actor("stranger-c")):
        assert not Event.objects.filter(pk=hidden.pk).exists()
    with pytest.raises(AbsentError):
        do(hidden, "cancel", who="stranger-c", reason="no host")


def test_nobody_enters_an_event_for_another_agency():
    with pytest.raises(RefusedError):
        event(who="stranger-c")


def test_the_journal_has_every_act_for_those_who_see_the_event(as_role):
    one = event()
    do(one, "cancel", reason="no host")
    hidden = event("Inside", audience=())
    with as_role("worker"):
        follow()
    with viewing(actor("stranger-c")):
        kinds = list(EntryRow.objects.filter(record_id=one.pk).order_by("number").values_list("kind", flat=True))
        assert kinds == ["plan.entered", "plan.cancelled"]
        assert not EntryRow.objects.filter(record_id=hidden.pk).exists()


def test_the_same_words_of_a_document_are_an_event_once():
    span = in_text(TEXT, "October 24-25")
    assert event(span=span).pk == event(span=span).pk
    assert event(span=span).pk != event("Another of the same words", span=span).pk


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "picnic"},
        {"title": " "},
        {"until": "10-23"},
        {"mode": "by pigeon"},
        {"status": "held", "since": "12-24"},
        {"status": "cancelled"},
        {"country": "Utopia"},
        {"counts": (CountSaid("delegates", -1),)},
        {"counts": (CountSaid("dragons", 1),)},
        {"people": ("",)},
        {"span": SourceSpan("news/1", 0, 5, "four")},
        {"title": "x" * 2001},
        {"organisers": tuple(map(str, range(201)))},
    ],
)
def test_what_cannot_be_meant_is_refused_and_leaves_nothing(more):
    with pytest.raises(InputError):
        event(**more)
    with viewing(actor("duty-officer")):
        assert not Event.objects.exists()


@pytest.mark.parametrize("far", [dt.date(1900, 12, 31), dt.date(2100, 1, 1), dt.date(9999, 12, 31)])
def test_days_lie_in_a_year_that_a_plan_can_be_of(far):
    later = dt.datetime(9999, 12, 31, 12, tzinfo=dt.UTC)
    one = event()
    for act in (
        lambda: do(one, "change", said=replace(said(), since=far, until_day=far)),
        lambda: do(one, "move", since=far, until_day=far, reason="a slip"),
        lambda: do(one, "hold", since=far, until_day=far, at=later),
    ):
        with pytest.raises(InputError, match="year of a plan"):
            act()
    for near in (dt.date(1901, 1, 1), dt.date(2099, 12, 31)):
        do(one, "move", since=near, until_day=near, reason="a long plan")


def test_a_null_character_is_kept_out_of_the_database():
    assert "\x00" not in seen(event("A\x00 title", note="a\x00note\ud800")).title


def test_the_plan_of_a_half_holds_what_was_planned_for_it_and_moved_out_of_it():
    one = event(since="12-30", until="12-30")
    do(one, "move", since=dt.date(2023, 1, 10), until_day=dt.date(2023, 1, 11), reason="snow")
    over = event("Over the border of two halves", "06-29", "07-02")
    with viewing(actor("stranger-c")):
        assert plan_of(Half(2022, 2)) == [over, one]
        assert plan_of(Half(2022, 1)) == [over]
        assert plan_of(Half(2023, 1)) == [one]
