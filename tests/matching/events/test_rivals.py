"""In another list a row has one counterpart: rivals share its probability, and the better one is preferred."""

from chorsu.matching.events import find_pairs


def found(pairs, a, b):
    return next((pair for pair in pairs if {pair.a, pair.b} == {a, b}), None)


def test_the_exact_counterpart_is_preferred_to_the_rounded_one(seizure, abroad, year):
    rows = [("exact", seizure(1.31363)), ("rounded", seizure(1.3)), ("other", abroad(kg=1.31363))]
    pairs = find_pairs([*year("KZ", 100, seed=1), *rows])
    assert found(pairs, "exact", "other").verdict == "same"
    third = found(pairs, "rounded", "other")
    assert third is None or third.verdict == "possible"


def test_a_third_report_says_that_the_row_has_a_better_counterpart(seizure, abroad, year):
    rows = [("exact", seizure(1.31363)), ("rounded", seizure(1.314)), ("other", abroad(kg=1.31363))]
    third = found(find_pairs([*year("KZ", 100, seed=1), *rows]), "rounded", "other")
    assert "note_better" in {reason.code for reason in third.reasons}


def test_equal_rivals_lower_each_other(seizure, abroad, year):
    alone = [("a", seizure(4.82)), ("b", abroad(kg=4.82))]
    rivals = [*alone, ("c", seizure(4.82, written="Almaty district", conveyance="rail"))]
    others = year("KZ", 100, seed=2)
    certain, shared = (found(find_pairs([*others, *rows]), "a", "b") for rows in (alone, rivals))
    assert certain.verdict == "same"
    assert shared is None or (shared.verdict == "possible" and shared.probability < certain.probability)


def test_the_order_of_rows_changes_nothing(seizure, abroad, year):
    rows = [*year("UZ", 60, seed=4), ("a", seizure(1.31363)), ("b", abroad(kg=1.31363)), ("c", seizure(1.3))]
    forward, backward = find_pairs(rows), find_pairs(rows[::-1])

    def key(pairs):
        return {(frozenset((p.a, p.b)), p.verdict, round(p.probability, 9)) for p in pairs}

    assert key(forward) == key(backward)
