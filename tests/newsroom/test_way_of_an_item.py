"""An item goes into public, is corrected, withdrawn and published again; each step is kept and journalled."""

import datetime as dt

import pytest

from chorsu.handling.rules import EVERYBODY
from chorsu.handling.viewer import viewing
from chorsu.journal.models import EntryRow
from chorsu.journal.sequencer import sequence_batch
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.newsroom.models import Publication
from chorsu.newsroom.selectors import item_of
from chorsu.newsroom.services import (
    approve_item,
    correct_item,
    publish_item,
    release_item,
    revise_item,
    submit_item,
    withdraw_item,
)
from chorsu.newsroom.texts import Text
from newsdesk import EN, RU

LATER = dt.datetime(2026, 3, 5, 9, 0, tzinfo=dt.UTC)


def public_titles():
    return list(Publication.objects.order_by("language").values_list("title", flat=True))


def test_a_draft_is_its_providers_alone(newsdesk):
    item = newsdesk.draft()
    assert item.audience == [item.provider_id]
    assert item.exclusions == []


def test_publishing_puts_a_snapshot_of_each_language_in_public(newsdesk):
    newsdesk.published()
    assert public_titles() == [EN.title, RU.title]
    assert set(Publication.objects.values_list("slug", flat=True)) == {"seminar-on-precursors-opens"}


def test_a_language_that_is_missing_is_left_out(newsdesk):
    newsdesk.published(en=None, original="ru")
    assert public_titles() == [RU.title]
    assert Publication.objects.get().slug == "otkrylsya-seminar-po-prekursoram"


def test_a_correction_is_public_only_when_it_is_published(newsdesk):
    item = newsdesk.published()
    newsdesk.do(newsdesk.one, correct_item, item, reason="the title was wrong")
    texts = {"en": Text("A better title", "", "Body")}
    newsdesk.do(newsdesk.one, revise_item, item, texts=texts, original="en", version=2)
    assert public_titles() == [EN.title, RU.title]
    newsdesk.do(newsdesk.one, submit_item, item)
    for act in (approve_item, release_item, publish_item):
        newsdesk.do(newsdesk.two, act, item, at=LATER)
    corrected = Publication.objects.get()
    assert corrected.title == "A better title"
    assert corrected.slug == "seminar-on-precursors-opens"
    assert (corrected.published_at, corrected.corrected_at) == (newsdesk.at, LATER)


def test_a_withdrawn_item_leaves_the_public_and_can_come_back(newsdesk):
    item = newsdesk.published()
    withdrawn = newsdesk.do(newsdesk.one, withdraw_item, item, reason="published too early")
    assert public_titles() == []
    assert EVERYBODY not in withdrawn.audience
    with pytest.raises(RefusedError, match="fewer than everybody"):
        newsdesk.do(newsdesk.two, publish_item, item)
    newsdesk.do(newsdesk.two, release_item, item)
    newsdesk.do(newsdesk.two, publish_item, item, at=LATER)
    assert public_titles() == [EN.title, RU.title]
    assert Publication.objects.filter(corrected_at=None, published_at=newsdesk.at).count() == 2


def test_withdrawing_needs_a_reason_and_something_in_public(newsdesk):
    item = newsdesk.published()
    with pytest.raises(InputError, match="Say why"):
        newsdesk.do(newsdesk.one, withdraw_item, item, reason="  ")
    newsdesk.do(newsdesk.one, withdraw_item, item, reason="an error")
    with pytest.raises(RefusedError, match="Nothing of this item is in public"):
        newsdesk.do(newsdesk.one, withdraw_item, item, reason="again")


def test_two_items_of_one_title_have_two_addresses(newsdesk):
    first, second = newsdesk.published(), newsdesk.published()
    assert (first.slug, second.slug) == ("seminar-on-precursors-opens", "seminar-on-precursors-opens-2")


def test_a_half_written_translation_cannot_be_submitted(newsdesk):
    half = newsdesk.draft(ru=Text("Только заголовок", "", ""))
    with pytest.raises(RefusedError, match="missing in one language"):
        newsdesk.do(newsdesk.one, submit_item, half)
    newsdesk.do(newsdesk.one, revise_item, half, texts={"en": EN}, original="en", version=1)
    assert newsdesk.do(newsdesk.one, submit_item, half).state == "submitted"


def test_nobody_writes_over_a_version_not_read(newsdesk):
    item = newsdesk.draft()
    newsdesk.do(newsdesk.two, revise_item, item, texts={"en": EN}, original="en", version=1)
    with pytest.raises(RefusedError, match="Somebody else changed"):
        newsdesk.do(newsdesk.one, revise_item, item, texts={"ru": RU}, original="ru", version=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (Text("x" * 201, "", "y"), "longer than 200"),
        (Text("turned \u202egnp", "", "y"), "U\\+202E"),
        (Text("x", "", "nul \x00"), "U\\+0000"),
        (Text("", "", ""), "Nothing is written"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(newsdesk, text, said):
    with pytest.raises(InputError, match=said):
        newsdesk.draft(en=text, ru=None)


def test_each_step_is_kept_with_who_when_and_why(newsdesk):
    item = newsdesk.published()
    newsdesk.do(newsdesk.one, withdraw_item, item, reason="published too early")
    with viewing(newsdesk.one):
        deeds = item_of(newsdesk.one, item.pk, newsdesk.at).deeds.all()
        assert [deed.kind for deed in deeds] == [
            "written", "submitted", "approved", "released", "published", "withdrawn"
        ]  # fmt: skip
        assert deeds[5].reason == "published too early"
        assert deeds[0].texts["en"]["title"] == EN.title


def test_approval_publication_and_withdrawal_are_journalled(newsdesk, as_role):
    item = newsdesk.published()
    newsdesk.do(newsdesk.one, withdraw_item, item, reason="an error")
    with as_role("worker"):
        sequence_batch()
        entries = EntryRow.objects.filter(record_id=item.pk).order_by("number").values_list("kind", "actor_id")
        assert list(entries) == [
            ("news.approved", newsdesk.two.user),
            ("news.published", newsdesk.two.user),
            ("news.withdrawn", newsdesk.one.user),
        ]
