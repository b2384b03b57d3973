"""The more finely told report of an event has the higher precision."""

import pytest

from builders.rows import seizure_row
from chorsu.records.precision import precision_of


@pytest.mark.parametrize(
    ("finer", "coarser"),
    [
        ({"quantity": 0.51106}, {"quantity": 0.5}),
        ({"kg_basis": "mass"}, {"kg_basis": "assumed:0.3"}),
        ({"place_id": "geonames:1"}, {"place_id": "UZ-SU"}),
        ({"place_id": None}, {"place_id": None, "admin1": None}),
        ({"origin": "AF"}, {}),
        ({"quantity": 1.25}, {"quantity": None, "kg": None}),
    ],
)
def test_finer_is_more_precise(finer, coarser):
    assert precision_of([seizure_row(**finer)]) > precision_of([seizure_row(**coarser)])


def test_float_noise_is_no_precision():
    assert precision_of([seizure_row(quantity=0.1 + 0.2)]) == precision_of([seizure_row(quantity=0.3)])
