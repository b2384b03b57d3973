"""Marking a part of a record more narrowly than the record: a lot, a photograph, the words, the place, the route.

Owns that act. A part is seen by those whom the record reaches and who are named for the part besides: so it is never
marked more widely. How a withheld value is kept is `records.withheld`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.handling.rules import Act, Actor
from chorsu.kernel.errors import InputError
from chorsu.records.audiences import known
from chorsu.records.keeping import Change, changing
from chorsu.records.models import Photograph, Withheld
from chorsu.records.withheld import CELLS, PARTS, SOURCE, only_for_all

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from chorsu.records.models import Seizure
    from chorsu.records.transfers.said import TransferSaid

__all__ = ["mark_part"]


def mark_part(  # noqa: PLR0913 — an act has these parts
    *,
    seizure: uuid.UUID,
    part: str,
    only_for: Collection[int] | None,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
    transfer: TransferSaid | None = None,
) -> Seizure:
    """Say who sees a part: those of the record's audience who are named, none (its provider alone), or all (None).

    `part` is one of `records.withheld.PARTS`, or `lots.N` or `photographs.N` by number.

    Where words are opened to another state, `transfer` says on what basis.

    Raises:
        AbsentError, RefusedError: as for every act.
        NeedsBasisError: words are opened to another state, and nothing is said of a basis.
        InputError: no such part, somebody unknown, or a `version` that is no longer the newest.
    """
    named = None if only_for is None else sorted(known(only_for)) if only_for else []
    with changing(
        seizure, kind="marked", act=Act.EDIT, actor=actor, at=at, version=version, transfer=transfer
    ) as change:
        kind, _dot, number = part.partition(".")
        if part in PARTS:
            _mark_fields(change, part, named)
        elif kind in {"lots", "photographs"} and number.isdecimal():
            _mark_row(change, kind, int(number), named)
        else:
            raise InputError("is no part of a record", where="the part", to_do="choose from the list")
        _mark_source(change)
        change.said["marked"] = {"part": part, "only_for": named}
    return change.seizure


def _mark_fields(change: Change, part: str, named: list[int] | None) -> None:
    if named is None:
        change.withheld.pop(part, None)
        return
    row = change.withheld.setdefault(part, Withheld(seizure=change.seizure, part=part))
    row.only_for = named


def _mark_row(change: Change, kind: str, number: int, named: list[int] | None) -> None:
    if kind == "lots":
        lot = next((one for one in change.lots if one.number == number), None)
        if lot is not None:
            lot.only_for = named
            return
    elif Photograph.objects.filter(seizure=change.seizure, number=number).update(only_for=named):
        return
    raise InputError("is no part of a record", where="the part", to_do="load the page again")


def _mark_source(change: Change) -> None:
    """The cells as received tell every part: they go to those who see all of them."""
    kept = [row.only_for or [] for part, row in change.withheld.items() if part not in {CELLS, SOURCE}]
    kept += [lot.only_for for lot in change.lots if lot.only_for is not None]
    _mark_fields(change, SOURCE, only_for_all(kept) if kept else None)
