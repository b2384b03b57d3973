"""Double reports form clusters; each counts once, by its most precise row."""

from chorsu.matching.events import Pair, clusters, comparable, most_precise


def test_reports_linked_by_a_third_are_one_event(seizure):
    rows = [comparable(name, seizure(kg)) for name, kg in (("a", 1.3), ("b", 1.31363), ("c", 1.31), ("d", 7.0))]
    pairs = [Pair("a", "b", 0.99, "same", ()), Pair("b", "c", 0.95, "same", ())]
    found = clusters(pairs, rows)
    assert [cluster.rows for cluster in found] == [("a", "b", "c"), ("d",)]
    assert found[0].speaker == "b"


def test_possible_pairs_join_only_when_asked(seizure):
    rows = [comparable(name, seizure(1.3)) for name in "ab"]
    pairs = [Pair("a", "b", 0.5, "possible", ())]
    assert len(clusters(pairs, rows)) == 2
    assert len(clusters(pairs, rows, verdicts={"same", "possible"})) == 1


def test_of_two_equally_precise_rows_the_fuller_one_speaks(seizure):
    bare, full = comparable("bare", seizure(1.31)), comparable("full", seizure(1.31, conveyance="rail", origin="AF"))
    assert most_precise([bare, full]).id == "full"
    assert most_precise([full, bare]).id == "full"
