"""While the database is away a request gets one clear line in its language; any other failure is no such line."""

import psycopg
import pytest
from django.db import OperationalError
from django.test import RequestFactory

from chorsu.ui.away import failed


def answer_to(error, language="en"):
    request = RequestFactory().get("/", headers={"accept-language": language})
    try:
        raise error  # noqa: TRY301 — what a view raised
    except Exception:  # noqa: BLE001 — whatever it was
        return failed(request)


def lost(cause):
    error = OperationalError("lost")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("cause", [psycopg.OperationalError("refused"), psycopg.errors.AdminShutdown("ends")])
def test_it_says_so_and_when_to_come_again(cause):
    answer = answer_to(lost(cause))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "does not answer just now" in answer.content.decode()


def test_it_speaks_russian():
    assert "Банк данных сейчас не отвечает" in answer_to(lost(None), "ru").content.decode()


@pytest.mark.parametrize("error", [ValueError(), lost(psycopg.errors.LockNotAvailable("busy"))])
def test_any_other_failure_is_another_answer(error):
    assert answer_to(error).status_code == 500
