"""The site's outside: languages, headers, and nothing of the officers' application."""

import pytest

from chorsu.news import models as read
from chorsu.newsroom import models as owned


@pytest.mark.parametrize(
    ("asked", "given"), [("ru-RU,ru;q=0.9,en;q=0.5", "/ru/"), ("de, en;q=0.5", "/en/"), ("tg", "/en/"), ("", "/en/")]
)
def test_the_root_leads_to_the_readers_language(bank, visit, asked, given):
    answer = visit("/", **{"Accept-Language": asked})
    assert (answer.status_code, answer["Location"]) == (302, given)
    assert "Accept-Language" in answer["Vary"]


def test_the_address_decides_the_language_whatever_the_browser_says(bank, visit):
    page = visit("/ru/", **{"Accept-Language": "en"})
    assert '<html lang="ru"' in page.content.decode()
    assert page["Content-Language"] == "ru"


def test_headers_keep_scripts_frames_and_guessing_out(newsdesk, visit):
    newsdesk.published()
    for path in ("/en/", "/en/news/seminar-on-precursors-opens/", "/en/absent/"):
        answer = visit(path)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "<script" not in answer.content.decode()


def test_pages_for_all_may_be_kept_and_set_no_cookie(newsdesk, visit):
    newsdesk.published()
    for path in ("/en/", "/en/archive/", "/en/rss.xml"):
        answer = visit(path)
        assert "public" in answer["Cache-Control"], path
        assert not answer.cookies, path
    own = visit("/en/news/seminar-on-precursors-opens/")
    assert "private" in own["Cache-Control"]
    assert set(own.cookies) == {"chorsu_public_csrf"}


@pytest.mark.parametrize(
    "path", ["/start/", "/accounts/login/", "/language/", "/newsroom/", "/en/newsroom/", "/stream"]
)
def test_no_page_of_the_officers_is_here(bank, visit, path):
    assert visit(path).status_code == 404


def test_the_officers_address_is_nowhere(newsdesk, visit, settings):
    newsdesk.published()
    officers = settings.CHORSU_OFFICERS_URL
    stream = settings.CHORSU_STREAM_URL
    for path in ("/en/", "/en/news/seminar-on-precursors-opens/", "/en/rss.xml", "/sitemap.xml", "/robots.txt", "/x"):
        answer = visit(path)
        whole = answer.content.decode() + str(answer.headers)
        assert officers not in whole
        assert stream not in whole


@pytest.mark.parametrize("name", ["Publication", "Tally", "Vote"])
def test_the_read_models_have_the_newsrooms_columns(name):
    def columns(model):
        return {field.column: type(field) for field in model._meta.concrete_fields}  # noqa: SLF001

    ours, theirs = getattr(read, name), getattr(owned, name)
    assert ours._meta.db_table == theirs._meta.db_table  # noqa: SLF001
    assert columns(ours) == columns(theirs)
