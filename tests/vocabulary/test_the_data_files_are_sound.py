"""What a reviewer would check in the vocabulary files, row by row."""

import re

import pytest

from chorsu.vocabulary.loader import DATA, listed, read_table, sources
from chorsu.vocabulary.substances import group_codes, substance, substances
from chorsu.vocabulary.text import compact, tokens
from chorsu.vocabulary.units import units

FILES = sorted(path.name for path in DATA.glob("*.tsv"))
SCHEDULE = re.compile(r"1961-(?:I|II|III|IV)|1971-(?:I|II|III|IV)|1988-(?:I|II)|IV")


@pytest.mark.parametrize("name", FILES)
def test_every_row_names_sources_that_exist(name):
    if name == "sources.tsv":
        return
    for row in read_table(name):
        assert set(listed(row["source"])) <= set(sources()), row


def test_cas_numbers_have_a_right_check_digit():
    for node in substances():
        if node.cas:
            assert re.fullmatch(r"[1-9]\d{1,6}-\d\d-\d", node.cas), node.code
            *digits, check = (int(c) for c in node.cas if c.isdigit())
            assert sum(place * digit for place, digit in enumerate(reversed(digits), 1)) % 10 == check, node.code


def test_schedules_headings_and_dates_are_written_one_way():
    for node in substances():
        assert all(SCHEDULE.fullmatch(part) for part in node.schedule.split(",") if part), node.code
        assert re.fullmatch(r"(\d{4}\.\d\d)?", node.hs), node.code
        assert re.fullmatch(r"(\d{4}(-\d\d-\d\d)?)?", node.valid_from), node.code
        assert not node.valid_from or node.schedule, node.code


def test_a_registry_number_and_a_heading_state_where_they_are_from():
    for node in substances():
        assert not node.cas or "CAS" in listed(node.source), node.code
        assert not node.hs or "HS22" in listed(node.source), node.code


def test_levels_kinds_and_codes_are_of_the_known_sorts():
    for node in substances():
        assert node.level in {"group", "class", "substance", "form", "catch-all"}, node.code
        assert node.kind in {"drug", "precursor", "other"}, node.code
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", node.code), node.code
        assert all(node.names.values()), node.code


def test_no_name_of_a_substance_leads_to_two_codes():
    seen: dict[str, str] = {}
    rows = [row for name in FILES if name.startswith("substances_") for row in read_table(name)]
    named = [(row["code"], name) for row in rows for name in (row["en"], row["ru"], *listed(row["synonyms"]))]
    named += [(row["code"], name) for row in read_table("substance_names.tsv") for name in listed(row["names"])]
    for code, name in named:
        key = compact(tokens(name))
        assert key, (code, name)
        assert seen.setdefault(key, code) == code, (name, seen[key], code)


def test_what_the_other_files_refer_to_exists():
    bases = {unit.base for unit in units()}
    for name in ("factors.tsv", "plausible.tsv"):
        for row in read_table(name):
            assert substance(row["code"])
            assert row["unit"] in bases, row
    for row in read_table("families.tsv"):
        assert substance(row["code"]).level == "class"
        re.compile(row["pattern"])
    assert set(group_codes()) == {node.code for node in substances() if node.parent is None}
