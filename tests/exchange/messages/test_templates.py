"""Templates: kept by liaison and duty officers, read by their authority alone, to nobody and about nobody."""

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from at_once import at_once
from builders.messages import KZ, UZ, does, said, template
from builders.releasing import agency
from cast import actor
from chorsu.exchange.messages.channels import channels
from chorsu.exchange.messages.models import Message
from chorsu.exchange.messages.saying import About, Question, checked
from chorsu.exchange.templates.models import Template
from chorsu.exchange.templates.services import end_template, keep_template, templates_of
from chorsu.exchange.templates.standard import standard
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7

pytestmark = pytest.mark.usefixtures("bank")


def names(who):
    with viewing(actor(who)):
        return [one.name for one in templates_of(actor(who))]


def test_it_is_kept_by_liaison_officers_and_read_by_their_authority_alone():
    template("Lorries", question=Question(About.CONSIGNMENT, "a white lorry"))
    assert names("border-officer") == ["Lorries"]
    assert names("liaison-a") == names("stranger-c") == names("analyst") == []
    with viewing(actor("border-officer")):
        one = Template.objects.get()
    assert (one.about, one.subject) == ("consignment", "Who owns this lorry?")
    assert "a white lorry" not in str(vars(one))
    with pytest.raises(RefusedError):
        template("Mine", who="border-officer")
    with pytest.raises(RefusedError):
        does("liaison-b", keep_template, name="Theirs", said=said(), provider=agency(KZ))


def test_under_the_same_name_a_new_one_takes_its_place():
    template("Lorries")
    template(" Lorries ", subject="Whose lorry is it?")
    with viewing(actor("border-officer")):
        (one,) = templates_of(actor("border-officer"))
    assert one.subject == "Whose lorry is it?"


def test_it_is_taken_away_by_those_who_keep_them():
    one = template("Lorries")
    with pytest.raises(RefusedError):
        does("border-officer", end_template, identifier=one.pk)
    with pytest.raises(AbsentError):
        does("liaison-a", end_template, identifier=one.pk)
    does("liaison-b", end_template, identifier=one.pk)
    assert names("border-officer") == []


@pytest.mark.parametrize(
    "more",
    [{"body": "call +998 90 123 45 67"}, {"kind": "reply"}, {"subject": " "}],
    ids=["a number", "an answer", "no subject"],
)
def test_it_leads_to_nobody_and_begins_a_thread(more):
    with pytest.raises(InputError):
        template("Lorries", **more)


def test_an_officer_of_no_such_role_keeps_none_by_sql():
    one = template("Lorries")
    with viewing(actor("border-officer")), connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_template SET ended_at = now() WHERE id = %s", [one.pk])
        assert cursor.rowcount == 0
    one.pk, one.name, one.made_by = uuid7(), "Another", actor("border-officer").user
    with viewing(actor("border-officer")), pytest.raises(DatabaseError, match="row-level security"):
        one.save(force_insert=True)


@pytest.mark.parametrize("code", standard())
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_standard_message_can_be_sent_as_it_is(code, language):
    one = standard()[code]
    name, subject, body = one.said(language)
    whole = checked(
        said(
            subject=subject,
            body=body,
            kind=one.kind,
            channel=one.channel,
            precedence=one.precedence,
            urgency=one.urgency,
            to=(UZ,),
        )
    )
    assert (whole.kind in Message.Kind.values, whole.channel in channels(), one.about in set(About)) == (
        True,
        True,
        True,
    )
    assert name
    assert one.source
    assert (one.urgency != "") == (one.kind == "request")


def test_kept_twice_at_the_same_moment_there_is_one_of_the_name():
    officer = actor("liaison-b")
    at_once(lambda: does(officer, keep_template, name="Lorries", said=said(), provider=agency(UZ)))
    assert names("border-officer") == ["Lorries"]
