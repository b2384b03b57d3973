"""The exchange with a model's service: one request, bounded in time and size, to the address given and nowhere else."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from builders.models import wrapped
from chorsu.intake.model.answering import answer_with
from chorsu.intake.model.service import MOST_TEXT, Service, SilentError
from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read
from chorsu.kernel.errors import InputError

SILENT = "the model did not answer; read by rules alone"
TEXT = "On 12 May 2024 police in Osh seized 5 kg of heroin. Buyers from Kazan had paid for it."


def test_the_text_is_asked_about_once_in_the_common_form(model):
    model.says({"seizures": [{"to": "Kazan", "items": [{"amount": "5 kg"}]}]})
    service = Service(url=model.url, name="our-model", key="secret")
    both = answer_with(service, read(TEXT))
    ((path, headers, body),) = model.requests
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert body["model"] == "our-model"
    assert [one["role"] for one in body["messages"]] == ["system", "user"]
    assert body["messages"][1]["content"] == TEXT
    assert both["model"] == {"answered": True, "notes": []}
    assert both["seizures"][0]["to"]["by"] == "model"


def drips(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        time.sleep(0.1)


def drips_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
    for _ in range(100):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize(
    "answers", [drips, drips_headers, lambda _: time.sleep(10)], ids=["body", "headers", "silence"]
)
def test_a_slow_answer_is_given_up_in_time(model, answers):
    model.answers = answers
    started = time.monotonic()
    both = answer_with(Service(url=model.url, name="m", seconds=0.5), read(TEXT))
    assert time.monotonic() - started < 3
    assert both == answer(read(TEXT)) | {"model": {"answered": False, "notes": [SILENT]}}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (401, b"{}"),
        (200, b""),
        (200, b"<html>"),
        (200, b"\xff\xfe"),
        (200, b"{}"),
        (200, b'{"choices": []}'),
        (200, b'{"choices": {"0": 1}}'),
        (200, b'{"choices": [{"message": {"content": 7}}]}'),
        (200, b'{"choices": [{"message": {"content": null}}]}'),
        (200, b"[" * 500_000),
        (200, wrapped("x" * 10_000_000)),
    ],
    ids=lambda one: str(one)[:30],
)
def test_whatever_is_no_answer_gives_one_note_and_changes_nothing(model, status, body):
    model.status, model.body = status, body
    both = answer_with(Service(url=model.url, name="m"), read(TEXT))
    assert both == answer(read(TEXT)) | {"model": {"answered": False, "notes": [SILENT]}}
    assert len(model.requests) == 1


def test_a_service_that_is_not_there_is_a_silent_one_and_is_left_alone_for_a_while(model):
    model.status = 503
    service = Service(url=model.url, name="m")
    for _ in range(3):
        with pytest.raises(SilentError, match="read by rules alone"):
            service.ask(TEXT)
    assert len(model.requests) == 1


def test_no_redirect_is_followed_and_no_proxy_is_used(model, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    elsewhere = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    model.status = 307
    model.headers = {"Location": f"http://127.0.0.1:{elsewhere.server_port}/"}
    with pytest.raises(SilentError):
        Service(url=model.url, name="m").ask(TEXT)
    assert len(model.requests) == 1
    elsewhere.socket.settimeout(0.2)
    with pytest.raises(TimeoutError):
        elsewhere.socket.accept()
    elsewhere.server_close()


def test_a_service_whose_certificate_nobody_vouches_for_gets_no_text(model):
    port = model.url.split(":")[2].split("/")[0]
    with pytest.raises(SilentError):
        Service(url=f"https://127.0.0.1:{port}/", name="m", seconds=2).ask(TEXT)
    assert model.requests == []


def test_a_text_longer_than_a_note_is_not_sent(model):
    with pytest.raises(SilentError, match="too long"):
        Service(url=model.url, name="m").ask("x" * (MOST_TEXT + 1))
    assert model.requests == []


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "ftp://host/",
            "http://model.example/v1",
            "http://10.0.0.5/v1",
            "https://",
            "https://user:pass@host/",
            "//x",
        ),
        "http://localhost.example/",
        "https://host:x/",
    ],
)
def test_an_address_that_would_carry_texts_in_the_clear_or_is_none_is_refused(url):
    with pytest.raises(InputError):
        Service(url=url, name="m")


@pytest.mark.parametrize(
    "url", ["https://model.example/v1/chat/completions", "http://[::1]:8080/", "http://localhost/"]
)
def test_addresses_that_are_taken(url):
    Service(url=url, name="m")


def test_a_key_that_would_end_its_line_is_refused():
    with pytest.raises(InputError):
        Service(url="https://model.example/", name="m", key="a\r\nHost: elsewhere")


def test_signs_that_no_text_should_hold_are_sent_as_they_are(model):
    model.says({"seizures": []})
    Service(url=model.url, name="m").ask("a\ud800\x00b")
    assert model.requests[0][2]["messages"][1]["content"] == "a\ud800\x00b"
    assert json.loads(model.body)
