"""A cumulative sheet sent for eight months: the data bank is what its sender knows now, and knows what was known when."""

import datetime as dt

import pytest

from builders.cumulative import MONTHS, Sender
from builders.reports import agency_number
from cast import actor, earlier
from chorsu.handling.viewer import viewing
from chorsu.intake import tasks
from chorsu.intake.services import accept, begin, withdraw
from chorsu.kernel.errors import RefusedError
from chorsu.records.filters import Filter
from chorsu.records.models import Seizure
from chorsu.records.picture import picture
from chorsu.records.services import correct

PROVIDER = "example-border-uz"


@pytest.fixture
def bank_at(bank, settings, tmp_path, as_role, monkeypatch):
    """Hands a sheet in at a moment and lets the worker take it in; the hand-in."""
    settings.CHORSU_HOME = tmp_path

    def taken_in(sheet, at, name="сводка.csv", *, updates=None):
        monkeypatch.setattr(tasks, "now", lambda: at)
        officer = actor("border-officer")
        with earlier(officer):
            begun = begin(actor=officer, provider=agency_number(PROVIDER), name=name, chunks=[sheet], at=at).hand_in
            again = "revision" in begun.preview
            updates = again if updates is None else updates
            begun = accept(actor=officer, hand_in=begun.pk, audience=[], until=None, at=at, updates=updates)
        work()
        return begun

    def work():
        with as_role("worker"):
            while tasks.take_in_next():
                pass

    taken_in.work = work
    return taken_in


def month_end(month):
    return dt.datetime(2025, month, 28, 18, tzinfo=dt.UTC)


def stored():
    with viewing(actor("border-officer")):
        standing = Seizure.objects.filter(withdrawn=False).prefetch_related("lots")
        return sorted((one.seized_on, one.place, *_lot(one.lots.all())) for one in standing)


def _lot(lots):
    (lot,) = lots
    return lot.substance, lot.kg


def as_known(month):
    with viewing(actor("border-officer")):
        total = picture(Filter(known_on=month_end(month).date())).total()
    return total.records, round(total.kg, 3)


@pytest.mark.parametrize("seed", [1, 2])
def test_each_month_the_data_bank_is_the_truth_and_the_past_stays_as_it_was_known(bank_at, seed):
    sender, known = Sender(seed), {}
    for month in range(1, MONTHS + 1):
        truth = sender.next_month()
        bank_at(sender.sheet(), month_end(month), f"сводка-{month}.csv")
        assert stored() == truth, f"month {month}"
        known[month] = (len(truth), round(sum(kg for *_, kg in truth), 3))
        assert {past: as_known(past) for past in known} == known


def test_an_update_is_taken_back_whole(bank_at):
    sender = Sender(3)
    first = sender.next_month()
    bank_at(sender.sheet(), month_end(1))
    sender.next_month()
    second = bank_at(sender.sheet(), month_end(2))
    officer = actor("border-officer")
    with earlier(officer):
        withdraw(actor=officer, hand_in=second.pk, reason="the wrong sheet", at=month_end(3))
    bank_at.work()
    assert stored() == first


def test_what_a_later_sheet_changed_is_not_withdrawn_before_that_sheet(bank_at):
    sender = Sender(4)
    sender.next_month()
    first = bank_at(sender.sheet(), month_end(1), "первая.csv")
    sender.next_month()
    bank_at(sender.sheet(), month_end(2), "вторая.csv")
    officer = actor("border-officer")
    with earlier(officer), pytest.raises(RefusedError, match=r"вторая\.csv"):
        withdraw(actor=officer, hand_in=first.pk, reason="the wrong sheet", at=month_end(3))


SHEET = """№ дела;Дата;Место;Вещество;Количество, кг
11;02.01.2025;Термез;героин;1,200
12;03.01.2025;Ташкент;опий;4,000
13;04.01.2025;Бухара;гашиш;0,500
"""


def test_what_is_changed_is_said_before_it_is_accepted(bank_at):
    bank_at(SHEET.encode(), month_end(1))
    again = SHEET.replace("1,200", "1,250").replace("12;03.01.2025;Ташкент;опий;4,000\n", "")
    again += "14;05.01.2025;Нукус;героин;2,000\n"
    officer = actor("border-officer")
    with earlier(officer):
        began = begin(
            actor=officer, provider=agency_number(PROVIDER), name="x.csv", chunks=[again.encode()], at=month_end(2)
        )
    said = began.hand_in.preview["revision"]
    assert (said["same"], said["changed"], said["new"], said["gone"]) == (1, 1, 1, 1)
    assert said["changes"] == [[2, "lots.1.quantity", 1.2, 1.25, False]]
    assert said["gone_rows"][0][0] == 3
    assert said["key"] == ["№ дела", "№ дела"]


def test_a_correction_by_hand_stands_when_the_sheet_repeats_itself(bank_at):
    bank_at(SHEET.encode(), month_end(1))
    officer = actor("border-officer")
    with earlier(officer):
        heroin = Seizure.objects.get(row=2)
        changes = {"lots": {1: {"quantity": "1.3"}}}
        correct(seizure=heroin.pk, changes=changes, reason="weighed again", actor=officer, at=month_end(1))
    bank_at((SHEET + "14;05.01.2025;Нукус;героин;2,000\n").encode(), month_end(2))
    assert 1.3 in [kg for *_, kg in stored()]


def test_a_row_that_cannot_be_read_any_more_withdraws_nothing(bank_at):
    bank_at(SHEET.encode(), month_end(1))
    bank_at(SHEET.replace("1,200", "много").encode(), month_end(2))
    assert len(stored()) == 3


def test_another_table_of_the_same_sender_is_no_update(bank_at):
    bank_at(SHEET.encode(), month_end(1))
    other = SHEET.replace(".01.", ".02.").replace("1,200", "7,1").replace("4,000", "9").replace("0,500", "3,3")
    other = other.replace("11;", "21;").replace("12;", "22;").replace("13;", "23;")
    bank_at(other.encode(), month_end(2))
    assert len(stored()) == 6


def test_a_running_number_that_shifts_is_no_number_of_the_sender(bank_at):
    rows = [line.split(";", 1)[1] for line in SHEET.splitlines()[1:]]
    head = "№ п/п;Дата;Место;Вещество;Количество, кг\n"
    bank_at((head + "".join(f"{n};{row}\n" for n, row in enumerate(rows, 1))).encode(), month_end(1))
    shifted = ["01.01.2025;Нукус;героин;2,000", *rows]
    done = bank_at((head + "".join(f"{n};{row}\n" for n, row in enumerate(shifted, 1))).encode(), month_end(2))
    with viewing(actor("border-officer")):
        done.refresh_from_db()
    assert (done.rows_new, done.rows_changed, done.rows_gone) == (1, 0, 0)
    assert len(stored()) == 4
