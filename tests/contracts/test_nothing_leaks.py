"""What one agency keeps to itself changes no byte of what anybody else is answered, whatever page they ask for.

Each page is asked before the hidden world is there and after; form tokens, nonces, sealed cursors and moments of the
answer are taken out. That the same pages do change for the owner shows that they could have told.
"""

import datetime as dt

import pytest

from answers import answer, signed_in
from builders.hidden_world import fill
from builders.reports import agency_number
from builders.seizures import follow, record
from chorsu.handling.rules import MEMBERS

PAGES = (
    "/", "/?screen=big", "/my-desk/", "/feed/?feed-place=UZ&feed-family=opioids", "/feed/?feed=alerts",
    "/feed/?feed=messages", "/feed/?feed-least=1", "/picture/?screen=big", "/picture/", "/picture/?counting=once", "/picture/?known_on=2026-06-01",
    "/records/", "/records/?sort=-weight", "/records/?sort=-received", "/records/?text=Qwertabad", "/records/?text=zyx",
    "/records/?counting=possible", "/records/?counting=once", "/records/?country=UZ", "/records/?withdrawn=yes",
    "/records/download/csv/", "/records/download/xlsx/", "/records/download/geojson/",
    "/same-event/", "/same-event/?state=same", "/hand-in/", "/hand-in/text/", "/hand-in/text/quality/",
    "/hand-in/text/quality/examples.jsonl", "/hand-in/text/passed/", "/hand-in/quality/", "/hand-in/rules/",
    "/hand-in/seizure/", "/hand-in/seizure/lists.json", "/hand-in/seizure/places.json",
    "/returns/", "/returns/new/", "/returns/nothing/", "/returns/sheet/", "/templates/",
    "/templates/individual/", "/templates/individual/?country=UZ&year=2026",
    "/templates/quarterly/", "/templates/quarterly/?country=UZ&period=2026-Q1", "/templates/annual/",
    "/templates/individual/download/", "/templates/quarterly/download/", "/templates/annual/download/",
    "/cooperation/", "/cooperation/?half=2022-H2", "/cooperation/plan.ics", "/cooperation/plan.ics?half=2022-H2", "/cooperation/instruments/",
    "/cooperation/recommendations/", "/cooperation/people/", "/newsroom/", "/look-up/", "/search/",
    "/search/?q=Qwertabad", "/search/?q=qwerta", "/search/?q=opium",
    "/exchange/", "/exchange/?tab=out", "/exchange/?tab=sent", "/exchange/?tab=drafts", "/exchange/statistics/",
    "/exchange/templates/", "/exchange/commitments/",
    "/duty/", "/duty/log/", "/duty/hand-over/", "/duty/roster/",
    "/exchange/watches/", "/exchange/alerts/", "/exchange/alerts/?tab=all", "/exchange/alerts/digest/",
    "/exchange/alerts/digest/?period=week", "/exchange/alerts/digest/download/",
)  # fmt: skip
TELL_NOTHING = {
    "/hand-in/seizure/",
    "/hand-in/seizure/places.json",
    "/hand-in/seizure/lists.json",
    "/hand-in/text/",
    "/hand-in/text/passed/",
    "/returns/new/",
    "/returns/nothing/",
    "/returns/sheet/",
    "/templates/",
    "/cooperation/",
    "/cooperation/plan.ics",
    "/cooperation/people/",
    "/newsroom/",
    "/look-up/",
    "/search/",
    "/duty/roster/",
}  # fmt: skip
"""Pages that tell even their owner nothing of what is stored, or are not the owner's."""


@pytest.fixture
def open_record(bank, as_role, settings, tmp_path):
    """A record for all members and everybody at the centre, so that no list is empty; of the hidden event, too."""
    settings.CHORSU_HOME = tmp_path
    said = {"place": "Qwertabad", "kg": 555.0, "quantity": 555.0}

    with as_role("worker"):
        (found,) = record(
            [said | {"seizure_date": dt.date(2026, 2, 1)}],
            provider="example-police-ru",
            audience=[MEMBERS, agency_number("example-centre")],
        )
        record([{}], provider="example-customs-tm", audience=[MEMBERS])
        follow()
    return found


COUNTED = {"analyst": ("/exchange/statistics/",)}
"""Pages that tell somebody by design that there is more: the centre's analysts see the figures of all pairs."""


def pages_of(open_record, who=""):
    pages = [page for page in PAGES if page not in COUNTED.get(who, ())]
    return (*pages, f"/records/{open_record.pk}/", f"/records/?record={open_record.pk}")


@pytest.mark.slow
@pytest.mark.parametrize("who", ["stranger-c", "administrator", "auditor", "analyst", "press-one", "anonymous"])
def test_nobody_else_is_answered_otherwise(open_record, as_role, who):
    viewer, pages = signed_in(who), pages_of(open_record, who)
    before = {address: answer(viewer, address) for address in pages}
    fill(signed_in("border-officer"), as_role)
    after = {address: answer(viewer, address) for address in pages}
    assert differing(before, after) == {}


def test_an_excluded_recipient_is_answered_as_if_nothing_were_there(open_record, as_role):
    viewer, pages = signed_in("example-police-kg"), pages_of(open_record)
    before = {address: answer(viewer, address) for address in pages}
    fill(signed_in("border-officer"), as_role, audience=[MEMBERS], exclusions=[agency_number("example-police-kg")])
    after = {address: answer(viewer, address) for address in pages}
    assert differing(before, after) == {}


def test_each_of_these_pages_tells_the_owner(open_record, as_role):
    """So that the tests above can fail."""
    owner = signed_in("border-officer")
    before = {address: answer(owner, address) for address in pages_of(open_record)}
    fill(owner, as_role)
    after = {address: answer(owner, address) for address in pages_of(open_record)}
    silent = {address for address in before if before[address] == after[address]}
    assert sorted(silent - TELL_NOTHING) == []


def differing(before, after):
    """By address the first place where two answers differ."""
    found = {}
    for address, (status, headers, location, body) in before.items():
        now = after[address]
        if (status, headers, location) != now[:3]:
            found[address] = (status, headers, location, now[:3])
        elif body != now[3]:
            at = next(
                (place for place, pair in enumerate(zip(body, now[3], strict=False)) if pair[0] != pair[1]),
                min(len(body), len(now[3])),
            )
            found[address] = (body[max(0, at - 80) : at + 80], now[3][max(0, at - 80) : at + 80])
    return found
