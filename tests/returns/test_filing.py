"""A return is filed, corrected, withdrawn and restored by its provider alone; each act is a version and an entry."""

from decimal import Decimal

import pytest

from builders.reports import agency_number
from builders.returns import filed, nil, statement
from builders.seizures import follow
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.journal.models import EntryRow
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.returns import services
from chorsu.returns.models import Figure, Return, ReturnVersion

pytestmark = pytest.mark.usefixtures("bank")


def change(one, act, who="border-officer", **more):
    officer = actor(who)
    with viewing(officer):
        return getattr(services, f"{act}_return")(
            identifier=one.pk, reason="seen again", actor=officer, at=now(), **more
        )


def kinds(one, who="border-officer"):
    with viewing(actor(who)):
        return list(EntryRow.objects.filter(record_id=one.pk).order_by("number").values_list("kind", flat=True))


def test_figures_keep_what_was_stated_to_the_last_digit():
    one = filed(("Heroin", "0.000050"), ("Гашиш", "12.5", "g"), ("Преступления", "7", "count"))
    with viewing(actor("border-officer")):
        stored = [(figure.subject, figure.value, figure.kg) for figure in one.figures.all()]
    assert stored == [
        ("heroin", Decimal("0.00005"), Decimal("0.00005")),
        ("cannabis-resin", Decimal("12.5"), Decimal("0.0125")),
        ("crimes", Decimal(7), None),
    ]


def test_nobody_files_for_another_agency():
    with pytest.raises(RefusedError):
        filed(("Heroin", "1"), who="stranger-c")


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        ((), {}),
        ((("Heroin", "-1"),), {}),
        ((("", "1"),), {}),
        ((("Heroin", "1"),), {"country": "XX"}),
        ((("Heroin", "1"),), {"period": "2099"}),
    ],
)
def test_what_cannot_be_meant_is_refused_and_leaves_nothing(rows, more):
    with pytest.raises(InputError):
        filed(*rows, **more)
    with viewing(actor("border-officer")):
        assert not Return.objects.exists()


def test_the_same_sheet_for_the_same_period_is_kept_once():
    first = filed(("Heroin", "1"), digest="a" * 64)
    assert filed(("Heroin", "1"), digest="a" * 64).pk == first.pk
    assert filed(("Heroin", "1"), digest="a" * 64, period="2023").pk != first.pk


def test_a_recipient_sees_the_return_and_its_figures_and_a_stranger_neither():
    one = filed(("Heroin", "1"), audience=[agency_number("example-customs-kz")])
    with viewing(actor("liaison-a")):
        assert Return.objects.filter(pk=one.pk).exists()
        assert Figure.objects.filter(statement=one).count() == 1
    with viewing(actor("stranger-c")):
        assert not Return.objects.filter(pk=one.pk).exists()
        assert not Figure.objects.filter(statement=one).exists()


def test_a_correction_is_a_new_version_and_the_old_one_is_kept():
    one = filed(("Heroin", "1"))
    corrected = change(one, "correct", said=statement(("Heroin", "1.5")), version=1)
    assert corrected.version == 2
    with viewing(actor("border-officer")):
        assert corrected.figures.get().value == Decimal("1.5")
        (kept,) = ReturnVersion.objects.filter(statement=one)
    assert (kept.version, kept.reason, kept.content["figures"][0]["value"]) == (1, "seen again", "1")


@pytest.mark.parametrize(
    ("said", "version"), [((("Heroin", "1"),), 1), ((("Heroin", "2"),), 7), ((), 1)], ids=["same", "old", "empty"]
)
def test_a_correction_of_nothing_or_of_an_old_version_is_refused(said, version):
    one = filed(("Heroin", "1"))
    with pytest.raises(InputError):
        change(one, "correct", said=statement(*said), version=version)
    with viewing(actor("border-officer")):
        assert one.figures.get().value == 1


def test_only_the_provider_changes_a_return():
    one = filed(("Heroin", "1"), audience=[MEMBERS])
    with pytest.raises(RefusedError):
        change(one, "withdraw", who="liaison-a")
    hidden = filed(("Heroin", "2"))
    with pytest.raises(AbsentError):
        change(hidden, "withdraw", who="liaison-a")
    assert change(one, "withdraw").status == "withdrawn"


def test_each_act_is_entered_in_the_journal(as_role):
    one = filed(("Heroin", "1"), audience=[MEMBERS])
    change(one, "correct", said=statement(("Heroin", "2")))
    change(one, "withdraw")
    change(one, "restore")
    with as_role("worker"):
        follow()
    assert kinds(one) == ["return.filed", "return.corrected", "return.withdrawn", "return.restored"]
    assert kinds(one, "liaison-a") == kinds(one)


def test_a_journal_entry_of_a_hidden_return_is_hidden(as_role):
    one = filed(("Heroin", "1"))
    with as_role("worker"):
        follow()
    assert kinds(one) == ["return.filed"]
    assert kinds(one, "stranger-c") == []


def test_nothing_to_report_is_a_record_and_is_filed_once(as_role):
    one = nil(period="2024-03")
    assert (one.kind, nil(period="2024-03").pk, nil(period="2024-04").pk != one.pk) == ("nil", one.pk, True)
    assert nil(period="2024-03", subject="substance:heroin").pk != one.pk
    with as_role("worker"):
        follow()
    assert kinds(one) == ["nil.filed"]


def test_a_withdrawn_nil_return_can_be_filed_anew_and_then_not_restored():
    one = nil(period="2024-03")
    change(one, "withdraw")
    again = nil(period="2024-03")
    assert again.pk != one.pk
    with pytest.raises(InputError):
        change(one, "restore")
