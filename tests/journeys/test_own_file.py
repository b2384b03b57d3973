"""A table whose columns were guessed wrong: corrected, looked through again, accepted; what was refused comes back."""

import csv
import io
import uuid

import pytest
from playwright.sync_api import expect

from journeys.officers import PATIENCE_MS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
HEADER = "Дата;Город;Наркотик;Количество;Масса"
"""The fourth column counts parcels; the fifth weighs them."""
LINES = (
    "03.05.2026;Термез;героин;4;1,257 кг",
    "04.05.2026;Самарканд;гашиш;2;0,841 кг",
    "05.05.2026;Бухара;опий;1;309 г",
    "32.05.2026;Термез;героин;1;0,103 кг",
)


def a_table():
    """The same table under a title of its own: one that was handed in before would be shown as it stands."""
    return "\n".join([f"Сведения об изъятиях за май, {uuid.uuid4()}", HEADER, *LINES]).encode("cp1251")


def choose(officer, column, role):
    """Say what a column holds."""
    officer.page.get_by_label(f"What column {column} holds").select_option(label=role)


def test_a_column_guessed_wrong_is_corrected_and_what_was_refused_comes_back(officer):
    border = officer("border-officer")
    border.hands_in("май.csv", a_table())
    assert "1.257" not in border.reads(), "parcels were taken for the quantity"

    border.page.locator("#columns").evaluate("columns => { columns.open = true }")
    choose(border, 4, "not read")
    choose(border, 5, "Quantity")
    border.on(border.page.get_by_role("button", name="Look again by these columns"))
    assert "1.257" in border.reads()
    assert "32.05.2026" in border.reads("section:has(> .panel-head > #refused-title)")

    border.accepts("Only my agency")
    border.sees_the_outcome()
    assert "32.05.2026" in border.reads("#rows")
    with border.page.expect_download() as begun:
        border.page.get_by_role("link", name="Repair file").focus()
        border.presses("Enter")
    repair = list(csv.reader(io.StringIO(begun.value.path().read_text("utf-8-sig"))))
    assert any("32.05.2026" in cell for row in repair[1:] for cell in row)
    assert len(repair) == 2

    border.on(border.page.get_by_role("link", name="Records ("))
    expect(border.page.locator("#rows tbody tr")).to_have_count(3, timeout=PATIENCE_MS)
    assert {"1.257 kg", "0.841 kg"} <= set(border.reads("#rows").replace("\n", "\t").split("\t"))
