"""Votes: one to five stars, one a visitor and item, changeable, told in the right plural."""

import re
import threading

import psycopg
import pytest

from chorsu.news.votes import Limit
from chorsu.newsroom.services import withdraw_item
from newsdesk import EN

PAGE = "/en/news/seminar-on-precursors-opens/"
VOTE = f"{PAGE}vote/"


def tally(connect):
    return connect("owner").execute("SELECT votes, stars FROM newsroom_tally").fetchall()


@pytest.fixture
def item(newsdesk):
    return newsdesk.published()


def rated(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.search(r"\d+ (votes?|голос(?:а|ов)?)\b", text)[0]


def test_a_vote_is_counted_and_leads_back_to_the_item(item, visit, connect):
    assert rated(visit(PAGE)) == "0 votes"
    answer = visit(VOTE, {"stars": "4"})
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}#rating")
    page = visit(PAGE)
    assert rated(page) == "1 vote"
    assert "Your vote: 4 stars" in page.content.decode()
    assert tally(connect) == [(1, 4)]


def test_a_visitor_who_votes_again_changes_the_vote(item, visit, connect):
    for stars in ("1", "5", "2"):
        visit(VOTE, {"stars": stars})
    assert tally(connect) == [(1, 2)]
    visit(VOTE, {"stars": "5"}, visitor="two")
    assert tally(connect) == [(2, 7)]


def test_a_forged_cookie_is_another_visitor_and_changes_nobodys_vote(item, visit, connect):
    first = visit(VOTE, {"stars": "5"})
    kept = first.cookies["chorsu_public_visitor"].value
    owner = connect("owner")
    before = owner.execute("SELECT voter FROM newsroom_vote").fetchall()
    assert visit(PAGE, visitor="thief", Cookie=f"chorsu_public_visitor={kept[:-2]}xx").status_code == 200
    visit(VOTE, {"stars": "1"}, visitor="thief")
    assert before[0] in owner.execute("SELECT voter FROM newsroom_vote").fetchall()
    assert tally(connect) == [(2, 6)]


@pytest.mark.parametrize("stars", ["0", "6", "-1", "", "five", "4.5", "٤"])
def test_what_is_no_vote_is_refused_with_a_line(item, visit, connect, stars):
    answer = visit(VOTE, {"stars": stars})
    assert answer.status_code == 400
    assert "one to five stars" in answer.content.decode()
    assert tally(connect) == []


def test_nothing_that_is_not_in_public_can_be_rated(newsdesk, item, visit):
    assert visit(VOTE, {"stars": "4"}).status_code == 302
    newsdesk.do(newsdesk.one, withdraw_item, item, reason="an error")
    assert visit(VOTE, {"stars": "4"}).status_code == 404


@pytest.mark.parametrize(
    ("votes", "english", "russian"),
    [
        (0, "0 votes", "0 голосов"),
        (1, "1 vote", "1 голос"),
        (2, "2 votes", "2 голоса"),
        (4, "4 votes", "4 голоса"),
        (5, "5 votes", "5 голосов"),
        (11, "11 votes", "11 голосов"),
        (21, "21 votes", "21 голос"),
        (22, "22 votes", "22 голоса"),
        (112, "112 votes", "112 голосов"),
    ],
)
def test_plurals(item, visit, connect, *, votes, english, russian):
    if votes:
        connect("owner").execute("INSERT INTO newsroom_tally VALUES (%s, %s, %s)", [item.pk, votes, votes * 3])
    assert rated(visit(PAGE)) == english
    assert rated(visit(PAGE.replace("/en/", "/ru/"))) == russian


def test_a_vote_without_the_forms_token_is_refused_where_one_with_it_passes(item, visit):
    page = visit(PAGE, visitor="strict").content.decode()
    refused = visit(VOTE, {"stars": "4"}, visitor="strict")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    taken = visit(VOTE, {"stars": "4", "csrfmiddlewaretoken": token}, visitor="strict")
    assert refused.status_code == 403
    assert "Your vote was not counted" in refused.content.decode()
    assert taken.status_code == 302


def test_two_votes_of_one_visitor_at_once_count_once(item, connect):
    voter = b"v" * 32
    connections = [connect("public") for _ in range(8)]
    errors = []

    def vote(connection, stars):
        try:
            connection.execute("INSERT INTO newsroom_vote VALUES (%s, %s, %s)", [item.pk, voter, stars])
        except psycopg.Error as error:
            errors.append(error)

    threads = [threading.Thread(target=vote, args=(c, n % 5 + 1)) for n, c in enumerate(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    [(votes, stars)] = tally(connect)
    assert votes == 1
    assert (stars,) == connect("owner").execute("SELECT stars FROM newsroom_vote").fetchone()


def test_one_address_cannot_flood():
    moments = iter([0, 1, 2, 3, 61, 62])
    limit = Limit(most=3, seconds=60, clock=lambda: next(moments))
    assert [limit.allows("192.0.2.9") for _ in range(6)] == [True, True, True, False, True, True]


def test_another_address_is_not_held_back():
    limit = Limit(most=1, seconds=60, addresses=2, clock=lambda: 0)
    assert [limit.allows(address) for address in ("a", "a", "b", "c")] == [True, False, True, True]


def test_the_same_visitor_has_unlike_hashes_for_two_items(newsdesk, item, visit, connect):
    newsdesk.published(en=EN)
    visit(VOTE, {"stars": "4"})
    visit("/en/news/seminar-on-precursors-opens-2/vote/", {"stars": "4"})
    assert connect("owner").execute("SELECT count(DISTINCT voter) FROM newsroom_vote").fetchone() == (2,)
