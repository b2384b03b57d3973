"""The history of a return shows what it said before and after, to whoever may see it; and warns who reads a reason."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from builders.return_forms import text_of
from builders.returns import filed, statement
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.returns.services import correct_return, withdraw_return

pytestmark = pytest.mark.usefixtures("bank")


def corrected(one, *rows, **more):
    officer = actor("border-officer")
    with viewing(officer):
        said = replace(statement(*rows, period="2024-05"), **more)
        correct_return(identifier=one.pk, said=said, reason="counted again", actor=officer, at=now())


def changes(client, one):
    text = client.get(f"/returns/{one.pk}/").content.decode()
    return re.findall(r"<li><bdi>(.*?)</bdi>: <del><bdi>(.*?)</bdi></del> → <ins><bdi>(.*?)</bdi></ins>", text)


def test_every_reader_sees_the_figures_before_and_after(enter):
    one = filed(("Heroin", "12.5"), ("Opium", "3"), ("Hashish", "1"), period="2024-05", audience=[MEMBERS])
    corrected(one, ("Cannabis herb", "7"), ("Heroin", "12.25"), ("Opium", "3"), source="a report", plants_in_kg=True)
    for who in ("border-officer", "liaison-a"):
        assert changes(enter(who), one) == [
            ("Source", "—", "a report"),
            ("Whole plants", "—", "in the kilograms"),
            ("Cannabis herb", "—", "7 kg"),
            ("Heroin", "12.5 kg", "12.25 kg"),
            ("Hashish", "1 kg", "—"),
        ]


def test_each_correction_is_shown_by_itself_and_a_withdrawal_changes_no_figure(enter):
    one = filed(("Heroin", "1"), period="2024-05")
    corrected(one, ("Heroin", "2"))
    corrected(one, ("Opium", "2"))
    officer = actor("border-officer")
    with viewing(officer):
        withdraw_return(identifier=one.pk, reason="wrong", actor=officer, at=now())
    assert changes(enter("border-officer"), one) == [
        ("Figure", "Heroin · 2 kg", "Opium · 2 kg"),
        ("Heroin", "1 kg", "2 kg"),
    ]


def test_a_threshold_is_shown_in_the_readers_language(enter):
    one = filed(("Heroin", "1"), period="2024-05")
    corrected(one, ("Heroin", "1"), threshold_kg=Decimal("0.5"))
    assert changes(enter("border-officer", "ru"), one) == [("Порог, кг", "—", "0,5")]


def test_the_forms_say_who_reads_the_reason(enter):
    one, client = filed(("Heroin", "1"), period="2024-05"), enter("border-officer")
    for tail in ("", "correction/"):
        assert "Everybody who may see the return reads it" in text_of(client.get(f"/returns/{one.pk}/{tail}"))
