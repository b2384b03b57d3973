"""To what the journal commits of a return, and how that is found again for any of its versions. Reads as the worker."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from chorsu.handling.astray import astray_sql
from chorsu.journal.contents import defaults_of
from chorsu.journal.stating import stated
from chorsu.returns.contents import FIGURE_FIELDS, RETURN_FIELDS, content_of
from chorsu.returns.models import Figure, Return, ReturnVersion

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from chorsu.journal.contents import Kept

__all__ = ["ASTRAY", "STANDING", "committed", "rebuild_returns"]

STANDING = "SELECT id, version FROM returns_return"
ASTRAY = astray_sql("returns_return", {"returns_figure": "statement_id", "returns_version": "statement_id"})


def committed(said: Mapping[str, Any], reason: str = "") -> dict[str, Any]:
    """What is committed to: `said` is a content of `returns.contents`."""
    found = stated({**said, "figures": None}, _defaults(Return))
    found["figures"] = [stated(figure, _defaults(Figure)) for figure in said.get("figures", ())]
    return found | {"reason": reason} if reason else found


def rebuild_returns(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of the version of each entry, by number."""
    ids = {entry.record for entry in entries}
    rows = Return.objects.in_bulk(ids)
    figures: dict[uuid.UUID, list[Figure]] = defaultdict(list)
    for figure in Figure.objects.filter(statement__in=ids).order_by("number"):
        figures[figure.statement_id].append(figure)
    versions = {(one.statement_id, one.version): one for one in ReturnVersion.objects.filter(statement__in=ids)}
    found = {}
    for entry in entries:
        row, kept = rows.get(entry.record), versions.get((entry.record, entry.version))
        before = versions.get((entry.record, entry.version - 1))
        if row is None:
            continue
        if row.version == entry.version:
            said = content_of(row, figures[row.pk])
        elif kept is not None:
            said = kept.content
        else:
            continue
        found[entry.number] = committed(said, before.reason if before else "")
        by, at = (before.by, before.at) if before else (row.received_by, row.received_at)
        if (by, at) != (entry.actor, entry.at):
            found[entry.number]["told_by"] = [by, at]
    return found


@cache
def _defaults(model: type[Return | Figure]) -> dict[str, Any]:
    return defaults_of(model, RETURN_FIELDS if model is Return else FIGURE_FIELDS)
