"""Every field has its words in both languages, every list its labels, every pictured choice a drawing that exists."""

import re
from pathlib import Path

import pytest

import chorsu.ui
from chorsu.intake.schema import lists
from chorsu.intake.schema.fields import fields, sections
from chorsu.intake.schema.tables import rows

DRAWINGS = Path(chorsu.ui.__file__).parent / "static/ui/pictures.svg"
KINDS = {"date", "time", "place", "position", "choice", "number", "count", "counts", "text", "photographs"}


def test_every_section_and_field_is_called_something_in_both_languages():
    for one in (*sections(), *fields().values()):
        assert one.labels["en"]
        assert re.search("[а-я]", one.labels["ru"].lower()), one.code
    for one in fields().values():
        assert one.kind in KINDS
        assert bool(one.helps["en"]) == bool(one.helps["ru"])


@pytest.mark.parametrize("name", sorted({one.list for one in fields().values() if one.list and one.list != "places"}))
def test_every_code_of_a_list_has_a_label_and_is_found_by_it(name):
    for code in lists.codes(name):
        for lang in ("en", "ru"):
            assert lists.label(name, code, lang)
        assert lists.find(name, code) == code
    first = lists.codes(name)[0]
    assert lists.find(name, lists.label(name, first, "ru")) == first


def test_every_pictured_code_has_a_drawing():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', DRAWINGS.read_text()))
    for name in ("goods", "concealment", "conveyance"):
        pictures = lists.pictures(name)
        assert set(pictures) == set(lists.codes(name))
        assert set(pictures.values()) <= drawn


def test_every_row_of_the_data_names_its_source_and_every_code_is_known():
    for name in ("fields", "sections", "choices", "problems", "units", "zones", "frequent", "pictures", "sheet"):
        assert all(row["source"] for row in rows(f"{name}.tsv")), name
    assert set(lists.frequent()) <= set(lists.codes("substances"))
    for goods in lists.codes("goods"):
        assert set(lists.units_of(goods)) <= set(lists.codes("units"))
        assert lists.units_of(goods) or goods == "cash"
