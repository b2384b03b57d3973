from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.vocabulary.manners import KINDS, find_manner
from chorsu.vocabulary.substances import find_substance, substance
from chorsu.vocabulary.units import find_unit, to_base


@settings(max_examples=150)
@given(st.text(max_size=400))
def test_any_text_is_answered_with_a_code_of_ours_or_none(text):
    match = find_substance(text)
    assert match is None or substance(match.code).known == match.known
    unit = find_unit(text)
    assert unit is None or to_base(1, unit)[0] > 0
    for kind in KINDS:
        find_manner(kind, text)


def test_long_runs_that_could_tire_a_pattern():
    for piece in ("ия", "(", "1/1", "н", "a,", "adb", "((", "ами "):
        for text in (piece * 150, piece * 149 + "x"):
            find_substance(text[:300])
            find_unit(text[:300])
