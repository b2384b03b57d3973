"""An authority sees how well it reports before anybody else does, and shows it to whom it likes."""

import datetime as dt

import pytest

from builders.reports import agency_number
from builders.seizures import record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.intake.models import QualityReport
from chorsu.intake.quality import figures_of, hide, show, shown
from chorsu.kernel.clock import now
from chorsu.kernel.errors import RefusedError
from chorsu.records.models import Link, Seizure
from chorsu.records.services import correct, withdraw

SINCE = dt.date(2020, 1, 1)


@pytest.fixture
def four(bank, as_role):
    """Four seizures that arrived 1, 5, 9 and 40 days later; the last one is a double report of the third."""
    day = dt.date(2026, 3, 1)
    rows = [
        {"seizure_date": day, "flags": ()},
        {"seizure_date": day, "conveyance": None, "flags": ("unknown_place",)},
        {"seizure_date": day, "place_id": None, "admin1": None},
        {"seizure_date": day, "substance": None, "flags": ("unknown_substance",)},
    ]
    with as_role("worker"):
        found = record(rows)
        for seizure, days in zip(found, (1, 5, 9, 40), strict=True):
            arrived = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC) + dt.timedelta(days=days)
            Seizure.objects.filter(pk=seizure.pk).update(recorded_at=arrived)
        first, second = sorted((found[2], found[3]), key=lambda one: one.pk)
        Link.objects.create(
            a=first, b=second, drop=found[3], state="same", proposed="same", probability=0.99, proposed_at=now()
        )
    return found


def figures(who="border-officer"):
    with viewing(actor(who)):
        return figures_of(agency_number("example-border-uz"), SINCE)


def test_how_soon_and_how_fully(four):
    said = figures()
    assert (said["records"], said["lots"], said["soon"], said["days_median"]) == (4, 4, 2, 7)
    assert said["given"] == {
        "region": 3,
        "settlement": 3,
        "substance": 3,
        "quantity": 4,
        "concealment": 0,
        "conveyance": 3,
        "route": 0,
        "number": 0,
    }
    assert said["flags"] == {"damaged_text": 1, "unknown_place": 1, "unknown_substance": 1}
    assert said["doubled"] == 1


def test_corrections_and_withdrawals_are_told_apart(four):
    officer = actor("border-officer")
    with viewing(officer):
        correct(seizure=four[0].pk, changes={"place": "Ташкент"}, reason="a slip", actor=officer, at=now())
        withdraw(seizure=four[1].pk, reason="a mistake", actor=officer, at=now())
    said = figures()
    assert (said["corrected_by_hand"], said["corrected_by_sheet"], said["withdrawn"]) == (1, 0, 1)


def test_nobody_else_sees_it_until_it_is_shown_and_no_longer_when_taken_back(four):
    officer, analyst = actor("border-officer"), actor("analyst")
    agency, centre = agency_number("example-border-uz"), agency_number("example-centre")
    with viewing(analyst):
        assert shown(but=centre) == []
        assert figures_of(agency, SINCE)["records"] == 0
    with viewing(officer):
        show(actor=officer, agency=agency, audience=[centre], since=SINCE, at=now())
    with viewing(analyst):
        (report,) = shown(but=centre)
        assert report.figures["records"] == 4
    with viewing(actor("stranger-c")):
        assert QualityReport.objects.count() == 0
    with viewing(officer):
        hide(actor=officer, agency=agency, at=now())
    with viewing(analyst):
        assert shown(but=centre) == []


def test_only_the_authority_itself_shows_it(four):
    analyst = actor("analyst")
    with viewing(analyst), pytest.raises(RefusedError):
        show(actor=analyst, agency=agency_number("example-border-uz"), audience=[1], since=SINCE, at=now())
