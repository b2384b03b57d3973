"""Downloads hold what the viewer sees, mark what is invented, and never let a cell become a formula."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from builders.seizures import record
from cast import actor
from chorsu.directory.models import User
from chorsu.handling.rules import Act, decide
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.records.exports import COLUMNS, SYNTHETIC, Leaving, export, leaving, neutral
from chorsu.records.filters import Filter
from chorsu.records.models import Seizure


@pytest.fixture
def rows(bank, as_role):
    hostile = '=HYPERLINK("http://example.invalid";"x")'
    with as_role("worker"):
        invented = record([{"place": hostile}, {"place": "Термез"}], audience=[2])
        real = record([[{"quantity": 1.0}, {"quantity": 2.0, "substance": "opium"}]], synthetic=False)
    return invented + real


def taken(form, who="border-officer", asked=None):
    with viewing(actor(who)):
        found = leaving(asked or Filter())
    return b"".join(export(asked or Filter(), form, actor=actor(who), language="en", leaving=found))


def lines(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def test_csv_has_one_line_a_lot_and_marks_what_is_invented(rows):
    found = lines(taken("csv"))
    assert tuple(found[0]) == COLUMNS
    assert sorted((line["synthetic"], line["quantity"]) for line in found) == [
        ("", "1.0"),
        ("", "2.0"),
        (SYNTHETIC, "1.25"),
        (SYNTHETIC, "1.25"),
    ]


def test_a_viewer_takes_only_what_is_visible_and_not_the_name_of_the_file(rows):
    found = lines(taken("csv", "stranger-c"))
    assert {line["record"] for line in found} == {str(row.pk) for row in rows[:2]}
    assert {line["source_file"] for line in found} == {""}
    assert {line["source_file"] for line in lines(taken("csv"))} == {"example.csv"}


def test_a_filter_for_a_substance_takes_its_lots_alone(rows):
    (line,) = lines(taken("csv", asked=Filter(substance=("opium",))))
    assert (line["substance"], line["substance_name"], line["quantity"]) == ("opium", "Opium", "2.0")


def test_no_cell_of_a_csv_begins_a_formula(rows):
    places = {line["place"] for line in lines(taken("csv"))}
    assert any(place.startswith("'=HYPERLINK") for place in places)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1", "|cmd"])
def test_what_a_spreadsheet_could_run_is_neutralised(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Термез", "a=b", "1-2", "", None, -1.5])
def test_what_is_harmless_stays_as_it_is(value):
    assert neutral(value) == value


def test_a_workbook_says_on_its_first_sheet_that_it_is_invented(rows, tmp_path):
    path = Path(tmp_path) / "taken.xlsx"
    path.write_bytes(taken("xlsx"))
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["Notice", "Seizures"]
    assert book.get_sheet_by_name("Notice").to_python()[0][0].startswith(SYNTHETIC)
    table = book.get_sheet_by_name("Seizures").to_python()
    assert tuple(table[0]) == COLUMNS
    assert len(table) == 5
    assert any(str(cell).startswith("'=HYPERLINK") for line in table for cell in line)


def test_a_map_file_marks_each_feature(rows):
    found = json.loads(taken("geojson"))
    assert found["type"] == "FeatureCollection"
    assert {feature["properties"]["synthetic"] for feature in found["features"]} == {True, False}
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [67.278, 37.224]}


def test_nothing_to_take_is_still_a_file(bank):
    assert lines(taken("csv")) == []
    assert json.loads(taken("geojson"))["features"] == []


def test_another_form_is_refused(bank):
    with pytest.raises(InputError):
        export(Filter(), "exe", actor=actor("border-officer"), language="en", leaving=Leaving([]))


def test_the_columns_are_those_of_the_reference():
    text = (Path(__file__).parents[2] / "docs/reference/exports.md").read_text()
    documented = [line.split("|")[1].strip().strip("`") for line in text.splitlines() if line.startswith("| `")]
    assert tuple(name for cell in documented for name in cell.replace("`", "").split(", ")) == COLUMNS


def test_a_recipient_takes_nothing_out_that_is_bound_to_a_purpose_not_stated(rows, as_role):
    bound = rows[0]
    with as_role("worker"):
        Seizure.objects.filter(pk=bound.pk).update(purposes=["firearms"])
    assert str(bound.pk) not in {line["record"] for line in lines(downloaded("stranger-c"))}
    assert str(rows[1].pk) in {line["record"] for line in lines(downloaded("stranger-c"))}
    assert str(bound.pk) in {line["record"] for line in lines(downloaded("border-officer"))}
    for who in ("stranger-c", "border-officer"):
        for purpose in ("", "firearms"):
            asks = replace(actor(who), purpose=purpose)
            with viewing(asks):
                takes = bound.pk in leaving(Filter(), actor=asks)
                assert takes is decide(asks, Seizure.objects.get(pk=bound.pk).marking, Act.EXPORT, now()).allowed


def downloaded(who):
    client = Client()
    client.force_login(User.objects.get(username=who))
    return b"".join(client.get("/records/download/csv/").streaming_content)


@pytest.fixture
def bound(rows, as_role):
    """Of two records that a liaison officer sees one is graded, conditioned and bound to another purpose."""
    with as_role("worker"):
        Seizure.objects.filter(pk=rows[0].pk).update(
            purposes=["firearms"],
            use_codes=["H0", "H1", "H3"],
            restriction="not before the trial",
            dissemination_codes=["H2"],
            source_grade="B",
            information_grade="2",
            tlp="AMBER",
        )
    return rows[0]


def test_a_file_says_how_many_records_it_leaves_out_and_why_and_one_that_leaves_out_none_does_not(bound):
    note = "1 record is left out: bound by the provider to a purpose that was not stated."
    with viewing(actor("liaison-a")):
        kept = leaving(Filter(), actor=actor("liaison-a"))
    assert f"NOTE: {note}" in body("csv", "liaison-a", kept).decode().splitlines()[-1]
    assert note in json.loads(body("geojson", "liaison-a", kept))["note"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(body("xlsx", "liaison-a", kept)))
    assert note in str(book.get_sheet_by_name("Notice").to_python())
    assert "NOTE" not in taken("csv").decode()
    assert "note" not in json.loads(taken("geojson"))


def body(form, who, kept):
    return b"".join(export(Filter(), form, actor=actor(who), language="en", leaving=kept))


def test_each_line_says_how_its_record_may_be_used(bound):
    (found,) = [line for line in lines(taken("csv")) if line["record"] == str(bound.pk)]
    names = ("use", "restriction", "dissemination", "grading", "tlp", "purposes")
    assert [found[name] for name in names] == ["H0;H1;H3", "not before the trial", "H2", "B2", "AMBER", "firearms"]
    assert found["review_by"] == bound.review_by.date().isoformat()
    features = json.loads(taken("geojson"))["features"]
    assert "H2" in {feature["properties"]["dissemination"] for feature in features}


def test_the_page_counts_what_is_in_no_file_of_its_reader_and_says_it_to_nobody_else(bound):
    said = "1 record that you see here is in no file of yours"
    for who, told in (("liaison-a", True), ("border-officer", False), ("stranger-c", True)):
        client = Client(headers={"accept-language": "en"})
        client.force_login(User.objects.get(username=who))
        assert (said in client.get("/records/").text) is told
        assert (said in client.get("/templates/individual/?year=2024").text) is told


def test_a_template_workbook_leaves_out_what_is_bound_and_says_so(bound):
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(username="liaison-a"))
    answer = client.get("/templates/individual/download/?year=2024")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    told = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    assert "1 record is left out" in told
    assert "'1 rows.'" in told
