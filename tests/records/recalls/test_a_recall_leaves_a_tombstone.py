"""Who could see a record and no longer can is left a tombstone; nobody else is, and none learns of another."""

import datetime as dt

from builders.seizures import record, seen_by
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.records import services
from chorsu.records.recalls.selectors import stones_of, tombstone_of


def test_those_it_was_taken_from_are_left_a_tombstone_and_the_others_none(acts, seizure):
    acts.recalls(seizure, "KZ", told="the amount was wrong")
    assert acts.sees_closed("liaison-a") == [(seizure.pk, "recalled")]
    assert acts.sees_closed("stranger-c") == []
    assert seen_by(actor("stranger-c")) == {seizure.pk}
    officer = actor("liaison-a")
    with viewing(officer):
        stone = tombstone_of(seizure.pk, officer, now())
    assert (stone.told, stone.version, stone.seized_on) == ("the amount was wrong", 2, seizure.seized_on)


def test_the_providers_own_reason_is_not_told(acts, seizure):
    acts.recalls(seizure, "KZ")
    officer = actor("liaison-a")
    with viewing(officer):
        assert tombstone_of(seizure.pk, officer, now()).told == ""


def test_none_learns_of_another_not_even_by_sql(acts, seizure):
    acts.recalls(seizure)
    mine = acts.agency("example-customs-kz")
    assert acts.rows("liaison-a") == [mine]
    assert len(acts.rows("border-officer")) > 2


def test_who_never_saw_it_is_left_nothing(acts, bank, as_role):
    with as_role("worker"):
        (seizure,) = record([{}], audience=[acts.state("KZ")], exclusions=[acts.agency("example-customs-kz")])
    acts.recalls(seizure)
    assert acts.rows("liaison-a") == []
    assert acts.rows("stranger-c") == []
    assert acts.sees_closed("example-police-kz") == [(seizure.pk, "recalled")]


def test_the_providers_own_people_are_left_none(acts, seizure):
    acts.recalls(seizure)
    assert acts.sees_closed("border-officer") == []
    assert acts.sees_closed("liaison-b") == []


def test_a_later_release_lifts_it_and_a_second_recall_leaves_it_anew(acts, seizure):
    acts.recalls(seizure, "KZ")
    acts.releases(seizure, "KZ")
    assert acts.rows("liaison-a") == []
    acts.recalls(seizure, "KZ")
    assert acts.sees_closed("liaison-a") == [(seizure.pk, "recalled")]
    officer = actor("border-officer")
    with viewing(officer):
        assert len([stone for stone in stones_of(seizure.pk, officer) if stone.authority in officer.provides]) == 0
        assert {stone.authority for stone in stones_of(seizure.pk, officer)} == {
            acts.agency("example-customs-kz"),
            acts.agency("example-police-kz"),
        }


def test_an_exclusion_travels_in_the_same_way(acts, seizure):
    acts.does(
        services.exclude, "border-officer", seizure=seizure.pk, principals=[acts.state("TM")], reason="their request"
    )
    assert acts.sees_closed("stranger-c") == [(seizure.pk, "excluded")]
    assert acts.sees_closed("liaison-a") == []


def test_a_release_that_is_made_to_end_earlier_leaves_one_when_it_ends(acts, bank, as_role, connect):
    with as_role("worker"):
        (seizure,) = record([{}])
    acts.releases(seizure, "KZ")
    acts.releases(seizure, "KZ", until=now() + dt.timedelta(hours=1))
    assert acts.sees_closed("liaison-a") == []
    assert seen_by(actor("liaison-a")) == {seizure.pk}
    owner = connect("owner")
    owner.execute("UPDATE records_tombstone SET closed_at = now() - interval '1 second'")
    assert acts.sees_closed("liaison-a") == []
    owner.execute("UPDATE records_seizure SET releases = NULL")
    assert acts.sees_closed("liaison-a") == [(seizure.pk, "ended")]


def test_a_release_that_ends_as_it_was_said_leaves_none(acts, bank, as_role):
    with as_role("worker"):
        (seizure,) = record([{}], audience=[MEMBERS], until=now() - dt.timedelta(minutes=1))
    acts.recalls(seizure)
    assert acts.rows("liaison-a") == []


def test_a_part_that_is_withheld_leaves_one_although_the_record_is_seen(acts, seizure):
    from chorsu.handling.rules import Act
    from chorsu.records.keeping import changing

    officer = actor("border-officer")
    with viewing(officer), changing(seizure.pk, kind="excluded", act=Act.RECALL, actor=officer, at=now()) as change:
        change.lots[0].only_for = [acts.state("TM")]
    assert acts.sees_closed("liaison-a") == [(seizure.pk, "withheld")]
    assert acts.sees_closed("stranger-c") == []
    assert seen_by(actor("liaison-a")) == {seizure.pk}
