"""docs/reference/tidy.md says what the program does: its options, keys, roles, columns, codes and limits."""

import argparse
import re
from pathlib import Path

import pytest

from chorsu.config.cli import tidy
from chorsu.intake.readers import encodings, headers, maps, rows, workbooks
from chorsu.intake.readers.dates import EARLIEST
from chorsu.intake.readers.repair import EXPLAINED
from chorsu.intake.readers.wordlists import codes
from chorsu.kernel.seizures import COLUMNS

TEXT = (Path(__file__).parents[2] / "docs" / "reference" / "tidy.md").read_text(encoding="utf-8")


def table(section, head):
    """First and second cells of the table with this head in a section of the page."""
    part = TEXT.split(f"## {section}\n")[1].split("\n## ")[0] if section else TEXT
    lines = part.split(f"| {head} |")[1].split("\n\n")[0].splitlines()[2:]
    return dict(re.fullmatch(r"\| `([^`]+)` \| (.*) \|", line).groups() for line in lines)


@pytest.mark.parametrize(
    ("section", "head", "kind"),
    [
        ("Flags", "flag", "flag"),
        ("Changes", "change", "change"),
        ("Skip rules", "rule", "skip"),
        ("Reasons of refusal", "reason", "refusal"),
    ],
)
def test_every_code_is_documented_as_the_program_words_it(section, head, kind):
    assert table(section, head) == {code: told["en"] for code, told in codes(kind).items()}


@pytest.mark.parametrize("kind", ["flag", "change", "skip", "refusal"])
def test_every_code_is_worded_in_both_languages(kind):
    assert all(told["en"] and told["ru"] for told in codes(kind).values())


def test_the_output_columns_stand_in_their_order():
    assert tuple(table("Output columns, in this order", "column")) == COLUMNS


def test_the_options_are_those_of_the_program():
    parser = argparse.ArgumentParser(add_help=False)
    tidy.add_arguments(parser)
    known = {action.option_strings[0] if action.option_strings else "FILE…" for action in parser._actions}  # noqa: SLF001
    assert set(table("", "option")) == known


def test_the_keys_and_roles_of_a_map_are_those_that_are_read():
    assert set(table("", "key")) == maps.KEYS
    roles = re.search(r"Roles: (.*?)\.\n", TEXT, re.DOTALL)[1]
    assert tuple(re.findall(r"`(\w+)`", roles)) == maps.ROLES


def test_the_example_of_a_map_is_one(tmp_path):
    path = tmp_path / "map.yml"
    path.write_text(re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[1], encoding="utf-8")
    assert maps.load_map(path).columns == {"date": "Когда", "substance": "Что изъято", "quantity": 5}


def test_the_first_columns_of_the_repair_file_are_named():
    part = TEXT.split("## The repair file\n")[1].split("\n## ")[0]
    assert tuple(name for name in re.findall(r"`(\w+)`", part) if name in EXPLAINED) == EXPLAINED


def test_the_limits_are_those_that_are_kept():
    assert f"{encodings.MAX_LINE:,} signs" in TEXT
    assert f"{headers.MAX_COLUMNS:,} columns" in TEXT
    assert f"first {headers.SEARCHED} " in TEXT
    assert f"a cell {rows.MAX_CELL:,}" in TEXT
    assert f"unpack to {workbooks.MAX_UNPACKED >> 20} MB and {workbooks.MAX_RATIO} times" in TEXT
    assert f"{workbooks.MAX_AREA // 1_000_000} million cells" in TEXT
    assert f"{EARLIEST.day} March {EARLIEST.year}" in TEXT
