"""Of a large report all records that answer a watch are one alert; large is what its authority sees of it."""

import datetime as dt

import pytest
from django.db import connection

from builders.releasing import act, state
from builders.seizures import follow, record
from builders.watches import alerts, asks, does, made, members
from cast import actor
from chorsu.exchange.watches.acting import acknowledge
from chorsu.exchange.watches.reports import DIGEST_FROM
from chorsu.exchange.watches.selectors import shown
from chorsu.handling.viewer import viewing
from chorsu.records.services import correct, release_to

pytestmark = pytest.mark.usefixtures("bank")


def rows(count, first=0):
    """Rows of different events: matching ties none of them."""
    day = dt.date(2024, 1, 1)
    return [
        {"seizure_date": day + dt.timedelta(days=7 * number), "quantity": 1.0 + number, "kg": 1.0 + number}
        for number in range(first, first + count)
    ]


def load(as_role, said, **more):
    with as_role("worker"):
        found = record(said, **({"audience": [state("KZ")]} | more))
        follow()
    return found


def test_one_digest_a_watch_with_the_number_and_the_first_few(as_role):
    made(), made(name="Heavy", criteria=asks(least_kg=float(DIGEST_FROM)))
    told = load(as_role, rows(DIGEST_FROM + 10))
    light, heavy = sorted(alerts(), key=lambda one: -len(members(one)))
    assert members(light) == {one.pk for one in told}
    assert len(members(heavy)) == 11
    with viewing(actor("liaison-a")):
        first, second = shown([light, heavy])
    assert (first.count, second.count) == (DIGEST_FROM + 10, 11)
    assert len(first.records) == len(second.records) == 3


def test_of_a_small_report_each_event_is_an_alert(as_role):
    made()
    load(as_role, rows(DIGEST_FROM - 1))
    assert len(alerts()) == DIGEST_FROM - 1


def test_a_report_is_large_by_what_is_seen_of_it(as_role):
    made()
    told = load(as_role, rows(DIGEST_FROM + 10), audience=[])
    assert alerts() == []
    for one in told[:3]:
        act(release_to, "border-officer", one, principals=[state("KZ")], until=None)
    with as_role("worker"):
        follow()
    assert len(alerts()) == 3


def test_what_comes_of_it_later_is_put_to_the_digest_and_makes_it_new_again(as_role):
    made(criteria=asks(least_kg=10.0))
    told = load(as_role, rows(DIGEST_FROM))
    (alert,) = alerts()
    does("liaison-a", acknowledge, identifier=alert.pk)
    before = len(members(alert))

    def corrected(one):
        act(correct, "border-officer", one, changes={"lots": {1: {"quantity": "900"}}}, reason="weighed anew")
        with as_role("worker"):
            follow()
        (found,) = alerts()
        return found

    found = corrected(told[0])
    assert (found.state, len(members(found))) == ("acknowledged", before + 1)
    with as_role("owner"), connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_alert SET grown_at = grown_at - interval '1 hour'")
    found = corrected(told[1])
    assert (found.state, len(members(found))) == ("new", before + 2)
