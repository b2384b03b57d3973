"""The list: newest first, twelve a page, every page one click from every other."""

import datetime as dt
import re

import pytest

from chorsu.newsroom.texts import Text

PUBLISH_MANY = """
    INSERT INTO newsroom_publication
        (id, item_id, language, original, slug, title, summary, body_html, published_at, synthetic)
    SELECT gen_random_uuid(), gen_random_uuid(), 'en', true, 'item-' || n, 'Item ' || n, '', '<p>x</p>',
           timestamptz '2026-01-01 00:00Z' + n * interval '1 hour', false
    FROM generate_series(1, %s) AS n
"""


def titles(response):
    return re.findall(r"<h2[^>]*><a[^>]*>([^<]*)</a></h2>", response.content.decode())


@pytest.fixture
def many(bank, connect):
    return lambda count: connect("owner").execute(PUBLISH_MANY, [count])


def test_458_items_make_39_pages_and_page_12_is_linked_from_page_1(many, visit):
    many(458)
    first = visit("/en/").content.decode()
    assert "News (458)" in first
    assert "Page 1 of 39" in first
    linked = {int(number) for number in re.findall(r'href="\?page=(\d+)"', first)}
    assert linked == set(range(1, 40))
    twelfth = visit("/en/?page=12")
    assert "Page 12 of 39" in twelfth.content.decode()
    assert titles(twelfth) == [f"Item {number}" for number in range(458 - 132, 458 - 144, -1)]


@pytest.mark.parametrize(
    ("page", "shown", "absent"),
    [(1, {"Next", "Last"}, {"First", "Previous"}), (39, {"First", "Previous"}, {"Next", "Last"})],
)
def test_steps_are_shown_where_they_lead_somewhere(many, visit, page, shown, absent):
    many(458)
    steps = set(re.findall(r">(First|Previous|Next|Last)</a>", visit(f"/en/?page={page}").content.decode()))
    assert shown <= steps
    assert not absent & steps


@pytest.mark.parametrize("page", ["0", "40", "-1", "x", "1e3", "9" * 400])
def test_a_page_that_there_is_not_is_absent(many, visit, page):
    many(458)
    assert visit(f"/en/?page={page}").status_code == 404
    assert visit("/en/?page=39").status_code == 200


def test_twelve_items_need_no_second_page(many, visit):
    many(12)
    page = visit("/en/").content.decode()
    assert len(titles(visit("/en/"))) == 12
    assert "Page 1" not in page


def test_a_thousand_pages_link_the_ends_and_the_pages_near(many, visit):
    many(12_000)
    numbers = set(map(int, re.findall(r'href="\?page=(\d+)" aria', visit("/en/?page=500").content.decode())))
    assert {1, 1000, 485, 515} <= numbers
    assert len(numbers) < 40


def test_without_news_the_page_says_so(bank, visit):
    page = visit("/ru/").content.decode()
    assert "Новости (0)" in page
    assert "Пока ничего не опубликовано" in page


def test_an_item_missing_in_a_language_is_shown_in_the_other_with_a_note(newsdesk, visit):
    newsdesk.published(ru=None)
    newsdesk.published(en=None, original="ru", at=newsdesk.at + dt.timedelta(hours=1))
    english, russian = visit("/en/"), visit("/ru/")
    assert titles(english) == ["Открылся семинар по прекурсорам", "Seminar on precursors opens"]
    assert titles(russian) == titles(english)
    assert english.content.decode().count("shown in Russian") == 1
    assert russian.content.decode().count("показано на английском языке") == 1


def test_text_of_the_press_is_escaped(newsdesk, visit):
    newsdesk.published(en=Text("<script>alert(1)</script>", "<img src=x>", "<b>bold</b>"), ru=None)
    for path in ("/en/", "/en/news/script-alert-1-script/", "/en/rss.xml"):
        page = visit(path).content.decode()
        assert "<script" not in page
        assert "<img" not in page
        assert "<b>bold" not in page
