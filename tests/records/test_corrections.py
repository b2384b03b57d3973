"""A correction makes a new version with what follows from it, keeps the old one, and is the provider's alone."""

import pytest

from builders.seizures import record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.models import Seizure
from chorsu.records.selectors import history
from chorsu.records.selectors import record as read
from chorsu.records.services import correct, restore, withdraw


def change(seizure, who="border-officer", reason="weighed again", version=None, **changes):
    officer = actor(who)
    with viewing(officer):
        return correct(seizure=seizure.pk, changes=changes, reason=reason, actor=officer, at=now(), version=version)


def stored(who="border-officer"):
    with viewing(actor(who)):
        return Seizure.objects.prefetch_related("lots").get()


def test_weight_group_and_precision_follow_the_corrected_quantity(seizure):
    change(seizure, lots={1: {"quantity": "1,2345", "substance": "opium"}})
    after = stored()
    (lot,) = after.lots.all()
    assert (lot.quantity, lot.kg, lot.kg_basis, lot.substance_group) == (1.2345, 1.2345, "mass", "opioids")
    assert after.precision > seizure.precision
    assert {"corrected:lots.1.quantity", "corrected:lots.1.substance"} <= set(after.changes)


def test_the_version_before_is_kept_with_its_reason(seizure):
    change(seizure, place="Tashkent")
    officer = actor("border-officer")
    with viewing(officer):
        newest = history(read(seizure.pk, officer))[0]
    assert (newest.kind, newest.version, newest.reason) == ("seizure.corrected", 2, "weighed again")
    assert newest.before.content["place"] == "Термез"


def test_a_place_brings_its_position(seizure):
    change(seizure, place="Tashkent", admin1="")
    after = stored()
    assert round(after.latitude) == 41
    assert after.place_id != seizure.place_id


@pytest.mark.parametrize(
    "changes",
    [
        {"seized_on": "1899-12-31"},
        {"seized_on": "2999-01-01"},
        {"seized_on": "yesterday"},
        {"country": "XQ"},
        {"admin1": "KZ-999"},
        {"concealment": "no-such-thing"},
        {"provider_id": 1},
        {"lots": {1: {"quantity": "-1"}}},
        {"lots": {1: {"quantity": "nan"}}},
        {"lots": {1: {"substance": "unobtainium"}}},
        {"lots": {9: {"quantity": "1"}}},
        {"place": "Термез"},
        {},
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(seizure, changes):
    with pytest.raises(InputError):
        change(seizure, **changes)
    assert stored().version == 1


def test_a_correction_needs_a_reason(seizure):
    with pytest.raises(InputError):
        change(seizure, reason="  ", place="Tashkent")


def test_who_was_slower_is_told(seizure):
    change(seizure, place="Tashkent", version=1)
    with pytest.raises(InputError, match="meantime"):
        change(seizure, place="Samarkand", version=1)


def test_a_recipient_may_not_correct_and_a_stranger_finds_nothing(bank, as_role):
    with as_role("worker"):
        (seizure,) = record([{}], audience=actor("liaison-a").principals - {1, 2})
    with pytest.raises(RefusedError):
        change(seizure, who="liaison-a", place="Almaty")
    with pytest.raises(AbsentError):
        change(seizure, who="stranger-c", place="Almaty")


def test_a_withdrawal_can_be_undone_once(seizure):
    officer = actor("border-officer")
    with viewing(officer):
        withdraw(seizure=seizure.pk, reason="entered twice", actor=officer, at=now())
        assert Seizure.objects.get().withdrawn
        restore(seizure=seizure.pk, reason="it was not", actor=officer, at=now())
        with pytest.raises(InputError):
            restore(seizure=seizure.pk, reason="again", actor=officer, at=now())
    after = stored()
    assert (after.withdrawn, after.version) == (False, 3)
