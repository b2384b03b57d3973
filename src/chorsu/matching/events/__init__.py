"""Same event: compares normalised rows of seizures, says which report the same one, how surely, and why. Pure core.

Owns the comparisons, their reviewed weights, the counting of chance, blocking, one-to-one reasoning and clusters. Must
not read files, touch a database, or change a row: it proposes, people confirm.
"""

from chorsu.matching.events.background import Background
from chorsu.matching.events.bank import Bank
from chorsu.matching.events.blocking import blocking_keys, probe_keys
from chorsu.matching.events.clusters import Cluster, clusters, most_precise
from chorsu.matching.events.comparable import Comparable, comparable
from chorsu.matching.events.pairs import Pair, find_pairs, pairs_of, pairs_with, score
from chorsu.matching.events.reasons import Reason, label

__all__ = [
    "Background",
    "Bank",
    "Cluster",
    "Comparable",
    "Pair",
    "Reason",
    "blocking_keys",
    "clusters",
    "comparable",
    "find_pairs",
    "label",
    "most_precise",
    "pairs_of",
    "pairs_with",
    "probe_keys",
    "score",
]
