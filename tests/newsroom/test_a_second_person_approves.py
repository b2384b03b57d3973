"""Who wrote in a version may not approve it; anybody else of the press may."""

import psycopg
import pytest

from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import RefusedError
from chorsu.newsroom.services import approve_item, correct_item, return_item, revise_item, submit_item
from chorsu.newsroom.texts import Text


def test_the_author_is_refused_where_the_second_person_succeeds(newsdesk):
    item = newsdesk.submitted()
    with pytest.raises(RefusedError, match="a second person must approve it"):
        newsdesk.do(newsdesk.one, approve_item, item)
    approved = newsdesk.do(newsdesk.two, approve_item, item)
    assert (approved.state, approved.approved_by) == ("approved", newsdesk.two.user)


def test_who_revised_a_draft_of_another_may_not_approve_it_either(newsdesk):
    item = newsdesk.draft()
    texts = {"en": Text("Another title", "", "Another body")}
    newsdesk.do(newsdesk.two, revise_item, item, texts=texts, original="en", version=1)
    newsdesk.do(newsdesk.one, submit_item, item)
    for actor in (newsdesk.one, newsdesk.two):
        with pytest.raises(RefusedError, match="second person"):
            newsdesk.do(actor, approve_item, item)


def test_a_correction_by_the_approver_needs_the_first_author(newsdesk):
    item = newsdesk.published()
    newsdesk.do(newsdesk.two, correct_item, item, reason="the date was wrong")
    newsdesk.do(newsdesk.two, submit_item, item)
    with pytest.raises(RefusedError, match="second person"):
        newsdesk.do(newsdesk.two, approve_item, item)
    assert newsdesk.do(newsdesk.one, approve_item, item).state == "approved"


def test_returning_an_approved_item_voids_the_approval(newsdesk):
    item = newsdesk.do(newsdesk.one, return_item, newsdesk.approved(), reason="a name is missing")
    assert (item.state, item.approved_by) == ("draft", None)


def test_the_database_itself_refuses_an_author_as_approver(newsdesk, connect):
    item = newsdesk.submitted()
    owner = connect("owner")
    with pytest.raises(psycopg.errors.CheckViolation, match="a_second_person_approves"):
        owner.execute("UPDATE newsroom_item SET approved_by = %s WHERE id = %s", [newsdesk.one.user, item.pk])
    owner.execute("UPDATE newsroom_item SET approved_by = %s WHERE id = %s", [newsdesk.two.user, item.pk])


def test_nobody_approves_what_was_not_submitted(newsdesk):
    with viewing(newsdesk.two), pytest.raises(RefusedError, match="moved on"):
        approve_item(actor=newsdesk.two, at=newsdesk.at, item=newsdesk.draft().pk)
