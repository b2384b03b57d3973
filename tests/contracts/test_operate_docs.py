"""docs/operate/ says what the program does: every command is one that it takes, every refusal one that it knows."""

import re
import shlex
from pathlib import Path

import pytest

from chorsu.config.cli import build_parser

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "operate").glob("*.md"))
SOURCE = "\n".join(path.read_text("utf-8") for path in (ROOT / "src/chorsu/config").rglob("*.py"))


def commands(page):
    """The lines of the page's shell blocks that call the program, without what is set before it."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    lines = [shlex.split(line) for block in blocks for line in block.splitlines()]
    return [line[line.index("chorsu") + 1 :] for line in lines if "chorsu" in line]


def test_there_is_a_page_for_each_work():
    assert [page.stem for page in PAGES] == ["backup", "keys", "restore", "server", "upgrade"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_is_one_that_the_program_takes(page):
    for command in commands(page):
        assert build_parser(command[0]).parse_args(command).verb == command[0]


def test_every_refusal_is_one_that_the_program_knows():
    page = (ROOT / "docs/operate/restore.md").read_text("utf-8")
    told = [
        cell for line in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE) for cell in re.findall(r"`([^`]+)`", line)
    ]
    assert len(told) > 5
    for words in told:
        for part in words.split(" …"):
            assert part.strip(", ") in SOURCE, part


def test_the_keys_are_those_that_an_installation_has(installation):
    page = (ROOT / "docs/operate/keys.md").read_text("utf-8")
    told = {key for line in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE) for key in re.findall(r"`([^`]+)`", line)}
    for role in ("owner", "app", "worker", "public"):
        for process, settings in (("x", "officers"), ("public", "public")):
            installation.environment(role, process, settings)
    assert {path.name for path in (installation.home / "keys").iterdir()} == told
