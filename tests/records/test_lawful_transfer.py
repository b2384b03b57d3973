"""Personal data go to another state on a stated basis alone; what must be refused is, and every decision is kept."""

import pytest

from builders.reports import agency_number
from builders.rows import seizure_row
from builders.seizures import seen_by
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.grounds import flags, grounds
from chorsu.handling.rules import MEMBERS, Marking
from chorsu.handling.viewer import viewing
from chorsu.journal.models import OutboxRow
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Transfer
from chorsu.records.services import release_to
from chorsu.records.submitting import Submission, submit
from chorsu.records.transfers.deciding import TransferSaid, refuse_transfer, transfers_of


@pytest.fixture
def make(bank):
    """Makes a seizure of the border guard of Uzbekistan that tells of so many persons."""

    def seizure(**persons):
        officer, provider = actor("border-officer"), agency_number("example-border-uz")
        what = Submission(uuid7(), "form", uuid7().hex * 2, 9, (seizure_row(1),), (), persons)
        with viewing(officer):
            marking = Marking(provider, frozenset({provider}))
            return submit(actor=officer, marking=marking, submission=what, at=now()).seizure

    return seizure


def state(code):
    return State.objects.get(code=code).pk


def release(seizure, principals, said=None):
    officer = actor("border-officer")
    with viewing(officer):
        return release_to(seizure=seizure.pk, principals=principals, until=None, transfer=said, actor=officer, at=now())


SAID = TransferSaid(basis="agreement of 2006", purpose="case 17")


@pytest.mark.parametrize("persons", [{"detained": 2}, {"minor": 1}])
def test_a_release_of_persons_abroad_without_a_basis_is_refused_and_with_one_goes_on(make, persons):
    seizure = make(**persons)
    with pytest.raises(RefusedError, match="legal basis"):
        release(seizure, [state("KZ")])
    with pytest.raises(InputError):
        release(seizure, [state("KZ")], TransferSaid(basis=" ", purpose="case 17"))
    with pytest.raises(InputError):
        release(seizure, [state("KZ")], TransferSaid(basis="agreement of 2006"))
    assert seen_by(actor("liaison-a")) == set()
    release(seizure, [state("KZ")], SAID)
    assert seen_by(actor("liaison-a")) == {seizure.pk}


def test_what_stays_in_the_state_and_what_tells_of_nobody_needs_none(make):
    release(make(detained=2), [state("UZ"), agency_number("example-customs-uz")])
    release(make(), [MEMBERS])
    release(make(detained=0), [state("KZ")])


def test_the_decision_is_kept_for_the_provider_alone(make, as_role):
    seizure = make(detained=1)
    release(seizure, [state("KZ")], TransferSaid("agreement", "case 17", flags=frozenset({"witness"})))
    with viewing(actor("border-officer")):
        (kept,) = transfers_of(seizure.pk)
        assert (kept.basis, kept.flags, kept.ground) == ("agreement", ["witness"], "")
    with viewing(actor("liaison-a")):
        assert not Transfer.objects.exists()
    with as_role("worker"):
        assert OutboxRow.objects.filter(kind="transfer.allowed", record_id=kept.pk).exists()


@pytest.mark.parametrize("flag", ["death-penalty", "torture"])
def test_a_risk_to_life_refuses_and_the_refusal_is_kept(make, flag):
    seizure, said = make(detained=1), TransferSaid("agreement", "case 17", flags=frozenset({flag}))
    with pytest.raises(RefusedError):
        release(seizure, [state("KZ")], said)
    officer = actor("border-officer")
    with viewing(officer):
        refuse_transfer(seizure=seizure.pk, principals=[state("KZ")], said=said, ground="", actor=officer, at=now())
        assert [one.ground for one in transfers_of(seizure.pk)] == [flag]
    assert seen_by(actor("liaison-a")) == set()


def test_every_flag_and_ground_has_its_source():
    assert all(flag.source and (not flag.refuses or flag.refuses in grounds("transfer")) for flag in flags().values())
    assert all(ground.source for act in ("permission", "transfer") for ground in grounds(act).values())
