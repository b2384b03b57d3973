"""A standing rule releases what is stored while it is in force, widens only, and says beforehand what it would do."""

import pytest

from builders.releasing import agency, state
from builders.seizures import follow, record, seen_by
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.journal.models import EntryRow
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.models import ReleaseRule, Seizure, Version
from chorsu.records.parts import mark_part
from chorsu.records.release_rules.applying import dry_run, release_by_rule
from chorsu.records.release_rules.services import Wanted, approve, draft, make_rule, switch_off
from chorsu.records.services import exclude, recall

OWNER, COLLEAGUE = "border-officer", "liaison-b"
HEROIN = {"name": "Heroin over 1 kg", "substances": ("heroin",), "least_kg": 1.0, "days": 365}


def do(service, who=OWNER, **said):
    officer = actor(who)
    with viewing(officer):
        return service(actor=officer, at=now(), **said)


def make(who=OWNER, **said):
    wanted = Wanted(**({"to_audience": (MEMBERS,)} | HEROIN | said))
    return do(make_rule, who, agency=agency("example-border-uz"), wanted=wanted)


@pytest.fixture
def stored(bank, as_role):
    """Stores rows, lets the workers follow, and gives the seizures back."""

    def store(rows, **said):
        with as_role("worker"):
            found = record(rows, **said)
            follow()
            while release_by_rule():
                pass
            follow()
        return found

    return store


def test_what_the_rule_names_goes_to_whom_it_names_as_soon_as_it_is_stored(stored):
    make()
    heavy, light, other = stored([{"quantity": 2.0}, {"quantity": 0.5}, {"quantity": 2.0, "substance": "opium"}])
    assert seen_by(actor("liaison-a")) == {heavy.pk}
    assert seen_by(actor("border-officer")) == {heavy.pk, light.pk, other.pk}


def test_the_journal_and_the_history_say_that_a_rule_did_it(stored, as_role):
    rule = make()
    (heavy,) = stored([{"quantity": 2.0}])
    with as_role("worker"):
        kinds = list(EntryRow.objects.filter(record_id=heavy.pk).order_by("number").values_list("kind", "actor_id"))
    assert kinds == [("seizure.recorded", None), ("seizure.released", None)]
    with viewing(actor(OWNER)):
        assert Version.objects.get().reason == f"rule:{rule.pk}"


def test_a_rule_leaves_out_whom_it_says_and_ends_when_it_says(stored):
    make(to_audience=(state("KZ"),), but=(agency("example-customs-kz"),), days=10)
    (heavy,) = stored([{"quantity": 2.0}])
    assert seen_by(actor("liaison-a")) == set()
    assert seen_by(actor("example-police-kz")) == {heavy.pk}
    with viewing(actor(OWNER)):
        (term,) = Seizure.objects.get().marking.releases
    assert 10 <= (term.until - now()).days + 1 <= 11


def test_with_four_eyes_nothing_goes_before_a_second_officer_approved(stored):
    rule = make(four_eyes=True)
    stored([{"quantity": 2.0}])
    assert seen_by(actor("liaison-a")) == set()
    with pytest.raises(RefusedError):
        do(approve, rule=rule.pk)
    with pytest.raises(AbsentError):
        do(approve, "liaison-a", rule=rule.pk)
    do(approve, COLLEAGUE, rule=rule.pk)
    (second,) = stored([{"quantity": 3.0}])
    assert seen_by(actor("liaison-a")) == {second.pk}
    with pytest.raises(InputError):
        do(approve, COLLEAGUE, rule=rule.pk)


def test_switched_off_it_releases_no_more_and_takes_nothing_back(stored):
    rule = make()
    (first,) = stored([{"quantity": 2.0}])
    do(switch_off, COLLEAGUE, rule=rule.pk)
    stored([{"quantity": 2.0}])
    assert seen_by(actor("liaison-a")) == {first.pk}


def test_what_was_stored_before_the_rule_stays_where_it_was(stored):
    stored([{"quantity": 2.0}])
    make()
    stored([{"quantity": 0.1}])
    assert seen_by(actor("liaison-a")) == set()


def test_what_came_marked_more_narrowly_by_hand_is_not_widened(stored):
    make()
    (plain,) = stored([{"quantity": 2.0}])
    stored([{"quantity": 2.0}], narrowed=True)
    assert seen_by(actor("liaison-a")) == {plain.pk}
    wanted = Wanted(to_audience=(MEMBERS,), **HEROIN)
    rule = do(draft, agency=agency("example-border-uz"), wanted=wanted)
    with viewing(actor(OWNER)):
        assert dry_run(rule, now()).tried == 1


@pytest.mark.parametrize("service", [recall, exclude])
def test_what_its_provider_took_back_is_not_released_again(bank, as_role, service):
    make()
    with as_role("worker"):
        (heavy,) = record([{"quantity": 2.0}], audience=[state("KZ")])
        follow()
    do(service, seizure=heavy.pk, principals=[state("KZ")], reason="by mistake")
    with as_role("worker"):
        while release_by_rule():
            pass
    assert seen_by(actor("liaison-a")) == set()
    assert seen_by(actor("stranger-c")) == set()


def test_a_rule_takes_nobody_out_of_the_exclusions(stored):
    make()
    (heavy,) = stored([{"quantity": 2.0}], exclusions=[state("KZ")])
    assert seen_by(actor("liaison-a")) == set()
    assert seen_by(actor("stranger-c")) == {heavy.pk}


@pytest.mark.parametrize(
    "said",
    [
        {"details": {"narrative": "задержан Имя Пример"}},
        {"details": {"persons": {"detained": 1}}},
        {"details": {"persons": {"witness": 1}}},
    ],
)
def test_without_persons_means_that_nobody_is_told_of(stored, said):
    make()
    stored([{"quantity": 2.0, **said}])
    assert seen_by(actor("liaison-a")) == set()


def test_a_lot_that_the_rule_does_not_name_holds_the_whole_record(stored):
    make()
    stored([[{"quantity": 2.0}, {"quantity": 1.0, "substance": "opium"}]])
    assert seen_by(actor("liaison-a")) == set()


def test_a_weight_that_cannot_be_is_no_weight(stored):
    make()
    stored([{"quantity": 2.0e6, "flags": ("implausible_quantity",)}])
    assert seen_by(actor("liaison-a")) == set()


def test_its_conditions_come_to_those_of_the_record(stored):
    make(use_codes=("H1",), dissemination_codes=("H2",))
    stored([{"quantity": 2.0}])
    with viewing(actor("liaison-a")):
        handling = Seizure.objects.get().marking.handling
    assert (handling.use, handling.dissemination) == ({"H0", "H1"}, {"H2"})


def test_a_rule_of_one_agency_touches_no_other_agencys_records(stored):
    make()
    stored([{"quantity": 2.0}], provider="example-customs-uz")
    assert seen_by(actor("liaison-a")) == set()


def test_rules_are_seen_and_set_by_their_authority_alone(bank):
    make()
    with viewing(actor("liaison-a")):
        assert not ReleaseRule.objects.exists()
    with pytest.raises(RefusedError):
        make("liaison-a")


@pytest.mark.parametrize(
    "said",
    [
        {"name": " "},
        {"to_audience": ()},
        {"to_audience": (10**6,)},
        {"but": (MEMBERS,)},
        {"least_kg": -1.0},
        {"days": 0},
        {"days": 5000},
        {"substances": ("nonsense",)},
        {"countries": ("ZZZ",)},
        {"use_codes": ("H3",)},
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(bank, said):
    with pytest.raises(InputError):
        make(**said)


def test_a_dry_run_says_what_would_have_gone_to_whom(stored):
    heavy, _light, kept, known = (
        stored([{"quantity": 2.0}, {"quantity": 0.5}])
        + stored([{"quantity": 4.0}], exclusions=[state("KZ")])
        + stored([{"quantity": 3.0}], audience=[state("KZ"), state("KG")])
    )
    officer = actor(OWNER)
    with viewing(officer):
        rule = draft(
            agency=agency("example-border-uz"),
            wanted=Wanted(**HEROIN, to_audience=(state("KZ"), state("KG"))),
            actor=officer,
            at=now(),
        )
        found = dry_run(rule, now())
        assert not ReleaseRule.objects.exists()
    assert (found.tried, found.meant, found.whole) == (4, 3, True)
    assert [one.pk for one in found.records] == [known.pk, kept.pk, heavy.pk]
    assert found.by_authority == {
        agency("example-customs-kz"): 1,
        agency("example-police-kz"): 1,
        agency("example-police-kg"): 2,
    }
    assert seen_by(actor("example-police-kg")) == {known.pk}


def test_a_withheld_part_stays_withheld(bank, as_role):
    make(without_persons=False, basis="agreement of 2006", purpose="joint analysis")
    with as_role("worker"):
        (heavy,) = record([{"quantity": 2.0, "details": {"narrative": "сведения"}}])
        follow()
    do(mark_part, seizure=heavy.pk, part="narrative", only_for=[])
    with as_role("worker"):
        while release_by_rule():
            pass
    with viewing(actor("liaison-a")):
        assert not Seizure.objects.get().narrative
