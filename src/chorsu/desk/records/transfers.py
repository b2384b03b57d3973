"""The basis of a transfer as the release form asks for it, and the decisions kept, as the provider reads them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from chorsu.cooperation.selectors import instruments
from chorsu.desk.presenting import language
from chorsu.desk.records.wording import joined
from chorsu.handling.grounds import flags, grounds
from chorsu.records.transfers.deciding import TransferSaid, needs_basis, transfers_of, waiting_for_basis

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import QueryDict

    from chorsu.desk.hand_in.audience import Names
    from chorsu.records.models import Seizure

__all__ = ["basis_in", "transfer_in", "transfer_panel"]


def transfer_panel(seizure: Seizure, chosen: Collection[int], names: Names) -> dict[str, Any]:
    """What the form of a release must ask of a transfer, where it is one, and what was decided before."""
    spoken = language()
    library = {one.pk: one.title for one in instruments()}
    kept = [
        {
            "one": one,
            "to": joined(names.join(one.to, 0)),
            "basis": one.basis or (library.get(one.instrument, "") if one.instrument else ""),
            "flags": ", ".join(flags()[code].label(spoken) for code in one.flags),
            "ground": grounds("transfer")[one.ground].label(spoken) if one.ground else "",
        }
        for one in transfers_of(seizure.pk)
    ]
    asked = bool(chosen) and needs_basis(seizure, chosen)
    waiting = waiting_for_basis(seizure.pk)
    return {
        "waiting": waiting,
        "waiting_for": joined(names.join(waiting.to, 0)) if waiting else "",
        "transfers": kept,
        "transfer_asked": asked,
        "transfer_instruments": list(library.items()) if asked else [],
        "transfer_flags": [(code, flag.label(spoken)) for code, flag in flags().items()],
        "transfer_grounds": [(code, ground.label(spoken)) for code, ground in grounds("transfer").items()],
    }


def basis_in(sent: QueryDict) -> TransferSaid | None:
    """What a form says of a transfer that may leave it empty; None where nothing is written."""
    said = transfer_in(sent)
    empty = said is None or not (said.basis.strip() or said.purpose.strip() or said.instrument)
    return None if empty else said


def transfer_in(sent: QueryDict) -> TransferSaid | None:
    """What the form says of a transfer; None where it says nothing of one."""
    if "basis" not in sent:
        return None
    try:
        instrument = uuid.UUID(sent.get("instrument", ""))
    except ValueError:
        instrument = None
    return TransferSaid(
        sent.get("basis", "")[:2_000], sent.get("purpose", ""), instrument, frozenset(sent.getlist("flag"))
    )
