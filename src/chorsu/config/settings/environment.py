"""Reads what an operator may set. A value that is missing or wrong stops the process with one clear line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from chorsu.kernel.errors import InputError

__all__ = ["MODEL", "database", "flag", "home", "model", "required", "text"]


MODEL = ("CHORSU_MODEL_URL", "CHORSU_MODEL_NAME", "CHORSU_MODEL_KEY", "CHORSU_MODEL_SECONDS")
"""What names an organisation's own language model; only the process that reads texts gets it."""
_LONGEST_WAIT = 120
_SERVING = {"officers", "stream", "public"}
"""Processes that answer many requests at once, and so keep a pool of connections."""


def text(name: str, default: str) -> str:
    """A setting as text."""
    return os.environ.get(name, "") or default


def required(name: str, default_in_checks: str) -> str:
    """A setting that a serving process cannot do without; type checks and the like get the stand-in."""
    value = os.environ.get(name, "")
    if value:
        return value
    if os.environ.get("CHORSU_PROCESS"):
        raise InputError("is not set", where=name, to_do="start processes with `chorsu run`, or set it")
    return default_in_checks


def flag(name: str) -> bool:
    """A setting that is on (`1`) or off (absent, empty or `0`)."""
    value = os.environ.get(name, "")
    if value not in {"", "0", "1"}:
        raise InputError(f"is {value!r}", where=name, to_do="set it to 1, or leave it unset")
    return value == "1"


def home() -> Path:
    """The folder of this installation's data: CHORSU_HOME, else `var/` where the program was started."""
    return Path(os.environ.get("CHORSU_HOME", "") or "var").absolute()


def database(url: str) -> dict[str, Any]:
    """Django's settings of a database from `postgresql://role:secret@host:port/name?host=/socket/folder`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise InputError("is no PostgreSQL address", where="database address", to_do="begin it with postgresql://")
    query = parse_qs(parts.query)
    options = {key: values[-1] for key, values in query.items() if key != "host"}
    # Where the database is away a request is told so after three seconds, and what fell is not waited for in vain: an
    # attempt to connect is given up as soon, and the next request begins a new one.
    pool = {"min_size": 1, "max_size": 8, "timeout": 3, "reconnect_timeout": 3}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[-1],
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": pool if os.environ.get("CHORSU_PROCESS") in _SERVING else False, **options},
        "CONN_HEALTH_CHECKS": True,
    }


def model() -> dict[str, Any] | None:
    """What `intake.model.service.Service` is made with; None where no address of a model is set.

    Raises:
        InputError: CHORSU_MODEL_SECONDS is no number of seconds.
    """
    url, name, key, seconds = (os.environ.get(one, "") for one in MODEL)
    if not url:
        return None
    if seconds and not (seconds.isascii() and seconds.isdecimal() and 0 < int(seconds[:9]) <= _LONGEST_WAIT):
        raise InputError(f"is {seconds[:20]!r}", where=MODEL[-1], to_do=f"write seconds from 1 to {_LONGEST_WAIT}")
    return {"url": url, "name": name or "default", "key": key} | ({"seconds": float(seconds)} if seconds else {})
