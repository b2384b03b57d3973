"""A sender's standing rules: tables learned once, trusted ones accepted unreviewed but for those drawn."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from builders.reports import agency_number
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.intake import standing
from chorsu.intake.columns import Columns, corrected
from chorsu.intake.models import HandIn, LearnedTable
from chorsu.intake.services import accept, begin, correct_columns
from chorsu.intake.standing import Rules
from chorsu.intake.tasks import take_in_next
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.models import Seizure

PROVIDER = "example-border-uz"
HEADERS = "Поле один;Поле два;Поле три;Поле четыре;Поле пять"
ROLES = {1: "date", 2: "place", 3: "substance", 4: "quantity", 5: "unit"}
ROW = "01.02.2024;Термез;героин;1,5;кг"


@pytest.fixture
def home(bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path


def sheet(*rows, headers=HEADERS):
    return "\n".join([headers, *rows, ""]).encode()


def hand_in(content, name="таблица.csv"):
    officer = actor("border-officer")
    with viewing(officer):
        return begin(actor=officer, provider=agency_number(PROVIDER), name=name, chunks=[content], at=now()).hand_in


def say_columns(draft):
    officer = actor("border-officer")
    with viewing(officer):
        seen = Columns.from_json(draft.preview["columns"])
        mapping = corrected(seen, ROLES)
        return correct_columns(actor=officer, hand_in=draft.pk, mapping=mapping, at=now())


def accepted(draft):
    officer = actor("border-officer")
    with viewing(officer):
        return accept(actor=officer, hand_in=draft.pk, audience=[], until=None, at=now())


def learned_once(*more):
    accepted(say_columns(hand_in(sheet(ROW, *more))))


def trusting(share=0.0):
    officer = actor("border-officer")
    with viewing(officer):
        table = LearnedTable.objects.get()
        standing.trust(actor=officer, table=table.pk, trusted=True, review_share=share, at=now())


def rules(**said):
    officer = actor("border-officer")
    with viewing(officer):
        standing.set_rules(actor=officer, agency=agency_number(PROVIDER), rules=Rules(**said), at=now())


def test_columns_said_once_are_known_the_next_time_in_whatever_order(home):
    learned_once()
    turned = sheet("кг;героин;2,5;02.02.2024;Нукус", headers="Поле пять;Поле три;Поле четыре;Поле один;Поле два")
    draft = hand_in(turned)
    assert draft.error is None
    assert draft.preview["read"] == 1
    assert draft.preview["sample"][0][0]["kg"] == 2.5


def test_another_table_of_the_same_sender_is_recognised_anew(home):
    learned_once()
    draft = hand_in(sheet("x;y;z", headers="Alpha;Beta;Gamma"))
    assert draft.state == "draft"
    assert draft.error is not None


def test_a_trusted_table_passes_with_the_standing_marking(home, as_role):
    learned_once()
    rules(audience=(MEMBERS,), days=30)
    trusting()
    passed = hand_in(sheet("03.02.2024;Термез;опий;7,5;кг"))
    assert (passed.state, passed.passed_by is not None) == ("accepted", True)
    with as_role("worker"):
        while take_in_next():
            pass
    with viewing(actor("stranger-c")):
        (seizure,) = Seizure.objects.all()
    tashkent = ZoneInfo("Asia/Tashkent")
    last = now().astimezone(tashkent).date() + dt.timedelta(days=30)
    assert seizure.until == dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), tashkent)


def test_what_is_drawn_for_review_waits(home):
    learned_once()
    trusting(share=1.0)
    draft = hand_in(sheet("03.02.2024;Термез;опий;7,5;кг"))
    assert (draft.state, draft.drawn) == ("draft", True)


def test_about_the_stated_share_is_drawn(home):
    learned_once()
    trusting(share=0.5)
    drawn = [hand_in(sheet(f"03.02.2024;Термез;опий;{kg},5;кг"), f"{kg}.csv").drawn for kg in range(40, 80)]
    assert 8 <= sum(drawn) <= 32


def test_a_trusted_table_with_a_row_that_cannot_be_read_waits(home):
    learned_once()
    trusting()
    assert hand_in(sheet(ROW.replace("1,5", "2,5"), "когда-то;Термез;опий;1;кг")).state == "draft"


@pytest.mark.parametrize(
    ("row", "flag"),
    [
        ("13.02.2024;Термез;опий;1,250;кг", "ambiguous_number"),
        ("13.02.2024;Термез;опий;-3,5;кг", "negative_quantity"),
        ("03/02/2024;Термез;опий;3,5;кг", "ambiguous_date"),
    ],
)
def test_a_trusted_table_with_a_value_that_could_be_meant_otherwise_waits(home, row, flag):
    learned_once()
    trusting()
    draft = hand_in(sheet(row))
    assert flag in draft.preview["flags"]
    assert draft.state == "draft"


def test_the_unit_of_the_sender_serves_where_none_is_said(home):
    rules(unit="g")
    draft = hand_in("Дата;Место;Вещество;Количество\n01.02.2024;Термез;героин;1500\n".encode())
    assert draft.preview["sample"][0][0]["kg"] == 1.5


def test_forgotten_it_is_unknown_again(home):
    learned_once()
    officer = actor("border-officer")
    with viewing(officer):
        standing.forget(actor=officer, table=LearnedTable.objects.get().pk, at=now())
    assert hand_in(sheet("03.02.2024;Термез;опий;7,5;кг")).error is not None


def test_rules_and_tables_are_the_agencys_own(home):
    learned_once()
    rules(audience=(MEMBERS,))
    stranger = actor("stranger-c")
    with viewing(actor("border-officer")):
        table = LearnedTable.objects.get().pk
    with viewing(stranger):
        assert LearnedTable.objects.count() == 0
        assert standing.rules_of(agency_number(PROVIDER)) == Rules()
        with pytest.raises(AbsentError):
            standing.trust(actor=stranger, table=table, trusted=True, review_share=0, at=now())
        with pytest.raises(RefusedError):
            standing.set_rules(actor=stranger, agency=agency_number(PROVIDER), rules=Rules(), at=now())


@pytest.mark.parametrize(
    "said", [{"days": 0}, {"days": 5000}, {"unit": "furlong"}, {"threshold_kg": -1}, {"audience": (999_999,)}]
)
def test_what_cannot_be_meant_is_refused(home, said):
    with pytest.raises((InputError, RefusedError)):
        rules(**said)


def test_a_table_sent_again_by_rule_updates(home, as_role):
    stays = "05.02.2024;Термез;гашиш;0,7;кг"
    learned_once(stays)
    with as_role("worker"):
        while take_in_next():
            pass
    trusting()
    passed = hand_in(sheet(ROW.replace("1,5", "1,55"), stays, "09.02.2024;Нукус;опий;2;кг"), "снова.csv")
    with as_role("worker"):
        while take_in_next():
            pass
    with viewing(actor("border-officer")):
        done = HandIn.objects.get(pk=passed.pk)
        standing_now = Seizure.objects.filter(withdrawn=False).count()
    assert (done.updates, done.rows_changed, done.rows_new, standing_now) == (True, 1, 1, 3)


@pytest.mark.parametrize(
    ("chosen", "days", "narrowed"),
    [([], None, True), ([MEMBERS], 10, False), ([MEMBERS], None, False), ([MEMBERS], 3, True)],
)
def test_what_is_marked_by_hand_more_narrowly_than_the_rules_say_is_noted(home, as_role, chosen, days, narrowed):
    rules(audience=(MEMBERS,), days=10)
    officer, until = actor("border-officer"), None
    if days is not None:
        until = dt.datetime.combine(now().date() + dt.timedelta(days=days + 1), dt.time(), tzinfo=dt.UTC)
    draft = say_columns(hand_in(sheet(ROW)))
    with viewing(officer):
        accept(actor=officer, hand_in=draft.pk, audience=chosen, until=until, at=now())
    with as_role("worker"):
        while take_in_next():
            pass
        assert Seizure.objects.get().narrowed is narrowed
