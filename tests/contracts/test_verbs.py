"""The program lists its verbs and refuses what is none of them."""

import subprocess
import sys

from chorsu.config.cli import VERBS, build_parser


def test_every_verb_has_one_line_of_help():
    text = build_parser(None).format_help()
    for verb in VERBS:
        assert verb in text


def test_an_unknown_verb_is_refused_with_exit_2():
    done = subprocess.run(
        [sys.executable, "-c", "from chorsu.config.cli import main; main()", "no-such-verb"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "no-such-verb" in done.stderr
