"""Example officers and the replay exist on the embedded database alone, whatever the operator sets."""

import pytest

from chorsu.config.installation import Installation
from chorsu.config.migrate import enter_directory
from chorsu.config.processes import processes
from chorsu.directory.models import Office, Term, User

SERVER = "postgresql://owner:secret@db.example:5432/chorsu"


def example(installation):
    return installation.environment("app", "officers", "officers")["CHORSU_EXAMPLE"]


def names(installation):
    return {process.name for process in processes(installation, 8000)}


def test_the_embedded_database_has_them(tmp_path, monkeypatch):
    monkeypatch.delenv("CHORSU_EXAMPLE", raising=False)
    installation = Installation(tmp_path, "")
    assert example(installation) == "1"
    assert "replay" in names(installation)


def test_an_operator_may_switch_them_off(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORSU_EXAMPLE", "0")
    installation = Installation(tmp_path, "")
    assert example(installation) == "0"
    assert "replay" not in names(installation)


@pytest.mark.parametrize("wish", ["", "0", "1"])
def test_a_server_of_the_operators_never_has_them(tmp_path, monkeypatch, wish):
    monkeypatch.setenv("CHORSU_EXAMPLE", wish)
    monkeypatch.setenv("CHORSU_DATABASE_URL", SERVER)
    monkeypatch.setenv("CHORSU_HOME", str(tmp_path))
    installation = Installation.from_environment()
    assert example(installation) == "0"
    assert "replay" not in names(installation)


def test_the_directory_enters_nobody_where_they_are_off(as_role, django_db_blocker, settings):
    settings.CHORSU_EXAMPLE = False
    with django_db_blocker.unblock(), as_role("owner"):
        for model in (Office, Term, User):
            model.objects.all().delete()
        enter_directory()
        assert not User.objects.exists()
        settings.CHORSU_EXAMPLE = True
        enter_directory()
        assert User.objects.filter(example=True).count() == User.objects.count() > 8
