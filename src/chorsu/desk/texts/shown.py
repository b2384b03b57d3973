"""A text and its drafts as the page shows them: slots with their words and choices, the unresolved counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chorsu.desk.texts.marked import Mark
from chorsu.desk.texts.wording import DRAFT_STATES, entry_of, reason_words, said_of, slot_label
from chorsu.intake.drafts.slots import SURE, differs_from_total, fits, kind_of, lots_of, ordered, restored, unresolved
from chorsu.intake.models import Draft
from chorsu.intake.schema import lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chorsu.intake.drafts.selectors import Known
    from chorsu.intake.drafts.slots import Slot
    from chorsu.intake.models import Text

__all__ = ["ShownDraft", "ShownSlot", "choices", "marks_of", "shown_draft", "sums_of"]

_MANNERS = ("concealment", "conveyance")


@dataclass(frozen=True, slots=True)
class ShownSlot:
    """One slot as its template needs it; `confidence` in percent, `choices` the other readings in words."""

    path: str
    label: str
    said: str
    entry: str
    quote: str
    confidence: int
    unresolved: bool
    corrected: bool
    kept: bool
    doubtful: bool
    by_model: bool
    """Whether only an organisation's language model pointed at the words."""
    choices: Sequence[str]
    kind: str
    problem: str = ""
    lot: int = 0
    """The number of the lot that begins with this slot and can be removed."""


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """One draft as its template needs it."""

    draft: Draft
    title: str
    label: str
    style: str
    slots: Sequence[ShownSlot]
    empty: Sequence[ShownSlot]
    """Slots of which the text says nothing: shown together, for who wants to fill one."""
    waiting: int
    total_differs: bool
    reason: str
    problem: str = ""
    known: Sequence[Known] = field(default=())


def shown_draft(draft: Draft, *, known: Sequence[Known] = (), problems: Mapping[str, str] | None = None) -> ShownDraft:
    """A draft in the reader's language, unresolved slots first."""
    slots = restored(draft.slots)
    lots = lots_of(slots)
    wrong = problems or {}
    shown = [_shown(path, slot, len(lots), wrong.get(path, "")) for path, slot in ordered(slots)]
    told = [one for one in shown if one.said or one.unresolved or one.problem]
    label, style = DRAFT_STATES[draft.state]
    title = " · ".join(
        part
        for part in (
            said_of("date", slots["date"].value),
            said_of("place", slots["place"].value).split(",")[0],
            ", ".join(_goods(slots, number) for number in lots),
        )
        if part
    )
    return ShownDraft(
        draft=draft,
        title=title,
        label=str(label),
        style=style,
        slots=sorted(told, key=lambda one: not (one.unresolved or one.problem)),
        empty=[one for one in shown if one not in told],
        waiting=sum(one.unresolved for one in shown),
        total_differs=differs_from_total(slots),
        reason=reason_words(draft.reason),
        problem=wrong.get("", ""),
        known=known,
    )


def _goods(slots: Mapping[str, Slot], number: int) -> str:
    substance, amount = slots[f"lots.{number}.substance"].value, slots[f"lots.{number}.amount"].value
    parts = (said_of(f"lots.{number}.substance", substance), said_of(f"lots.{number}.amount", amount))
    return " ".join(part for part in parts if part)


def _shown(path: str, slot: Slot, lots: int, problem: str) -> ShownSlot:
    parts = path.split(".")
    return ShownSlot(
        path=path,
        label=slot_label(path, lots),
        said=said_of(path, slot.value),
        entry=entry_of(path, slot.value),
        quote=slot.quote,
        confidence=round(slot.confidence * 100),
        unresolved=unresolved(path, slot),
        corrected=slot.state in {"chosen", "filled", "typed", "emptied"},
        kept=slot.state == "kept",
        doubtful=slot.state == "read" and slot.value is not None and slot.confidence < SURE,
        by_model=slot.state == "read" and slot.by == "model",
        choices=[said_of(path, value) for value in slot.alternatives],
        kind=kind_of(path),
        problem=problem,
        lot=int(parts[1]) if parts[-1] == "substance" and lots > 1 else 0,
    )


def marks_of(drafts: Iterable[Draft]) -> list[Mark]:
    """The words of all values of drafts that are not left out, in the order of the text."""
    found = []
    for draft in drafts:
        if draft.state == Draft.State.REJECTED:
            continue
        for path, slot in restored(draft.slots).items():
            if slot.start is not None and slot.end is not None:
                found.append(Mark(slot.start, slot.end, f"{draft.number}:{path}", unresolved(path, slot)))
    return sorted(found, key=lambda mark: (mark.start, mark.end))


def sums_of(text: Text) -> list[tuple[str, str, str]]:
    """Sums that a text states of a period, as they were read: in words, their quote, the words of the period."""
    found = []
    for one in (text.reading or {}).get("aggregates") or ():
        amount = {"quantity": one.get("quantity"), "unit": one.get("unit"), "qualifier": one.get("qualifier") or ""}
        if not fits("amount", amount):
            continue
        said = said_of("total", amount)
        words = " ".join((said_of("lots.1.substance", one.get("form") or one.get("substance")), said))
        period = one.get("period_quote")
        found.append(
            (words, str(one.get("quote") or ""), str(period.get("quote") or "") if isinstance(period, dict) else "")
        )
    return found


def choices(lang: str) -> dict[str, Any]:
    """What fields of lists offer while one types: labels of each list, in the reader's language."""
    listed = {name: [lists.label(name, code, lang) for code in lists.codes(name)] for name in _MANNERS}
    listed["country"] = sorted(lists.label("countries", code, lang) for code in lists.codes("countries"))
    frequent = [lists.label("substances", code, lang) for code in lists.frequent()]
    return listed | {"substance": frequent}
