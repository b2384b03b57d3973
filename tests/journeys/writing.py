"""Writers of a load, each a process of its own that keeps its own list of what was acknowledged to it.

`python writing.py pages|services HOME PORT LIST STOP`: writes until STOP exists. What fails is tried again under the
same number until it is acknowledged; only then is a line added to LIST and the next one begun.
"""

import http.cookiejar
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PAUSE = 0.2
PATIENCE = 120
"""Seconds for which one act is tried again."""
SAID = {
    "date": "2026-11-20",
    "time": "02:40",
    "offset": 300,
    "place": {"text": "Термез"},
    "lots": [{"kind": "drug", "substance_text": "героин", "quantity": "1,25", "unit": "kg", "state": "weighed"}],
    "audience": {"who": "provider", "chosen": [], "until": ""},
}


class Pages:
    """An officer's device at the pages: signs in once, sends seizures from its queue."""

    def __init__(self, port, _home):
        self.site = f"http://127.0.0.1:{port}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.away = 0
        self.mark = None

    def enter(self):
        self.get("/start/")
        self._post("/start/enter/", {"as": "border-officer"})
        self.mark = json.loads(self.get("/start/standing/"))["officer"]

    def write(self, number):
        """One seizure; its record, version and kilograms once it is acknowledged."""
        if self.mark is None:
            self.enter()
        try:
            answer = self._post("/hand-in/seizure/send/", {"submission": json.dumps(SAID | {"submission": number})})
        except urllib.error.HTTPError as error:
            if error.code == 503 and error.headers["Retry-After"] and b"does not answer just now" in error.read():
                self.away += 1
            raise
        return [json.loads(answer)["record"].strip("/").rpartition("/")[2], 1, 1.25]

    def get(self, path):
        with self.opener.open(self.site + path, timeout=30) as answer:
            return answer.read()

    def _post(self, path, fields):
        token = next((cookie.value for cookie in self.jar if cookie.name == "chorsu_csrf"), "")
        headers = {"X-CSRFToken": token, "X-Chorsu-Officer": self.mark or "", "Accept-Language": "en"}
        data = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.site + path, data, headers)  # noqa: S310 — our own site
        with self.opener.open(request, timeout=30) as answer:
            return answer.read()


class Services:
    """A program beside the pages: submits a seizure and corrects it at once, each in a transaction of its own."""

    away = 0

    def __init__(self, _port, home):
        from chorsu.config.installation import Installation

        os.environ.update(Installation(Path(home), "").environment("app", "writer", "officers"))
        import django

        django.setup()

    def write(self, number):
        """One seizure, corrected; acknowledged when the correction is committed."""
        from django.db import connection

        try:
            return self._write(number)
        except Exception:
            connection.close()
            raise

    def _write(self, number):
        import uuid

        from builders.reports import agency_number
        from builders.rows import seizure_row
        from cast import actor
        from chorsu.handling.rules import Marking
        from chorsu.handling.viewer import viewing
        from chorsu.intake.services import store
        from chorsu.kernel.clock import now
        from chorsu.records.services import correct
        from chorsu.records.submitting import Submission, submit

        officer, provider = actor("border-officer"), agency_number("example-border-uz")
        kept = store().keep([number.encode()], most=1_000)
        lots = (seizure_row(1, substance="heroin", quantity=2.0, unit="kg", kg=2.0, kg_basis="mass"),)
        said = Submission(uuid.UUID(number), "writer", kept.digest, kept.size, lots, (("Place", "Термез"),))
        with viewing(officer):
            seizure = submit(actor=officer, marking=Marking(provider, frozenset({provider})), submission=said, at=now())
        if seizure.seizure.version == 1:
            changes = {"lots": {1: {"quantity": 3.5}}}
            with viewing(officer):
                correct(seizure=seizure.seizure.pk, changes=changes, reason="x", actor=officer, at=now(), version=1)
        return [str(seizure.seizure.pk), 2, 3.5]


def main(kind, home, port, list_, stop):
    """Write until told to stop; the last act is finished."""
    from chorsu.kernel.ids import uuid7

    writer = (Pages if kind == "pages" else Services)(port, home)
    with Path(list_).open("a", encoding="utf-8") as told:
        while not Path(stop).exists():
            number = str(uuid7())
            record = _until_acknowledged(writer, number)
            told.write(json.dumps([number, *record, writer.away]) + "\n")
            told.flush()


def _until_acknowledged(writer, number):
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return writer.write(number)
        except Exception as error:
            if time.monotonic() > deadline:
                raise
            print(type(error).__name__, str(error)[:200], flush=True)  # noqa: T201 — kept beside the list
            time.sleep(PAUSE)


if __name__ == "__main__":
    main(*sys.argv[1:])
