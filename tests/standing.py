"""Scenes that many tests begin with: built once in a process, then put back as they were when they stood.

A scene is what stands in the database, the files beside it, and what its builder returned. What a test does to any of
them is gone before the next one.
"""

import copy
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connections

from rewinding import KEPT

__all__ = ["Scenes"]


@dataclass(frozen=True)
class Scene:
    """One scene: its name in the database (`rewinding`), a copy of its files, what its builder returned."""

    name: str
    files: Path
    found: object


@dataclass
class Scenes:
    """The scenes of a process, by their builders; `remembered` are its databases as the fixture of that name has them."""

    remembered: dict
    folder: Path
    built: dict = field(default_factory=dict)

    def stand(self, build, home, as_role):
        """What `build(as_role)` returned when it was called, and all that it did in the empty database and in `home`."""
        rewound, connection = self.remembered[connections["default"].settings_dict["NAME"]]
        as_role.close()
        shutil.rmtree(home)
        home.mkdir()
        scene = self.built.get(build)
        if scene is not None and rewound.restore(connection, scene.name):
            shutil.copytree(scene.files, home, dirs_exist_ok=True)
            return copy.deepcopy(scene.found)
        assert rewound.restore(connection)
        found = build(as_role)
        as_role.close()
        number = sum(1 for _ in self.folder.iterdir())
        scene = Scene(f"{KEPT}_{number}", self.folder / str(number), copy.deepcopy(found))
        shutil.copytree(home, scene.files)
        rewound.keep(connection, scene.name)
        self.built[build] = scene
        return found
