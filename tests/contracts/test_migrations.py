"""Migrations are complete, and each can be taken back and applied again."""

import io
import re

import pytest
from django.apps import apps
from django.core.management import call_command

OURS = ["handling", "journal", "directory", "records", "returns", "intake", "newsroom", "cooperation", "exchange"]


def test_no_model_has_changed_without_a_migration(bank, as_role):
    with as_role("owner"):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.slow
@pytest.mark.parametrize("app", OURS[1:])
def test_a_migration_goes_down_and_up_again(bank, as_role, app):
    if not apps.is_installed(f"chorsu.{app}") or not list(apps.get_app_config(app).get_models()):
        pytest.skip(f"{app} stores nothing")
    with as_role("owner"):
        call_command("migrate", app, "zero", verbosity=0)
        call_command("migrate", verbosity=0)
        text = io.StringIO()
        call_command("showmigrations", app, stdout=text, verbosity=0)
    assert re.search(r"\[X\]", text.getvalue())
    assert "[ ]" not in text.getvalue()
