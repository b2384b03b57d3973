"""For everybody but the press officers of its provider, a draft is absent."""

import pytest

from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import AbsentError
from chorsu.newsroom.models import Item
from chorsu.newsroom.selectors import item_of, items
from chorsu.newsroom.services import submit_item, write_item
from chorsu.newsroom.texts import Text


def test_a_press_officer_finds_what_others_do_not(newsdesk):
    item = newsdesk.draft()
    with viewing(newsdesk.two):
        assert list(items(newsdesk.two)) == [item]
        assert item_of(newsdesk.two, item.pk, newsdesk.at) == item
    for name in ("analyst", "duty-officer", "liaison-a", "stranger-c"):
        other = actor(name)
        with viewing(other):
            assert not items(other).exists()
            with pytest.raises(AbsentError):
                item_of(other, item.pk, newsdesk.at)
            with pytest.raises(AbsentError):
                submit_item(actor=other, at=newsdesk.at, item=item.pk)
            with pytest.raises(AbsentError):
                write_item(actor=other, at=newsdesk.at, texts={"en": Text("a", "", "b")})


def test_the_database_hides_drafts_from_other_authorities(newsdesk):
    newsdesk.draft()
    with viewing(newsdesk.one):
        assert Item.objects.count() == 1
    with viewing(actor("liaison-b")):
        assert Item.objects.count() == 0
