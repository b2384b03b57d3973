"""A provider marks a record on its pages: for whom and for whom not, under which conditions, which parts for fewer."""

import datetime as dt
import re

import pytest

from answers import without_the_directory
from builders.releasing import agency, state
from builders.seizures import follow, record, seen_by
from cast import actor
from chorsu.desk.hand_in.audience import last_day
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.records.models import Seizure

SOON = (now() + dt.timedelta(days=40)).date()
LAWFUL = {"basis": "agreement of 2006", "purpose": "joint analysis"}
"""The record has words: they go abroad on a stated basis."""


@pytest.fixture
def seizure(bank, as_role):
    """A seizure of Uzbekistan's border guard, for that agency alone."""
    with as_role("worker"):
        (found,) = record([{"details": {"narrative": "сведения источника"}}])
        follow()
    return found


def page(client, seizure, tail=""):
    answer = client.get(f"/records/{seizure.pk}/{tail}")
    assert answer.status_code == 200
    return answer.content.decode()


def marking(seizure):
    with viewing(actor("border-officer")):
        return Seizure.objects.get(pk=seizure.pk).marking


def asked(**said):
    return (
        {"to": [state("KZ"), state("KG")], "but": [agency("example-customs-kz")], "until": SOON.isoformat()}
        | LAWFUL
        | said
    )


def test_two_states_but_one_agency_until_a_day_by_the_form(enter, seizure):
    officer = enter("border-officer")
    query = f"?to={state('KZ')}&to={state('KG')}&but={agency('example-customs-kz')}&until={SOON}"
    text = page(officer, seizure, query)
    said = re.search(r'id="release-said".*?</form>', text, re.DOTALL)[0]
    assert "Kazakhstan, Kyrgyzstan (but not Example customs, Kazakhstan)" in said
    assert "up to and including" in said
    sent = dict(re.findall(r'name="(but|until)" value="([^"]+)"', said))
    assert sent == {"but": str(agency("example-customs-kz")), "until": SOON.isoformat()}
    officer.post(f"/records/{seizure.pk}/release/", asked())
    assert seen_by(actor("example-police-kz")) == seen_by(actor("example-police-kg")) == {seizure.pk}
    assert seen_by(actor("liaison-a")) == set()


def test_only_who_would_be_reached_can_be_left_out(enter, seizure):
    listed = re.search(r'id="release-but".*?</fieldset>', page(enter("border-officer"), seizure, f"?to={state('KZ')}"))[
        0
    ]
    assert "Example police, Kazakhstan" in listed
    assert "Turkmenistan" not in listed


def test_each_release_that_stands_is_listed_and_recalled_by_itself(enter, seizure):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/release/", asked())
    officer.post(f"/records/{seizure.pk}/release/", LAWFUL | {"to": state("TM"), "until": SOON.isoformat()})
    keys = re.findall(r'name="term" id="term-\w+" value="(\w+)"', page(officer, seizure))
    assert len(keys) == 2
    text = page(officer, seizure, f"?term={keys[0]}")
    assert "This release ends now: Kazakhstan, Kyrgyzstan (but not" in text
    officer.post(f"/records/{seizure.pk}/recall/", {"term": keys[0], "reason": "by mistake"})
    assert seen_by(actor("example-police-kz")) == set()
    assert seen_by(actor("stranger-c")) == {seizure.pk}


def test_conditions_by_the_form_are_read_by_whoever_sees_the_record(enter, seizure):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/release/", LAWFUL | {"to": state("KZ")})
    sent = {
        "use": ["H1", "H3"], "restriction": "not for the press", "dissemination": "H2", "source": "B",
        "information": "3", "purposes": "drugs", "pointer": "contact", "contact": "duty desk of the border guard",
        "review": SOON.isoformat(), "version": 2,
    }  # fmt: skip
    assert officer.post(f"/records/{seizure.pk}/conditions/", sent).status_code == 302
    mine, theirs = page(officer, seizure), page(enter("liaison-a"), seizure)
    for words in ("H1: not to be disclosed", "not for the press", "H2: not to be disseminated", "corroborated"):
        assert words in mine
        assert words in theirs
    assert "You may not pass it on without its provider" in theirs
    assert "duty desk of the border guard" in mine
    assert "duty desk of the border guard" not in theirs


def test_a_review_put_off_without_a_reason_comes_back_with_a_line(enter, seizure):
    officer = enter("border-officer")
    sent = {"pointer": "nothing", "review": SOON.isoformat(), "version": 1}
    officer.post(f"/records/{seizure.pk}/conditions/", sent)
    later = (SOON + dt.timedelta(days=30)).isoformat()
    answer = officer.post(f"/records/{seizure.pk}/conditions/", {**sent, "review": later, "version": 2})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert last_day(marking(seizure).review_by) == SOON


def test_a_part_marked_by_the_form_is_read_by_those_named_alone(enter, seizure):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/release/", LAWFUL | {"to": [state("KZ"), state("TM")]})
    sent = {"part": "narrative", "who": "some", "only": state("KZ"), "version": 2}
    officer.post(f"/records/{seizure.pk}/mark/", sent)
    assert "сведения источника" in page(officer, seizure)
    assert "Marked more narrowly" in page(officer, seizure)
    assert "сведения источника" in page(enter("liaison-a"), seizure)
    outside = page(enter("stranger-c"), seizure)
    assert "сведения источника" not in outside
    assert "narrowly" not in outside


def test_a_form_that_is_sent_by_a_recipient_changes_nothing(enter, seizure):
    enter("border-officer").post(f"/records/{seizure.pk}/release/", LAWFUL | {"to": state("KZ")})
    before = marking(seizure)
    recipient = enter("liaison-a")
    assert recipient.get(f"/records/{seizure.pk}/conditions/").status_code == 404
    assert recipient.get(f"/records/{seizure.pk}/parts/").status_code == 404
    assert recipient.post(f"/records/{seizure.pk}/conditions/", {"review": SOON.isoformat()}).status_code == 404
    recipient.post(f"/records/{seizure.pk}/mark/", {"part": "narrative", "who": "nobody"})
    assert marking(seizure) == before


def test_a_recipient_reads_why_and_no_name_of_another(enter, seizure):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/release/", asked(to=[state("KZ"), state("KG"), state("TM")]))
    text = page(enter("example-police-kg"), seizure)
    assert "released it to you, up to and including" in text
    for name in ("Kazakhstan", "Turkmenistan", "Example customs"):
        assert name not in without_the_directory(text)
    assert "Why do I see this?" in page(officer, seizure)


@pytest.mark.parametrize("sent", [{"who": "all", "only": 2}, {"who": "nobody", "only": 2}, {"who": "some"}])
def test_an_answer_that_says_two_things_changes_nothing(enter, seizure, sent):
    officer = enter("border-officer")
    answer = officer.post(f"/records/{seizure.pk}/mark/", {"part": "narrative", "version": 1, **sent}, follow=True)
    assert "message error" in answer.content.decode()
    with viewing(actor("border-officer")):
        assert Seizure.objects.get(pk=seizure.pk).version == 1


def chips(text):
    """Markings on a page as a reader reads them: tags gone, spaces one."""
    found = re.findall(r'<span class="chip marking".*?</span></span>', text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", "", one).replace("&nbsp;", " ").split()) for one in found]


def test_the_owners_badge_says_who_is_left_out_and_until_when_and_a_recipients_does_not(enter, seizure):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/release/", asked())
    whole = f"→ Kazakhstan, Kyrgyzstan, but not Example customs, Kazakhstan until {SOON}"
    (chip,) = chips(page(officer, seizure))
    assert chip.endswith(whole)
    (row,) = chips(officer.get("/records/").text)
    assert row.endswith(f"→ Kazakhstan and 1 more, but not Example customs, Kazakhstan until {SOON}")
    officer.post(f"/records/{seizure.pk}/release/", LAWFUL | {"to": state("TM")})
    (chip,) = chips(page(officer, seizure))
    assert chip.endswith(f"→ Turkmenistan; {whole.removeprefix('→ ')}")
    (theirs,) = chips(page(enter("example-police-kg"), seizure))
    assert theirs == f"Marking: Example border guard, Uzbekistan → you until {SOON}"


def test_whoever_is_kept_out_for_good_stands_in_the_owners_badge(enter, seizure):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/release/", LAWFUL | {"to": state("KZ")})
    officer.post(f"/records/{seizure.pk}/recall/", {"recall": agency("example-customs-kz"), "reason": "by mistake"})
    (chip,) = chips(page(officer, seizure))
    assert chip.endswith("→ Kazakhstan, but not Example customs, Kazakhstan")


def test_in_russian_the_badge_names_the_reader_in_the_right_case(enter, seizure):
    enter("border-officer").post(f"/records/{seizure.pk}/release/", LAWFUL | {"to": state("KZ")})
    (chip,) = chips(page(enter("liaison-a", "ru"), seizure))
    assert chip.endswith("→ вам")


def test_every_release_can_be_chosen_for_a_recall_also_the_one_without_an_end_and_all_by_default(enter, seizure):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/release/", LAWFUL | {"to": state("KZ")})
    officer.post(f"/records/{seizure.pk}/release/", LAWFUL | {"to": state("TM"), "until": SOON.isoformat()})
    text = page(officer, seizure)
    listed = re.findall(r'name="term" id="term-\w+" value="(\w+)"[^>]*><label[^>]*><bdi>([^<]*)</bdi>', text)
    assert [who for _key, who in listed] == ["Kazakhstan", "Turkmenistan"]
    said = re.search(r'id="recall-said".*?</form>', text, re.DOTALL)[0]
    assert "Recall from all of them" in said
    assert 'name="recall" value="all"' in said
    ((key, _who), _other) = listed
    chosen = re.search(r'id="recall-said".*?</form>', page(officer, seizure, f"?term={key}"), re.DOTALL)[0]
    assert "Recall from Kazakhstan" in chosen
    assert 'value="all"' not in chosen
    officer.post(f"/records/{seizure.pk}/recall/", {"term": key, "reason": "by mistake"})
    assert seen_by(actor("liaison-a")) == set()
    assert seen_by(actor("stranger-c")) == {seizure.pk}


def test_whoever_is_left_out_is_shown_as_such_in_the_form(enter, seizure):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/release/", asked())
    customs = agency("example-customs-kz")
    text = page(officer, seizure)
    assert re.search(rf'for="to-{customs}"><del><bdi>[^<]*</bdi></del> <span[^>]*>left out</span>', text)
    text = page(officer, seizure, f"?to={state('KZ')}&to={state('KG')}&but={customs}&until={SOON}")
    listed = re.search(r'id="release-but".*?</fieldset>', text, re.DOTALL)[0]
    assert re.search(
        rf'id="but-{customs}"[^>]* checked><label[^>]*><bdi>[^<]*</bdi> <span[^>]*>left out</span>', listed
    )
    said = re.search(r'id="release-said".*?</form>', text, re.DOTALL)[0]
    assert "All of Kazakhstan, Kyrgyzstan (but not Example customs, Kazakhstan) will see this record at once" in said
