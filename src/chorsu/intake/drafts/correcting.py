"""Correcting a draft slot by slot: confirm, choose, fill from the text, type, empty; lots added and removed.

Each act takes what its actor has `seen` of the draft, see `keeping.mine`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from chorsu.intake.drafts.keeping import State, mine, remember, state_of
from chorsu.intake.drafts.parsing import Around, parsed
from chorsu.intake.drafts.slots import MOST_LOTS, Slot, Slots, kind_of, lots_of, restored, stored
from chorsu.kernel.errors import InputError
from chorsu.records.contents import storable

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable

    from chorsu.handling.rules import Actor
    from chorsu.intake.drafts.models import Draft

__all__ = ["add_lot", "choose", "empty", "fill", "keep", "remove_lot", "type_in"]

type _Change = Callable[[Slots, Draft], Slots]


def keep(*, actor: Actor, draft: uuid.UUID, path: str, at: dt.datetime, seen: int | None = None) -> Draft:
    """Confirm a value as it was read.

    Raises:
        InputError: the slot is empty, or there is none.
    """

    def change(slots: Slots, _draft: Draft) -> Slots:
        slot = _slot(slots, path)
        if slot.value is None:
            raise InputError(_("is empty"), where=path, to_do=_("select its words in the text, or type it"))
        return slots | {path: replace(slot, state="kept" if slot.state == "read" else slot.state)}

    return _changed(draft, "kept", change, actor=actor, at=at, seen=seen, path=path)


def choose(  # noqa: PLR0913 — an act has these fields
    *, actor: Actor, draft: uuid.UUID, path: str, number: int, at: dt.datetime, seen: int | None = None
) -> Draft:
    """Take one of the other readings (from 1); the one that stood becomes a choice in its place."""

    def change(slots: Slots, _draft: Draft) -> Slots:
        slot = _slot(slots, path)
        if not 0 < number <= len(slot.alternatives):
            raise InputError(_("has no such choice"), where=path, to_do=_("choose a number that is shown"))
        others = list(slot.alternatives)
        value, others[number - 1] = others[number - 1], slot.value
        others = [one for one in others if one is not None]
        return slots | {path: replace(slot, value=value, alternatives=tuple(others), state="chosen")}

    return _changed(draft, "chosen", change, actor=actor, at=at, seen=seen, path=path)


def fill(  # noqa: PLR0913 — an act has these fields
    *, actor: Actor, draft: uuid.UUID, path: str, start: int, end: int, at: dt.datetime, seen: int | None = None
) -> Draft:
    """Put the words `text[start:end]` into a slot, read as its kind.

    Raises:
        InputError: the words are no value of that kind, or lie outside the text.
    """

    def change(slots: Slots, found: Draft) -> Slots:
        _slot(slots, path)
        text = found.text.text
        if not 0 <= start < end <= len(text):
            raise InputError(_("lies outside the text"), where=path, to_do=_("select words of the text"))
        first, last = _trimmed(text, start, end)
        quote = text[first:last]
        value = parsed(path, quote, _around(found, slots, at))
        return slots | {path: Slot(value, quote, first, last, 1.0, (), "filled")}

    return _changed(draft, "filled", change, actor=actor, at=at, seen=seen, path=path)


def type_in(  # noqa: PLR0913 — an act has these fields
    *, actor: Actor, draft: uuid.UUID, path: str, words: str, at: dt.datetime, seen: int | None = None
) -> Draft:
    """Put typed words into a slot, read as its kind; its words in the text stay, as what it was read from."""

    def change(slots: Slots, found: Draft) -> Slots:
        slot = _slot(slots, path)
        value = parsed(path, words, _around(found, slots, at))
        if value is None:
            return slots | {path: Slot(state="emptied")}
        return slots | {path: replace(slot, value=value, confidence=1.0, alternatives=(), state="typed")}

    return _changed(draft, "typed", change, actor=actor, at=at, seen=seen, path=path)


def empty(*, actor: Actor, draft: uuid.UUID, path: str, at: dt.datetime, seen: int | None = None) -> Draft:
    """Take a value out: the text does not say it."""

    def change(slots: Slots, _draft: Draft) -> Slots:
        _slot(slots, path)
        return slots | {path: Slot(state="emptied")}

    return _changed(draft, "emptied", change, actor=actor, at=at, seen=seen, path=path)


def add_lot(*, actor: Actor, draft: uuid.UUID, at: dt.datetime, seen: int | None = None) -> Draft:
    """One more, empty lot."""

    def change(slots: Slots, _draft: Draft) -> Slots:
        number = max(lots_of(slots), default=0) + 1
        if number > MOST_LOTS:
            raise InputError(_("has as many lots as a seizure can have"), where="lots")
        return slots | {f"lots.{number}.substance": Slot(), f"lots.{number}.amount": Slot()}

    return _changed(draft, "added", change, actor=actor, at=at, seen=seen, path="lots")


def remove_lot(*, actor: Actor, draft: uuid.UUID, number: int, at: dt.datetime, seen: int | None = None) -> Draft:
    """A draft without one of its lots; the last one stays."""

    def change(slots: Slots, _draft: Draft) -> Slots:
        if number not in lots_of(slots) or len(lots_of(slots)) == 1:
            raise InputError(_("cannot be removed"), where="lots", to_do=_("reject the draft instead"))
        return {path: slot for path, slot in slots.items() if not path.startswith(f"lots.{number}.")}

    return _changed(draft, "removed", change, actor=actor, at=at, seen=seen, path=f"lots.{number}")


def _changed(  # noqa: PLR0913 — an act has these fields
    draft: uuid.UUID, act: str, change: _Change, *, actor: Actor, at: dt.datetime, path: str, seen: int | None
) -> Draft:
    """Carry out a change of slots and keep what stood before."""
    with transaction.atomic():
        found = mine(actor, draft, at, State.OPEN, seen=seen)
        before = restored(found.slots)
        after = change(before, found)
        touched = [name for name in before | after if before.get(name) != after.get(name)]
        old = stored(before)
        found.slots = storable(stored(after))
        remember(found, act, {name: old.get(name) for name in touched}, actor=actor, at=at, path=path)
        found.save(update_fields=["slots", "history", "acts"])
    return found


def _slot(slots: Slots, path: str) -> Slot:
    kind_of(path)
    if path not in slots:
        raise InputError(_("is no slot of this draft"), where=path[:80], to_do=_("load the page again"))
    return slots[path]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _around(draft: Draft, slots: Slots, at: dt.datetime) -> Around:
    place = slots["place"].value or {}
    return Around(draft.text.published or at.date(), place.get("country") or state_of(draft.provider_id))
