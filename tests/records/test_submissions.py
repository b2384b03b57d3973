"""A seizure submitted by hand arrives exactly once, with its lots, its other goods and its persons."""

import pytest

from at_once import at_once
from builders.reports import agency_number
from builders.rows import seizure_row
from builders.seizures import LAW
from cast import actor
from chorsu.handling.rules import EVERYBODY, Marking
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.kernel.ids import uuid7
from chorsu.records.filters import Filter
from chorsu.records.models import Persons, Report, Seizure
from chorsu.records.picture import picture
from chorsu.records.services import recall
from chorsu.records.submitting import Submission, submit


def submission(**changes):
    lots = (
        seizure_row(1, substance="heroin", quantity=2.0, unit="kg", kg=2.0, kg_basis="mass"),
        seizure_row(1, substance=None, quantity=1.0, unit="piece", kg=None, details={"kind": "firearm"}),
    )
    said = {
        "number": uuid7(),
        "name": "form",
        "digest": "d" * 64,
        "size": 9,
        "lots": lots,
        "cells": (("Place", "Термез"),),
    }
    return Submission(**said | changes)


def send(what, who="border-officer", audience=()):
    officer, provider = actor(who), agency_number("example-border-uz")
    with viewing(officer):
        marking = Marking(provider, frozenset({provider, *audience}))
        return submit(actor=officer, marking=marking, submission=what, at=now(), transfer=LAW)


def seen(who, model):
    with viewing(actor(who)):
        return model.objects.count()


def test_it_arrives_with_its_lots(bank):
    seizure = send(submission()).seizure
    with viewing(actor("border-officer")):
        kinds = [lot.kind for lot in seizure.lots.all()]
    assert kinds == ["drug", "firearm"]


def test_sent_twice_it_arrives_once(bank):
    what = submission()
    first, second = send(what), send(what)
    assert (first.again, second.again) == (False, True)
    assert first.seizure.pk == second.seizure.pk
    assert (seen("border-officer", Seizure), seen("border-officer", Report)) == (1, 1)


def test_other_bytes_under_the_same_number_are_not_stored_and_are_told_apart(bank):
    what = submission()
    send(what)
    other = send(submission(number=what.number, digest="e" * 64))
    assert (other.again, other.same) == (True, False)
    assert send(what).same
    assert seen("border-officer", Seizure) == 1


def test_sent_on_four_lines_at_once_it_arrives_once(bank):
    what = submission()
    answers = at_once(lambda: send(what).again, times=4)
    assert sorted(answers) == [False, True, True, True]
    assert seen("border-officer", Seizure) == 1


def test_other_goods_are_no_drugs_in_the_figures(bank):
    send(submission())
    with viewing(actor("border-officer")):
        total = picture(Filter()).total()
    assert (total.records, total.kg, total.standing["goods"], total.standing["mass"]) == (1, 2.0, 1, 1)


def test_victims_minors_and_witnesses_stay_with_the_provider_whoever_sees_the_seizure(bank):
    send(submission(persons={"detained": 3, "victim": 1, "minor": 2, "witness": 1, "woman": 0}), audience=(EVERYBODY,))
    assert seen("stranger-c", Seizure) == 1
    with viewing(actor("stranger-c")):
        assert list(Persons.objects.values_list("status", "count")) == [("detained", 3)]
    assert seen("border-officer", Persons) == 4


def test_counts_of_persons_follow_a_recall(bank):
    seizure = send(submission(persons={"detained": 3, "minor": 2}), audience=(EVERYBODY,)).seizure
    officer = actor("border-officer")
    with viewing(officer):
        recall(seizure=seizure.pk, principals=None, reason="too early", actor=officer, at=now())
    assert seen("stranger-c", Persons) == 0


@pytest.mark.parametrize("changes", [{"lots": ()}, {"persons": {"detained": -1}}, {"persons": {"robot": 1}}])
def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(bank, changes):
    with pytest.raises(InputError):
        send(submission(**changes))
    assert seen("border-officer", Report) == 0


def test_nobody_submits_for_another_agency(bank):
    with pytest.raises(RefusedError):
        send(submission(), who="liaison-a")
