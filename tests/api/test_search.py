"""Programs search in texts as the page does: in any alphabet, what they see alone; hidden and absent are one."""

import pytest

from builders.seizures import follow, record
from builders.trail import waiting
from chorsu.directory.models import State
from chorsu.records.models import Seizure
from programs import program

SEARCH = "/api/v1/search"


@pytest.fixture
def known(bank, as_role):
    with as_role("worker"):
        (one,) = record([{"place": "Самарканд"}], audience=[State.objects.get(code="KZ").pk])
        Seizure.objects.filter(pk=one.pk).update(narrative="Груз чая, водитель Тахта Рахимов")
        follow()
    return one


def test_a_record_is_found_in_another_alphabet_and_the_search_entered(known, connect):
    answer = program("liaison-a").get(SEARCH, {"q": "rahimov"})
    assert [one["id"] for one in answer.json()["records"]] == [str(known.pk)]
    entry = waiting(connect)[-1]
    assert (entry["page"], entry["act"], entry["shown"]) == ("api-search", "search", 1)
    assert "rahimov" not in str(entry)


def test_hidden_and_absent_are_one(known):
    third = program("stranger-c")
    hidden, absent = (third.get(SEARCH, {"q": text}).content for text in ("Rahimov", "Unheard"))
    assert hidden == absent


def test_pages_follow_each_other(known, as_role):
    with as_role("worker"):
        record([{"place": "Самарканд"}, {"place": "Самарканд"}], audience=[State.objects.get(code="KZ").pk])
        follow()
    client, found, after = program("liaison-a"), [], {}
    while True:
        page = client.get(SEARCH, {"q": "Samarkand", "size": 2} | after).json()
        found += [one["id"] for one in page["records"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert len(found) == len(set(found)) == 3


@pytest.mark.parametrize("said", [{}, {"q": ""}, {"q": "x" * 201}, {"q": "x", "after": "y"}, {"q": "x", "sort": "y"}])
def test_what_cannot_be_meant_is_refused(bank, said):
    assert program("liaison-a").get(SEARCH, said).status_code == 422


def test_a_token_for_messages_searches_no_records(bank):
    assert program("liaison-a", "messages").get(SEARCH, {"q": "x"}).status_code == 403
