"""Which rows of a return a total row holds: worked out from its label, the headings it stands under and the tree.

Owns the one rule of holding (docs/reference/returns.md). Pure: no Django, no database. Adds nothing up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chorsu.returns.labels import read_label
from chorsu.returns.tables import plain, whole_plants
from chorsu.vocabulary.substances import ancestors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.returns.lines import Line

__all__ = ["Block", "blocks_of", "lies_under"]


@dataclass(slots=True)
class Block:
    """A total of one label (several lines of it are parts of one figure), the rows and the totals that it holds."""

    lines: list[Line]
    rows: list[Line] = field(default_factory=list)
    inner: list[Block] = field(default_factory=list)
    held: bool = False
    """Whether a wider total holds this one."""

    @property
    def head(self) -> Line:
        """The first of its lines; all say the same of what they hold."""
        return self.lines[0]


def lies_under(code: str, above: str) -> bool:
    """Whether a substance is that other one or below it in the tree."""
    return bool(code) and bool(above) and (code == above or above in ancestors(code))


def blocks_of(lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """The totals of a return with what each holds, and the rows that no total holds; each line stands once.

    Rows that are whole plants stand apart and are in neither, unless the total is itself of plants.
    """
    blocks: dict[tuple[str, str, str], Block] = {}
    for line in lines:
        if line.total:
            key = (plain(line.label), plain(line.group), line.subject)
            blocks.setdefault(key, Block([])).lines.append(line)
    ordered = sorted(blocks.values(), key=lambda block: sum(holds(block, line) for line in lines))
    _nest(ordered)
    free: list[Line] = []
    for line in lines:
        if line.total:
            continue
        owner = next((block for block in ordered if holds(block, line)), None)
        (owner.rows if owner else free).append(line)
    return ordered, free


def _nest(ordered: list[Block]) -> None:
    """Put each total into the narrowest wider one that holds it."""
    for place, block in enumerate(ordered):
        wider = next((other for other in ordered[place + 1 :] if _holds_total(other, block)), None)
        if wider:
            wider.inner.append(block)
            block.held = True


def _holds_total(wider: Block, block: Block) -> bool:
    if set(wider.head.includes) & {line.number for line in block.lines}:
        return True
    if wider.head.includes or not holds(wider, block.head):
        return False
    return not holds(block, wider.head)


def holds(block: Block, line: Line) -> bool:
    """Whether a total holds a row: said so, or by heading where the table has headings, else by the tree."""
    head = block.head
    if line in block.lines:
        return False
    if head.includes:
        return any(line.number in one.includes for one in block.lines)
    if line.part_of is not None:
        return line.part_of in {one.number for one in block.lines}
    return not _kept_out(head, line) and _meant(head, line)


def _kept_out(head: Line, line: Line) -> bool:
    """Whole plants, and what the label says that it does not hold."""
    plants = line.subject in whole_plants() and head.subject not in whole_plants()
    return plants or any(lies_under(line.subject, code) for code in head.excluding)


def _meant(head: Line, line: Line) -> bool:
    """By heading where the table has headings and the total says "the above", else by the tree.

    A row of the total's own subject that is no total itself is held too: "cannabis" under "cannabis, total".
    """
    if head.group and not _under_heading(head, line):
        return False
    if head.group and head.above:
        return True
    if line.total and line.subject == head.subject:
        return False
    return lies_under(line.subject, head.subject)


def _under_heading(head: Line, line: Line) -> bool:
    """Within the group; within the sub-group too, where that is one of rows and not the heading of a total."""
    if plain(head.group) != plain(line.group):
        return False
    if not head.subgroup or _is_of_totals(head.subgroup):
        return True
    return plain(head.subgroup) == plain(line.subgroup)


def _is_of_totals(subgroup: str) -> bool:
    return read_label(subgroup).total
