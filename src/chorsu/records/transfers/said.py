"""What a provider says of a transfer before personal data go to another state, and how it is checked."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from chorsu.handling.grounds import flags
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.records.reasons import LONGEST_REASON, reason_given

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NeedsBasisError", "TransferSaid"]


class NeedsBasisError(RefusedError):
    """Personal data would reach another state, and nobody said on what basis."""

    def __init__(self) -> None:
        super().__init__("needs a legal basis", to_do="state the agreement or the law, and the purpose")


@dataclass(frozen=True, slots=True)
class TransferSaid:
    """What the provider says of a transfer: an instrument or a basis in words, the purpose, the flags by code.

    `by_name` is who said it, where that is not the one who acts on it: a worker acts on what an officer said.
    """

    basis: str = ""
    purpose: str = ""
    instrument: uuid.UUID | None = None
    flags: frozenset[str] = frozenset()
    by_name: str = ""

    def checked(self) -> TransferSaid:
        """The same, trimmed, where it lets a transfer go on.

        Raises:
            InputError: no basis, no purpose, either too long, or a flag that there is not.
            RefusedError: a flag gives a ground that refuses the transfer.
        """
        self.known()
        if self.instrument is None and not self.basis.strip():
            raise InputError("needs a legal basis", where="the transfer", to_do="name an instrument, or say which law")
        if len(self.basis) > LONGEST_REASON:
            raise InputError("is too long", where="the basis", to_do=f"say it in up to {LONGEST_REASON} characters")
        found = replace(self, basis=self.basis.strip().replace("\x00", ""), purpose=reason_given(self.purpose))
        if any(flags()[code].refuses for code in self.flags):
            raise RefusedError("is refused on that ground", to_do="keep the refusal instead")
        return found

    def known(self) -> None:
        """Check that every flag is listed.

        Raises:
            InputError: one is not.
        """
        if not self.flags <= flags().keys():
            raise InputError("is no flag", where="the transfer", to_do="choose from the list")

    def as_json(self) -> dict[str, Any]:
        """What was said as the database keeps it for later."""
        instrument = None if self.instrument is None else str(self.instrument)
        return asdict(self) | {"instrument": instrument, "flags": sorted(self.flags)}

    @classmethod
    def from_json(cls, said: Mapping[str, Any] | None) -> Self | None:
        """What the database keeps; None where nothing was said."""
        if not said:
            return None
        instrument = uuid.UUID(said["instrument"]) if said["instrument"] else None
        return cls(said["basis"], said["purpose"], instrument, frozenset(said["flags"]), said["by_name"])
