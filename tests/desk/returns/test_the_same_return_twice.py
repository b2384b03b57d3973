"""Figures that stand already are told of before they are stored again; a different figure stands beside the other."""

import pytest

from builders.return_forms import answered, form, text_of
from builders.returns import filed
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.returns.models import Return

pytestmark = pytest.mark.usefixtures("bank")


def count():
    with viewing(actor("border-officer")):
        return Return.objects.count()


def sends(client, *rows, **more):
    return client.post("/returns/new/", form(*rows, **({"year": "2024"} | more)))


def test_the_same_is_told_with_the_way_to_the_one_that_stands(enter):
    one, client = filed(("Heroin", "1.5"), ("Opium", "2")), enter("border-officer")
    answer = sends(client, ("Героин", "1.5"), ("Opium", "2"), note="kept")
    assert (answer.status_code, count()) == (422, 1)
    assert "2 of 2 figures stand already, with the same definitions" in text_of(answer)
    page = answer.content.decode()
    for kept in (
        f'href="/returns/{one.pk}/"',
        f'href="/returns/{one.pk}/correction/"',
        'value="Героин"',
        'value="kept"',
    ):
        assert kept in page
    assert sends(client, ("Героин", "1.5"), ("Opium", "2"), note="kept", **answered(answer)).status_code == 302
    assert count() == 2


def test_the_same_weight_in_another_unit_is_the_same(enter):
    filed(("Heroin", "1.5"))
    answer = sends(enter("border-officer"), ("Heroin", "1500"), **{"row-unit": ["g"]})
    assert "1 of 1 figure stands already" in text_of(answer)


@pytest.mark.parametrize(
    "more",
    [
        {"row-value": ["1.6"]},
        {"row-label": ["Opium"]},
        {"year": "2023"},
        {"part": "Q1"},
        {"country": "KZ"},
        {"scope": "authority"},
        {"authority_text": "Another body"},
        {"threshold_kg": "5"},
        {"plants": "yes"},
        {"counted": "by customs"},
        {"row-role": ["total"]},
    ],
    ids=lambda more: next(iter(more)),
)
def test_what_differs_in_anything_stands_beside_it_unasked(enter, more):
    filed(("Heroin", "1.5"))
    assert sends(enter("border-officer"), ("Heroin", "1.5"), **more).status_code == 302
    assert count() == 2


def test_what_was_taken_back_or_is_of_another_agency_is_no_repetition(enter):
    filed(("Heroin", "1.5"), who="liaison-a", provider="example-customs-kz", country="UZ", audience=[])
    assert sends(enter("border-officer"), ("Heroin", "1.5")).status_code == 302
