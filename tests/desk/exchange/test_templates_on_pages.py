"""A template from the form to the next message: kept, chosen, written by, taken away; and the standard ones, in both languages."""

import pytest

from builders.messages import KZ, enter_colleague, template
from builders.releasing import agency
from cast import actor
from chorsu.exchange.messages.models import Message
from chorsu.exchange.templates.models import Template
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now

FORM = {
    "kind": "alert", "channel": "thematic", "precedence": "2", "urgency": "7d", "language": "en", "subject": "Look out",
    "body": "For a white lorry.", "about": "event", "personal": "no", "marking": "channel", "do": "template",
}  # fmt: skip


@pytest.fixture(autouse=True)
def chief(bank, as_role):
    """A duty officer of the border guard, who keeps its templates."""
    enter_colleague(as_role, "chief", roles=("officer", "duty"))


def kept():
    with viewing(actor("border-officer")):
        return list(Template.objects.filter(ended_at=None)), Message.objects.count()


def test_by_itself_it_is_kept_without_a_draft_and_written_by(enter):
    liaison, border = enter("chief"), enter("border-officer")
    page = liaison.post("/exchange/new/", FORM | {"template": "White lorries"}, follow=True)
    assert "Kept as a template" in page.text
    (one,), messages = kept()
    assert (one.name, one.subject, messages) == ("White lorries", "Look out", 0)
    assert "White lorries" in border.get("/exchange/new/").text
    form = border.get(f"/exchange/new/?template={one.pk}").text
    assert 'value="Look out"' in form
    assert "For a white lorry." in form
    assert '<option value="thematic" selected>' in form
    assert '<option value="2" selected>' in form
    page = liaison.post(f"/exchange/templates/{one.pk}/end/", follow=True)
    assert "taken away" in page.text
    assert kept() == ([], 0)


def test_from_a_draft_whose_words_stay(enter):
    page = enter("chief").post("/exchange/new/", FORM | {"do": "keep"}, follow=True)
    address = page.redirect_chain[-1][0]
    page = enter("chief").post(address, FORM | {"template": "From a draft", "body": "Two of them."}, follow=True)
    assert "Kept as a template" in page.text
    assert "Two of them." in page.text
    assert [one.body for one in kept()[0]] == ["Two of them."]


def test_without_a_name_every_word_stays(enter):
    page = enter("chief").post("/exchange/new/", FORM | {"template": " "})
    assert page.status_code == 422
    assert "Give the template a name" in page.text
    assert "For a white lorry." in page.text


def test_an_officer_writes_by_them_and_keeps_none(enter):
    template("White lorries", at=now())
    border = enter("border-officer")
    assert "Keep as a template" not in border.get("/exchange/new/").text
    page = border.post("/exchange/new/", FORM | {"template": "Mine"})
    assert "Liaison and duty officers keep the templates" in page.text
    assert len(kept()[0]) == 1
    assert "White lorries" not in enter("liaison-a").get("/exchange/templates/").text


@pytest.mark.parametrize(
    ("language", "name", "subject"),
    [("en", "Special alert", "Special alert:"), ("ru", "Специальное оповещение", "Специальное оповещение:")],
)
def test_the_standard_ones_are_in_the_readers_language(enter, language, name, subject):
    border = enter("border-officer", language)
    assert name in border.get("/exchange/templates/").text
    assert f'value="{subject} "' in border.get("/exchange/new/?template=special-alert").text


def test_what_is_no_template_begins_an_empty_message(enter):
    for asked in ("nothing", "01999999-9999-7999-9999-999999999999"):
        assert enter("border-officer").get(f"/exchange/new/?template={asked}").status_code == 200


CHOSEN = '<option value="subject" selected>a person or firm</option>'


def newest():
    with viewing(actor("border-officer")):
        return Message.objects.order_by("-id").first()


def test_what_its_question_is_about_comes_back_and_is_asked_though_nothing_is_named(enter):
    chief = enter("chief")
    chief.post("/exchange/new/", FORM | {"about": "subject", "template": "Whose is it?"})
    (one,), _ = kept()
    assert CHOSEN in chief.get(f"/exchange/new/?template={one.pk}").text
    form = FORM | {"about": "subject", "to": [agency(KZ)], "basis": "Example agreement, art. 4", "purpose": "to find"}
    for do in ("attach", "keep"):
        page = chief.post("/exchange/new/", form | {"do": do}, follow=True)
        assert CHOSEN in page.text
    assert CHOSEN in chief.post(page.redirect_chain[-1][0], form | {"do": "attach"}, follow=True).text
    chief.post(page.redirect_chain[-1][0].partition("#")[0], form | {"do": "send"})
    assert newest().state == "sent"
    page = enter("liaison-a").get(f"/exchange/{newest().pk}/").text
    assert "<b>Question about a person or firm</b>" in page


def test_a_message_without_a_question_has_none(enter):
    page = enter("chief").post("/exchange/new/", FORM | {"about": "", "do": "keep"}, follow=True)
    assert '<option value="">nothing in particular</option>' in page.text
    assert newest().question == {}


def test_what_a_question_names_is_kept_while_it_is_about_nothing_and_not_sent(enter):
    form = FORM | {"about": "", "value": "white lorry", "to": [agency(KZ)]}
    page = enter("chief").post("/exchange/new/", form | {"do": "keep"}, follow=True)
    assert 'value="white lorry"' in page.text
    assert "selected>an event" not in page.text
    page = enter("chief").post(page.redirect_chain[-1][0], form | {"do": "send"}, follow=True)
    assert "Choose what the question is about" in page.text
    assert newest().state == "draft"


def test_a_template_that_leads_to_somebody_says_by_what(enter):
    page = enter("chief").post("/exchange/new/", FORM | {"template": "x", "body": "Call +998 90 123 45 67."})
    assert "“+998 90 123 45 67” in it is a telephone number. Take it out." in page.text
    assert kept() == ([], 0)
