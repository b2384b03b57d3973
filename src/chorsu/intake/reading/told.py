"""What the assembly needs to know of places and agencies that other finders read; keeps the finders apart."""

from __future__ import annotations

from typing import Protocol

__all__ = ["AgencyTold", "PlaceTold"]


class PlaceTold(Protocol):
    """A place (see `places.Where`)."""

    @property
    def kind(self) -> str:
        """`region`, `district`, `settlement`, `country`, …."""

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2, or empty."""

    @property
    def iso(self) -> str:
        """ISO 3166-2, or empty."""

    @property
    def name_en(self) -> str:
        """The name in English, or empty."""

    @property
    def role(self) -> str:
        """`at`, `from`, `via`, `to`, `home`, `part of a name` or empty."""


class AgencyTold(Protocol):
    """An agency (see `agencies.Agency`)."""

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2, or empty."""
