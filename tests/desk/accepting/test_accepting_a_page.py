"""A page of news, accepted with one press: everything goes where it belongs, leads back to its words, and comes back."""

import datetime as dt
import functools
import re
from dataclasses import replace

import pytest

from builders.drafts import Desk
from builders.reports import agency_number
from cast import actor
from chorsu.cooperation.models import Event, Instrument, Recommendation
from chorsu.cooperation.planning import change_event, enter_event, said_of
from chorsu.cooperation.saying import EventSaid
from chorsu.desk.accepting.figures import figures_in
from chorsu.directory.models import Post
from chorsu.directory.posts import who_is_who
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.intake.drafts.reading import answer_of
from chorsu.intake.drafts.tasks import read_next
from chorsu.intake.models import Text
from chorsu.kernel.clock import now
from chorsu.newsroom.models import Item
from chorsu.returns.models import Figure, Return

PAGE = """News of the example centre

Rate this item

The delegation of the example centre headed by its Director, Colonel Farhod Example-Karimov, took part in the regional \
conference on precursors, which took place on 10-12 May 2023 in Tashkent, Uzbekistan. The conference was attended by \
more than 90 delegates from 14 countries.

The Director of the example centre proposed a number of recommendations:

  1. Organising joint training courses for customs officers on the identification of precursors.
  2. Exchanging information about firms that trade in precursors.

At the end of the conference the Tashkent Declaration on Control of Precursors was adopted.

Rate this item

On 11 May 2023, the Acting Director of the example centre, Ms. Aylar Example-Durdieva, met with a delegation of the \
example institute in Almaty.

It was noted that since 2021, 5 anti-drug operations have been carried out, more than 300 kg of drugs have been seized.

Rate this item

In Bishkek, a seminar for press officers of the example agencies was held on 2 May 2023.
"""
MODELS = {"event": Event, "recommendation": Recommendation, "instrument": Instrument, "news": Item, "figure": Return}

read_once = functools.cache(answer_of)
"""The answer of the reader, of each text once: what is tested here is what becomes of it."""


class Newsdesk:
    """A press officer with a page of news that was handed in and read."""

    def __init__(self, as_role, signed_in, text=PAGE, *, username="press-one", name="page.txt"):
        self.username = username
        self.text = Desk(as_role, username, "example-centre").hands_in(text, name=name, way="file")
        with as_role("worker"):
            while read_next(answers=read_once):
                pass
        self.client = signed_in(username)
        self.address = f"/hand-in/text/{self.text.pk}/findings/"

    def shows(self):
        answer = self.client.get(self.address)
        assert answer.status_code == 200
        return answer.text

    def ticked(self):
        return re.findall(r'name="take" value="([^"]+)" checked', self.shows())

    def fields(self, **said):
        """What the page would send as it stands."""
        shown = self.shows()
        fields = dict(re.findall(r'name="((?:title|since|until):[^"]+)" value="([^"]*)"', shown))
        fields |= {"take": self.ticked(), "text": re.findall(r'name="text" value="(\d+)"', shown), "who": "provider"}
        return fields | said

    def accepts(self, **said):
        return self.client.post(f"{self.address}accept/", self.fields(**said))

    def takes_back(self, *texts):
        return self.client.post(f"{self.address}back/", {"text": texts or ["0", "1", "2"]})

    def stored(self, username=None):
        with viewing(actor(username or self.username)):
            found = {kind: list(model.objects.all()) for kind, model in MODELS.items()}
            found["post"] = list(Post.objects.all())
            return found


def planning_of(title, **days):
    """An event of the centre's plan, entered by hand before the page came."""
    officer = actor("duty-officer")
    with viewing(officer):
        said = EventSaid(kind="conference", title=title, in_plan=True, **days)
        centre = agency_number("example-centre")
        return enter_event(actor=officer, provider=centre, said=said, audience=[MEMBERS], at=now())


@pytest.fixture
def desk(as_role, signed_in, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    return lambda *said, **more: Newsdesk(as_role, signed_in, *said, **more)


def test_one_press_puts_everything_where_it_belongs(desk):
    page = desk()
    assert page.accepts(public="on").status_code == 302
    found = page.stored()
    assert sorted(
        (one.kind, one.since.isoformat(), one.until_day.isoformat(), one.status) for one in found["event"]
    ) == [
        ("conference", "2023-05-10", "2023-05-12", "held"),
        ("meeting", "2023-05-11", "2023-05-11", "held"),
        ("training", "2023-05-02", "2023-05-02", "held"),
    ]
    kinds = {one.pk: one.kind for one in found["event"]}
    assert [kinds[one.event_id] for one in found["recommendation"]] == ["conference", "conference"]
    assert [one.status for one in found["recommendation"]] == ["proposed", "proposed"]
    (declaration,) = found["instrument"]
    assert (declaration.kind, kinds[declaration.event_id]) == ("declaration", "conference")
    assert [one.period for one in found["figure"]] == ["2021-01-01/2023-05-11"] * 2
    with viewing(actor(page.username)):
        assert sorted(Figure.objects.values_list("value", flat=True)) == [5, 300]
    assert len(found["news"]) == len(found["event"])
    assert any(one.title.startswith("Regional conference on precursors, Tashkent") for one in found["news"])
    assert all(one.state == Item.State.DRAFT for one in found["news"])
    people = {one.name: one for one in found["post"]}
    assert people["Aylar Example-Durdieva"].acting
    assert not people["Farhod Example-Karimov"].acting


def test_everything_leads_back_to_its_words(desk):
    page = desk()
    page.accepts()
    with viewing(actor(page.username)):
        texts = {f"/hand-in/text/{one.pk}/": one for one in Text.objects.all()}
    for kind, records in page.stored().items():
        for record in records:
            span = record.span
            assert texts[span.document].text[span.start : span.end] == span.quote, kind
            words = page.client.get(f"{span.document}?at={span.start}-{span.end}").text
            assert 'id="words"' in words


def test_what_a_text_tells_is_marked_where_it_stands(desk):
    page = desk()
    shown = page.client.get(f"/hand-in/text/{page.text.pk}/").text
    marked = re.findall(r'class="told " title="([^"]+)">([^<]+)<', shown)
    told = {label for labels, _ in marked for label in labels.split(" · ")}
    assert {"Event", "Recommendation", "Instrument", "Participants", "Person"} <= told
    assert ("Recommendation", "Exchanging information about firms that trade in precursors") in marked


def test_accepting_a_settled_page_again_adds_nothing(desk):
    page = desk()
    fields = page.fields()
    page.client.post(f"{page.address}accept/", fields)
    before = page.stored()
    assert page.client.post(f"{page.address}accept/", fields).status_code == 422
    assert page.stored() == before


def test_what_is_not_ticked_is_left_out_and_settled(desk):
    page = desk()
    page.accepts(take=[])
    assert not any(page.stored().values())
    assert "Nothing of it was taken" in page.shows()
    assert page.client.get("/hand-in/text/").text.count("finding") == 0


def test_a_page_waits_in_the_list_until_it_is_settled(desk):
    page = desk()
    assert page.address in page.client.get("/hand-in/text/").text
    page.accepts()
    assert page.address not in page.client.get("/hand-in/text/").text


def test_taking_back_withdraws_what_came_of_it_but_not_what_was_carried_on(desk):
    page = desk()
    page.accepts(public="on")
    news = page.stored()["news"][0]
    page.client.post(f"/newsroom/{news.pk}/submit/")
    page.takes_back()
    found = page.stored()
    assert all(one.withdrawn for kind in ("event", "recommendation", "instrument", "post") for one in found[kind])
    assert {one.status for one in found["figure"]} == {"withdrawn"}
    assert sorted(one.state for one in found["news"]) == ["discarded", "discarded", "submitted"]
    with viewing(actor(page.username)):
        assert who_is_who() == []
    assert page.ticked()


def test_what_was_taken_back_can_be_accepted_again(desk):
    page = desk()
    page.accepts()
    page.takes_back()
    page.accepts()
    assert sorted(one.withdrawn for one in page.stored()["event"]) == [False] * 3 + [True] * 3


def test_an_event_that_was_carried_on_and_stays_is_not_doubled(desk):
    page = desk()
    page.accepts()
    conference = next(one for one in page.stored()["event"] if one.kind == "conference")
    with viewing(actor(page.username)):
        days = {"since": dt.date(2023, 6, 1), "until_day": dt.date(2023, 6, 2)}
        change_event(
            identifier=conference.pk,
            said=replace(said_of(conference), **days),
            version=1,
            actor=actor(page.username),
            at=now(),
        )
    page.takes_back()
    assert "0:event-0" not in page.ticked()
    page.accepts()
    kinds = [one.kind for one in page.stored()["event"] if not one.withdrawn]
    assert kinds.count("conference") == 1


@pytest.mark.parametrize(
    "told",
    [
        "Colonel Anvar Example-Zokirov, Head of the example customs, was arrested on suspicion of smuggling.",
        "Anvar Example-Zokirov is wanted for smuggling. Head of the example customs Anvar Example-Zokirov fled.",
    ],
)
def test_who_is_named_as_somebody_of_a_crime_is_nobody_with_a_post(desk, told):
    page = desk(f"On 11 May 2023 a meeting of the example centre was held in Almaty. {told}", name="told.txt")
    assert not [mark for mark in page.ticked() if "post" in mark]


@pytest.mark.parametrize(
    ("period", "elsewhere", "why"),
    [("2021-01-01/..", None, ""), (None, None, "no-period"), ("2021-01-01/..", {"quote": "in Europe"}, "elsewhere")],
)
def test_a_sum_without_a_period_or_of_elsewhere_is_not_ticked(period, elsewhere, why):
    quote = {"quote": "300 kg", "start": 10, "end": 16}
    told = quote | {
        "quantity": 300,
        "unit": "kg",
        "qualifier": "more than",
        "period": period,
        "confidence": 0.9,
        "elsewhere": elsewhere,
    }
    text = Text(text="More than 300 kg of drugs", started_at=now(), reading={"aggregates": [told]})
    (found,) = figures_in(text, now().date())
    assert (found.meant, found.why) == (not why, why)


def test_a_day_that_is_none_stores_nothing_and_is_said_beside_its_event(desk):
    page = desk()
    answer = page.accepts(**{"since:0:event-0": "soon"})
    assert answer.status_code == 422
    assert 'id="wrong"' in answer.text
    assert 'value="soon"' in answer.text
    assert not any(page.stored().values())


def test_changed_days_and_titles_are_what_is_stored(desk):
    page = desk()
    page.accepts(**{"title:0:event-0": "Conference on precursors", "until:0:event-0": "2023-05-11"})
    conference = next(one for one in page.stored()["event"] if one.kind == "conference")
    assert (conference.title, conference.until_day.isoformat()) == ("Conference on precursors", "2023-05-11")


def test_an_event_that_the_plan_holds_already_is_shown_and_not_entered_again(desk):
    days = {"since": dt.date(2023, 5, 10), "until_day": dt.date(2023, 5, 12)}
    planned = planning_of("Regional conference on precursors in Tashkent", **days)
    page = desk()
    assert "0:event-0" not in page.ticked()
    assert planned.title in page.shows()
    page.accepts()
    assert {one.event_id for one in page.stored()["recommendation"]} == {planned.pk}
    assert [one.kind for one in page.stored()["event"]].count("conference") == 1


def test_only_press_officers_are_offered_news(desk):
    page = desk(username="duty-officer")
    assert not any(mark.endswith(":news") for mark in page.ticked())
    page.accepts()
    with viewing(actor("press-one")):
        assert not Item.objects.exists()


def test_nobody_else_finds_the_page(desk, signed_in):
    page = desk()
    page.client = signed_in("border-officer")
    assert page.client.get(page.address).status_code == 404
    assert page.client.post(f"{page.address}accept/", {"text": ["0"], "who": "provider"}).status_code == 404
    assert page.client.post(f"{page.address}back/", {"text": ["0"]}).status_code == 404


def test_people_of_a_text_that_was_not_public_are_in_nobodys_who_is_who(desk):
    page = desk()
    page.accepts()
    with viewing(actor(page.username)):
        assert who_is_who() == []
    assert not page.stored("stranger-c")["post"]


def test_records_carry_the_marking_that_was_chosen(desk):
    page = desk()
    page.accepts(who="members")
    assert len(page.stored("stranger-c")["event"]) == 3
    assert page.stored("stranger-c")["news"] == []


def test_a_letter_is_no_news_unless_somebody_ticks_it(desk):
    page = desk(
        "On 11 May 2023 a meeting of the example centre and the example institute was held in Almaty.", name="l.txt"
    )
    assert page.ticked() == ["0:event-0"]


@pytest.mark.parametrize("at", ["", "5", "9-5", "5-999999", "x-y", "-1-3", "5-٩"])
def test_an_address_that_leads_to_no_words_shows_the_text(desk, at):
    page = desk()
    answer = page.client.get(f"/hand-in/text/{page.text.pk}/?at={at}")
    assert answer.status_code == 200
    assert 'id="words"' not in answer.text
