"""What the audit trail costs a page: the same pages asked for in turn with and without their entry, in one run.

The pages are answered in this process as the officers' role against a running installation whose sequencer numbers what
is entered; the time is that of the whole application without a web server before it, so the share is the highest that
an officer can meet. "Without" takes the writing out of the middleware; the program itself has no switch for that.
"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from home import _fill
from running import running_site

if TYPE_CHECKING:
    from collections.abc import Callable

RECORDS = 40_000
REPEATS = {"record": 150, "list": 60, "home": 60, "picture": 20}
"""Of each page, with and without in turn; the picture takes a hundred times as long as its entry."""
WARM = 10
MOST_PERCENT = 15


def _client(home: str) -> Any:
    import django

    from chorsu.config.installation import Installation

    os.environ.update(Installation(Path(home), "").environment("app", "bench", "officers") | {"CHORSU_EXAMPLE": "1"})
    django.setup()
    from django.test import Client

    from chorsu.directory.models import User

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="analyst"))
    return client


def _record() -> str:
    from chorsu.directory.models import User
    from chorsu.directory.selectors import actor_of
    from chorsu.handling.viewer import viewing
    from chorsu.records.models import Seizure

    with viewing(actor_of(User.objects.get(username="analyst"))):
        return f"/records/{Seizure.objects.order_by('-id')[0].pk}/"


def _taken(ask: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    answer = ask()
    taken = (time.perf_counter() - begun) * 1000
    if answer.status_code != 200:  # noqa: PLR2004 — HTTP's own number
        raise RuntimeError(f"answered {answer.status_code}")
    return taken


def _measured(client: Any, name: str, path: str) -> dict[str, Any]:
    from chorsu.directory import middleware

    entering, repeats = middleware.enter_request, REPEATS[name]
    times: dict[bool, list[float]] = {True: [], False: []}
    try:
        for turn in range(2 * (repeats + WARM)):
            entered = bool(turn % 2)
            middleware.enter_request = entering if entered else lambda *_: None  # type: ignore[assignment]
            taken = _taken(lambda: client.get(path))
            if turn >= 2 * WARM:
                times[entered].append(taken)
    finally:
        middleware.enter_request = entering
    without, with_it = statistics.median(times[False]), statistics.median(times[True])
    return {
        "name": f"{name}: share of the page's time",
        "value": 100 * (with_it - without) / without,
        "unit": "%",
        "target": f"≤ {MOST_PERCENT}",
        "note": f"{without:.2f} ms without, {with_it:.2f} ms with; median of {repeats} each, in turn",
    }


def run() -> list[dict[str, Any]]:
    """Rows of the benchmark."""
    with running_site() as site:
        _fill(site, RECORDS)
        client = _client(str(site.home))
        pages = {"record": _record(), "list": "/records/", "home": "/", "picture": "/picture/"}
        return [_measured(client, name, path) for name, path in pages.items()]
