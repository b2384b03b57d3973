"""What `chorsu intake` says of texts: it waits until a file is read, and tells how many drafts it gave."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

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
            texts = list(Text.objects.filter(report=report).order_by("number"))
            if all(text.state != Text.State.WAITING for text in texts):
                return [(text, list(text.drafts.all())) for text in texts]
        tend()
        time.sleep(_POLL_SECONDS)


def tell(name: str, found: list[tuple[Text, list[Draft]]], say: Callable[[str], None]) -> None:
    """One JSON line a file on standard output, one line for people on standard error, and each warning.

    Raises:
        InputError: nothing of it could be read.
    """
    for text, _ in found:
        for warning in text.warnings:
            say(f"{text.name}: {warning}")
        if text.error:
            raise InputError(text.error["what"], where=text.error["where"] or name, to_do=text.error["to_do"])
    drafts = [draft for _, own in found for draft in own]
    passed = sum(draft.passed_by_rule for draft in drafts)
    waiting = sum(draft.state == Draft.State.OPEN for draft in drafts)
    answer: dict[str, Any] = {"file": name, "texts": [str(text.pk) for text, _ in found], "drafts": len(drafts)}
    answer |= {"passed": passed, "to_confirm": waiting}
    print(json.dumps(answer, ensure_ascii=False))  # noqa: T201 — the verb's answer
    say(f"{name}: {len(found):,} texts read; {len(drafts):,} drafts, {passed:,} passed, {waiting:,} to confirm")
