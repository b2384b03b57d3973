"""A process started by hand with CHORSU_EXAMPLE=1 is no example installation unless its database is the embedded one."""

import pytest

from chorsu.config.installation import Installation
from chorsu.config.settings import environment


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("CHORSU_HOME", str(tmp_path))
    monkeypatch.setenv("CHORSU_EXAMPLE", "1")
    return Installation(tmp_path, "").url("app")


def test_on_the_embedded_database_it_is_one(own):
    assert environment.example(own)


def test_not_where_it_was_not_asked_for(own, monkeypatch):
    monkeypatch.setenv("CHORSU_EXAMPLE", "0")
    assert not environment.example(own)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "postgresql://chorsu_app:x@db.example:5432/chorsu",
        "postgresql://chorsu_app:x@127.0.0.1/chorsu",
        "postgresql://chorsu_app:x@/chorsu?host=/var/run/postgresql",
        "postgresql://chorsu_app:x@/chorsu?host=/tmp/chorsu-0123456789abcdef",
    ],
)
def test_not_on_any_other_database(own, address):
    assert not environment.example(address)
