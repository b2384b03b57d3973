"""Identifiers of a seizure: stored with it, kept by versions, changed by a correction, narrower where its provider says."""

import psycopg
import pytest

from builders.reports import agency_number
from builders.seizures import LAW, record
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.records import services
from chorsu.records.models import Identifier, Seizure, Version
from sealing import saying

PHONE = ("phone", "+998901234567", "90 123 45 67")
PLATE = ("plate", "01A123BC", "01 A 123 BC")
OWNER, READER = "border-officer", "liaison-a"


@pytest.fixture
def told(bank, as_role):
    """A seizure that tells of a phone, for its provider and one other state."""
    with as_role("worker"):
        (found,) = record([{"details": {"identifiers": (PHONE,)}}], audience=[State.objects.get(code="KZ").pk])
    return found


def corrected(seizure, identifiers, **more):
    officer = actor(OWNER)
    with viewing(officer):
        return services.correct(
            seizure=seizure.pk,
            changes={"identifiers": identifiers} | more,
            reason="told later",
            actor=officer,
            at=now(),
            transfer=LAW,
        )


def identifiers_for(username, seizure):
    with viewing(actor(username)):
        return {(one.kind, one.normal) for one in Identifier.objects.filter(seizure=seizure)}


def versions_for(username, seizure):
    with viewing(actor(username)):
        return [version.content for version in Version.objects.filter(seizure=seizure)]


def test_they_are_seen_by_those_who_see_the_record(told):
    assert identifiers_for(OWNER, told) == identifiers_for(READER, told) == {PHONE[:2]}
    assert identifiers_for("stranger-c", told) == set()


def test_a_correction_adds_and_removes_and_the_version_before_keeps_what_stood(told):
    corrected(told, [PLATE])
    assert identifiers_for(READER, told) == {PLATE[:2]}
    (before,) = versions_for(READER, told)
    assert [one["normal"] for one in before["identifiers"]] == ["+998901234567"]


def test_one_of_the_providers_own_is_told_to_nobody_else_in_no_version(told):
    corrected(told, [PHONE, (*PLATE, True)])
    assert identifiers_for(OWNER, told) == {PHONE[:2], PLATE[:2]}
    assert identifiers_for(READER, told) == {PHONE[:2]}
    assert versions_for(READER, told) == []
    corrected(told, [(*PLATE, True)])
    assert "01A123BC" not in str(versions_for(READER, told))
    assert [one["normal"] for one in versions_for(READER, told)[0]["identifiers"]] == ["+998901234567"]
    with viewing(actor(READER)):
        assert "identifiers.own" not in str(Seizure.objects.get(pk=told.pk).changes)


def test_what_the_provider_alone_sees_is_changed_on_its_own(told):
    with pytest.raises(InputError, match="on their own"):
        corrected(told, [(*PLATE, True)])
    with pytest.raises(InputError, match="on their own"):
        corrected(told, [PHONE, (*PLATE, True)], place="Bukhara")


def test_nothing_changed_is_no_correction(told):
    with pytest.raises(InputError, match="nothing is changed"):
        corrected(told, [PHONE])


def test_they_follow_a_recall(told):
    officer = actor(OWNER)
    with viewing(officer):
        services.recall(seizure=told.pk, principals=None, reason="mistake", actor=officer, at=now())
    assert identifiers_for(READER, told) == set()
    assert identifiers_for(OWNER, told) == {PHONE[:2]}


def test_an_unknown_kind_is_refused(told):
    with pytest.raises(InputError):
        corrected(told, [("horoscope", "x", "x")])


def test_a_stranger_cannot_write_one_into_the_record_of_another(told, connect):
    stranger = agency_number("example-customs-kz")
    raw = connect("app")
    row = (
        "INSERT INTO records_identifier (id, seizure_id, kind, normal, written, provider_id, audience, exclusions)"
        " VALUES (gen_random_uuid(), %s, 'phone', 'x', 'x', %s, '{}', '{}')"
    )
    said = {"viewer": f"1,{stranger}", "provides": f"{stranger}"}
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying(raw, **said):
        raw.execute(row, [told.pk, told.provider_id])
