"""The directory of the example installation: invented agencies and officers, entered from `example.yml`.

Called by the owner's set-up on the embedded database alone; every row is marked as an example.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

from chorsu.directory.services import enter_agency, enter_group, enter_officer, enter_state
from chorsu.handling.rules import Role

__all__ = ["enter", "load"]


def load() -> dict[str, Any]:
    """The file of the example directory."""
    data: dict[str, Any] = yaml.safe_load(files("chorsu.directory").joinpath("example.yml").read_text("utf-8"))
    return data


def enter() -> None:
    """Enter states, agencies, groups and officers; a second call changes nothing."""
    data = load()
    states = {row["code"]: enter_state(code=row["code"], status=row["status"]) for row in data["states"]}
    agencies = {
        row["code"]: enter_agency(
            code=row["code"],
            state=states[row["state"]] if row.get("state") else None,
            name_en=row["name_en"],
            name_ru=row["name_ru"],
            kind=row.get("kind", ""),
            example=True,
        )
        for row in data["agencies"]
    }
    for row in data["groups"]:
        members = [agencies[code] for code in row["agencies"]]
        enter_group(code=row["code"], name_en=row["name_en"], name_ru=row["name_ru"], agencies=members)
    for row in data["officers"]:
        enter_officer(
            username=row["username"],
            agency=agencies[row["agency"]],
            roles=[Role(role) for role in row["roles"]],
            first_name=row["first_name"],
            last_name=row["last_name"],
            title_en=row["title_en"],
            title_ru=row["title_ru"],
            example=True,
        )
