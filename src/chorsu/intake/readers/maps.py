"""The map file: which column holds what, where headers do not say it, and what holds for a whole file.

A small YAML file; every key and its meaning stand in docs/reference/tidy.md. Owns no guess: what it says, holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from chorsu.intake.readers.details import IDENTIFIERS
from chorsu.kernel.errors import InputError
from chorsu.kernel.seizures import PERSONS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["EXAMPLE", "ROLES", "MapFile", "load_map"]

ROLES = (
    "date",
    "country",
    "admin1",
    "place",
    "substance",
    "quantity",
    "unit",
    "concealment",
    "conveyance",
    "installation",
    "origin",
    "departure",
    "destination",
    "routing",
    "time",
    "state",
    "purity",
    "packages",
    "markings",
    *PERSONS,
    "narrative",
    "id",
    *IDENTIFIERS,
)
"""What a column can hold."""
EXAMPLE = (
    "columns: {date: 'header of the date', substance: 'header of the substance', quantity: 'header', unit: 'header'}"
)
MAX_BYTES = 65_536
ORDERS = ("dmy", "mdy", "ymd")
DECIMALS = (",", ".")
KEYS = {"columns", "header_row", "sheet", "country", "substance", "unit", "date_order", "decimal", "turned"}


@dataclass(frozen=True, slots=True)
class MapFile:
    """What a map file says; columns are named by header text or by number from 1."""

    columns: dict[str, str | int] = field(default_factory=dict)
    header_row: int | None = None
    sheet: str | None = None
    country: str | None = None
    substance: str | None = None
    unit: str | None = None
    date_order: str | None = None
    decimal: str | None = None
    where: str = ""
    turned: bool = False
    """Whether the table lies on its side: a column named by number is then a row of the sheet."""
    ignored: tuple[int, ...] = ()
    """Columns, by number from 1, that hold nothing to read whatever their header says; a map file has no key for it."""


def load_map(path: Path) -> MapFile:
    """Read and check a map file.

    Raises:
        InputError: it cannot be read, or names a role, key or value that does not exist.
    """
    where = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("the map file is too large", where=where, to_do="a map has a few lines")
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"the map file cannot be opened ({error.strerror})", where=where) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        at = f"{where}: line {mark.line + 1}" if mark else where
        raise InputError("the map file is no YAML", where=at, to_do=f"write for example {EXAMPLE}") from error
    if not isinstance(content, dict) or not isinstance(content.get("columns", {}), dict):
        raise InputError("a map file needs `columns:`", where=where, to_do=f"write for example {EXAMPLE}")
    return _checked(content, where)


def _checked(content: dict[Any, Any], where: str) -> MapFile:
    for key in content:
        if key not in KEYS:
            raise InputError(
                f"unknown key {key!r} in the map file", where=where, to_do=f"keys: {', '.join(sorted(KEYS))}"
            )
    columns = content.get("columns") or {}
    for role, column in columns.items():
        if role not in ROLES:
            raise InputError(f"unknown role {role!r} in the map file", where=where, to_do=f"roles: {', '.join(ROLES)}")
        if isinstance(column, bool) or not isinstance(column, (str, int)) or column in (0, ""):
            raise InputError(f"role {role!r} needs a header or a column number from 1", where=where)
    _check_values(content, where)
    return MapFile(
        columns=dict(columns),
        header_row=content.get("header_row"),
        date_order=content.get("date_order"),
        decimal=content.get("decimal"),
        where=where,
        sheet=_told(content, "sheet"),
        country=_told(content, "country"),
        substance=_told(content, "substance"),
        unit=_told(content, "unit"),
        turned=bool(content.get("turned")),
    )


def _told(content: dict[Any, Any], key: str) -> str | None:
    return None if content.get(key) is None else str(content[key])


def _check_values(content: dict[Any, Any], where: str) -> None:
    header_row = content.get("header_row")
    if header_row is not None and (isinstance(header_row, bool) or not isinstance(header_row, int) or header_row < 0):
        raise InputError("header_row is the number of the header's row, or 0 for none", where=where)
    if not isinstance(content.get("turned", False), bool):
        raise InputError("turned is true or false", where=where)
    for key, allowed in (("date_order", ORDERS), ("decimal", DECIMALS)):
        if content.get(key) is not None and content[key] not in allowed:
            raise InputError(f"{key} is one of {' '.join(allowed)}", where=where)
    if content.get("country") is False:  # YAML reads the bare word NO as false
        raise InputError("put the country code in quotes: 'NO'", where=where)
