"""From a file to records: begun, looked through, accepted, taken in, taken back."""

import datetime as dt

import pytest

from builders.reports import agency_number
from builders.tables import seizures, table
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.intake.models import HandIn, Refusal
from chorsu.intake.services import accept, begin, discard, restore, withdraw
from chorsu.intake.tasks import take_in_next
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.models import Report, Seizure, Version

PROVIDER = "example-border-uz"


@pytest.fixture
def home(bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    return tmp_path


def hand_in(content, *, officer="border-officer", provider=PROVIDER, name="изъятия.csv"):
    who = actor(officer)
    with viewing(who):
        return begin(actor=who, provider=agency_number(provider), name=name, chunks=[content], at=now())


def accepted(content, *, audience=(), until=None):
    who, begun = actor("border-officer"), hand_in(content)
    with viewing(who):
        numbers = [agency_number(code) for code in audience]
        return accept(actor=who, hand_in=begun.hand_in.pk, audience=numbers, until=until, at=now())


def work(as_role):
    with as_role("worker"):
        while take_in_next():
            pass


def seen_by(officer):
    with viewing(actor(officer)):
        return Seizure.objects.filter(withdrawn=False).count()


MIXED = table([*seizures(3), "", "не дата;Узбекистан;Термез;героин;1;кг;", "Итого;;;;9;кг;"])


def test_a_dry_run_counts_and_stores_nothing(home):
    begun = hand_in(MIXED)
    preview = begun.hand_in.preview
    assert (preview["rows"], preview["read"], preview["whole"]) == (7, 3, True)
    assert preview["skipped"] == {"header": 1, "blank": 1, "total": 1}
    assert preview["refused"] == {"unreadable_date": 1}
    roles = {column["header"]: column["role"] for column in preview["columns"]["columns"]}
    assert roles["Дата"] == "date"
    assert roles["Вещество"] == "substance"
    assert seen_by("border-officer") == 0


def test_every_row_is_accounted_for_once(home, as_role):
    identifier = accepted(MIXED).pk
    work(as_role)
    with viewing(actor("border-officer")):
        done = HandIn.objects.get(pk=identifier)
        assert done.state == "done"
        assert (done.rows_done, done.rows_read, done.rows_skipped, done.rows_refused) == (7, 3, 3, 1)
        assert done.skipped_by["total"] == {"count": 1, "rows": [["", 7, 7]]}
        refusal = Refusal.objects.get()
        assert (refusal.row, refusal.value, refusal.reason) == (6, "не дата", "unreadable_date")
        assert refusal.cells["substance"] == "героин"


def test_a_cell_that_nothing_was_read_from_is_kept(home, as_role):
    accepted(table(seizures(1)))
    work(as_role)
    with viewing(actor("border-officer")):
        assert ["Пост", "пост 1"] in Seizure.objects.get().source_cells


def test_records_go_to_the_provider_alone_unless_told_otherwise(home, as_role):
    accepted(MIXED)
    work(as_role)
    assert [seen_by(name) for name in ("border-officer", "liaison-b", "liaison-a", "analyst")] == [3, 3, 0, 0]


def test_records_go_to_the_audience_until_the_end(home, as_role):
    accepted(MIXED, audience=["example-customs-kz"], until=now() + dt.timedelta(days=1))
    work(as_role)
    assert [seen_by(name) for name in ("border-officer", "liaison-a", "stranger-c")] == [3, 3, 0]
    with viewing(actor("liaison-a")):
        assert (HandIn.objects.count(), Report.objects.count(), Refusal.objects.count()) == (0, 0, 0)


def test_the_same_file_again_is_answered_and_not_kept_twice(home, as_role):
    first, again = hand_in(MIXED), hand_in(MIXED, name="other name.csv")
    assert again.again
    assert not first.again
    assert again.hand_in.pk == first.hand_in.pk
    assert not hand_in(MIXED, officer="liaison-a", provider="example-customs-kz").again


def test_a_discarded_file_may_be_handed_in_again(home):
    first = hand_in(MIXED)
    who = actor("border-officer")
    with viewing(who):
        discard(actor=who, hand_in=first.hand_in.pk, at=now())
    assert not hand_in(MIXED).again


def test_nobody_hands_in_for_another_agency(home):
    with pytest.raises(RefusedError):
        hand_in(MIXED, officer="border-officer", provider="example-customs-kz")


def test_a_stranger_finds_no_draft_to_accept(home):
    begun, who = hand_in(MIXED), actor("stranger-c")
    with viewing(who), pytest.raises(AbsentError):
        accept(actor=who, hand_in=begun.hand_in.pk, audience=[], until=None, at=now())


def test_a_release_that_has_ended_is_refused(home):
    with pytest.raises(RefusedError, match="ended"):
        accepted(MIXED, until=now() - dt.timedelta(minutes=1))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a workbook"])
def test_what_is_no_table_fails_with_one_line(home, content):
    if not content:
        with pytest.raises(InputError, match="empty"):
            hand_in(content)
        return
    failed = hand_in(content).hand_in
    assert failed.state == "failed"
    assert "\n" not in failed.error_line
    assert "изъятия.csv" in failed.error_line
    assert not hand_in(content).again


def test_a_date_outside_all_time_is_refused_and_the_rest_is_taken(home, as_role):
    rows = [*seizures(2), "05.03.1900;Узбекистан;Термез;героин;1;кг;", "2090-01-01;Узбекистан;Термез;героин;1;кг;"]
    accepted(table(rows))
    work(as_role)
    with viewing(actor("border-officer")):
        found = Refusal.objects.values_list("row", "column", "value", "reason")
        assert list(found) == [
            (4, "Дата", "05.03.1900", "impossible_date"),
            (5, "Дата", "2090-01-01", "impossible_date"),
        ]
        assert Seizure.objects.count() == 2


def test_a_row_without_a_possible_date_keeps_its_senders_number_for_its_repair(home, as_role):
    rows = ["9/26;02.05.2024;Термез;героин;1;кг", "7/26;05.03.1900;Термез;героин;1;кг"]
    accepted(table(rows, header="Номер дела;Дата;Место;Вещество;Количество;Единица"))
    work(as_role)
    with viewing(actor("border-officer")):
        (refused,) = Refusal.objects.all()
    assert refused.cells["id"] == "7/26"
    assert refused.suggestion == "correct the date of the seizure"


def test_a_withdrawn_hand_in_counts_nowhere_and_can_be_restored(home, as_role):
    identifier, who = accepted(MIXED, audience=["example-customs-kz"]).pk, actor("border-officer")
    work(as_role)
    with viewing(who):
        alone = Seizure.objects.get(row=2)
        alone.withdrawn = True
        alone.version = 2
        alone.save()
        withdraw(actor=who, hand_in=identifier, reason="wrong year", at=now())
    work(as_role)
    assert seen_by("border-officer") == 0
    with viewing(who):
        assert HandIn.objects.get().state == "withdrawn"
        version = Version.objects.filter(seizure__row=3).get()
        assert (version.act, version.reason, version.content["withdrawn"]) == ("withdrawn", "wrong year", False)
        restore(actor=who, hand_in=identifier, at=now())
    work(as_role)
    with viewing(who):
        assert HandIn.objects.get().state == "done"
        assert sorted(Seizure.objects.filter(withdrawn=False).values_list("row", "version")) == [(3, 3), (4, 3)]


def test_a_withdrawal_needs_a_reason(home, as_role):
    identifier, who = accepted(MIXED).pk, actor("border-officer")
    with viewing(who), pytest.raises(RefusedError, match="reason"):
        withdraw(actor=who, hand_in=identifier, reason=" ", at=now())


def test_a_file_handed_in_anew_cannot_be_restored_beside_it(home, as_role):
    identifier, who = accepted(MIXED).pk, actor("border-officer")
    work(as_role)
    with viewing(who):
        withdraw(actor=who, hand_in=identifier, reason="wrong year", at=now())
    work(as_role)
    assert not hand_in(MIXED).again
    with viewing(who), pytest.raises(RefusedError, match="again"):
        restore(actor=who, hand_in=identifier, at=now())


def test_a_short_file_does_not_wait_behind_a_long_one(home, as_role, monkeypatch):
    monkeypatch.setattr("chorsu.intake.tasks.CHUNK", 10)
    long = accepted(table(seizures(100))).pk
    with as_role("worker"):
        take_in_next()
    short = accepted(table(seizures(5, first=500))).pk
    with as_role("worker"):
        take_in_next()
    with viewing(actor("border-officer")):
        states = dict(HandIn.objects.values_list("pk", "state"))
    assert states == {long: "running", short: "done"}


@pytest.mark.parametrize(
    ("officer", "provider", "country"), [("border-officer", PROVIDER, "UZ"), ("analyst", "example-centre", "")]
)
def test_a_table_without_countries_is_of_the_providers_own_state(home, as_role, officer, provider, country):
    content = table(["05.03.2024;неведомое место;героин;1;кг"], header="Дата;Место;Вещество;Количество;Единица")
    who, begun = actor(officer), hand_in(content, officer=officer, provider=provider)
    with viewing(who):
        accept(actor=who, hand_in=begun.hand_in.pk, audience=[], until=None, at=now())
    work(as_role)
    with viewing(who):
        assert Seizure.objects.get().country == country


def test_null_characters_anywhere_stop_nothing(home, as_role):
    rows = [*seizures(1), "\0;\0;;\0;", "05.03.2024;Узбе\0кистан;Тер\0мез;героин;1;кг;\0", "\0дата;;;героин;1;кг;"]
    accepted(table(rows, header="Дата;Страна;Место;Вещество;Количество;Единица;По\0ст"))
    work(as_role)
    with viewing(actor("border-officer")):
        done = HandIn.objects.get()
        assert (done.state, done.rows_read, done.rows_skipped, done.rows_refused) == ("done", 2, 2, 1)
        assert "␀" in Refusal.objects.get().value
