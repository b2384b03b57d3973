"""What is said of a language model stands in the reader's language; the words that it quoted stay as they were."""

import json

import pytest
from django.utils import translation

from chorsu.desk.texts.model_lines import warning_words
from chorsu.intake.model.joining import joined
from chorsu.intake.model.service import MOST_TEXT, Service, SilentError
from chorsu.intake.model.telling import told_in
from chorsu.intake.reading.reading import read

TEXT = "On 12 May 2024 police in Osh seized 5 kg of heroin."
SAID = [
    "no JSON",
    "{}",
    '{"seizures": [7]}',
    '{"seizures": [{"date": 7}]}',
    json.dumps({"seizures": [{"date": "x" * 400}]}),
    '{"seizures": [{"date": "13 May 2024"}]}',
    '{"seizures": [{"date": "police"}]}',
]


@pytest.mark.parametrize("content", SAID, ids=lambda content: content[:30])
def test_every_refusal_is_said_in_russian(content):
    told, notes = told_in(content, TEXT)
    joined(read(TEXT), told, notes=notes)
    (line,) = notes.lines
    with translation.override("ru"):
        assert warning_words(line).startswith("модель: ")
        assert warning_words(line).partition("“")[2] == line.partition("“")[2]
    with translation.override("en"):
        assert warning_words(line) == line


@pytest.mark.parametrize("text", [TEXT, "x" * (MOST_TEXT + 1)])
def test_a_silent_model_is_told_of_in_russian(text):
    with pytest.raises(SilentError) as silent:
        Service(url="http://127.0.0.1:9/", name="m", seconds=2).ask(text)
    with translation.override("ru"):
        assert warning_words(str(silent.value)).endswith("прочитано только по правилам")


def test_lines_of_others_stay_as_they_are():
    with translation.override("ru"):
        assert warning_words("only the first 2000 items were read") == "only the first 2000 items were read"
