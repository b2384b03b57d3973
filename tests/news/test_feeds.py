"""RSS 2.0, Atom, the map of the site and robots: well-formed, complete, in the language asked for."""

import datetime as dt
import email.utils
import xml.etree.ElementTree as ET

import pytest

from chorsu.newsroom.texts import Text

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def two_items(newsdesk):
    newsdesk.published()
    at = newsdesk.at + dt.timedelta(days=1)
    newsdesk.published(en=None, ru=Text("Только по-русски & <знаки>", "", "Текст"), original="ru", at=at)


def parsed(response):
    return ET.fromstring(response.content)  # noqa: S314 — our own output


def test_rss(two_items, visit):
    response = visit("/en/rss.xml")
    assert response["Content-Type"].startswith("application/rss+xml")
    channel = parsed(response).find("channel")
    assert channel.findtext("language") == "en"
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == [
        "[SYNTHETIC] Только по-русски & <знаки>",
        "[SYNTHETIC] Seminar on precursors opens",
    ]
    assert items[1].findtext("link").endswith("/en/news/seminar-on-precursors-opens/")
    moment = email.utils.parsedate_to_datetime(items[1].findtext("pubDate"))
    assert moment == dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
    assert "<ul><li>one</li><li>two</li></ul>" in items[1].findtext("description")
    assert "shown in Russian" in items[0].findtext("description")


def test_atom(two_items, visit):
    response = visit("/ru/atom.xml")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = parsed(response)
    entries = feed.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == [
        "[SYNTHETIC] Только по-русски & <знаки>",
        "[SYNTHETIC] Открылся семинар по прекурсорам",
    ]
    assert feed.findtext("a:updated", namespaces=ATOM).startswith("2026-03-03")
    ids = {entry.findtext("a:id", namespaces=ATOM) for entry in entries}
    assert len(ids) == 2


@pytest.mark.parametrize("path", ["/en/rss.xml", "/en/atom.xml", "/ru/rss.xml", "/sitemap.xml"])
def test_without_news_they_are_well_formed_too(bank, visit, path):
    response = visit(path)
    assert response.status_code == 200
    parsed(response)
    assert visit(path).content == response.content


def test_sitemap_lists_each_item_in_each_language(two_items, visit):
    addresses = [node.text for node in parsed(visit("/sitemap.xml")).findall("m:url/m:loc", MAP)]
    assert len(addresses) == 2 * (1 + 2)
    assert any(address.endswith("/ru/news/seminar-on-precursors-opens/") for address in addresses)


def test_robots_names_the_map(bank, visit):
    assert "/sitemap.xml" in visit("/robots.txt").content.decode()
