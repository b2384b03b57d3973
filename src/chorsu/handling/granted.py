"""What a line of the table of grants says: the privileges of each role, and which rows. Pure shapes, no table."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MARKED", "Rows", "Table"]


@dataclass(frozen=True, slots=True)
class Rows:
    """Row policies of a table: SQL conditions, in which `{visible}` and `{provided}` stand for the compiled rule.

    `{viewer}` stands for the principals of who looks, `{provides}` for the providers that one rules,
    `{data_protection}`, `{analyst}`, `{liaison}` and `{duty}` for that one being such; `{everybody}` and `{members}`
    for the numbers of these principals. `select` to `delete` bind the officers' role, `public` what the
    public site's role may read.
    """

    select: str
    insert: str = "false"
    update: str = "false"
    delete: str = "false"
    public: str = "false"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the privileges of each role and, for the officers' role, which rows (`None`: all of them)."""

    app: str = ""
    worker: str = ""
    public: str = ""
    door: str = ""
    rows: Rows | None = None


MARKED = Rows(select="{visible}", insert="{provided}", update="{provided}")
"""Rows carry a marking: seen by their audience, written by their provider."""
