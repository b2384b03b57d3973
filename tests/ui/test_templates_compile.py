"""Every template of the package compiles, and none of the kit is an orphan."""

from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template

import chorsu

PACKAGE = Path(chorsu.__file__).parent
FOLDERS = sorted(folder for folder in PACKAGE.glob("**/templates") if not (folder / "__init__.py").exists())
"""Without the rooms of Python that bear the name, as that of the templates of messages."""
TEMPLATES = [
    path.relative_to(folder).as_posix() for folder in FOLDERS for path in sorted(folder.rglob("*")) if path.is_file()
]
INSTALLED = {Path(config.path) / "templates" for config in apps.get_app_configs()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_templates_compile(folder):
    if folder not in INSTALLED:
        pytest.skip("templates of another process; its own tests render them")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            get_template(path.relative_to(folder).as_posix())


def test_every_part_of_the_kit_is_used_or_documented():
    sources = [path.read_text() for folder in FOLDERS for path in folder.rglob("*.html")]
    sources += [(PACKAGE / "ui/templatetags/ui.py").read_text()]
    sources += [(Path(__file__).parents[2] / "docs/reference/ui.md").read_text()]
    for part in sorted((PACKAGE / "ui/templates/ui/parts").iterdir()):
        assert any(f"ui/parts/{part.name}" in source for source in sources), part.name
