"""Reads what an operator may set. A value that is missing or wrong stops the process with one clear line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from chorsu.kernel.errors import InputError

__all__ = ["MODEL", "database", "days", "example", "flag", "home", "mailers", "model", "number", "required", "text"]


MODEL = ("CHORSU_MODEL_URL", "CHORSU_MODEL_NAME", "CHORSU_MODEL_KEY", "CHORSU_MODEL_SECONDS")
"""What names an organisation's own language model; only the process that reads texts gets it."""
_MAIL = "django.core.mail.backends"
_MOST_DAYS = 3_660
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


def days(name: str, default: int, *, least: int) -> int:
    """A setting that is a whole number of days, `least` at least."""
    value = os.environ.get(name, "") or str(default)
    if not (value.isascii() and value.isdecimal() and len(value) < len("1000000") and int(value) >= least):
        raise InputError(f"is {value[:20]!r}", where=name, to_do=f"write whole days, {least} at least")
    return int(value)


def number(name: str, default: int) -> int:
    """A setting that is a small number.

    Raises:
        InputError: it is none.
    """
    value = os.environ.get(name, "") or str(default)
    if not (value.isascii() and value.isdecimal() and len(value) <= 4):  # noqa: PLR2004 — a small number
        raise InputError(f"is {value[:20]!r}", where=name, to_do="write a number")
    return int(value)


def example(address: str) -> bool:
    """Whether this is the example installation: asked for, and on the embedded database of this very folder.

    Whoever starts a process by hand with CHORSU_EXAMPLE=1 on a server's database gets no one-click sign-in by that.
    """
    from chorsu.config.postgres import Cluster

    socket = parse_qs(urlsplit(address).query).get("host", [""])[-1]
    return flag("CHORSU_EXAMPLE") and Path(socket) == Cluster(home() / "postgres", "").socket_folder


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


def mailers() -> dict[str, Any]:
    """Django's way of sending mail: through the server that CHORSU_MAIL_HOST names, else into a folder of the data.

    Raises:
        InputError: its port is no number.
    """
    host, _colon, port = os.environ.get("CHORSU_MAIL_HOST", "").partition(":")
    if not host:
        return {
            "default": {"BACKEND": f"{_MAIL}.filebased.EmailBackend", "OPTIONS": {"file_path": str(home() / "mail")}}
        }
    if port and not (port.isascii() and port.isdecimal() and len(port) <= 5):  # noqa: PLR2004 — digits of a port
        raise InputError(f"is {port[:20]!r}", where="CHORSU_MAIL_HOST", to_do="write host:port")
    options = {"host": host, "port": int(port or 25), "timeout": 10}
    return {"default": {"BACKEND": f"{_MAIL}.smtp.EmailBackend", "OPTIONS": options}}


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
