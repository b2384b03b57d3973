"""A statistical return entered by keyboard alone, its totals beside the seizures, then a correction and nothing to report."""

import uuid

import pytest

from journeys.officers import follow

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
PARTS = (("2029.774", "First"), ("1663.659", "Second"), ("357.638", "Third"), ("30.727", "Fourth"), ("1.121", "Fifth"))


def type_row(officer, label, figure, authority=""):
    """One row of the table of figures, from the field of its label on; Enter then goes to the next row."""
    for text in (label, figure, None, None):
        if text:
            officer.page.keyboard.type(text)
        officer.presses("Tab")
    officer.page.keyboard.type(authority)
    officer.presses("Enter")


def test_a_return_is_entered_by_keyboard_and_stands_beside_the_seizures(officer):
    border, source = officer("border-officer"), f"review {uuid.uuid4()}"
    border.opens("/records/")
    border.goes("i")
    follow(border.page, "Statistical return")
    border.page.get_by_label("Year", exact=True).fill("2019")
    border.page.get_by_label("Source").fill(source)
    border.page.locator("input[name=row-label]").first.focus()
    type_row(border, "Cannabis resin", "2989,441")
    type_row(border, "MDMA", "1.5264")
    type_row(border, "Total ecstasy-type substances (including the above)", "2.007")
    type_row(border, "Cannabis plants", "154 703,8")
    type_row(border, "Total drugs", "4083.274")
    for kg, authority in PARTS:
        type_row(border, "All drugs", kg, authority)
    assert border.page.locator("[data-rows] tr").count() == 5 + len(PARTS) + 1
    border.on(border.page.get_by_role("button", name="File the return"))

    # Both decimal signs stand in the column, so that nothing decides how "2.007" is meant.
    assert "“2.007” can be read in two ways and is read as 2.007 kg. If 2007 is meant, write 2007." in border.reads()
    border.on(border.page.get_by_role("button", name="Enter it all the same"))

    said = border.reads()
    for figure in ("4,083.274", "4,082.919", "2,991.448", "2,992.974", "+1.5264", "never added"):
        assert figure in said
    assert source in border.reads("#facts-title ~ div, .facts")

    border.moves_on_by("e")
    border.page.locator("input[name=row-value]").first.fill("2989.5")
    border.page.get_by_label("Reason").fill("weighed again")
    border.on(border.page.get_by_role("button", name="Save as a new version"))
    assert "2,991.507" in border.reads()
    assert "weighed again" in border.reads()


def test_nothing_to_report_is_on_record(officer):
    border = officer("border-officer")
    border.opens("/records/")
    border.goes("i")
    follow(border.page, "Nothing to report")
    border.page.get_by_label("Year", exact=True).fill("2018")
    border.page.get_by_label("Part of the year").select_option(label="May")
    border.on(border.page.get_by_role("button", name="Report that there is nothing"))
    assert "had nothing to report for May 2018" in border.reads()


def test_a_template_is_filled_and_taken(officer, tmp_path):
    border = officer("border-officer")
    border.opens("/hand-in/")
    border.goes("r")
    follow(border.page, "Templates")
    follow(border.page, "UNODC: individual drug seizures")
    border.page.get_by_label("Year", exact=True).select_option("2025")
    border.on(border.page.get_by_role("button", name="Fill"))
    assert "SEIZURE_DATE" in border.reads()
    with border.page.expect_download() as begun:
        border.page.get_by_role("link", name="Download (XLSX)").focus()
        border.presses("Enter")
    assert "SYNTHETIC" in begun.value.suggested_filename
