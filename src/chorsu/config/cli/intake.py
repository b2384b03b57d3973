"""`chorsu intake`: hands files in to the data bank, as the bearer of CHORSU_TOKEN, and waits until they are in.

On the example installation an example officer is named instead (`--as`).

A table is accepted; a text is read, and its drafts wait for an officer, but for those that a standing rule lets
through. Begins and accepts with the officers' database role and the officer's actor; the workers take the rows in and
read. Where the installation runs, its workers do; where it does not, the database and the two workers run for as long
as the verb.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from chorsu.config.arrivals import DONE, REFUSED, messages_of, opened, rested, sort_away
from chorsu.config.bearers import bearer, example_officer
from chorsu.kernel.errors import ChorsuError, InputError

if TYPE_CHECKING:
    import argparse
    import uuid
    from collections.abc import Iterable, Iterator

    from psycopg import Connection

    from chorsu.config.installation import Installation
    from chorsu.config.supervisor import Supervisor
    from chorsu.handling.rules import Actor
    from chorsu.intake.models import HandIn
    from chorsu.intake.readers.maps import MapFile

HELP = "hand files in to the data bank"
_BAD_INPUT = 2
_POLL_SECONDS = 0.25
_WATCH_SECONDS = 2.0
_BLOCK = 1 << 20
_WORKERS = {"sequencer", "intake"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="tables (CSV, XLSX) or texts (TXT, HTML, DOCX, PDF, EML, ZIP); - is standard input",
    )
    parser.add_argument("--watch", metavar="FOLDER", help="hand in what comes into a folder, until stopped")
    parser.add_argument("--mailbox", metavar="FILE", help="hand in the messages of a mailbox file that are new")
    parser.add_argument("--once", action="store_true", help="with --watch: what is there now, then end")
    parser.add_argument("--as", dest="officer", metavar="OFFICER", help="example officer (example installation only)")
    parser.add_argument(
        "--audience",
        action="append",
        default=[],
        metavar="WHO",
        help="who else may see the records: state:UZ, agency:CODE, group:CODE, members, everybody; may be repeated",
    )
    parser.add_argument("--until", type=_day, metavar="DATE", help="last day of that release, as YYYY-MM-DD")
    parser.add_argument("--basis", metavar="WORDS", help="on what basis persons told of may go to other states")
    parser.add_argument("--purpose", metavar="WORDS", help="what for, with --basis; else such records stay at home")
    again = parser.add_mutually_exclusive_group()
    again.add_argument("--update", action="store_true", help="a table that repeats one sent before updates it")
    again.add_argument("--apart", action="store_true", help="it is recorded as a table of its own")
    parser.add_argument("--map", metavar="MAP.yml", help="which column holds what, where headers do not say it")


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def run(options: argparse.Namespace) -> int:
    """Hand in every file; exit 2 when one could not be read (the others are taken in all the same)."""
    from chorsu.config.installation import Installation
    from chorsu.intake.readers.maps import load_map

    if not (options.files or options.watch or options.mailbox):
        raise InputError("is missing", where="FILE", to_do="name files, --watch FOLDER or --mailbox FILE")
    mapping = load_map(Path(options.map)) if options.map else None
    installation = Installation.from_environment()
    _require_sign_in(options, example=installation.example)
    with ExitStack() as stack:
        helpers = _helpers(installation, stack)
        _enter(installation.environment("app", "intake", "officers"))
        return _hand_in_all(options, mapping, helpers)


def _require_sign_in(options: argparse.Namespace, *, example: bool) -> None:
    if example:
        if not options.officer:
            raise InputError("is missing", where="--as", to_do="name an example officer, such as border-officer")
    elif options.officer:
        raise InputError(
            "works on the example installation only",
            where="--as",
            to_do="set CHORSU_TOKEN to a token of your account page",
        )
    elif not os.environ.get("CHORSU_TOKEN"):
        raise InputError("is not set", where="CHORSU_TOKEN", to_do="make a token for handing in on your account page")


@dataclass(slots=True)
class _Helpers:
    """What runs for us: nothing where the installation runs, else its database and workers, with the journal's role."""

    supervisor: Supervisor | None = None
    journal: Connection[Any] | None = None

    def tend(self) -> None:
        """Restart what has fallen."""
        if self.supervisor is not None:
            self.supervisor.tend()

    def caught_up(self) -> bool:
        """Whether the journal has taken in what was handed in; a running installation sees to that itself."""
        if self.journal is None:
            return True
        return self.journal.execute("SELECT EXISTS (SELECT FROM journal_outbox)").fetchone() == (False,)


def _helpers(installation: Installation, stack: ExitStack) -> _Helpers:
    """The running installation, or its database and workers started for us."""
    import psycopg

    from chorsu.config.processes import processes
    from chorsu.config.supervisor import Supervisor

    try:
        stack.enter_context(installation.locked())
    except InputError:
        return _Helpers()
    _say("nothing runs here; starting the database")
    stack.enter_context(installation.database())
    supervisor = Supervisor(installation.home / "logs")
    stack.callback(supervisor.stop)
    for process in processes(installation, 0):
        if process.name in _WORKERS:
            supervisor.start(process)
    return _Helpers(supervisor, stack.enter_context(psycopg.connect(installation.url("worker"), autocommit=True)))


def _enter(environment: dict[str, str]) -> None:
    """Become an officers' process."""
    import django

    os.environ.update(environment)
    django.setup()


def _hand_in_all(options: argparse.Namespace, mapping: MapFile | None, helpers: _Helpers) -> int:
    from chorsu.directory.selectors import principals_named
    from chorsu.handling.viewer import viewing

    actor, provider = example_officer(options.officer) if options.officer else bearer(os.environ["CHORSU_TOKEN"])
    with viewing(actor):
        audience = principals_named(options.audience)
    _require_days_to_come(options.until)
    sender = _Sender(options, mapping, helpers, actor, provider, audience)
    failed = sum(not sender.hands_in(name) for name in options.files)
    if options.mailbox:
        failed += sender.empties(Path(options.mailbox))
    if options.watch:
        failed += sender.watches(Path(options.watch), once=options.once)
    while not helpers.caught_up():
        helpers.tend()
        time.sleep(_POLL_SECONDS)
    return _BAD_INPUT if failed else 0


@dataclass(slots=True)
class _Sender:
    """Who hands in, for whom, and under which marking: one file after another, each refused one with its line."""

    options: argparse.Namespace
    mapping: MapFile | None
    helpers: _Helpers
    actor: Actor
    provider: int
    audience: frozenset[int]

    def hands_in(self, name: str, *, way: str = "verb") -> bool:
        """One file; whether it was taken."""
        from chorsu.intake.drafts.kinds import holds_table

        try:
            with opened(name, sys.stdin.buffer) as stream:
                shown = "standard-input" if name == "-" else Path(name).name
                if holds_table(stream, shown):
                    begun = _begin(stream, shown, name, self.actor, self.provider, self.mapping)
                    _accept(begun, self.actor, self.audience, self.options)
                    _report(_await(begun, self.actor, self.helpers))
                else:
                    self._reads(shown, _chunks(stream), way)
        except ChorsuError as error:
            _say(str(error))
            return False
        return True

    def _reads(self, name: str, chunks: Iterable[bytes], way: str, *, quiet: bool = False) -> bool:
        """Hand one text in and wait until it is read; `quiet`: not when it was handed in before. Whether it was new."""
        from chorsu.config.drafted import await_read, tell
        from chorsu.handling.viewer import viewing
        from chorsu.intake.drafts.arriving import hand_in
        from chorsu.kernel.clock import now

        with viewing(self.actor):
            text, again = hand_in(actor=self.actor, provider=self.provider, name=name, chunks=chunks, way=way, at=now())
            _note(self.actor, self.provider, text.pk)
        if again and quiet:
            return False
        if again:
            _say(f"{name}: was handed in before, on {text.started_at:%Y-%m-%d}")
        tell(name, await_read(text.report_id, self.actor, self.helpers.tend), _say)
        return not again

    def empties(self, box: Path) -> int:
        """The new messages of a mailbox file; how many were refused."""
        refused: list[ChorsuError] = []
        fresh = 0
        try:
            for name, content in messages_of(box, refused.append):
                try:
                    fresh += self._reads(name, [content], "mailbox", quiet=True)
                except ChorsuError as error:
                    refused.append(error)
        except ChorsuError as error:
            refused.append(error)
        for line in refused:
            _say(str(line))
        _say(f"{box}: {fresh} new, {len(refused)} refused")
        return len(refused)

    def watches(self, folder: Path, *, once: bool) -> int:
        """Hand in what comes into a folder, until stopped; each file then lies in `done` or `refused` there."""
        refused = 0
        while True:
            for path in rested(folder):
                taken = self.hands_in(str(path), way="folder")
                refused += not taken
                if not path.exists():
                    _say(f"{path.name}: went away while it was read")
                    continue
                _say(f"{path.name}: moved to {sort_away(path, DONE if taken else REFUSED).parent.name}")
            if once:
                return refused
            self.helpers.tend()
            time.sleep(_WATCH_SECONDS)


def _require_days_to_come(until: dt.date | None) -> None:
    """Refuse before any file is kept."""
    from chorsu.kernel.clock import now

    if until is not None and until < now().date():
        raise InputError("the release would already have ended", where="--until", to_do="choose a later day")


def _begin(  # noqa: PLR0913, PLR0917 — what one file needs
    stream: IO[bytes], shown: str, name: str, actor: Actor, provider: int, mapping: MapFile | None
) -> HandIn:
    """Keep the file and look through it; one that cannot be read leaves nothing behind but its line."""
    from chorsu.handling.viewer import viewing
    from chorsu.intake.models import HandIn
    from chorsu.intake.services import begin, correct_columns, discard
    from chorsu.kernel.clock import now

    with viewing(actor):
        chunks = _chunks(stream)
        begun = begin(actor=actor, provider=provider, name=shown, chunks=chunks, at=now(), mapping=mapping)
        hand_in = begun.hand_in
        _note(actor, provider, hand_in.pk)
        if begun.again:
            _say(f"{name}: was handed in before, on {hand_in.started_at:%Y-%m-%d}")
            if hand_in.state == HandIn.State.DRAFT and mapping is not None:
                hand_in = correct_columns(actor=actor, hand_in=hand_in.pk, mapping=mapping, at=now())
        if hand_in.state == HandIn.State.DRAFT and hand_in.error:
            discard(actor=actor, hand_in=hand_in.pk, at=now())
    if hand_in.error and not hand_in.rows_done:
        raise InputError(hand_in.error["what"], where=hand_in.error["where"] or name, to_do=hand_in.error["to_do"])
    return hand_in


def _note(actor: Actor, provider: int, handed_in: uuid.UUID) -> None:
    """Enter in the audit trail that a file was handed in here, in the transaction that keeps it."""
    from chorsu.journal.trail.entries import Act
    from chorsu.journal.trail.services import Told, enter
    from chorsu.kernel.clock import now

    told = Told(act=Act.HAND_IN, page="chorsu intake", actor=actor.user, agency=provider, opened=[handed_in])
    enter(told, now())


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_BLOCK):
        yield chunk


def _accept(hand_in: HandIn, actor: Actor, audience: frozenset[int], options: argparse.Namespace) -> None:
    from chorsu.directory.days import end_of
    from chorsu.handling.viewer import viewing
    from chorsu.intake.models import HandIn
    from chorsu.intake.services import accept
    from chorsu.kernel.clock import now
    from chorsu.records.transfers.said import TransferSaid

    if hand_in.state != HandIn.State.DRAFT:
        return
    again, until = (hand_in.preview or {}).get("revision"), options.until
    if again and not (options.update or options.apart):
        told = f"{again['new']:,} new, {again['changed']:,} changed, {again['gone']:,} withdrawn"
        raise InputError(
            f"repeats {again['file']} of {again['received']}: {told}",
            where=hand_in.report.file_name,
            to_do="say --update, or --apart to record it by itself; it waits as a draft",
        )
    stated = options.basis is not None or options.purpose is not None
    with viewing(actor):
        accept(
            actor=actor,
            hand_in=hand_in.pk,
            audience=audience,
            until=end_of(until, hand_in.provider_id),
            at=now(),
            updates=bool(again) and options.update,
            drops=not (again and again["partial"]),
            transfer=TransferSaid(options.basis or "", options.purpose or "") if stated else None,
        )


def _await(hand_in: HandIn, actor: Actor, helpers: _Helpers) -> HandIn:
    """Wait, with progress, until the workers have taken the hand-in in."""
    from tqdm import tqdm

    from chorsu.intake.selectors import UNDER_WAY

    name = hand_in.report.file_name
    with tqdm(total=hand_in.rows_expected or None, unit=" rows", desc=name, leave=False, file=sys.stderr) as bar:
        while True:
            hand_in = _fresh(hand_in.pk, actor)
            bar.update(hand_in.rows_done - bar.n)
            if hand_in.state not in UNDER_WAY:
                return hand_in
            helpers.tend()
            time.sleep(_POLL_SECONDS)


def _fresh(identifier: uuid.UUID, actor: Actor) -> HandIn:
    from chorsu.handling.viewer import viewing
    from chorsu.intake.selectors import hand_in_of

    with viewing(actor):
        return hand_in_of(identifier)


def _report(hand_in: HandIn) -> None:
    """One JSON line on standard output, one line for people on standard error.

    Raises:
        InputError: the file broke off on the way; what came before stays.
    """
    name, skipped = hand_in.report.file_name, {rule: entry["count"] for rule, entry in hand_in.skipped_by.items()}
    answer: dict[str, Any] = {
        "file": name,
        "hand_in": str(hand_in.pk),
        "state": hand_in.state,
        "rows": hand_in.rows_done,
        "read": hand_in.rows_read,
        "skipped": skipped,
        "refused": hand_in.rows_refused,
    }
    print(json.dumps(answer, ensure_ascii=False))  # noqa: T201 — the verb's answer
    by_rule = ", ".join(f"{rule} {count:,}" for rule, count in skipped.items())
    _say(
        f"{name}: {hand_in.rows_done:,} rows = {hand_in.rows_read:,} read"
        f" + {hand_in.rows_skipped:,} skipped{f' ({by_rule})' if by_rule else ''} + {hand_in.rows_refused:,} refused;"
        f" {hand_in.state}"
    )
    if hand_in.error:
        raise InputError(hand_in.error["what"], where=hand_in.error["where"], to_do=hand_in.error["to_do"])


def _say(line: str) -> None:
    print(f"chorsu intake: {line}", file=sys.stderr, flush=True)  # noqa: T201 — a verb speaks to its caller here
