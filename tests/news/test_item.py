"""One item: a stable, readable address in both languages; unpublished, withdrawn and absent are one."""

import datetime as dt

from chorsu.newsroom.services import withdraw_item

ADDRESS = "/{}/news/seminar-on-precursors-opens/"


def test_an_item_has_one_readable_address_in_each_language(newsdesk, visit):
    newsdesk.published()
    english, russian = (visit(ADDRESS.format(code)).content.decode() for code in ("en", "ru"))
    assert "<h1" in english
    assert "Seminar on precursors opens" in english
    assert "2 March 2026" in english
    assert "Открылся семинар по прекурсорам" in russian
    assert "2 марта 2026" in russian
    assert f'href="{ADDRESS.format("ru")}"' in english


def test_unpublished_withdrawn_and_absent_answer_alike(newsdesk, visit):
    published = newsdesk.published()
    draft = newsdesk.released()
    assert visit(ADDRESS.format("en")).status_code == 200
    newsdesk.do(newsdesk.one, withdraw_item, published, reason="an error")
    answers = [
        visit(path)
        for path in (ADDRESS.format("en"), f"/en/news/{draft.pk}/", "/en/news/there-never-was-one/", "/en/nowhere/")
    ]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {answer.content.decode() for answer in answers}
    assert len(bodies) == 1
    assert "No such page" in bodies.pop()


def test_neighbours_lead_to_the_newer_and_the_older_item(newsdesk, visit):
    for day in (1, 2, 3):
        newsdesk.published(at=dt.datetime(2026, 4, day, tzinfo=dt.UTC))
    page = visit("/en/news/seminar-on-precursors-opens-2/").content.decode()
    assert 'rel="prev" href="/en/news/seminar-on-precursors-opens-3/"' in page
    assert 'rel="next" href="/en/news/seminar-on-precursors-opens/"' in page


def test_synthetic_items_say_so_on_every_page_that_shows_them(newsdesk, visit):
    newsdesk.published(synthetic=True)
    for path in ("/en/", ADDRESS.format("ru"), "/en/archive/2026/03/", "/en/rss.xml", "/ru/atom.xml"):
        assert "SYNTHETIC" in visit(path).content.decode(), path


def test_real_items_do_not(newsdesk, visit):
    newsdesk.published(synthetic=False)
    for path in ("/en/", ADDRESS.format("ru"), "/en/archive/2026/03/", "/en/rss.xml", "/ru/atom.xml"):
        assert "SYNTHETIC" not in visit(path).content.decode(), path
