"""The decision table of the handbook is what the rule says today."""

import re
from pathlib import Path

from chorsu.handling.rules import Act
from chorsu.handling.table import decision_table

HANDBOOK = Path(__file__).parents[2] / "docs" / "handling.md"


def test_the_table_in_the_handbook_is_the_rule():
    text = HANDBOOK.read_text(encoding="utf-8")
    (told,) = re.findall(r"<!-- decision table -->\n(.*?)<!-- end of decision table -->", text, flags=re.DOTALL)
    assert told == decision_table()


def test_the_table_shows_every_act_allowed_and_refused():
    heads, _rule, *lines = [line.strip("| ").split(" | ") for line in decision_table().splitlines()]
    for act in set(Act) - {Act.RELEASE, Act.RECALL, Act.EDIT}:
        column = heads.index(act.value)
        assert {"yes", "–"} <= {line[column] for line in lines}
