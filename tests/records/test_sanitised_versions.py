"""A sanitised version says less, is its provider's own until released, and is never counted beside its source."""

import datetime as dt

import pytest

from builders.seizures import follow, record
from cast import actor
from chorsu.desk.handling.following import follow_recalls
from chorsu.directory.models import State
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records import services
from chorsu.records.filters import Filter
from chorsu.records.listing import count_of
from chorsu.records.models import Sanitised, Seizure
from chorsu.records.recalls.selectors import open_flags
from chorsu.records.sanitising import Coarsening, sanitise, source_of, versions_of
from chorsu.records.store import Kept


def kept(data):
    return Kept(f"{hash(data) & (1 << 64) - 1:064x}", len(data))


def version(source, who="border-officer", **how):
    officer = actor(who)
    with viewing(officer):
        return sanitise(seizure=source.pk, how=Coarsening(**how), keep=kept, actor=officer, at=now())


def release(seizure, *codes):
    officer = actor("border-officer")
    principals = [State.objects.get(code=code).pk for code in codes]
    with viewing(officer):
        services.release_to(seizure=seizure.pk, principals=principals, until=None, actor=officer, at=now())


def counted(who):
    with viewing(actor(who)):
        return count_of(Filter()).number


@pytest.fixture
def source(bank, as_role):
    said = {
        "seizure_date": dt.date(2026, 5, 17),
        "quantity": 4.37,
        "kg": 4.37,
        "place": "Termez",
        "conveyance": "train",
    }
    with as_role("worker"):
        (found,) = record([said], audience=[State.objects.get(code="KZ").pk])
    return found


def test_what_is_coarsened_is_coarse_and_what_is_left_out_is_not_there(source):
    made = version(source)
    with viewing(actor("border-officer")):
        made = Seizure.objects.get(pk=made.pk)
        (lot,) = made.lots.all()
    assert (made.place, made.place_id, made.latitude, made.conveyance) == ("", "", None, "")
    assert (made.admin1, made.seized_on) == (source.admin1, dt.date(2026, 5, 1))
    assert (lot.quantity, lot.kg) == (4.0, 4.0)
    assert set(made.flags) == {"coarse_place", "coarse_date", "coarse_quantity"}
    assert made.source_cells == []
    assert "4.37" not in str(made.__dict__)
    assert made.audience == [source.provider_id]


def test_a_version_that_says_everything_is_refused(source):
    with pytest.raises(InputError):
        version(source, place="place", date="day", quantity="exact", manner=True, route=True, words=True)


def test_only_the_provider_makes_one_and_not_of_a_version(source):
    with pytest.raises(RefusedError):
        version(source, who="liaison-a")
    with pytest.raises(AbsentError):
        version(source, who="stranger-c")
    with pytest.raises(RefusedError):
        version(version(source))


def test_who_sees_the_source_counts_it_alone_and_who_sees_the_version_counts_that(source):
    made = version(source)
    release(made, "KZ", "TM")
    assert counted("border-officer") == 1
    assert counted("liaison-a") == 1
    assert counted("stranger-c") == 1
    with viewing(actor("liaison-a")):
        assert list(Filter().apply(Seizure.objects.all())) == [source]
    with viewing(actor("stranger-c")):
        assert [one.pk for one in Filter().apply(Seizure.objects.all())] == [made.pk]


def test_the_tie_is_seen_by_those_alone_who_see_the_source(source):
    made = version(source)
    release(made, "KZ", "TM")
    with viewing(actor("liaison-a")):
        assert source_of(made.pk).source_id == source.pk
        assert [tie.version_id for tie in versions_of(source.pk)] == [made.pk]
    with viewing(actor("stranger-c")):
        assert source_of(made.pk) is None
        assert not Sanitised.objects.exists()


def test_the_version_stands_for_a_source_that_is_withdrawn(source):
    made = version(source)
    officer = actor("border-officer")
    with viewing(officer):
        services.withdraw(seizure=source.pk, reason="wrong", actor=officer, at=now())
    with viewing(officer):
        assert [one.pk for one in Filter().apply(Seizure.objects.all())] == [made.pk]


def test_a_recall_of_the_source_flags_its_version_to_the_provider_alone(source, as_role):
    made = version(source)
    release(made, "TM")
    officer = actor("border-officer")
    with viewing(officer):
        services.recall(seizure=source.pk, principals=None, reason="wrong", actor=officer, at=now())
    with as_role("worker"):
        follow()
        while follow_recalls():
            pass
    with viewing(officer):
        assert [(flag.kind, flag.product) for flag in open_flags(officer)] == [("sanitised", made.pk)]
    for who in ("liaison-a", "stranger-c"):
        with viewing(actor(who)):
            assert not open_flags(actor(who)).exists()


def test_a_version_is_counted_unseen_by_nobody_and_points_nobody_to_its_source(source, connect):
    connect("owner").execute("UPDATE records_seizure SET countable = true, pointer = 'contact', contact = 'x'")
    made = version(source)
    with viewing(actor("border-officer")):
        handling = Seizure.objects.get(pk=made.pk).marking.handling
    assert (handling.countable, handling.pointer) == (False, "nothing")


def test_all_members_see_the_source_again_once_it_is_released_to_them(source):
    made = version(source)
    release(made, "TM")
    officer = actor("border-officer")
    with viewing(officer):
        services.release_to(seizure=source.pk, principals=[MEMBERS], until=None, actor=officer, at=now())
    with viewing(actor("stranger-c")):
        assert [one.pk for one in Filter().apply(Seizure.objects.all())] == [source.pk]
