"""The standing rules of a sender accept what its texts tell beside seizures: all of a text, or nothing; and say so."""

import pytest

from builders.drafts import Desk
from builders.reports import agency_number
from cast import actor
from chorsu.cooperation.models import Event
from chorsu.desk.accepting.passing import pass_findings
from chorsu.directory.models import Post
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.intake import standing
from chorsu.intake.drafts.reading import answer_of
from chorsu.intake.drafts.tasks import read_next
from chorsu.intake.models import Text
from chorsu.kernel.clock import now
from chorsu.newsroom.models import Item
from chorsu.returns.models import Return

MEETING = (
    "On 11 May 2023 a working meeting of the example centre and the example institute was held in Almaty, Kazakhstan."
)
FIGURES = MEETING + " It was noted that since 2021, 5 anti-drug operations have been carried out."
UNDATED = "A working meeting of the example centre and the example institute was held in Almaty, Kazakhstan."


@pytest.fixture
def hands_in(bank, as_role, settings, tmp_path):
    """Hands in a text under rules; the text as it was read."""
    settings.CHORSU_HOME = tmp_path

    def act(text, **least):
        officer = actor("duty-officer")
        with viewing(officer):
            rules = standing.Rules(audience=(MEMBERS,), least=least)
            standing.set_rules(actor=officer, agency=agency_number("example-centre"), rules=rules, at=now())
        found = Desk(as_role, "duty-officer", "example-centre").hands_in(text)
        with as_role("worker"):
            while read_next(answers=answer_of, passing=pass_findings):
                pass
        with viewing(officer):
            return Text.objects.get(pk=found.pk)

    return act


def test_a_sure_event_passes_under_the_senders_marking_and_says_so(hands_in, signed_in):
    text = hands_in(MEETING, event=0.8)
    assert (text.settled_by_rule, text.reviewed_at) == (True, None)
    with viewing(actor("stranger-c")):
        (event,) = Event.objects.all()
    assert event.source_quote in MEETING
    assert event.source_document == f"/hand-in/text/{text.pk}/"
    page = f"/cooperation/{event.pk}/"
    assert "let through by rule" in signed_in("duty-officer").get(page).text


@pytest.mark.parametrize(
    ("text", "least"),
    [
        (MEETING, {"event": 1.0}),
        (MEETING, {"figure": 0.1, "seizure": 0.1}),
        (UNDATED, {"event": 0.1}),
        (FIGURES, {"event": 0.1}),
    ],
    ids=["less sure than the rule asks", "no rule for its kind", "an event without a day", "one of two kinds"],
)
def test_what_an_officer_must_look_at_keeps_the_whole_text_waiting(hands_in, text, least):
    found = hands_in(text, **least)
    assert found.settled_at is None
    with viewing(actor("duty-officer")):
        assert not Event.objects.exists()
        assert not Return.objects.exists()


def test_two_kinds_with_a_rule_each_pass_together(hands_in):
    assert hands_in(FIGURES, event=0.5, figure=0.5).settled_by_rule
    with viewing(actor("duty-officer")):
        assert (Event.objects.count(), Return.objects.count()) == (1, 1)


def test_no_rule_writes_news_or_names_people_in_public(hands_in):
    hands_in(MEETING + " The Director of the example centre, Ms. Aylar Example-Durdieva, opened it.", event=0.5)
    with viewing(actor("press-one")):
        assert not Item.objects.exists()
        assert not Post.objects.filter(public=True).exists()


def test_what_was_let_through_is_reviewed_in_bulk_and_can_be_taken_back(hands_in, signed_in):
    text = hands_in(MEETING, event=0.5)
    client = signed_in("duty-officer")
    assert "unreviewed" in client.get(f"/hand-in/text/{text.pk}/findings/").text
    assert str(text.pk) in client.get("/hand-in/text/passed/").text
    client.post("/hand-in/text/passed/review/", {"text": [str(text.pk), "nonsense"]})
    assert str(text.pk) not in client.get("/hand-in/text/passed/").text
    client.post(f"/hand-in/text/{text.pk}/findings/back/", {"text": ["0"]})
    with viewing(actor("duty-officer")):
        assert Event.objects.get().withdrawn


def test_nobody_reviews_for_another_agency(hands_in, signed_in):
    text = hands_in(MEETING, event=0.5)
    signed_in("border-officer").post("/hand-in/text/passed/review/", {"text": [str(text.pk)]})
    with viewing(actor("duty-officer")):
        assert Text.objects.get(pk=text.pk).reviewed_at is None
