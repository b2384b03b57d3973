"""A whole installation for the benchmarks that measure one: on free ports, in a folder of its own, stopped after.

Not a benchmark: it has no `run`.
"""

from __future__ import annotations

import contextlib
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Site", "running_site", "sign_in"]


@dataclass(frozen=True)
class Site:
    """A running installation."""

    port: int
    home: Path

    @property
    def officers(self) -> str:
        """Address of the officers' pages."""
        return f"http://127.0.0.1:{self.port}"


def _ports() -> int:
    for port in range(19000, 19900, 3):
        with contextlib.ExitStack() as stack:
            try:
                for number in range(3):
                    stack.enter_context(socket.socket()).bind(("127.0.0.1", port + number))
            except OSError:
                continue
            return port
    raise SystemExit("no free ports")


@contextlib.contextmanager
def running_site(*, replay: bool = False) -> Iterator[Site]:
    """`chorsu run` in a temporary folder; the replay of the example region is paused unless asked for."""
    with tempfile.TemporaryDirectory(prefix="chorsu-bench-") as folder:
        Path(folder).chmod(0o755)
        home = Path(folder) / "var"
        home.mkdir(mode=0o711)
        (home / "replay.json").write_text(json.dumps({"paused": not replay, "seconds": 20, "resets": 0}))
        port = _ports()
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("chorsu")), "run", "--port", str(port)],
            env={**os.environ, "CHORSU_HOME": str(home)},
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            for line in process.stderr or ():
                if "ready" in line:
                    break
            else:
                raise SystemExit("the installation did not start")
            yield Site(port, home)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def sign_in(site: Site, username: str) -> str:
    """The Cookie header of one of the cast, signed in by the start page."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{site.officers}/start/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        raise SystemExit("the start page has no form")
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "as": username}).encode()
    request = urllib.request.Request(f"{site.officers}/start/enter/", form, {"Referer": f"{site.officers}/start/"})
    opener.open(request).read()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
