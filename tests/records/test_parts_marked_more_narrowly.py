"""A part is seen by those named among whom the record reaches; nothing that anybody can ask gives it to the others."""

import datetime as dt
import json

import pytest
from django.db import transaction

from builders.releasing import act, agency, state
from builders.rows import source_row
from builders.seizures import LAW, follow, record, seen_by
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.batches import restore_some, withdraw_some
from chorsu.records.exports import export, leaving
from chorsu.records.filters import Filter
from chorsu.records.listing import count_of, listing, with_lots
from chorsu.records.models import Link, Lot, Seizure, Version, Withheld
from chorsu.records.parts import mark_part
from chorsu.records.picture import picture
from chorsu.records.services import correct, decide_link, release_to, withdraw
from chorsu.records.updates import revert, update

ROUTE = {"origin": "AF", "departure": "TJ", "destination": "RU"}
SPOT = {"place": "Термез", "admin1": "UZ-SU", "place_id": "termez-uz", "latitude": 37.2242, "longitude": 67.2783}
CELLS = [("Дата", "05.03.2024"), ("Место", "Термез"), ("Вещество", "героин"), ("Примечание", "сведения источника")]
OUTSIDER, INSIDER, OWNER = "stranger-c", "liaison-a", "border-officer"


@pytest.fixture
def seizure(bank, as_role):
    """A seizure of Uzbekistan's border guard with two lots, released to Kazakhstan and Turkmenistan."""
    said = {**ROUTE, **SPOT, "details": {"narrative": "сведения источника"}}
    flags = ("ambiguous_place", "damaged_text")
    lots = [
        {**said, "substance": "heroin", "quantity": 2.0, "flags": flags},
        {**said, "substance": "opium", "quantity": 5.0, "flags": ("approximate_quantity", *flags)},
    ]
    with as_role("worker"):
        (found,) = record([lots], audience=[state("KZ"), state("TM")], cells=CELLS)
    return found


def mark(seizure, part, only_for, who=OWNER):
    return act(mark_part, who, seizure, part=part, only_for=only_for)


def told(who, seizure):
    """Everything that a viewer can read of a record by any of the ways there are, as one text."""
    officer = actor(who)
    with viewing(officer):
        rows = [list(model.objects.filter(seizure=seizure).values()) for model in (Lot, Version, Withheld)]
        rows.append(list(Seizure.objects.filter(pk=seizure.pk).values()))
        rows.append([vars(one) for one in with_lots([seizure.pk])])
        asked = [
            Filter(text="Термез"),
            Filter(admin1=("UZ-SU",)),
            Filter(place_id=("termez-uz",)),
            Filter(origin=("AF",)),
        ]
        rows.append([count_of(one).number for one in asked])
        rows.append([[vars(row) for row in listing(one).rows] for one in (Filter(), *asked)])
        rows.append(str(picture(Filter())))
        found = leaving(Filter())
    files = [
        b"".join(export(Filter(), form, actor=officer, language="ru", leaving=found)) for form in ("csv", "geojson")
    ]
    return json.dumps(rows, default=str, ensure_ascii=False) + "".join(file.decode() for file in files)


SECRETS = {
    "narrative": ["сведения источника"],
    "place": ["ambiguous_place", "Термез", "UZ-SU", "37.2242", "67.2783", "termez-uz"],
    "route": ['"AF"', ",AF,", '"departure": "TJ"'],
    "lots.2": ["opium", "approximate_quantity"],
}


@pytest.mark.parametrize("part", SECRETS)
def test_whoever_is_not_named_finds_nothing_of_it_by_any_way(seizure, part):
    before = told(OUTSIDER, seizure)
    mark(seizure, part, [state("KZ")])
    after, inside, own = (told(who, seizure) for who in (OUTSIDER, INSIDER, OWNER))
    for secret in SECRETS[part]:
        assert secret not in after
    assert any(secret in before for secret in SECRETS[part])
    assert any(secret in inside for secret in SECRETS[part])
    assert any(secret in own for secret in SECRETS[part])
    assert seen_by(actor(OUTSIDER)) == {seizure.pk}


@pytest.mark.parametrize("part", SECRETS)
def test_a_correction_or_a_withdrawal_gives_nothing_of_it_away(seizure, part):
    mark(seizure, part, [])
    act(correct, OWNER, seizure, changes={"lots": {1: {"quantity": "3"}}}, reason="weighed")
    act(withdraw, OWNER, seizure, reason="entered twice")
    assert not [secret for secret in SECRETS[part] if secret in told(OUTSIDER, seizure)]
    assert not [secret for secret in SECRETS[part] if secret in told(INSIDER, seizure)]


def test_what_was_said_before_it_was_marked_goes_with_it(seizure):
    act(correct, OWNER, seizure, changes={"narrative": "иные сведения"}, reason="told anew")
    assert "сведения источника" in told(OUTSIDER, seizure)
    mark(seizure, "narrative", [])
    assert "сведения" not in told(OUTSIDER, seizure)


def test_no_filter_and_no_figure_knows_it_not_even_its_providers(seizure):
    with viewing(actor(OWNER)):
        assert count_of(Filter(admin1=("UZ-SU",))).number == 1
    mark(seizure, "place", [])
    with viewing(actor(OWNER)):
        assert count_of(Filter(admin1=("UZ-SU",))).number == 0
        assert count_of(Filter(country=("UZ",))).number == 1


def test_who_sees_the_parts_reads_the_doubts_in_their_order(seizure):
    with viewing(actor(OWNER)):
        before = with_lots([seizure.pk])[0].flags
    for part in SECRETS:
        mark(seizure, part, [])
    with viewing(actor(OWNER)):
        assert with_lots([seizure.pk])[0].flags == before
        assert Seizure.objects.get().flags == ["damaged_text"]


def test_a_part_is_never_marked_more_widely_than_its_record(seizure):
    mark(seizure, "lots.2", [state("KZ"), state("KG")])
    mark(seizure, "narrative", [state("KG")])
    with viewing(actor("example-police-kg")):
        assert not Lot.objects.exists()
        assert not Withheld.objects.exists()


def test_marked_for_all_again_it_is_as_before(seizure):
    with viewing(actor(OWNER)):
        before = Seizure.objects.filter(pk=seizure.pk).values().get()
    for part in SECRETS:
        mark(seizure, part, [])
    for part in SECRETS:
        mark(seizure, part, None)
    with viewing(actor(OWNER)):
        after = Seizure.objects.filter(pk=seizure.pk).values().get()
        assert not Withheld.objects.exists()
    changing = {"version", "changed_at"}
    assert {k: v for k, v in after.items() if k not in changing} == {
        k: v for k, v in before.items() if k not in changing
    }


def test_a_correction_of_a_withheld_place_stays_withheld(seizure):
    mark(seizure, "place", [])
    act(correct, OWNER, seizure, changes={"place": "Денау", "admin1": "UZ-SU"}, reason="it was there")
    assert "Денау" in told(OWNER, seizure)
    assert "Денау" not in told(OUTSIDER, seizure)


def test_parts_go_where_their_record_goes(seizure):
    mark(seizure, "narrative", [state("KZ"), state("KG")])
    act(release_to, OWNER, seizure, principals=[state("KG")], until=now() + dt.timedelta(days=9), transfer=LAW)
    with viewing(actor("example-police-kg")):
        assert with_lots([seizure.pk])[0].narrative == "сведения источника"


def test_a_claim_of_one_event_does_not_tell_of_a_withheld_lot(bank, as_role):
    same = {"seizure_date": dt.date(2024, 3, 5), "substance": "heroin", "quantity": 123.456, "kg": 123.456}
    with as_role("worker"):
        (mine,) = record([same], audience=[state("KZ")])
        record([same], provider="example-customs-kz", audience=[state("KZ")])
        follow()
    with viewing(actor(INSIDER)):
        assert Link.objects.exists()
    mark(mine, "lots.1", [])
    with as_role("worker"):
        follow()
    with viewing(actor(INSIDER)):
        assert not Link.objects.exists()


def test_the_reasons_of_a_decided_claim_do_not_tell_of_what_was_withheld_since(bank, as_role):
    same = {"seizure_date": dt.date(2024, 3, 5), "substance": "heroin", "quantity": 123.456, "kg": 123.456}
    with as_role("worker"):
        (mine,) = record([same], audience=[state("KZ")])
        record([same], provider="example-customs-kz", audience=[state("KZ")])
        follow()
    officer = actor(INSIDER)
    with viewing(officer):
        decide_link(link=Link.objects.get().pk, decision="confirm", actor=officer, at=now())
        assert Link.objects.get().reasons
    mark(mine, "lots.1", [])
    with as_role("worker"):
        follow()
    with viewing(officer):
        assert (Link.objects.get().state, Link.objects.get().reasons) == ("confirmed", [])


def test_only_the_provider_marks_parts_and_only_parts_that_there_are(seizure):
    with pytest.raises(RefusedError):
        mark(seizure, "narrative", [], who=INSIDER)
    with pytest.raises(AbsentError):
        mark(seizure, "narrative", [], who="example-police-kg")
    for part in ("seized_on", "source", "lots.9", "lots.x", "photographs.1", ""):
        with pytest.raises(InputError):
            mark(seizure, part, [])
    with pytest.raises(InputError):
        mark(seizure, "narrative", [10**6])


def test_an_officer_of_an_agency_named_sees_it_and_its_state_does_not(seizure):
    mark(seizure, "narrative", [agency("example-customs-kz")])
    with viewing(actor("liaison-a")):
        assert with_lots([seizure.pk])[0].narrative
    with viewing(actor("example-police-kz")):
        assert not with_lots([seizure.pk])[0].narrative


@pytest.mark.parametrize("part", SECRETS)
def test_a_report_withdrawn_and_restored_as_a_whole_gives_nothing_of_it_away(seizure, as_role, part):
    mark(seizure, part, [])
    at = now()
    with as_role("worker"), transaction.atomic():
        assert withdraw_some(seizure.report, reason="sent twice", actor=None, at=at, most=9) == 1
        assert restore_some(seizure.report, at, actor=None, at=now(), most=9) == 1
    assert not [secret for secret in SECRETS[part] if secret in told(OUTSIDER, seizure)]
    assert [secret for secret in SECRETS[part] if secret in told(OWNER, seizure)]


def test_a_later_sheet_changes_a_withheld_place_where_it_is_withheld(bank, as_role):
    with as_role("worker"):
        (seizure,) = record([SPOT], audience=[state("KZ")], cells=CELLS)
    mark(seizure, "place", [])
    later = source_row(2, place="Денау", admin1="UZ-SU", place_id="denau-uz", latitude=38.27, longitude=67.89)
    with as_role("worker"), transaction.atomic():
        found = Seizure.objects.get()
        assert update({found.pk: later}, report=found.report, reason="resent", actor=None, at=now()).seizures == 1
    own, theirs = told(OWNER, seizure), told(INSIDER, seizure)
    assert "Денау" in own
    assert not [secret for secret in ("Денау", "38.27", "Термез", "denau-uz", "UZ-SU") if secret in theirs]
    with as_role("worker"), transaction.atomic():
        revert([seizure.pk], reason="resent", actor=None, at=now())
    assert "Термез" in told(OWNER, seizure)
    assert not [secret for secret in ("Денау", "Термез", "UZ-SU") if secret in told(INSIDER, seizure)]


def test_a_later_sheet_and_its_taking_back_leave_the_marking_alone(bank, as_role):
    with as_role("worker"):
        (seizure,) = record([SPOT], audience=[state("KZ")], cells=CELLS)
    with as_role("worker"), transaction.atomic():
        update({seizure.pk: source_row(2)}, report=seizure.report, reason="resent", actor=None, at=now())
    act(release_to, OWNER, seizure, principals=[state("KG")], until=now() + dt.timedelta(days=9))
    with as_role("worker"), transaction.atomic():
        revert([seizure.pk], reason="resent", actor=None, at=now())
    assert seen_by(actor("example-police-kg")) == seen_by(actor(INSIDER)) == {seizure.pk}
