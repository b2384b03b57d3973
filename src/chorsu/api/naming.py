"""How principals are named to programs: `agency:CODE`, `state:XX`, `group:CODE`, `members`; never by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from ninja import Schema
from pydantic import Field

from chorsu.directory.selectors import principal_names, principals_named
from chorsu.handling.models import PrincipalRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["Named", "Names", "Principal", "language", "names_of", "numbers_of"]

Principal = Field(description="`agency:CODE`, `state:XX`, `group:CODE`, `members`", examples=["agency:example-centre"])
"""A field that names one."""


class Named(Schema):
    """A principal: its name for programs, and the one for people."""

    code: str = Principal
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """Every principal by its number, read once for an answer."""

    codes: Mapping[int, str]
    names: Mapping[int, str]

    def of(self, number: int) -> Named:
        """The principal of a number."""
        return Named(code=self.codes.get(number, "?"), name=self.names.get(number, "?"))


def names_of() -> Names:
    """The names of all principals in the reader's language."""
    rows = PrincipalRow.objects.values_list("pk", "kind", "code")
    codes = {pk: code if kind == "standing" else f"{kind}:{code}" for pk, kind, code in rows}
    return Names(codes, principal_names(language()))


def language() -> str:
    """The language of an answer's words, `en` or `ru`."""
    return "ru" if get_language() == "ru" else "en"


def numbers_of(named: Collection[str]) -> frozenset[int]:
    """The principals that a program names.

    Raises:
        InputError: a name that stands for nobody.
    """
    return principals_named(named)
