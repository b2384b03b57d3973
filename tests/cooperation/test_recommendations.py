"""A recommendation is followed to its end, and counted together with those that repeat it."""

import pytest
from django.db import OperationalError, connection

from builders.cooperation import AT, day, event, recommendation
from cast import actor
from chorsu.cooperation import following, joins, keeping
from chorsu.cooperation.models import Recommendation, RecordVersion
from chorsu.cooperation.saying import Evidence, RecommendationSaid
from chorsu.cooperation.selectors import Asked, counts_of, families, proposed_joins, recommendations
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7

pytestmark = pytest.mark.usefixtures("bank")
TEXT = "Hold training courses for officers on finding illicit precursors"
AGAIN = "Courses of training for officers on the finding of illicit precursors should be held"


def do(one, act, who="duty-officer", **more):
    officer = actor(who)
    with viewing(officer):
        return getattr(following, act)(identifier=one.pk, actor=officer, at=now(), **more)


def follow(one, status, **more):
    return do(one, "follow_recommendation", status=status, **more)


def shown(who="stranger-c", **asked):
    with viewing(actor(who)):
        return [(each.first.text, each.adopted, each.implemented) for each in families(Asked(**asked), AT.date())]


def test_the_end_of_a_recommendation_wants_evidence_or_a_reason():
    one = recommendation(TEXT, status="adopted", adopted_on=day("10-25"))
    with pytest.raises(InputError):
        follow(one, "implemented")
    with pytest.raises(InputError):
        follow(one, "not-implemented")
    done = follow(one, "implemented", evidence=[Evidence("Order 12", "https://example.org/order")])
    assert done.evidence == [{"label": "Order 12", "link": "https://example.org/order"}]
    assert shown() == [(TEXT, 1, 1)]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//evil.example", "ftp://x", "/\\evil", "data:text/html,x", "https://"]
)
def test_evidence_leads_to_an_address_of_the_web_or_of_this_site(link):
    with pytest.raises(InputError):
        follow(recommendation(TEXT), "under-way", evidence=[Evidence("Order", link)])


def test_the_day_of_adoption_is_that_of_its_event():
    meeting = event(since="10-24", until="10-25", status="held")
    assert recommendation(TEXT, status="adopted", event=meeting.pk).adopted_on == day("10-25")
    assert recommendation(AGAIN, event=meeting.pk).adopted_on is None


def test_what_is_adopted_again_is_joined_and_counted_together():
    texts = [TEXT, AGAIN, TEXT + " again", TEXT + " and their supply"]
    first, *others = [recommendation(text, status="adopted") for text in texts]
    assert shown() == [(text, 1, 0) for text in reversed(texts)]
    for other in others:
        do(other, "join_recommendation", to=first.pk)
    assert shown() == [(TEXT, 4, 0)]
    do(others[1], "part_recommendation")
    assert shown() == [(texts[2], 1, 0), (TEXT, 3, 0)]


def test_a_join_is_undone():
    first, second = recommendation(TEXT), recommendation(AGAIN)
    joined = do(second, "join_recommendation", to=first.pk)
    officer = actor("duty-officer")
    with viewing(officer):
        keeping.undo_record(Recommendation, identifier=second.pk, version=joined.version, actor=officer, at=now())
    assert len(shown()) == 2


def test_a_recommendation_repeats_neither_itself_nor_what_repeats_it():
    first, second, third = (recommendation(text) for text in (TEXT, AGAIN, "Third"))
    do(second, "join_recommendation", to=first.pk)
    do(third, "join_recommendation", to=second.pk)
    for one, other in ((first, first), (first, second), (first, third)):
        with pytest.raises(InputError):
            do(one, "join_recommendation", to=other.pk)
    assert len(shown()) == 1


def test_similar_wording_is_proposed_until_somebody_decides():
    first, second = recommendation(TEXT), recommendation(AGAIN)
    recommendation("Publish the annual report in three languages of the region")

    def proposed():
        with viewing(actor("duty-officer")):
            found = proposed_joins(list(recommendations()))
        return [(each.earlier, each.later) for each in found]

    assert proposed() == [(first.pk, second.pk)]
    do(second, "keep_recommendation_apart", other=first.pk)
    assert proposed() == []


def test_a_hidden_repetition_is_neither_counted_nor_named():
    first = recommendation(TEXT, status="adopted")
    second = recommendation(AGAIN, status="adopted", audience=())
    do(second, "join_recommendation", to=first.pk)
    assert shown("stranger-c") == [(TEXT, 1, 0)]
    assert shown("duty-officer") == [(TEXT, 2, 0)]


def test_what_repeats_a_hidden_one_stands_by_itself():
    first = recommendation(TEXT, audience=())
    second = recommendation(AGAIN)
    do(second, "join_recommendation", to=first.pk)
    assert shown("stranger-c") == [(AGAIN, 0, 0)]
    with pytest.raises(AbsentError):
        do(first, "follow_recommendation", who="stranger-c", status="adopted")
    with pytest.raises(RefusedError):
        do(second, "follow_recommendation", who="stranger-c", status="adopted")


def test_the_list_is_filtered_and_counted():
    late = recommendation("One", status="adopted", due_on=day("10-01"), owner="Example customs")
    recommendation("Two", due_on=day("12-01"), owner="Example police")
    assert [text for text, *_ in shown(overdue=True)] == ["One"]
    assert [text for text, *_ in shown(owner="Example police")] == ["Two"]
    assert [text for text, *_ in shown(status="proposed")] == ["Two"]
    assert [text for text, *_ in shown(text="ONE")] == ["One"]
    follow(late, "not-implemented", reason="no money")
    assert shown(overdue=True) == []
    with viewing(actor("stranger-c")):
        assert counts_of(families(Asked(), AT.date())) == {"proposed": 1, "not-implemented": 1}


def test_a_change_keeps_how_far_it_is():
    one = recommendation(TEXT, status="adopted")
    changed = do(one, "change_recommendation", said=RecommendationSaid("Other words", owner="Example police"))
    assert (changed.text, changed.owner, changed.status) == ("Other words", "Example police", "adopted")


def test_an_event_that_is_not_there_is_absent():
    hidden = event(audience=())
    with pytest.raises(AbsentError):
        recommendation(TEXT, who="border-officer", provider="example-border-uz", event=hidden.pk)


def undo(one, who="duty-officer"):
    officer = actor(who)
    with viewing(officer):
        version = Recommendation.objects.get(pk=one.pk).version
        keeping.undo_record(Recommendation, identifier=one.pk, version=version, actor=officer, at=now())


def test_an_undo_closes_no_ring():
    first, second = recommendation(TEXT), recommendation(AGAIN)
    do(first, "join_recommendation", to=second.pk)
    do(first, "part_recommendation")
    do(second, "join_recommendation", to=first.pk)
    with pytest.raises(InputError):
        undo(first)
    assert len(shown()) == 1
    do(second, "part_recommendation")
    undo(first)
    assert len(shown()) == 1


@pytest.mark.parametrize("act", ["join", "undo"])
def test_acts_that_can_add_a_join_wait_for_one_another(act, connect):
    first, second = recommendation(TEXT), recommendation(AGAIN)
    do(second, "join_recommendation", to=first.pk)
    with connect("app").transaction() as other:
        other.connection.execute("SELECT pg_advisory_xact_lock(%s)", [joins.LOCK])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        with pytest.raises(OperationalError, match="lock timeout"):
            undo(second) if act == "undo" else do(first, "join_recommendation", to=second.pk)
    undo(second)
    assert len(shown()) == 2


def test_a_ring_through_what_an_officer_does_not_see_counts_as_one():
    first, second = recommendation(TEXT, status="adopted"), recommendation(AGAIN, status="adopted")
    do(second, "join_recommendation", to=first.pk)
    with viewing(actor("duty-officer")):
        Recommendation.objects.filter(pk=first.pk).update(joined_to=second)
    assert shown() == [(TEXT, 2, 0)]
    follow(first, "under-way")
    undo(first)
    do(first, "part_recommendation")
    assert shown() == [(TEXT, 2, 0)]


def test_a_number_is_entered_once_and_tells_nothing_of_others():
    number = uuid7()
    first = recommendation(TEXT, number=number, audience=())
    assert recommendation(TEXT, number=number, audience=()).pk == first.pk == number
    theirs = recommendation(TEXT, who="border-officer", provider="example-border-uz", number=number)
    assert theirs.pk != number
    with viewing(actor("border-officer")):
        assert Recommendation.objects.get().pk == theirs.pk


def test_of_two_that_enter_one_number_at_once_the_later_gets_what_stands(monkeypatch):
    number = uuid7()
    first = recommendation(TEXT, number=number)
    monkeypatch.setattr(following, "already", lambda *_, **__: None)
    assert recommendation(TEXT, number=number).version == first.version
    with viewing(actor("duty-officer")):
        assert Recommendation.objects.count() == 1


def test_a_withdrawal_wants_no_reason_and_keeps_one_that_can_be_read():
    one, officer = recommendation(TEXT), actor("duty-officer")
    with viewing(officer):
        with pytest.raises(InputError):
            keeping.withdraw_record(Recommendation, identifier=one.pk, reason="x" * 2001, actor=officer, at=now())
        keeping.withdraw_record(Recommendation, identifier=one.pk, reason=" \x00", actor=officer, at=now())
        assert [version.reason for version in RecordVersion.objects.filter(record_id=one.pk)] == [""]
