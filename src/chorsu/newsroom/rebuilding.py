"""How what the journal commits to of a news item is found again: its texts in a version. Reads as the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.newsroom.models import Deed, Item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.journal.contents import Kept

__all__ = ["rebuild_items"]


def rebuild_items(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of the version of each entry, by number; of the newest one, the item itself."""
    ids = {entry.record for entry in entries}
    items = Item.objects.in_bulk(ids)
    written: dict[Any, list[Deed]] = {}
    for deed in Deed.objects.filter(item__in=ids, texts__isnull=False).order_by("id"):
        written.setdefault(deed.item_id, []).append(deed)
    found = {}
    for entry in entries:
        item = items.get(entry.record)
        then = [deed for deed in written.get(entry.record, ()) if deed.version <= entry.version]
        if item is None or not then:
            continue
        found[entry.number] = {"texts": then[-1].texts}
        if item.version == entry.version:
            found[entry.number] = {"texts": item.texts, "original": item.original}
            if item.texts != then[-1].texts:
                found[entry.number]["kept"] = then[-1].texts
    return found
