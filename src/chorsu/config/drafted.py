"""What `chorsu intake` says of texts: it waits until a file is read, and tells how many drafts it gave."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from chorsu.handling.viewer import viewing
from chorsu.intake.models import Draft, Text
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from chorsu.handling.rules import Actor

__all__ = ["await_read", "tell"]

_POLL_SECONDS = 0.25


def await_read(report: uuid.UUID, actor: Actor, tend: Callable[[], None]) -> list[tuple[Text, list[Draft]]]:
    """Wait until every text of a file is read; each with its drafts."""
    while True:
        with viewing(actor):
            if not Text.objects.filter(report=report, state=Text.State.WAITING).exists():
                return _read(report)
        tend()
        time.sleep(_POLL_SECONDS)


def _read(report: uuid.UUID) -> list[tuple[Text, list[Draft]]]:
    """The texts of a file with their drafts, as far as they are told of: a mailbox holds thousands."""
    drafts = Prefetch("drafts", Draft.objects.only("text", "state", "passed_by_rule"))
    found = Text.objects.filter(report=report).defer("text", "reading", "pages").prefetch_related(drafts)
    return [(text, list(text.drafts.all())) for text in found.order_by("number")]


def tell(name: str, found: list[tuple[Text, list[Draft]]], say: Callable[[str], None]) -> None:
    """One JSON line a file on standard output, one line for people on standard error, and each warning.

    Raises:
        InputError: nothing of it could be read.
    """
    for text, _ in found:
        for warning in text.warnings:
            say(f"{text.name}: {warning}")
    errors = [
        InputError(text.error["what"], where=text.error["where"] or name, to_do=text.error["to_do"])
        for text, _ in found
        if text.error
    ]
    if len(errors) == len(found):
        raise errors[0]
    for error in errors:
        say(str(error))
    drafts = [draft for _, own in found for draft in own]
    passed = sum(draft.passed_by_rule for draft in drafts)
    waiting = sum(draft.state == Draft.State.OPEN for draft in drafts)
    answer: dict[str, Any] = {"file": name, "texts": [str(text.pk) for text, _ in found], "drafts": len(drafts)}
    answer |= {"passed": passed, "to_confirm": waiting}
    print(json.dumps(answer, ensure_ascii=False))  # noqa: T201 — the verb's answer
    read = len(found) - len(errors)
    say(f"{name}: {read:,} texts read; {len(drafts):,} drafts, {passed:,} passed, {waiting:,} to confirm")
