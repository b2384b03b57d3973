"""An officer hands in a table, hands it in again with changes, reads what changes, and accepts the update: by keyboard."""

import pytest
from playwright.sync_api import expect

from journeys.officers import PATIENCE_MS
from journeys.proof import faults, foreign_words

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
HEADER = "№ дела;Дата;Страна;Место;Вещество;Количество;Единица"
FIRST = [
    "7001;01.02.2026;Узбекистан;Термез;героин;1,2;кг",
    "7002;02.02.2026;Узбекистан;Нукус;опий;3,5;кг",
    "7003;03.02.2026;Узбекистан;Ташкент;гашиш;0,4;кг",
]
AGAIN = [FIRST[0].replace("1,2", "1,25"), FIRST[2], "7004;04.02.2026;Узбекистан;Термез;героин;2;кг"]


def sheet(rows):
    return "\n".join([HEADER, *rows, ""]).encode()


def test_what_changes_is_read_before_it_is_accepted(officer):
    border = officer("border-officer")
    page = border.page
    border.hands_in("february.csv", sheet(FIRST))
    border.accepts("Only my agency")
    border.sees_the_outcome()

    border.hands_in("again.csv", sheet(AGAIN))
    changes = page.locator("section", has=page.locator("#again-title"))
    expect(changes).to_contain_text("february.csv")
    assert changes.locator("del").all_inner_texts() == ["1.2"]
    assert changes.locator("ins").all_inner_texts() == ["1.25"]
    assert faults(page, 1440) == []

    border.accepts("Only my agency")
    border.sees_the_outcome()
    expect(page.locator("dl.figures")).to_contain_text("Withdrawn by the sender", timeout=PATIENCE_MS)
    border.opens("/records/?q=Нукус&from=2026-02-02&to=2026-02-02")
    assert border.rows() == []


def test_the_draft_speaks_russian(officer):
    border = officer("border-officer", language="ru")
    rows = [row.replace("700", "800").replace("2026", "2025") for row in FIRST]
    border.opens("/hand-in/")
    border.page.set_input_files("input[type=file]", {"name": "one.csv", "mimeType": "text/csv", "buffer": sheet(rows)})
    border.on(border.page.locator("form[enctype='multipart/form-data'] button[type=submit]"))
    border.page.locator("form[action$='/accept/'] button[type=submit]").focus()
    border.presses("Enter")
    border.sees_the_outcome()
    border.opens("/hand-in/")
    changed = sheet([rows[0].replace("1,2", "1,3"), *rows[1:]])
    border.page.set_input_files("input[type=file]", {"name": "two.csv", "mimeType": "text/csv", "buffer": changed})
    border.on(border.page.locator("form[enctype='multipart/form-data'] button[type=submit]"))
    expect(border.page.locator("#again-title")).to_be_visible(timeout=PATIENCE_MS)
    assert foreign_words(border.page) == []
