"""A term of a release expression as it is stored."""

import datetime as dt
import time
from zoneinfo import ZoneInfo

from chorsu.handling.marking import Release


def test_an_end_is_stored_in_utc_wherever_the_program_runs(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tashkent")
    time.tzset()
    try:
        end = dt.datetime(2026, 3, 1, 12, tzinfo=ZoneInfo("Asia/Almaty"))
        assert Release(frozenset({7}), until=end).as_json()["until"] == "2026-03-01T07:00:00+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()
