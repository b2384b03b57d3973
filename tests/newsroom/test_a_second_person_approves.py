"""Who wrote in a version may not approve it; anybody else of the press may."""

import psycopg
import pytest

from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import RefusedError
from chorsu.newsroom.body import to_html
from chorsu.newsroom.services import approve_item, correct_item, return_item, revise_item, submit_item
from chorsu.newsroom.texts import Text
from newsdesk import EN
from sealing import saying_as


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
    for who in (newsdesk.one, newsdesk.two):
        with pytest.raises(RefusedError, match="second person"):
            newsdesk.do(who, approve_item, item)


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


SQL = {
    "in one's own name": "UPDATE newsroom_item SET approved_by = {one}",
    "in the name of another": "UPDATE newsroom_item SET approved_by = {two}",
    "by writing it oneself once it is approved": "UPDATE newsroom_item SET texts = '{{}}', approved_by = {two}",
    "by not having written it": "UPDATE newsroom_item SET writers = '{{}}', approved_by = {one}",
    "by having let another write it": "UPDATE newsroom_item SET writers = ARRAY[{two}]",
    "by having nobody write it": "UPDATE newsroom_item SET writers = ARRAY[NULL::int], approved_by = {one}",
    "for later": """UPDATE newsroom_item SET approved_html = '{{"en": "0"}}'""",
}


@pytest.mark.parametrize("way", SQL.values(), ids=SQL)
def test_no_press_officer_approves_alone_by_sql(newsdesk, connect, way):
    newsdesk.submitted()
    one, two = newsdesk.one.user, newsdesk.two.user
    app = connect("app")
    refused = (psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)
    with pytest.raises(refused), saying_as(app, newsdesk.one):
        app.execute(way.format(one=one, two=two))
    with saying_as(app, newsdesk.two):
        app.execute("UPDATE newsroom_item SET approved_by = %s", [two])


@pytest.mark.parametrize(
    "way", ["writers = '{}'", "texts = '{}'", 'approved_at = NULL, approved_html = \'{"en": "0"}\'']
)
def test_what_was_approved_is_not_changed_under_the_approval(newsdesk, connect, way):
    newsdesk.approved()
    app = connect("app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="second person"), saying_as(app, newsdesk.one):
        app.execute(f"UPDATE newsroom_item SET {way}")


def test_an_item_is_not_made_approved(newsdesk, connect):
    newsdesk.approved()
    app = connect("app")
    columns = [
        name
        for (name,) in app.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'newsroom_item'"
            " AND is_generated = 'NEVER' AND column_name <> 'id'"
        ).fetchall()
    ]
    listed = ", ".join(columns)
    again = f"INSERT INTO newsroom_item (id, {listed}) SELECT uuidv7(), {listed} FROM newsroom_item"
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="second person"), saying_as(app, newsdesk.one):
        app.execute(again)


def test_no_other_officer_of_the_centre_approves(newsdesk, connect):
    newsdesk.submitted()
    app, officer = connect("app"), actor("duty-officer")
    assert officer.provides == newsdesk.two.provides
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="second person"), saying_as(app, officer):
        app.execute("UPDATE newsroom_item SET approved_by = %s", [officer.user])


def test_only_what_was_approved_goes_into_public(newsdesk, connect):
    item = newsdesk.released()
    app = connect("app")
    insert = (
        "INSERT INTO newsroom_publication (id, item_id, language, original, slug, title, summary, body_html,"
        " published_at, synthetic) VALUES (uuidv7(), %s, 'en', true, 'a', %s, %s, %s, now(), true)"
    )
    whole = [EN.title, EN.summary, to_html(EN.body)]
    for place in range(3):
        other = [*whole[:place], "Another", *whole[place + 1 :]]
        with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, newsdesk.one):
            app.execute(insert, [item.pk, *other])
    with saying_as(app, newsdesk.one):
        app.execute(insert, [item.pk, *whole])
