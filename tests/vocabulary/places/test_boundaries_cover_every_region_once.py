"""The drawn shapes: every region of today in one feature, closed rings, small enough for a page, replaceable."""

import json
from collections import Counter
from itertools import pairwise

import pytest

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places import (
    boundaries,
    boundary_note,
    country_outlines,
    disputed_lines,
    neighbours,
    region,
    regions,
)

DRAWN = ("AZ", "KZ", "KG", "RU", "TJ", "TM", "UZ", "AF", "PK", "IR", "AM", "GE")


@pytest.fixture(scope="module")
def features():
    return json.loads(boundaries().read_text(encoding="utf-8"))["features"]


def test_every_code_is_drawn_exactly_once(features):
    drawn = Counter(code for one in features for code in one["properties"]["codes"])
    wanted = {one.code for country in DRAWN for one in regions(country)} | {"UA-40", "UA-43"}
    assert drawn == Counter(wanted)


def test_regions_split_since_are_drawn_together(features):
    together = {frozenset(one["properties"]["codes"]) for one in features if len(one["properties"]["codes"]) > 1}
    assert {
        frozenset(pair) for pair in (("KZ-10", "KZ-63"), ("KZ-19", "KZ-33"), ("KZ-35", "KZ-62"), ("KZ-61", "KZ-79"))
    } <= together


def test_every_feature_draws_something(features):
    assert [one["properties"]["codes"] for one in features if not one["geometry"]["coordinates"]] == []


def test_rings_are_closed_and_outer_ones_run_against_the_clock(features):
    for one in features:
        for polygon in one["geometry"]["coordinates"]:
            for at, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
                assert (area > 0) == (at == 0), one["properties"]["codes"]


def holds(geometry, longitude, latitude):
    inside = False
    for ring in (ring for polygon in geometry["coordinates"] for ring in polygon):
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay > latitude) != (by > latitude) and longitude < (bx - ax) * (latitude - ay) / (by - ay) + ax:
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("KZ-10", 50.42, 80.25),
        ("KZ-62", 47.8, 67.71),
        ("RU-MOS", 55.9, 37.4),
        ("RU-TY", 51.72, 94.45),
        ("UZ-SU", 37.23, 67.28),
        ("TJ-GB", 37.49, 71.55),
        ("AZ-NV", 39.21, 45.41),
    ],
)
def test_a_town_lies_inside_the_shape_of_its_region(features, code, latitude, longitude):
    found = [one["properties"]["codes"] for one in features if holds(one["geometry"], longitude, latitude)]
    assert len(found) == 1
    assert code in found[0]


def test_disputed_shapes_have_lines_to_dash(features):
    lines = json.loads(disputed_lines().read_text(encoding="utf-8"))["features"]
    dashed = {code for one in lines for code in one["properties"]["codes"]}
    assert {code for one in features if one["properties"]["disputed"] for code in one["properties"]["codes"]} - {
        "UA-40"
    } <= dashed


def test_the_layers_are_small():
    assert sum(path.stat().st_size for path in (boundaries(), country_outlines(), disputed_lines())) < 1_200_000


def test_the_operator_replaces_a_layer_and_keeps_the_others(tmp_path, monkeypatch):
    mine = tmp_path / "regions.geojson"
    mine.write_text("{}", encoding="utf-8")
    monkeypatch.setenv("CHORSU_MAP_DIR", str(tmp_path))
    assert boundaries() == mine
    assert country_outlines().parent != tmp_path
    assert "legal status" in boundary_note("en")
    monkeypatch.setenv("CHORSU_MAP_DIR", str(tmp_path / "absent"))
    with pytest.raises(InputError, match="CHORSU_MAP_DIR"):
        boundaries()


def test_the_note_is_there_in_both_languages():
    assert boundary_note("ru") != boundary_note("en")
    assert boundary_note("de") == boundary_note("en")


def test_neighbours_are_mutual_and_cross_borders():
    assert all(one.code in neighbours(other) for one in regions() for other in neighbours(one.code))
    assert {"KG-C", "KZ-61", "KZ-19"} <= neighbours("KZ-31")
    assert {"UZ-TO", "UZ-TK"} & neighbours("KZ-61")
    assert neighbours("RU-MOW") & {"RU-MOS"}
    assert "KZ-63" not in neighbours("KZ-35")
    assert not neighbours("KZ-79") - {"KZ-61"}


def test_names_of_shapes_are_the_regions(features):
    for one in features:
        assert one["properties"]["name_ru"].split(", ")[0] == region(one["properties"]["codes"][0]).name_ru
