"""Which addresses are called, and how that goes: for whoever sees them by the row policy."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.exchange.hooks.models import Call, Hook

if TYPE_CHECKING:
    import uuid

__all__ = ["Answering", "Standing", "calls_of", "hooks", "standing_of"]

_MOST = 100


class Answering(enum.StrEnum):
    """How an address answers."""

    NEVER = "never"
    WELL = "well"
    NOT_NOW = "not-now"
    GIVEN_UP = "given-up"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an address answers, and in what it failed last; empty where it did not."""

    answering: Answering
    why: str = ""


def hooks() -> list[Hook]:
    """The addresses that are called, the newest first."""
    return list(Hook.objects.filter(ended_at=None).order_by("-id"))


def standing_of(hook: Hook) -> Standing:
    """Given up: the last call died, and none has come through since. Not now: one that waits has failed before.

    Well: one came through at last. Never: none was tried yet.
    """
    calls = Call.objects.filter(hook=hook)
    dead = calls.filter(dead_at__isnull=False).order_by("-dead_at").first()
    if dead is not None and not calls.filter(done_at__gt=dead.dead_at).exists():
        return Standing(Answering.GIVEN_UP, dead.said)
    last = calls.filter(next_at__isnull=False).exclude(said="").order_by("-tries").first()
    if last:
        return Standing(Answering.NOT_NOW, last.said)
    return Standing(Answering.WELL if calls.filter(done_at__isnull=False).exists() else Answering.NEVER)


def calls_of(hook: uuid.UUID) -> list[Call] | None:
    """The newest calls of a hook; None where there is no such hook."""
    if not Hook.objects.filter(pk=hook).exists():
        return None
    return list(Call.objects.filter(hook=hook).order_by("-id")[:_MOST])
