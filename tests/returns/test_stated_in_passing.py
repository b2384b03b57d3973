"""A figure that a text states is a return of its own kind, stands beside our own sum, and is added to nothing."""

import datetime as dt
from decimal import Decimal

import pytest

from builders.cooperation import in_text
from builders.reports import agency_number
from builders.returns import filed
from builders.seizures import record
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.returns import services
from chorsu.returns.models import Return
from chorsu.returns.passing import StatedFigure, file_stated_figure, our_sum_beside
from chorsu.returns.selectors import beside, calendar
from chorsu.vocabulary.qualifiers import stands_against
from chorsu.vocabulary.substances import substance

pytestmark = pytest.mark.usefixtures("bank")
TEXT = "Since 2020 the example centre held 7 operations; more than 700 kg of drugs were seized."
SPAN = "2020-01-01/2022-10-10"


def state(value="700", unit="kg", label="drugs", who="duty-officer", **more):
    officer = actor(who)
    parts = {"period": SPAN, "qualifier": "more than", "span": in_text(TEXT, "more than 700 kg")} | more
    with viewing(officer):
        return file_stated_figure(
            actor=officer, provider=agency_number("example-centre"), audience=[MEMBERS], at=now(),
            said=StatedFigure(label, Decimal(value), unit, **parts),
        )  # fmt: skip


def test_it_keeps_its_qualifier_its_days_and_its_words():
    one = state()
    with viewing(actor("stranger-c")):
        stored = Return.objects.get(pk=one.pk)
        figure = stored.figures.get()
    assert (stored.kind, stored.days.code, stored.country) == ("stated", SPAN, "")
    assert (figure.kg, figure.qualifier, figure.subject) == (Decimal(700), "more-than", "weight")
    assert TEXT[stored.source_start : stored.source_end] == stored.source_quote


def test_the_same_words_are_a_figure_once_and_two_figures_are_two():
    assert state().pk == state().pk
    assert state("7", "count", "operations", qualifier="").pk != state().pk


def test_it_is_counted_in_no_reconciliation_and_no_calendar():
    one = state(country="UZ", period="2024-01-01/2024-12-31")
    other = filed(("Heroin", "5"), period="2024", audience=[MEMBERS])
    with viewing(actor("duty-officer")):
        assert beside(other) == []
        assert beside(one) == []
        assert agency_number("example-centre") not in calendar(2024)


def seized(as_role, *rows, audience=(MEMBERS,)):
    """Seizures of (kilograms, day, substance)."""
    said = [
        {"quantity": kg, "seizure_date": dt.date.fromisoformat(day), "substance": code, "substance_group": substance(code).group}
        for kg, day, code in rows
    ]  # fmt: skip
    with as_role("worker"):
        record([one | {"flags": ()} for one in said], audience=audience)


def test_our_own_sum_of_its_days_stands_beside_it_as_far_as_one_sees(as_role):
    seized(as_role, (650, "2021-05-01", "heroin"), (90, "2023-05-01", "heroin"))
    seized(as_role, (70, "2021-06-01", "opium"), audience=())
    one = state()
    with viewing(actor("stranger-c")):
        found = our_sum_beside(Return.objects.get(pk=one.pk))
    assert (found.value, found.verdict, found.ours.events) == (Decimal(650), "less", 1)
    with viewing(actor("border-officer")):
        found = our_sum_beside(Return.objects.get(pk=one.pk))
    assert (found.value, found.verdict) == (Decimal(720), "agrees")


def test_a_stated_substance_is_compared_with_that_substance_alone(as_role):
    seized(as_role, (10, "2021-05-01", "heroin"), (650, "2021-05-01", "opium"))
    one = state("10", label="heroin", qualifier="")
    with viewing(actor("stranger-c")):
        assert our_sum_beside(Return.objects.get(pk=one.pk)).verdict == "agrees"


@pytest.mark.parametrize(
    "label", ["drugs", "наркотических средств", "Narcotic drugs and psychotropic substances", "goods"]
)
def test_a_weight_of_drugs_is_one_of_all_drugs(label):
    one = state(label=label)
    with viewing(actor("stranger-c")):
        assert Return.objects.get(pk=one.pk).figures.get().subject == "weight"


def test_words_that_fit_no_substance_in_particular_are_compared_with_nothing():
    one = state(label="synthetic drugs")
    with viewing(actor("stranger-c")):
        assert our_sum_beside(Return.objects.get(pk=one.pk)) is None


def test_what_the_bank_does_not_count_has_nothing_beside_it():
    one = state("7", "count", "operations", qualifier="")
    with viewing(actor("duty-officer")):
        assert our_sum_beside(Return.objects.get(pk=one.pk)) is None


def test_it_is_withdrawn_and_restored_and_not_corrected():
    one, officer = state(), actor("duty-officer")
    with viewing(officer):
        services.withdraw_return(identifier=one.pk, reason="misread", actor=officer, at=now())
        services.restore_return(identifier=one.pk, reason="it was right", actor=officer, at=now())
    said = services.Statement("UZ", one.days)
    with viewing(officer), pytest.raises(InputError):
        services.correct_return(identifier=one.pk, said=said, reason="x", actor=officer, at=now())


@pytest.mark.parametrize(
    "more",
    [
        {"period": "2020"},
        {"period": "2022-01-01/2020-01-01"},
        {"period": "2099-01-01/2099-02-01"},
        {"qualifier": "rather"},
        {"country": "Utopia"},
        {"label": ""},
        {"value": "-1"},
    ],
)
def test_what_cannot_be_meant_is_refused_and_leaves_nothing(more):
    with pytest.raises(InputError):
        state(**more)
    with viewing(actor("duty-officer")):
        assert not Return.objects.exists()


def test_nobody_files_for_another_agency():
    with pytest.raises(RefusedError):
        state(who="stranger-c")


@pytest.mark.parametrize(
    ("qualifier", "ours", "verdict"),
    [
        ("", "700", "agrees"),
        ("", "699", "less"),
        ("", "701", "more"),
        ("more-than", "701", "agrees"),
        ("more-than", "700", "less"),
        ("at-least", "700", "agrees"),
        ("less-than", "700", "more"),
        ("at-most", "700", "agrees"),
        ("at-most", "1", "agrees"),
        ("at-most", "701", "more"),
        ("about", "640", "agrees"),
        ("about", "600", "less"),
        ("about", "800", "more"),
    ],
)
def test_how_a_number_stands_against_a_qualified_one(qualifier, ours, verdict):
    assert stands_against(qualifier, Decimal(700), Decimal(ours)) == verdict
