"""Parts whose marking strayed from that of their record: a query for whoever checks the bank, no part of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["astray_sql"]


def astray_sql(whole: str, parts: Mapping[str, str]) -> str:
    """Selects `id` and `part` (a table) of records in `whole` some row of which reaches others than the record does.

    `parts` maps a table to its column that names the record. A row follows its record, or is the provider's alone.
    """
    one = (
        "SELECT s.id, '{part}' AS part FROM {part} x JOIN {whole} s ON s.id = x.{key}"
        " WHERE x.provider_id <> s.provider_id OR ((x.audience, x.exclusions, x.until, x.releases) IS DISTINCT FROM"
        " (s.audience, s.exclusions, s.until, s.releases)"
        " AND (x.audience <> ARRAY[s.provider_id] OR x.releases NOT IN ('[]', s.releases)))"
    )
    return " UNION ".join(one.format(part=part, whole=whole, key=key) for part, key in parts.items())
