"""Whether time tells a hidden thing from one that never was: addresses with an identifier, acts, look-up, stream.

The stranger of the example cast asks for what is hidden from it and for what does not exist, in random order, many
times each, over HTTP on one connection. Two samples of times are compared by their ranks (Mann-Whitney U, normal
approximation with ties): `A` is the chance that a try at the hidden thing takes longer than one at nothing; 0.5 tells
nothing. Its standard error is that of the null hypothesis; the target allows three of them and 0.02 beside.
"""

from __future__ import annotations

import http.client
import math
import random
import re
import statistics
import time
import urllib.parse
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from running import Site, running_site, sign_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TRIES = 300
STREAM_TRIES = 60
FORBIDDEN = 403
MANY = 2_000
"""Hidden records that tell of one identifier, so that what they cost would show."""
HIDDEN_PHONE, CROWDED_PHONE, NO_PHONE = "+998935551101", "+998935551102", "+998935551103"
OWNER, STRANGER = "border-officer", "stranger-c"
_HIDE = """
    UPDATE {table} SET audience = ARRAY[provider_id], until = NULL, releases = NULL
    WHERE id = (SELECT id FROM {table} WHERE provider_id <> %s ORDER BY id LIMIT 1) RETURNING id
"""
_OF_TABLES = {
    "returns_return": ("/returns/{}/", "/returns/{}/correction/"),
    "cooperation_event": ("/cooperation/{}/", "/cooperation/{}/event.ics", "/cooperation/{}/change/"),
    "cooperation_recommendation": ("/cooperation/recommendations/{}/",),
    "cooperation_instrument": ("/cooperation/instruments/{}/",),
    "intake_handin": ("/hand-in/{}/", "/hand-in/{}/progress/", "/hand-in/{}/repair.csv"),
    "intake_text": ("/hand-in/text/{}/", "/hand-in/text/{}/findings/", "/hand-in/text/{}/page/1.png"),
    "records_seizure": (
        "/records/{}/",
        "/records/{}/correction/",
        "/records/?record={}",
        "/records/download/csv/?selected={}",
    ),
}
_ACTS = {
    "records_seizure": ("/records/{}/withdraw/", "/records/{}/release/", "/records/{}/correct/"),
    "intake_handin": ("/hand-in/{}/accept/", "/hand-in/{}/discard/"),
    "intake_text": ("/hand-in/text/{}/act/",),
    "returns_return": ("/returns/{}/withdraw/",),
    "cooperation_recommendation": ("/cooperation/recommendations/{}/withdraw/",),
    "directory_post": ("/cooperation/people/{}/withdraw/",),
}
_TELLING = """
    INSERT INTO records_identifier
        (id, seizure_id, kind, normal, written, provider_id, audience, exclusions)
    SELECT uuidv7(), id, 'phone', %s, %s, provider_id, ARRAY[provider_id], '{}' FROM records_seizure
    WHERE provider_id <> %s ORDER BY id LIMIT %s
"""


class Client:
    """One connection that stays open, signed in as one of the cast."""

    def __init__(self, site: Site, username: str) -> None:
        self.site, self.cookie = site, sign_in(site, username)
        self.connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        self.token = ""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.read("/look-up/"))
        if token is None:
            raise SystemExit("the look-up has no form")
        self.token = token[1]

    def read(self, address: str) -> str:
        """A page."""
        self.connection.request("GET", address, headers={"Cookie": self.cookie})
        return self.connection.getresponse().read().decode()

    def ask(self, address: str, sent: bytes | None = None, kind: str = "application/x-www-form-urlencoded") -> float:
        """Milliseconds until the whole answer was there."""
        headers = {"Cookie": self.cookie}
        if sent is not None:
            headers |= {"X-CSRFToken": self.token, "Content-Type": kind, "Referer": self.site.officers}
        begun = time.perf_counter()
        self.connection.request("GET" if sent is None else "POST", address, sent, headers)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status == FORBIDDEN:
            raise SystemExit(f"{address} was refused before it was answered")
        return (time.perf_counter() - begun) * 1000

    def upload(self, address: str, field: str, name: str, data: bytes, kind: str) -> None:
        """Send one file as a form does."""
        mark = uuid.uuid4().hex
        said = f'Content-Disposition: form-data; name="{field}"; filename="{name}"'
        head = f"--{mark}\r\n{said}\r\nContent-Type: {kind}\r\n\r\n"
        self.ask(
            address, head.encode() + data + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
        )


def _compared(
    name: str, hidden: Callable[[], float], absent: Callable[[], float], tries: int = TRIES
) -> dict[str, Any]:
    """One row: `A` of the two samples, with the test behind it; the tries of both are mixed at random."""
    for warm in (hidden, absent) * 3:
        warm()
    order = [True, False] * tries
    random.shuffle(order)
    samples: dict[bool, list[float]] = {True: [], False: []}
    for which in order:
        samples[which].append((hidden if which else absent)())
    chance, z = _ranks(samples[True], samples[False])
    error = math.sqrt((2 * tries + 1) / (12 * tries * tries))
    medians = {which: statistics.median(found) for which, found in samples.items()}
    p = math.erfc(abs(z) / math.sqrt(2))
    note = f"z {z:+.2f}, p {p:.3f}; medians {medians[True]:.2f} and {medians[False]:.2f} ms, {tries} tries each"
    return {"name": name, "value": chance, "unit": "A", "target": f"0.5 ± {3 * error + 0.02:.3f}", "note": note}


def _ranks(a: list[float], b: list[float]) -> tuple[float, float]:
    """Mann-Whitney: the chance that one of `a` is above one of `b` (ties count half), and its z under no difference."""
    every = sorted([(value, True) for value in a] + [(value, False) for value in b])
    total = ties = 0.0
    at = 0
    while at < len(every):
        end = at
        while end < len(every) and every[end][0] == every[at][0]:
            end += 1
        rank = (at + 1 + end) / 2
        total += rank * sum(1 for _, of_a in every[at:end] if of_a)
        ties += (end - at) ** 3 - (end - at)
        at = end
    n, m = len(a), len(b)
    u = total - n * (n + 1) / 2
    spread = math.sqrt(n * m / 12 * ((n + m + 1) - ties / ((n + m) * (n + m - 1))))
    return u / (n * m), (u - n * m / 2) / spread if spread else 0.0


def _hidden(site: Site) -> dict[str, str]:
    """By table the identifier of a row that the stranger does not see."""
    from chorsu.config.installation import Installation

    owner = Client(site, OWNER)
    owner.upload("/hand-in/upload/", "file", "bench.csv", b"date;place\n2026-01-01;Termez\n", "text/csv")
    note = {"text": "On 12 March 2024 in Termez 2 kg of heroin was seized.", "name": "note"}
    owner.ask("/hand-in/text/paste/", urllib.parse.urlencode(note).encode())
    with psycopg.connect(Installation(Path(site.home), "").url("owner"), autocommit=True) as database:
        (stranger,) = database.execute(
            "SELECT agency_id FROM directory_user WHERE username = %s", [STRANGER]
        ).fetchone() or (0,)
        found = {}
        for table in (*_OF_TABLES, "directory_post"):
            row = database.execute(_HIDE.format(table=table), [stranger]).fetchone()
            if row:
                found[table] = str(row[0])
        database.execute(_TELLING, [HIDDEN_PHONE, HIDDEN_PHONE, stranger, 1])
        database.execute(_TELLING, [CROWDED_PHONE, CROWDED_PHONE, stranger, MANY])
        database.execute("ANALYZE records_identifier")
        link = database.execute(
            "SELECT k.id FROM records_link k JOIN records_seizure s ON s.id = k.a_id WHERE s.provider_id <> %s"
            " AND NOT s.audience && ARRAY[%s, 1, 2] LIMIT 1",
            [stranger, stranger],
        ).fetchone()
    if link:
        found["records_link"] = str(link[0])
    return found


def _asks(
    client: Client, path: str, hidden: str, *, act: bool = False
) -> tuple[Callable[[], float], Callable[[], float]]:
    sent = b"reason=x&act=x" if act else None
    return (
        lambda: client.ask(path.format(hidden), sent),
        lambda: client.ask(path.format(_never(hidden)), sent),
    )


def _never(like: str) -> str:
    """An identifier of the same age that nothing has."""
    return like[:-17] + uuid.uuid4().hex[:4] + "-" + uuid.uuid4().hex[:12]


def _looked_up(client: Client, phone: str) -> Callable[[], float]:
    sent = urllib.parse.urlencode({"identifier": phone, "purpose": "drugs", "kind": "phone"}).encode()
    return lambda: client.ask("/look-up/", sent)


def _streamed(site: Site, cookie: str, cursor: str) -> Callable[[], float]:
    def ask() -> float:
        connection = http.client.HTTPConnection("127.0.0.1", site.port + 1, timeout=60)
        begun = time.perf_counter()
        connection.request("GET", f"/stream?after={cursor}", headers={"Cookie": cookie})
        answer = connection.getresponse()
        while not answer.readline().startswith(b"event:"):
            pass
        taken = (time.perf_counter() - begun) * 1000
        connection.close()
        return taken

    return ask


def _cursor(client: Client) -> str:
    return next(iter(re.findall(r'after="([A-Za-z0-9_-]{40,})"', client.read("/"))), "")


def _rows(site: Site) -> Iterator[dict[str, Any]]:
    hidden = _hidden(site)
    client = Client(site, STRANGER)
    for table, paths in _OF_TABLES.items():
        for path in paths if table in hidden else ():
            yield _compared(f"GET {path}", *_asks(client, path, hidden[table]))
    for table, paths in _ACTS.items():
        for path in paths if table in hidden else ():
            yield _compared(f"POST {path}", *_asks(client, path, hidden[table], act=True))
    if "records_link" in hidden:
        yield _compared("GET /same-event/{}/", *_asks(client, "/same-event/{}/", hidden["records_link"]))
        yield _compared("POST decide", *_asks(client, "/same-event/{}/decide/", hidden["records_link"], act=True))
    picture = f"/records/{{}}/photographs/{uuid.uuid4()}/small/"
    yield _compared("GET photograph", *_asks(client, picture, hidden["records_seizure"]))
    absent = _looked_up(client, NO_PHONE)
    yield _compared("look-up, one hidden record", _looked_up(client, HIDDEN_PHONE), absent)
    yield _compared(f"look-up, up to {MANY} hidden records", _looked_up(client, CROWDED_PHONE), absent)
    theirs, none = _cursor(Client(site, OWNER)), "A" * 48
    yield _compared(
        "stream, another's cursor",
        _streamed(site, client.cookie, theirs),
        _streamed(site, client.cookie, none),
        STREAM_TRIES,
    )


def run() -> list[dict[str, Any]]:
    """Rows of the benchmark."""
    with running_site() as site:
        return list(_rows(site))
