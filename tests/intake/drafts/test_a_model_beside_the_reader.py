"""The worker asks an organisation's model besides; an officer sees what only it found, and no rule lets that pass."""

import json
import os
import subprocess
import sys

import pytest

from builders.models import serving
from builders.reports import agency_number
from chorsu.config.processes import processes
from chorsu.config.settings import environment
from chorsu.handling.viewer import viewing
from chorsu.intake import standing
from chorsu.intake.drafts.reading import answer_of, answering
from chorsu.intake.drafts.slots import restored
from chorsu.intake.drafts.tasks import read_next
from chorsu.intake.model.service import Service
from chorsu.intake.models import Draft, Text
from chorsu.intake.standing import Rules
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError

TEXT = "On 12 May 2024 border guards in Termez, Uzbekistan, seized 5 kg of heroin. One of the men has cousins in Kazan."
CHORSU = "from chorsu.config.cli import main; sys.exit(main())"
FOUND = {"seizures": [{"to": "Kazan", "from": "Mazar", "items": [{"amount": "5 kg", "substance": "heroin"}]}]}


@pytest.fixture
def model():
    with serving() as one:
        yield one


def drafts(desk, answers):
    with viewing(desk.actor):
        rules = Rules(least={"seizure": 0.3})
        standing.set_rules(actor=desk.actor, agency=agency_number("example-border-uz"), rules=rules, at=now())
    desk.hands_in(TEXT)
    with desk.as_role("worker"):
        while read_next(answers=answers):
            pass
    with viewing(desk.actor):
        return Text.objects.get(), list(Draft.objects.all())


def test_what_only_the_model_found_waits_for_an_officer(desk, model):
    model.says(FOUND)
    text, (draft,) = drafts(desk, answering(Service(url=model.url, name="m")))
    slot = restored(draft.slots)["destination"]
    assert (slot.value, slot.by, slot.quote) == ("RU", "model", "Kazan")
    assert draft.state == Draft.State.OPEN
    assert text.warnings == ["the model: its quote does not stand in the text: “Mazar”"]


def test_a_silent_model_leaves_the_text_as_the_rules_read_it_and_says_so(desk, model):
    model.status = 500
    text, (draft,) = drafts(desk, answering(Service(url=model.url, name="m")))
    assert draft.passed_by_rule
    assert text.warnings == ["the model did not answer; read by rules alone"]


def test_without_the_setting_nobody_is_asked(monkeypatch):
    monkeypatch.delenv("CHORSU_MODEL_URL", raising=False)
    assert environment.model() is None
    assert answering(None) is answer_of


def test_only_the_worker_that_reads_is_told_of_the_model(installation, monkeypatch):
    for name in environment.MODEL:
        monkeypatch.setenv(name, "5" if name.endswith("SECONDS") else "https://model.example/")
    told = {one.name for one in processes(installation, 9000) if "model.example" in str(one.environment)}
    assert told == {"intake"}


@pytest.mark.parametrize(
    ("name", "value"), [("CHORSU_MODEL_URL", "http://model.example/"), ("CHORSU_MODEL_SECONDS", "0")]
)
def test_a_wrong_setting_stops_the_start_with_one_line(installation, monkeypatch, name, value):
    monkeypatch.setenv("CHORSU_MODEL_URL", "https://model.example/")
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=name):
        processes(installation, 9000)


def chorsu_read(tmp_path, *arguments, url=""):
    path = tmp_path / "note.txt"
    path.write_text(f"{TEXT}\n", "utf-8")
    return subprocess.run(
        [sys.executable, "-c", f"import sys; {CHORSU}", "read", str(path), *arguments],
        env={**os.environ, "CHORSU_MODEL_URL": url},
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
def test_the_verb_asks_only_when_told_to(tmp_path, model):
    model.says(FOUND)
    alone = json.loads(chorsu_read(tmp_path, url=model.url).stdout)
    assert model.requests == []
    assert "model" not in alone
    both = json.loads(chorsu_read(tmp_path, "--model", url=model.url).stdout)
    assert len(model.requests) == 1
    assert (both["model"]["answered"], both["seizures"][0]["to"]["by"]) == (True, "model")


def test_the_verb_refuses_to_ask_a_model_that_nobody_named(tmp_path):
    done = chorsu_read(tmp_path, "--model")
    assert done.returncode == 2
    assert done.stderr.decode() == "chorsu read: CHORSU_MODEL_URL: is not set; set it, or leave --model out\n"
