"""Parts of a record that can be marked by themselves, as its provider reads them: what each says, and who sees it.

Must not change anything; the page that does is `desk.records.parts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from chorsu.desk.presenting import language, lot_chip
from chorsu.desk.records.terms import inside, named
from chorsu.desk.records.wording import joined, value_label
from chorsu.intake.schema import lists
from chorsu.records.models import Photograph, Withheld
from chorsu.records.withheld import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import _StrPromise

    from chorsu.desk.hand_in.audience import Names
    from chorsu.desk.records.terms import Choices
    from chorsu.records.models import Seizure

__all__ = ["ALL", "SOME", "Part", "narrow_lines", "parts_of"]

_NAMES: dict[str, _StrPromise] = {
    "narrative": pgettext_lazy("part of a record", "The words"),
    "place": pgettext_lazy("part of a record", "The place (the country stays)"),
    "route": pgettext_lazy("part of a record", "The route"),
    "manner": pgettext_lazy("part of a record", "How it was hidden and carried"),
}
ALL = "all"
SOME = "some"
_NOBODY: _StrPromise = gettext_lazy("its provider alone")


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name in the address, what it is and what it says, and who of the audience sees it (None: all)."""

    key: str
    label: str
    says: str
    only_for: list[int] | None
    choices: Choices
    """Those of whom somebody can be named."""

    @property
    def who(self) -> str:
        """Which of the three answers of the form stands."""
        if self.only_for is None:
            return ALL
        return SOME if self.only_for else "nobody"


def narrow_lines(seizure: Seizure, names: Names) -> list[tuple[str, str]]:
    """For the provider: each part that is marked more narrowly, and who sees it."""
    return [
        (part.label, joined(names.join(part.only_for, seizure.provider_id)) or str(_NOBODY))
        for part in parts_of(seizure, names)
        if part.only_for is not None
    ]


def parts_of(seizure: Seizure, names: Names) -> Iterator[Part]:
    """Every part, for the provider: lots, what the record says in words, of place, route and manner, photographs."""
    marking = seizure.marking
    audience = sorted(marking.named - {marking.provider})
    within = [number for _title, numbers in inside(audience, marking.provider) for number in numbers]
    rows = {row.part: row for row in Withheld.objects.filter(seizure=seizure)}

    def part(key: str, label: str, says: str, only_for: list[int] | None) -> Part:
        known = list(dict.fromkeys([*audience, *within, *(only_for or [])]))
        return Part(key, label, says, only_for, named(names, known, only_for or []))

    lots = list(seizure.lots.all())
    for lot in lots:
        label = _("Lot %(number)d") % {"number": lot.number}
        yield part(f"lots.{lot.number}", label, lot_chip(lot).name or lot.substance_text, lot.only_for)
    for key, fields in PARTS.items():
        row = rows.get(key)
        values = [value_label(name, str(getattr(seizure, name) or "")) for name in fields if getattr(seizure, name)]
        if row is not None or values:
            yield part(key, str(_NAMES[key]), "; ".join(values)[:200], row.only_for if row else None)
    for one in Photograph.objects.filter(seizure=seizure, taken_back_at=None):
        label = _("Photograph %(number)d") % {"number": one.number}
        yield part(f"photographs.{one.number}", label, lists.label("photographs", one.kind, language()), one.only_for)
