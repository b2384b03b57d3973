"""Nothing marked for fewer than everybody is published, by the service or by the officers' role itself."""

import datetime as dt

import psycopg
import pytest

from chorsu.handling.rules import EVERYBODY, MEMBERS
from chorsu.kernel.errors import RefusedError
from chorsu.kernel.ids import uuid7
from chorsu.newsroom.body import to_html
from chorsu.newsroom.models import Publication
from chorsu.newsroom.services import publish_item, recall_item, release_item, return_item
from newsdesk import EN
from sealing import saying_as

TOMORROW = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)
NARROWER = {
    "for its provider alone": "audience = ARRAY[provider_id]",
    "for members": f"audience = ARRAY[{MEMBERS}]",
    "with an exclusion": "exclusions = ARRAY[provider_id + 1]",
    "with an end": f"until = '{TOMORROW.isoformat()}'",
}
INSERT = """
    INSERT INTO newsroom_publication
        (id, item_id, language, original, slug, title, summary, body_html, published_at, synthetic)
    VALUES (%s, %s, 'en', true, 'a', %s, %s, %s, now(), true)
"""
TOLD = (EN.title, EN.summary, to_html(EN.body))


@pytest.mark.parametrize("narrowing", NARROWER.values(), ids=NARROWER.keys())
def test_a_narrower_marking_is_refused_where_everybody_passes(newsdesk, connect, narrowing):
    item = newsdesk.released()
    owner = connect("owner")
    owner.execute(f"UPDATE newsroom_item SET {narrowing} WHERE id = %s", [item.pk])
    with pytest.raises(RefusedError, match="fewer than everybody"):
        newsdesk.do(newsdesk.two, publish_item, item)
    assert not Publication.objects.exists()
    owner.execute(
        "UPDATE newsroom_item SET audience = ARRAY[provider_id, %s], exclusions = '{}', until = NULL WHERE id = %s",
        [EVERYBODY, item.pk],
    )
    newsdesk.do(newsdesk.two, publish_item, item)
    assert set(Publication.objects.values_list("language", flat=True)) == {"en", "ru"}


@pytest.mark.parametrize("narrowing", NARROWER.values(), ids=NARROWER.keys())
def test_the_officers_role_cannot_insert_past_the_gate(newsdesk, connect, narrowing):
    item = newsdesk.released()
    app, owner = connect("app"), connect("owner")
    owner.execute(f"UPDATE newsroom_item SET {narrowing} WHERE id = %s", [item.pk])
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"), saying_as(app, newsdesk.two):
        app.execute(INSERT, [uuid7(), item.pk, *TOLD])
    owner.execute(
        "UPDATE newsroom_item SET audience = ARRAY[provider_id, %s], exclusions = '{}', until = NULL WHERE id = %s",
        [EVERYBODY, item.pk],
    )
    with saying_as(app, newsdesk.two):
        app.execute(INSERT, [uuid7(), item.pk, *TOLD])


def test_what_is_not_approved_is_not_published(newsdesk):
    with pytest.raises(RefusedError, match="moved on"):
        newsdesk.do(newsdesk.two, publish_item, newsdesk.submitted())


def test_a_draft_cannot_be_released(newsdesk):
    with pytest.raises(RefusedError, match="moved on"):
        newsdesk.do(newsdesk.two, release_item, newsdesk.submitted())


def test_recalling_and_returning_narrow_the_marking_again(newsdesk):
    for act in (recall_item, return_item):
        item = newsdesk.released()
        assert EVERYBODY in item.audience
        item = newsdesk.do(newsdesk.one, act, item)
        assert item.audience == [item.provider_id]
