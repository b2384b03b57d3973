"""An officer of the authority gives the receipt, once; the provider reads who and when; nobody else can give it."""

import uuid

import psycopg
import pytest

from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.journal.models import OutboxRow
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.records.models import Receipt, Tombstone
from chorsu.records.recalls.selectors import stones_of
from chorsu.records.recalls.services import acknowledge


def stone_of(who):
    with viewing(actor(who)):
        return Tombstone.objects.get().pk


def test_the_provider_reads_who_acknowledged_and_who_has_not(acts, seizure, as_role):
    acts.recalls(seizure)
    acts.does(acknowledge, "liaison-a", tombstone=stone_of("liaison-a"))
    officer = actor("border-officer")
    with viewing(officer):
        stones = stones_of(seizure.pk, officer)
        given = {stone.authority: stone.receipt.by_name for stone in stones if hasattr(stone, "receipt")}
        assert given == {acts.agency("example-customs-kz"): actor("liaison-a").name}
        assert len(stones) > 2
    with viewing(actor("stranger-c")):
        assert not Receipt.objects.exists()
    with as_role("worker"):
        assert OutboxRow.objects.filter(kind="recall.acknowledged").count() == 1


def test_it_is_given_once_and_by_that_authority_alone(acts, seizure):
    acts.recalls(seizure)
    stone = stone_of("liaison-a")
    with pytest.raises(AbsentError):
        acts.does(acknowledge, "stranger-c", tombstone=stone)
    with pytest.raises(AbsentError):
        acts.does(acknowledge, "border-officer", tombstone=stone)
    with pytest.raises(AbsentError):
        acts.does(acknowledge, "liaison-a", tombstone=uuid.uuid4())
    acts.does(acknowledge, "liaison-a", tombstone=stone)
    with pytest.raises(InputError):
        acts.does(acknowledge, "liaison-a", tombstone=stone)


def test_no_sql_gives_it_for_another(acts, seizure):
    acts.recalls(seizure)
    with viewing(actor("border-officer")):
        stone = Tombstone.objects.get(authority=acts.agency("example-customs-kz"))
    forged = Receipt(tombstone=stone, by=1, by_name="x", at=stone.closed_at)
    forged.marking = stone.marking
    with pytest.raises(Exception, match="row-level security") as refused, viewing(actor("border-officer")):
        forged.save(force_insert=True)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
