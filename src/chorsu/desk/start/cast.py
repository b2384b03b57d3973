"""The cast of the example installation, as the start page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.desk.presenting import language
from chorsu.directory import example

__all__ = ["Person", "the_cast"]


@dataclass(frozen=True, slots=True)
class Person:
    """An invented officer: the name to enter with, the name, the post, the agency, and what they will see.

    `state` is the ISO code of the agency's state, empty for the centre; `here` when the visitor is this person now.
    """

    username: str
    name: str
    post: str
    agency: str
    state: str
    sees: str
    here: bool = False


def the_cast(username: str = "") -> list[Person]:
    """Everybody of the example directory about whom it says what they see, in the reader's language."""
    data, lang = example.load(), language()
    agencies = {row["code"]: row for row in data["agencies"]}
    return [
        Person(
            row["username"],
            f"{row['first_name']} {row['last_name']}",
            row[f"title_{lang}"],
            agencies[row["agency"]][f"name_{lang}"],
            agencies[row["agency"]]["state"] or "",
            row[f"sees_{lang}"],
            here=row["username"] == username,
        )
        for row in data["officers"]
        if f"sees_{lang}" in row
    ]
