"""The sample of a draft: what stood in the cells of a place is told in one line, without commas that hang."""

from django.utils import translation

from chorsu.desk.hand_in.shown import samples


def test_a_cell_that_begins_with_a_comma_leaves_none_hanging():
    lot = {
        "source_row": 5, "seizure_date": "2011-01-09", "place": None, "place_id": None, "admin1": "KZ-61", "country": "KZ",
        "substance": "heroin", "quantity": 0.152, "unit": "kg", "flags": [],
        "sources": {"place": [4, "PLACE", ", South Kazakhstan"], "country": [2, "COUNTRY", "Kazakhstan"]},
    }  # fmt: skip
    with translation.override("en"):
        (row,) = samples({"sample": [[lot]]})
    assert row.place.before == "South Kazakhstan, Kazakhstan"
    assert (row.place.place.region, row.place.place.country) == ("Turkistan Region", "Kazakhstan")
