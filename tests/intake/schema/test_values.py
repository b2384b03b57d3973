"""What is given for one seizure becomes the rows of a record, or one clear line for each field that is wrong."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.schema import lists
from chorsu.intake.schema.problems import Problem
from chorsu.intake.schema.values import MOST_LOTS, Values, values_from
from chorsu.vocabulary import manners

AT = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)
HEROIN = {"kind": "drug", "substance": "heroin", "substance_text": "героин", "quantity": "1,25", "unit": "kg"}
WHOLE = {"date": "2026-11-25", "time": "02:40", "offset": 300, "place": {"text": "Термез"}, "lots": [HEROIN]}


def read(country="UZ", lang="en", **said):
    return values_from(WHOLE | said, at=AT, country=country, lang=lang)


def lot(**said):
    values = read(lots=[HEROIN | said])
    assert isinstance(values, Values), values
    return values.lots[0]


def wrong(**said):
    problems = read(**said)
    assert not isinstance(problems, Values)
    return {path: problem.code for path, problem in problems.items()}


def test_a_seizure_with_two_lots_becomes_two_rows_that_share_when_and_where():
    values = read(
        lots=[HEROIN | {"state": "weighed", "packages": "3"}, {"kind": "cash", "quantity": "1500", "currency": "USD"}],
        concealment="car-parts",
        persons={"detained": "2", "minor": "1"},
        narrative="In the fuel tank.",
    )
    drug, cash = values.lots
    assert (drug.substance, drug.substance_group, drug.quantity, drug.unit, drug.kg) == (
        "heroin",
        "opioids",
        1.25,
        "kg",
        1.25,
    )
    assert {key: drug.details[key] for key in ("kind", "state", "packages")} == {
        "kind": "drug",
        "state": "weighed",
        "packages": 3,
    }
    assert (cash.substance, cash.quantity, cash.details["currency"]) == (None, 1500.0, "USD")
    assert {row.seizure_date for row in values.lots} == {dt.date(2026, 11, 25)}
    assert {(row.country, row.admin1, row.concealment) for row in values.lots} == {("UZ", "UZ-SU", "car-parts")}
    assert drug.details["seized_at"] == dt.datetime(2026, 11, 24, 21, 40, tzinfo=dt.UTC)
    assert values.persons == {"detained": 2, "minor": 1}


def test_every_value_leads_to_what_was_told_and_persons_are_in_no_cell():
    values = read(lots=[HEROIN, HEROIN | {"quantity": "2"}], persons={"witness": "7"})
    for number, row in enumerate(values.lots):
        cell = row.sources["quantity"]
        assert values.cells[cell.column] == (cell.header, cell.text)
        assert cell.text == ("1,25", "2")[number]
    assert not any("7" in text or "Witness" in label for label, text in values.cells)


@pytest.mark.parametrize(
    ("written", "read"),
    [("1,25", 1.25), ("1.25", 1.25), (" 1 250,5 ", 1250.5), ("۱۲", 12.0), ("0,001", 0.001), (3, 3.0)],
)
def test_a_quantity_is_read_as_people_write_it(written, read):
    assert lot(quantity=written).quantity == read


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "required"), ("-1", "not_positive"), ("0", "not_positive"), ("a lot", "not_a_number"), ("1e400", "not_a_number"),
        ("1,2,3", "not_a_number"), ("9" * 40, "too_much"), (None, "required"), (True, "not_understood"), ({}, "not_understood"),
    ],
)  # fmt: skip
def test_a_quantity_that_is_none_is_said_beside_its_lot(written, code):
    assert wrong(lots=[HEROIN, HEROIN | {"quantity": written}]) == {"lots.2.quantity": code}


def test_grams_become_kilograms_and_tablets_stay_tablets():
    assert (lot(quantity="250", unit="g").quantity, lot(quantity="250", unit="g").unit) == (0.25, "kg")
    assert lot(quantity="40", unit="tablet").unit == "tablet"


@pytest.mark.parametrize("name", ["героин", "HEROIN", "geroin", "Heroin"])
def test_a_substance_in_words_is_found_in_either_script(name):
    assert lot(substance="", substance_text=name).substance == "heroin"


def test_an_unknown_substance_is_kept_as_written():
    row = lot(substance="", substance_text="синий порошок")
    assert (row.substance, row.sources["substance"].text, "unknown_substance" in row.flags) == (
        None,
        "синий порошок",
        True,
    )


@pytest.mark.parametrize(
    ("said", "path", "code"),
    [
        ({"date": ""}, "date", "required"),
        ({"date": "2026-02-30"}, "date", "not_a_date"),
        ({"date": "1959-01-01"}, "date", "too_early"),
        ({"date": "2026-11-27"}, "date", "in_the_future"),
        ({"time": "23:40"}, "time", "in_the_future"),
        ({"time": "25:00"}, "time", "not_a_time"),
        ({"place": {}}, "place", "required"),
        ({"place": {"text": "x" * 300}}, "place", "too_long"),
        ({"place": {"id": "no-such-place"}}, "place", "not_listed"),
        ({"place": {"latitude": "95", "longitude": "10"}}, "place", "not_a_position"),
        ({"place": {"latitude": "nan", "longitude": "10"}}, "place", "not_a_position"),
        ({"concealment": "in a cloud castle"}, "concealment", "not_listed"),
        ({"persons": {"detained": "1.5"}}, "persons.detained", "not_a_count"),
        ({"persons": {"king": "1"}}, "persons", "not_listed"),
        ({"lots": []}, "lots", "no_lots"),
        ({"lots": [HEROIN] * (MOST_LOTS + 1)}, "lots", "too_many_lots"),
        ({"lots": [HEROIN | {"substance": "", "substance_text": ""}]}, "lots.1.substance", "required"),
        ({"lots": [HEROIN | {"unit": ""}]}, "lots.1.unit", "required"),
        ({"lots": [{"kind": "cash", "quantity": "5"}]}, "lots.1.currency", "required"),
        ({"lots": [{"kind": "vehicle", "item": "firearm-pistol", "quantity": "1"}]}, "lots.1.item", "not_listed"),
        ({"narrative": "x" * 5000}, "narrative", "too_long"),
    ],
)
def test_what_is_wrong_is_said_of_its_field_alone(said, path, code):
    assert wrong(**said) == {path: code}


def test_all_that_is_wrong_is_said_at_once():
    assert set(wrong(date="", place={}, lots=[{"kind": "drug"}])) == {
        "date",
        "place",
        "lots.1.substance",
        "lots.1.quantity",
    }


def test_a_point_of_the_map_is_the_position_and_says_so():
    row = read(place={"text": "Термез", "latitude": "37.30000", "longitude": "67.1"}).lots[0]
    assert (row.latitude, row.longitude, row.place_id) == (37.3, 67.1, "1215957")
    assert "position_given" in row.changes
    assert row.sources["latitude"].text == "37.30000, 67.10000"


@pytest.mark.parametrize(
    ("point", "country", "admin1"),
    [
        ((34.53, 69.17), "AF", "AF-KAB"),
        ((41.31, 69.24), "UZ", "UZ-TK"),
        ((55.75, 37.62), "RU", "RU-MOW"),
        ((41.01, 28.97), "TR", None),
        ((37.23, 67.42), "UZ", "UZ-SU"),
        ((42.0, 50.5), None, None),
    ],
    ids=["Kabul", "Tashkent", "Moscow", "Istanbul", "on the river that is the border", "on the open sea"],
)
def test_a_point_without_a_place_says_the_country_and_the_region(point, country, admin1):
    for text in ("", "by the third bend"):
        row = read(place={"text": text, "latitude": point[0], "longitude": point[1]}).lots[0]
        assert (row.country, row.admin1, row.place) == (country, admin1, text)


@pytest.mark.parametrize("place", [{"text": "Термез"}, {"text": "Termez", "id": "1215957"}])
def test_a_point_far_from_the_place_named_is_kept_and_flagged_and_a_near_one_is_not(place):
    far = read(place=place | {"latitude": 55.75, "longitude": 37.62}).lots[0]
    assert (far.country, far.place_id, far.latitude) == ("UZ", "1215957", 55.75)
    assert "position_elsewhere" in far.flags
    assert "position_elsewhere" not in read(place=place | {"latitude": 37.3, "longitude": 67.1}).lots[0].flags


def test_what_is_counted_has_no_half_and_a_doubtful_weight_is_asked_about():
    assert lot(quantity="1,200", unit="tablet").quantity == 1200
    assert wrong(lots=[HEROIN | {"quantity": "1,2", "unit": "tablet"}]) == {"lots.1.quantity": "not_whole"}
    assert wrong(lots=[HEROIN | {"quantity": "1,200"}]) == {"lots.1.quantity": "doubtful_number"}
    assert lot(quantity="1,2000").quantity == 1.2
    assert lot(quantity=1.234).quantity == 1.234
    line = read(lots=[HEROIN | {"quantity": "7.125"}])["lots.1.quantity"].line("en")
    assert "7.125 / 7125" in line
    cash = read(lots=[{"kind": "cash", "quantity": "1,500", "currency": "USD"}])
    assert cash.lots[0].quantity == 1500


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": "1e12", "substance": "", "substance_text": "blue powder"},
        {"quantity": "1000000000000"},
        {"quantity": "0." + "0" * 200 + "1"},
        {"kind": "cash", "currency": "USD", "quantity": "99999999999"},
        {"kind": "firearm", "quantity": "2000000000"},
    ],
)
def test_an_amount_that_nobody_can_mean_is_flagged_whatever_it_is_of(changes):
    said = HEROIN | changes
    if said["quantity"] == "1e12":
        said["quantity"] = 1e12
    assert "implausible_quantity" in lot(**said).flags


def test_without_a_device_clock_the_states_own_is_taken_where_it_has_one():
    values = read(offset=None)
    assert values.lots[0].details["seized_at"].utcoffset() == dt.timedelta(hours=5)
    assert "seized_at" not in read(country="RU", offset=None, place={"text": "Омск"}).lots[0].details


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_problem_has_a_line_in_both_languages(lang):
    problems = read(lang=lang, date="", time="x", place={}, lots=[{}], persons={"minor": "x"})
    for problem in problems.values():
        assert isinstance(problem, Problem)
        assert problem.line(lang)
        assert "\n" not in problem.line(lang)
    assert problems["date"].line("en") != problems["date"].line("ru")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from([*WHOLE, "persons", "concealment", "narrative", "installation", "origin", "sender_key"])


@given(st.dictionaries(NAMES, ANYTHING, max_size=6))
def test_anything_anywhere_is_answered_and_never_an_accident(said):
    answer = values_from(WHOLE | said, at=AT, country="UZ")
    assert isinstance(answer, (Values, dict))


CASH = {"kind": "cash", "quantity": "500", "currency": "USD"}
PISTOL = {"kind": "firearm", "quantity": "1", "item": "firearm-pistol"}


@pytest.mark.parametrize(
    ("lots", "area"),
    [
        ([HEROIN], "drugs"),
        ([PISTOL], "arms"),
        ([CASH], "money-laundering"),
        ([CASH, PISTOL], "arms"),
        ([PISTOL, HEROIN], "drugs"),
    ],
)
def test_the_area_of_crime_is_that_of_the_goods(lots, area):
    assert {row.details["crime_area"] for row in read(lots=lots).lots} == {area}


def test_every_kind_of_goods_has_an_area_that_the_vocabulary_knows():
    for kind in lists.codes("goods"):
        assert manners.label("crime_area", lists.crime_area_of({kind}), "en")
