"""The program `chorsu`: one file a verb, imported only when called, so that a pure verb never loads Django.

A verb's module has `HELP` (one line), `add_arguments(parser)` and `run(options) -> int`.
"""

from __future__ import annotations

import argparse
import pkgutil
import sys
from importlib import import_module

from chorsu.kernel.errors import ChorsuError

__all__ = ["main"]

VERBS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))
"""Names of the verbs: the modules of this package."""

INTERRUPTED = 130
BROKEN_PIPE = 141


def build_parser(verb: str | None) -> argparse.ArgumentParser:
    """A parser of all verbs when `verb` is none of them, else of that verb alone (the others stay unimported)."""
    parser = argparse.ArgumentParser(prog="chorsu", description="Data bank and exchange of a regional centre.")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name in [verb] if verb in VERBS else VERBS:
        module = import_module(f"chorsu.config.cli.{name}")
        sub = verbs.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one verb: 0 success, 1 a finding that the verb exists to report, 2 bad input (one line says where)."""
    arguments = sys.argv[1:] if argv is None else argv
    options = build_parser(arguments[0] if arguments else None).parse_args(arguments)
    try:
        return int(options.run(options))
    except ChorsuError as error:
        print(f"chorsu {options.verb}: {error}", file=sys.stderr)  # noqa: T201 — a verb speaks to its caller here
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
