"""A recommendation is followed to its end, and counted together with those that repeat it."""

import pytest

from builders.cooperation import AT, day, event, recommendation
from cast import actor
from chorsu.cooperation import following, keeping
from chorsu.cooperation.models import Recommendation
from chorsu.cooperation.saying import Evidence, RecommendationSaid
from chorsu.cooperation.selectors import Asked, counts_of, families, proposed_joins, recommendations
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import AbsentError, InputError, RefusedError

pytestmark = pytest.mark.usefixtures("bank")
TEXT = "Hold training courses for officers on finding illicit precursors"
AGAIN = "Courses of training for officers on the finding of illicit precursors should be held"


def do(one, act, who="duty-officer", **more):
    officer = actor(who)
    with viewing(officer):
        return getattr(following, act)(identifier=one.pk, actor=officer, at=AT, **more)


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
        keeping.undo_record(Recommendation, identifier=second.pk, version=joined.version, actor=officer, at=AT)
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
