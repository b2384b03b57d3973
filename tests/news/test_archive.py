"""The archive: the months that have items, and the items of a month."""

import datetime as dt

import pytest


@pytest.fixture
def three_items(newsdesk):
    for moment in ("2025-12-31T23:59:59", "2026-01-01T00:00:00", "2026-01-31T23:00:00"):
        newsdesk.published(at=dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC))


def test_months_with_their_counts(three_items, visit):
    english, russian = visit("/en/archive/").content.decode(), visit("/ru/archive/").content.decode()
    assert english.index("/en/archive/2026/01/") < english.index("/en/archive/2025/12/")
    assert "2 items" in english
    assert "1 item<" in english
    assert "2 новости" in russian
    assert "1 новость" in russian


@pytest.mark.parametrize(("month", "items"), [("2025/12", 1), ("2026/01", 2)])
def test_a_month_holds_its_items_alone(three_items, visit, month, items):
    assert visit(f"/en/archive/{month}/").content.decode().count("<article>") == items


@pytest.mark.parametrize("month", ["2026/02", "2026/13", "2026/1", "0000/01", "9999/12"])
def test_a_month_without_items_is_absent(three_items, visit, month):
    assert visit(f"/en/archive/{month}/").status_code == 404
