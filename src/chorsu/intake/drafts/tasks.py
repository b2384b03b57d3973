"""Reading texts in the background: a file becomes its items, each item its drafts; a trusted sender's pass at once.

Models take seconds to load, so no request reads. One step is one transaction: who is killed in the middle leaves the
text waiting, behind all others, with one more try counted; a text that ends the worker twice is given up.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError, transaction

from chorsu.directory.models import User
from chorsu.directory.selectors import actor_of
from chorsu.handling.rules import NOBODY, Actor
from chorsu.intake import standing
from chorsu.intake.drafts import reading
from chorsu.intake.drafts.arriving import MOST_DRAFTS
from chorsu.intake.drafts.deciding import accept
from chorsu.intake.drafts.models import Draft, Text
from chorsu.intake.drafts.opening import opened_all
from chorsu.intake.drafts.settling import findings_of
from chorsu.intake.drafts.slots import Slots, passes, stored
from chorsu.intake.services import store
from chorsu.kernel.clock import now
from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.records.contents import storable

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from django.db.models import QuerySet

    from chorsu.intake.drafts.reading import Part

__all__ = ["MOST_ITEMS", "MOST_TRIES", "read_next"]

MOST_ITEMS = 2_000
"""Items of one file: a mailbox of a year; what comes after is named in a warning."""
MOST_TRIES = 3
"""The try at which a text is given up: it has ended the worker each time before."""
MOST_TEXT = 1_000_000
"""Characters of one item that are read."""
_KINDS = ("seizure", "event", "statistic", "other")
type Items = Callable[[Path, str], Iterable[Part]]
type Answers = Callable[[str, dt.date | None], Mapping[str, Any]]
type Passing = Callable[[Text, Actor, standing.Rules, dt.datetime], object]
logger = logging.getLogger(__name__)


def read_next(
    items: Items = reading.items_of, answers: Answers = reading.answer_of, passing: Passing | None = None
) -> int:
    """Take the text that waits longest one step further; 1, or 0 when none waits.

    `passing` accepts what a text tells beside seizures, as far as its sender's standing rules let it through.
    A text that cannot be read fails with one line.
    """
    current = _begun()
    if current is None:
        return 0
    identifier, tries = current
    try:
        if tries >= MOST_TRIES:
            _give_up(identifier, None)
        else:
            _step(identifier, items, answers, passing)
    except (SystemExit, KeyboardInterrupt):
        # Who stops the worker says nothing about the text.
        _waiting().filter(pk=identifier, tries=tries).update(tries=tries - 1)
        raise
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if not isinstance(error, ChorsuError):
            logger.exception("text %s", identifier)
        _give_up(identifier, error)
    return 1


def _waiting() -> QuerySet[Text]:
    return Text.objects.filter(state=Text.State.WAITING)


def _begun() -> tuple[uuid.UUID, int] | None:
    """The text whose turn it is, its try counted in a transaction that outlives the step; those not tried yet first."""
    with transaction.atomic():
        waiting = _waiting().defer("text").order_by("tries", "started_at", "number")
        text = waiting.select_for_update(of=("self",), skip_locked=True).first()
        if text is None:
            return None
        text.tries += 1
        text.save(update_fields=["tries"])
        return text.pk, text.tries


def _step(identifier: uuid.UUID, items: Items, answers: Answers, passing: Passing | None) -> None:
    """One step of one text, unless another worker has it."""
    with transaction.atomic():
        waiting = _waiting().filter(pk=identifier).select_related("report")
        text = waiting.select_for_update(of=("self",), skip_locked=True).first()
        if text is None:
            return
        text.tries = 0
        if text.text:
            _read(text, answers)
            if passing and text.findings:
                _pass_findings(text, passing)
        else:
            for one in _unpacked(text, items):
                one.save()


def _unpacked(text: Text, items: Items) -> list[Text]:
    """The texts of a file, each to be read in a step of its own: the row that stood for it becomes the first."""
    late: list[str] = []
    pieces = list(islice(_told(items(store().path(text.report.digest), text.name), late), MOST_ITEMS + 1))
    if not pieces:
        raise InputError(late[0] if late else "holds no text", where=text.name, to_do="look at the file")
    pieces[0] = replace(pieces[0], warnings=(*pieces[0].warnings, *late))
    found = [text]
    for number, piece in enumerate(pieces[:MOST_ITEMS]):
        if number:
            one = Text(report=text.report, number=number, way=text.way, name=text.name, state=Text.State.WAITING)
            one.started_at, one.started_by, one.marking = text.started_at, text.started_by, text.marking
            found.append(one)
        _describe(found[-1], piece)
    if len(pieces) > MOST_ITEMS:
        text.warnings = [*text.warnings, f"only the first {MOST_ITEMS} items were read"]
    return found


def _told(items: Iterable[Part], late: list[str]) -> Iterator[Part]:
    """The items that hold text; the warnings of those that hold none are added to `late`."""
    for piece in items:
        if piece.text.strip():
            yield piece
        else:
            late += piece.warnings


def _describe(text: Text, piece: Part) -> None:
    text.text, text.title = storable(piece.text[:MOST_TEXT]), storable(piece.title)[:500]
    text.name = storable(piece.name) or text.name
    text.published = piece.published or text.published
    text.warnings, text.pages, text.format = storable(list(piece.warnings)), piece.pages, piece.format
    if len(piece.text) > MOST_TEXT:
        text.warnings = [*text.warnings, f"only the first {MOST_TEXT} characters were read"]


def _read(text: Text, answers: Answers) -> None:
    """Read one text and open its drafts."""
    answer = dict(answers(text.text, text.published))
    text.language, text.script = str(answer.get("language") or "")[:8], str(answer.get("script") or "")[:4]
    text.kind = answer["kind"] if answer.get("kind") in _KINDS else "other"
    text.title = text.title or storable(str(answer.get("title") or ""))[:500]
    text.warnings = [*text.warnings, *storable(_notes_of_a_model(answer))]
    text.reading, text.state, text.read_at = storable(answer), Text.State.READ, now()
    text.findings = findings_of(answer)
    text.save()
    found = opened_all(answer, text.text)[:MOST_DRAFTS]
    drafts = [_opened(text, number, slots) for number, slots in enumerate(found, start=1)]
    Draft.objects.bulk_create(drafts)
    _pass_by_rule(text, drafts, found)


def _notes_of_a_model(answer: Mapping[str, Any]) -> list[str]:
    """What an officer should know of a language model that was asked: that it was silent, what was refused of it."""
    model = answer.get("model")
    return [str(note) for note in model.get("notes", [])] if isinstance(model, dict) else []


def _opened(text: Text, number: int, slots: Slots) -> Draft:
    said = storable(stored(slots))
    draft = Draft(text=text, number=number, slots=said, as_read=said)
    draft.marking = text.marking
    return draft


def _pass_by_rule(text: Text, drafts: list[Draft], found: list[Slots]) -> None:
    """Accept what the sender's standing rules let through, in the name of the officer who handed it in."""
    rules = standing.rules_of(text.provider_id)
    least = rules.least.get("seizure")
    sender = _sender(text)
    if least is None or sender is NOBODY:
        return
    at = now()
    for draft, slots in zip(drafts, found, strict=True):
        if passes(slots, least):
            accept(
                actor=sender,
                draft=draft.pk,
                audience=rules.audience,
                until=standing.end_under(rules, draft.provider_id, at),
                at=at,
                by_rule=True,
                transfer=rules.transfer,
            )


def _pass_findings(text: Text, passing: Passing) -> None:
    """Offer the findings of a text to the sender's standing rules, in the name of the officer who handed it in."""
    rules, sender = standing.rules_of(text.provider_id), _sender(text)
    if rules.least and sender is not NOBODY:
        passing(text, sender, rules, now())


def _sender(text: Text) -> Actor:
    user = User.objects.filter(pk=text.started_by).first() if text.started_by else None
    actor = actor_of(user) if user else NOBODY
    return actor if text.provider_id in actor.provides else NOBODY


def _give_up(identifier: uuid.UUID, error: Exception | None) -> None:
    """A text that cannot be read: one clear line for its officer, the details in the log.

    A file of which no other text stands may come again: its report is withdrawn.
    """
    with transaction.atomic():
        waiting = _waiting().filter(pk=identifier).select_related("report")
        text = waiting.select_for_update(of=("self", "report")).first()
        if text is None:
            return
        if isinstance(error, ChorsuError):
            text.stop(error)
        else:
            text.stop(ChorsuError("could not be read", where=text.name, to_do="tell the duty officer"))
        text.read_at = now()
        text.save(update_fields=["state", "error", "read_at"])
        if not Text.objects.filter(report=text.report_id).exclude(state=Text.State.FAILED).exists():
            text.report.withdrawn_at = text.read_at
            text.report.save(update_fields=["withdrawn_at"])
