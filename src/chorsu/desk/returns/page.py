"""One return as its page shows it: figures, comparisons with their causes, rows, groups, what stands side by side.

From the reconciliation to the shapes of the kit. Every weight is shown to the gram at the top, and exactly in the
tables beneath, so that differences can be followed by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from chorsu.desk.presenting import substance_chip
from chorsu.desk.returns.wording import FIGURES, ROLES, cause_line, subject_of
from chorsu.returns.events import asked_of
from chorsu.returns.lines import NOTHING
from chorsu.returns.models import Figure as FigureRow
from chorsu.returns.reconcile import reconcile
from chorsu.returns.selectors import lines_of, parts_of
from chorsu.returns.stating import COUNT
from chorsu.ui import shapes
from chorsu.ui.wording import number, unit_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.safestring import SafeString

    from chorsu.returns.causes import Cause
    from chorsu.returns.models import Return
    from chorsu.returns.reconcile import Comparison, Held, Reconciliation

__all__ = ["exact", "gram", "return_page"]

_GRAM = Decimal("0.001")
_MOST_PLACES = 9


def gram(kg: Decimal) -> Decimal:
    """A weight to the gram, half a gram downwards; a smaller weight as it is."""
    near = kg.quantize(_GRAM, ROUND_HALF_DOWN)
    return near if near or not kg else kg


def exact(kg: Decimal, *, signed: bool = False) -> str:
    """A weight as it was stated or added, with all its decimals, at least to the gram."""
    places = min(max(3, -int(kg.normalize().as_tuple().exponent)), _MOST_PLACES)
    return ("+" if signed and kg > 0 else "") + number(kg, places)


@dataclass(frozen=True, slots=True)
class CauseShown:
    """A cause in words, its amount as text (empty: cannot be computed), and whether it is certain."""

    text: str
    amount: str
    certain: bool
    leaves: str
    """What would be left of the difference if this cause alone held; empty where it is certain or not computed."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two figures beside one another, their difference, and why."""

    one: str
    other: str
    one_kg: str
    other_kg: str
    difference: str
    causes: tuple[CauseShown, ...]
    left: str
    """What nothing here explains for certain; empty where the causes account for all."""


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row of the return with what the reconciliation makes of it; `mark` and `style` are its chip."""

    number: int
    label: str
    subject: object
    value: str
    unit: str
    kg: str
    mark: str
    style: str
    note: str
    where: str
    muted: bool

    @property
    def as_cell(self) -> shapes.TableCell:
        """The subject as the kit draws a cell."""
        return shapes.TableCell(self.subject)


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of the same state and period with its source."""

    kind: str
    what: str
    kg: str
    authority: str
    source: str
    href: str
    own: bool


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group of substances: the return's sum, ours, and the difference."""

    chip: shapes.SubstanceChip
    official: str
    ours: str
    difference: str
    href: str


def return_page(
    one: Return, others: Sequence[Return], found: Reconciliation, names: Mapping[int, str]
) -> dict[str, object]:
    """Everything that the page shows beside the return's own facts."""
    return {
        "figures": _figures(one, found),
        "comparisons": [_compared(pair, found) for pair in found.comparisons],
        "rows": _rows(one, found),
        "besides": _besides(one, others, names),
        "groups": _groups(one, found),
        "plants": _plants(found),
        "records_href": _records(one),
    }


def _records(one: Return, **more: object) -> str:
    return f"{reverse('records')}?{asked_of(one).with_only(**more).as_query()}"


def _figures(one: Return, found: Reconciliation) -> list[shapes.Figure]:
    shown = [
        shapes.Figure(FIGURES["stated"], gram(each.kg), "kg", note=_isolated(each.authority))
        for each in found.stated[:2]
    ]
    if found.rows:
        note = gettext("a total row counts once in place of its parts; plants are not added")
        shown.append(shapes.Figure(FIGURES["once"], gram(found.once), "kg", note=note))
        if found.naive != found.once:
            note = gettext("counts some substances twice")
            shown.append(shapes.Figure(FIGURES["naive"], gram(found.naive), "kg", note=note))
    if found.parts:
        count = len(found.parts)
        note = ngettext("%(count)s part", "%(count)s parts", count) % {"count": count}
        shown.append(shapes.Figure(FIGURES["parts"], gram(found.parts_sum), "kg", note=note))
    if found.ours is not None:
        ours = found.ours
        left = [shapes.NotCounted(ours.unweighed, gettext("without a weight"), _records(one, basis=("none",)))]
        note = ngettext("%(count)s seizure that you may see", "%(count)s seizures that you may see", ours.events)
        figure = shapes.Figure(
            FIGURES["ours"], gram(ours.kg), "kg", _records(one), note=note % {"count": number(ours.events)},
            not_counted=left if ours.unweighed else (),
        )  # fmt: skip
        shown.append(figure)
    return shown


def _isolated(name: str) -> SafeString:
    """A name in its own direction and language."""
    return format_html("<bdi>{}</bdi>", name)


def _compared(pair: Comparison, found: Reconciliation) -> Compared:
    names = [str(FIGURES[pair.one]), str(FIGURES[pair.other])]
    if "stated" in {pair.one, pair.other} and len(found.stated) > 1:
        authority = next((each.authority for each in found.stated if each.kg == pair.one_kg), "")
        names[0] = format_html("{} (<bdi>{}</bdi>)", names[0], authority) if authority else names[0]
    causes = tuple(_cause(cause, pair) for cause in pair.causes)
    return Compared(
        names[0], names[1], exact(pair.one_kg), exact(pair.other_kg), exact(pair.difference, signed=True), causes,
        exact(pair.left, signed=True) if pair.left else "",
    )  # fmt: skip


def _cause(cause: Cause, pair: Comparison) -> CauseShown:
    if cause.kg is None:
        return CauseShown(cause_line(cause), "", cause.certain, "")
    if cause.code == "rounding":
        return CauseShown(cause_line(cause), f"± {exact(cause.kg)}", cause.certain, "")
    leaves = "" if cause.certain else exact(pair.difference - cause.kg, signed=True)
    return CauseShown(cause_line(cause), exact(cause.kg, signed=True), cause.certain, leaves)


def _rows(one: Return, found: Reconciliation) -> list[RowShown]:
    held = {number: each for each in found.held for number in each.numbers}
    inside = {number: each for each in found.held for number in each.parts_numbers}
    own = {line.number for line in lines_of(one)}
    return [
        _row(figure, held if figure.number in own else {}, inside if figure.number in own else {}, found)
        for figure in one.figures.all()
    ]


def _row(figure: FigureRow, held: dict[int, Held], inside: dict[int, Held], found: Reconciliation) -> RowShown:
    mark, style, note, muted = "", "", "", False
    if figure.role == FigureRow.Role.STATED:
        mark, style = gettext("official total"), "chip-key"
    elif figure.role == FigureRow.Role.PART:
        mark, style, note = gettext("part"), "chip-note", _isolated(figure.authority_text)
    elif figure.number in held:
        mark, style = gettext("holds other rows"), "chip-note"
        note = _held_note(held[figure.number])
    elif figure.number in found.plants_numbers and figure.kg is not None:
        mark, style, muted = gettext("whole plants, never added"), "chip-warn", True
    elif figure.subject_kind != "indicator" and figure.kg is None:
        mark, style = gettext("no weight"), "chip-off"
    elif figure.number in inside:
        mark, style, muted = gettext("held by a total"), "chip-off", not inside[figure.number].short
    if not figure.subject and not note:
        note = gettext("not in the vocabulary")
    sheet = f"{figure.sheet} " if figure.sheet else ""
    where = f"{sheet}{gettext('row %(row)s') % {'row': figure.row}}" if figure.row else ""
    value = exact(figure.value) if figure.kg is not None and figure.value is not None else number(figure.value or 0)
    return RowShown(
        figure.number,
        figure.label,
        subject_of(figure.subject_kind, figure.subject, "—"),
        value,
        unit_word(figure.unit, figure.value) if figure.unit != COUNT else "",
        exact(figure.kg) if figure.kg is not None and figure.kg != figure.value else "",
        mark,
        style,
        note,
        where,
        muted,
    )


def _held_note(held: Held) -> str:
    if not held.parts_numbers:
        return gettext("its parts are not stated")
    if held.short:
        said = gettext("its parts state %(kg)s kg more: it cannot hold them all, so they are counted instead")
        return said % {"kg": exact(held.short)}
    said = gettext("counts in place of its parts (%(parts)s kg); %(rest)s kg of this type is not said what")
    return said % {"parts": exact(held.parts), "rest": exact(held.unspecified)}


def _besides(one: Return, others: Sequence[Return], names: Mapping[int, str]) -> list[Beside]:
    """Every figure for everything that is stated of this state and period, with its source, side by side."""
    found: list[Beside] = []
    for each in (one, *others):
        href = "" if each is one else reverse("return", args=[each.pk])
        said: dict[str, Any] = {"href": href, "own": each is one, "source": each.source or each.file_name}
        whose = each.authority_text or names.get(each.provider_id, "")
        found += [
            Beside(str(ROLES[figure.role]), figure.label, exact(figure.kg), figure.authority_text or whose, **said)
            for figure in each.figures.all()
            if figure.role in {FigureRow.Role.STATED, FigureRow.Role.PART} and figure.kg is not None
        ]
        if len(parts := parts_of(each, names)) > 1:
            added = sum((part.kg for part in parts), NOTHING)
            found.append(Beside(str(FIGURES["parts"]), "", exact(added), whose, **said))
        if lines := lines_of(each):
            once = reconcile(lines).once
            found.append(Beside(str(FIGURES["once"]), "", exact(once), whose, **said))
        if each.kind == each.Kind.NIL:
            found.append(Beside(gettext("Nothing to report"), "", exact(NOTHING), whose, **said))
    return found


def _groups(one: Return, found: Reconciliation) -> list[GroupShown]:
    """The return's rows and our events by group of substances, side by side and never added."""
    if not found.rows or found.ours is None:
        return []
    ours = found.ours.by_group
    shown = []
    for code in [*found.by_group, *(code for code in ours if code not in found.by_group)]:
        official, mine = found.by_group.get(code), ours.get(code)
        chip = substance_chip(code) if code else shapes.SubstanceChip(gettext("of no known group"))
        shown.append(
            GroupShown(
                chip,
                exact(official) if official is not None else "—",
                exact(mine) if mine is not None else "—",
                exact((official or NOTHING) - (mine or NOTHING), signed=True),
                _records(one, substance=(code,)) if code and mine is not None else "",
            )
        )
    return shown


def _plants(found: Reconciliation) -> str:
    """What adding whole plants would do, in one sentence."""
    if found.times is None:
        return ""
    said = gettext(
        "Whole plants (%(plants)s kg) are weighed with stalks and roots. Added in, they would make %(sum)s kg of "
        "%(once)s kg: %(times)s × as much. They are never added."
    )
    return said % {
        "plants": exact(found.plants),
        "sum": exact(found.with_plants),
        "once": exact(found.once),
        "times": number(round(found.times) if found.times >= 10 else round(found.times, 1)),  # noqa: PLR2004 — two digits say enough
    }
