"""Claims through other reports: with any set of hidden reports, "each event once" leaves exactly one of each event."""

from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.matching.closure import components, derive

PLACES = range(7)
EDGES = st.sets(st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES)).filter(lambda edge: edge[0] < edge[1]))


def graph(edges):
    neighbours = {place: set() for place in PLACES}
    for a, b in edges:
        neighbours[a].add(b)
        neighbours[b].add(a)
    return neighbours


def counted(edges, derived, seen):
    """The reports that a viewer of `seen` counts: those that no visible claim drops."""
    claims = [(min(edge), max(edge), set()) for edge in edges]
    claims += [(claim.drop, claim.keep, set(claim.via)) for claim in derived]
    dropped = {drop for drop, keep, via in claims if {drop, keep} | via <= seen}
    return seen - dropped


@settings(max_examples=300)
@given(edges=EDGES, seen=st.sets(st.sampled_from(PLACES)))
def test_every_viewer_counts_each_visible_event_once(edges, seen):
    derived = derive(graph(edges), rank=lambda place: place)
    visible = {place: near & seen for place, near in graph(edges).items() if place in seen}
    assert counted(edges, derived, seen) == {max(cluster) for cluster in components(visible)}


def test_a_claim_leads_through_the_report_that_it_rests_on():
    (claim,) = derive(graph({(0, 1), (0, 2)}), rank=lambda place: place)
    assert (claim.drop, claim.keep, claim.via) == (1, 2, (0,))


def test_a_pair_that_was_rejected_is_not_derived_again():
    edges = {(0, 1), (0, 2)}
    assert derive(graph(edges), lambda place: place, {frozenset({1, 2})}) == []


def test_a_flood_of_equal_reports_ends():
    everybody = {(a, b) for a in PLACES for b in PLACES if a < b}
    assert derive(graph(everybody), rank=lambda place: place) == []
