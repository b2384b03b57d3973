"""Many seizures at once: each is stored with its lots, its cells and its act, or none is."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from builders.reports import agency_number, report_of
from builders.rows import seizure_row, source_row, source_rows
from cast import actor
from chorsu.handling.rules import Marking
from chorsu.handling.viewer import viewing
from chorsu.journal.chain import commit
from chorsu.journal.models import OutboxRow, SaltRow
from chorsu.kernel.clock import now
from chorsu.records.bulk import SourceRow, record_seizures
from chorsu.records.committed import committed
from chorsu.records.contents import content_of
from chorsu.records.models import Lot, Report, Seizure


def record(rows, *, audience=(), provider="example-border-uz", by=7):
    number = agency_number(provider)
    with transaction.atomic():
        report = report_of(number, by=by)
        marking = Marking(number, frozenset({number, *audience}))
        stored = record_seizures(rows, report=report, marking=marking, actor=by, at=now())
    return report, stored


def test_every_row_becomes_a_seizure_with_its_lots(bank, as_role):
    with as_role("worker"):
        lots = (seizure_row(9, substance="heroin"), seizure_row(9, substance="opium", quantity=3.0))
        _, stored = record([*source_rows(3), SourceRow(lots)])
        assert (stored.seizures, stored.lots) == (4, 5)
        assert list(Seizure.objects.order_by("row").values_list("row", flat=True)) == [2, 3, 4, 9]
        ninth = Seizure.objects.get(row=9)
        assert [(lot.number, lot.substance, lot.quantity) for lot in ninth.lots.all()] == [
            (1, "heroin", 1.25),
            (2, "opium", 3.0),
        ]


def test_a_value_leads_to_its_cell(bank, as_role):
    with as_role("worker"):
        record([source_row()])
        seizure = Seizure.objects.get()
        assert seizure.source_cells[seizure.provenance["place"]] == ["Место", "г. Термез"]
        assert seizure.source_cells[seizure.provenance["quantity"]] == ["Количество, г", "1250"]
        assert seizure.lots.get().substance_text == "героин"


def test_cells_that_no_field_was_read_from_are_kept_where_the_reader_gives_them(bank, as_role):
    with as_role("worker"):
        cells = [("Дата", "05.03.2024"), ("Место", "г. Термез"), ("Вещество", "героин"), ("г", "1250"), ("Пост", "7")]
        record([SourceRow((seizure_row(),), cells)])
        seizure = Seizure.objects.get()
        assert seizure.source_cells[4] == ["Пост", "7"]
        assert seizure.provenance["quantity"] == 3


def test_characters_that_no_database_holds_do_not_stop_a_row(bank, as_role):
    with as_role("worker"):
        record([source_row(place="Тер\x00мез\ud800")])
        assert Seizure.objects.get().place == "Тер␀мез?"


def test_the_act_commits_to_what_is_stored(bank, as_role):
    with as_role("worker"):
        record([source_row()])
        act, seizure = OutboxRow.objects.get(), Seizure.objects.get()
        salt = bytes(SaltRow.objects.get(act_id=act.id).salt)
        assert (act.kind, act.record_id, act.actor_id) == ("seizure.recorded", seizure.id, 7)
        assert bytes(act.commitment) == commit(salt, committed(content_of(seizure, seizure.lots.all(), ()), {}))


def test_a_row_twice_stores_nothing_at_all(bank, as_role):
    with as_role("worker"):
        with pytest.raises(IntegrityError):
            record([source_row(2), source_row(3), source_row(2)])
        assert (Report.objects.count(), Seizure.objects.count(), Lot.objects.count()) == (0, 0, 0)
        assert OutboxRow.objects.count() == 0


def test_rows_carry_the_marking(bank, as_role):
    released = agency_number("example-customs-kz")
    with as_role("worker"):
        record(source_rows(2), audience=[released])
    for username, seen in {"border-officer": 2, "liaison-a": 2, "stranger-c": 0}.items():
        with viewing(actor(username)):
            assert (Seizure.objects.count(), Lot.objects.count()) == (seen, seen), username


def test_an_officer_stores_under_the_policies(bank):
    officer = actor("border-officer")
    with viewing(officer):
        record(source_rows(2), by=officer.user)
        assert Seizure.objects.count() == 2


def test_an_officer_stores_nothing_for_another_provider(bank):
    officer = actor("border-officer")
    with viewing(officer):
        number = agency_number("example-border-uz")
        report = report_of(number, by=officer.user)
        foreign = Marking(agency_number("example-customs-kz"), frozenset({number}))
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            record_seizures(source_rows(1), report=report, marking=foreign, actor=officer.user, at=now())
