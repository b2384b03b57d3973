"""A file that a program takes holds what its owner may take out; a recall lists it by name; its entities are valid."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from builders.releasing import act
from builders.seizures import record
from builders.trail import waiting
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.records import services
from chorsu.records.exports import FORMATS
from chorsu.records.recalls.selectors import taken_out
from programs import program

EXPORTS = "/api/v1/exports"
SCHEMA = Path(__file__).with_name("followthemoney.tsv")
"""The properties of the schemata that are used, from followthemoney 4.11.2 (MIT), `schema/*.yaml`."""


@pytest.fixture
def told(bank, as_role):
    with as_role("worker"):
        lots = [{"place": "Термез"}, {"place": "Термез", "substance": "opium", "quantity": 2.0, "kg": 2.0}]
        found = record([lots, {"place": "=cmd()"}], audience=[MEMBERS])
        record([{"place": "Kept"}])
    return found


def taken(who, form, query=""):
    answer = program(who).get(f"{EXPORTS}/{form}{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_file_names_what_left_in_the_trail_and_for_a_recall(told, connect, form):
    taken("stranger-c", form)
    entry = waiting(connect)[-1]
    assert (entry["act"], entry["page"]) == ("export", "api-export")
    assert sorted(entry["opened"]) == sorted(one.pk for one in told)
    act(services.recall, "border-officer", told[0], principals=None, reason="x")
    with viewing(actor("border-officer")):
        (file,) = taken_out(told[0].pk)
    assert (file.authority, file.form) == (actor("stranger-c").agency, FORMATS[form].ending)


def test_what_is_kept_stands_in_no_file(told):
    for form in ("csv", "geojson", "ftm"):
        assert "Kept" not in taken("stranger-c", form).decode()
        assert "Kept" in taken("border-officer", form).decode()


def test_a_filter_holds_and_one_that_is_not_known_takes_nothing(told):
    rows = list(csv.DictReader(io.StringIO(taken("stranger-c", "csv", "?substance=opium").decode("utf-8-sig"))))
    assert [row["substance"] for row in rows] == ["opium"]
    reader = program("stranger-c")
    assert reader.get(f"{EXPORTS}/csv?substanse=opium").status_code == 422
    assert reader.get(f"{EXPORTS}/exe").status_code == 404


def test_geojson_is_a_collection_of_features(told):
    found = json.loads(taken("stranger-c", "geojson"))
    assert found["type"] == "FeatureCollection"
    assert {one["properties"]["record"] for one in found["features"]} == {str(one.pk) for one in told}


def test_the_entities_of_followthemoney_are_those_of_its_schema(told):
    rows = csv.DictReader(SCHEMA.read_text().splitlines(), delimiter="\t")
    known = {(row["schema"], row["property"]) for row in rows}
    entities = [json.loads(line) for line in taken("stranger-c", "ftm").splitlines()]
    by_id = {one["id"]: one for one in entities}
    assert len(by_id) == len(entities)
    for one in entities:
        assert one.keys() == {"id", "schema", "properties"}
        for name, values in one["properties"].items():
            assert (one["schema"], name) in known
            assert values
            assert all(isinstance(value, str) and value for value in values)
    events = [one["properties"] for one in entities if one["schema"] == "Event"]
    assert {one["recordId"][0] for one in events} == {str(one.pk) for one in told}
    for event in events:
        assert event["name"]
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", event["date"][0])
        assert event["country"] == ["uz"]
        assert all(by_id[place]["schema"] == "Address" for place in event["addressEntity"])
        assert "use: H0" in event["notes"][0]
    two = next(one for one in events if "opium" in one["keywords"])
    assert two["summary"][0].count("kg") == 2
