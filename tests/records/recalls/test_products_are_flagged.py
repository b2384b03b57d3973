"""What those it was taken from had made of a record is flagged to them; files taken are listed by name to its provider."""

import pytest

from builders.seizures import follow, record
from cast import actor
from chorsu.desk.handling.following import follow_recalls
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import AbsentError
from chorsu.records.exports import export, leaving
from chorsu.records.filters import Filter
from chorsu.records.models import Link, ProductFlag
from chorsu.records.recalls.selectors import open_flags, taken_out
from chorsu.records.recalls.services import settle


def takes(who, form="csv"):
    return b"".join(lines_of(who, form))


def lines_of(who, form):
    with viewing(actor(who)):
        found = leaving(Filter())
    return export(Filter(), form, actor=actor(who), language="en", leaving=found)


def flags(who):
    officer = actor(who)
    with viewing(officer):
        return [flag.kind for flag in open_flags(officer)]


def workers(as_role):
    with as_role("worker"):
        follow()
        while follow_recalls():
            pass


def test_a_provider_reads_who_took_a_record_out_and_a_recipient_does_not(acts, seizure):
    takes("liaison-a")
    takes("border-officer")
    with viewing(actor("border-officer")):
        (taken,) = taken_out(seizure.pk)
        assert (taken.by, taken.authority, taken.form) == (
            actor("liaison-a").name,
            acts.agency("example-customs-kz"),
            "csv",
        )
    with viewing(actor("stranger-c")):
        assert taken_out(seizure.pk) == []


def test_a_file_that_is_broken_off_is_noted_too(acts, seizure):
    lines = lines_of("liaison-a", "geojson")
    next(lines), next(lines)
    lines.close()
    with viewing(actor("border-officer")):
        assert [taken.form for taken in taken_out(seizure.pk)] == ["geojson"]


def test_the_taker_is_flagged_the_provider_and_others_are_not(acts, seizure, as_role):
    takes("liaison-a")
    takes("stranger-c")
    acts.recalls(seizure, "KZ")
    workers(as_role)
    assert flags("liaison-a") == ["export"]
    assert flags("stranger-c") == []
    assert flags("border-officer") == []


def test_a_pair_with_ones_own_report_is_flagged_and_nobody_learns_of_a_report_that_was_hidden(acts, bank, as_role):
    with as_role("worker"):
        record([{}], provider="example-customs-kz")
        (seizure,) = record([{}], audience=[MEMBERS])
        follow()
        assert Link.objects.filter(state__in=["same", "confirmed"]).exists()
    acts.recalls(seizure)
    workers(as_role)
    assert flags("liaison-a") == ["pair"]
    assert flags("border-officer") == []
    assert flags("stranger-c") == []


def test_a_flag_stands_until_its_owner_says_that_it_is_dealt_with(acts, seizure, as_role):
    takes("liaison-a")
    acts.recalls(seizure)
    workers(as_role)
    with viewing(actor("liaison-a")):
        flag = ProductFlag.objects.get().pk
    with pytest.raises(AbsentError):
        acts.does(settle, "stranger-c", flag=flag)
    acts.does(settle, "liaison-a", flag=flag)
    assert flags("liaison-a") == []
