"""Runs Splink 5 on the same comparisons as `same`, and says where the two differ and why.

Splink gets the reviewed m of each level, estimates u by random sampling, and adjusts for term frequency where `same`
counts values. What it has no place for is what the differences show: chance counted within a country, one counterpart
a row, and parcels of one operation.

Run: `python benchmarks/same_splink.py [--data FOLDER]` (dependency group `bench`).
"""

from __future__ import annotations

import argparse
import csv
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

import duckdb
from splink import DuckDBAPI, Linker

from chorsu.matching.events import Comparable, comparable, pairs_of
from chorsu.matching.events.dates import swapped_date
from chorsu.matching.events.lists import is_one_hand
from chorsu.matching.events.weights import level

sys.path.insert(0, str(Path(__file__).parent))
from same import DATA, read, show

SPLINK_SAME, SPLINK_POSSIBLE = 0.9, 0.3
COLUMNS = (
    "unique_id VARCHAR, country VARCHAR, grp VARCHAR, substance VARCHAR, unit VARCHAR, digits VARCHAR, exponent INT, "
    "amount DOUBLE, step DOUBLE, figure VARCHAR, day INT, swapped INT, place VARCHAR, region VARCHAR, file VARCHAR, "
    "script VARCHAR, unit_word VARCHAR, conveyance VARCHAR, concealment VARCHAR, installation VARCHAR, "
    "destination VARCHAR"
)
ROUNDED = (
    "abs(amount_l - amount_r) <= 0.12 * greatest(amount_l, amount_r) and step_l <> step_r "
    "and case when step_l > step_r "
    "then amount_r - amount_l >= -step_l / 2 and amount_r - amount_l < step_l "
    "else amount_l - amount_r >= -step_r / 2 and amount_l - amount_r < step_r end"
)
SWAPPED = (
    "exponent_l = exponent_r and damerau_levenshtein(rpad(digits_l, 10, '0'), rpad(digits_r, 10, '0')) = 1 "
    "and list_sort(string_split(digits_l, '')) = list_sort(string_split(digits_r, ''))"
)
FEWER = "least(length(digits_l), length(digits_r))"
COMPARISONS = {
    "mass": [
        ("equal", "figure_l = figure_r", "figure"),
        ("unit_slip", "digits_l = digits_r and abs(exponent_l - exponent_r) = 3", ""),
        ("rounded_3", f"{ROUNDED} and {FEWER} >= 3", ""),
        ("rounded_2", f"{ROUNDED} and {FEWER} = 2", ""),
        ("rounded_1", ROUNDED, ""),
        ("swapped", SWAPPED, ""),
        ("near", "abs(amount_l - amount_r) <= 0.03 * greatest(amount_l, amount_r)", ""),
        ("other", "ELSE", ""),
    ],
    "date": [
        ("equal", "day_l = day_r", "day"),
        ("one_day", "abs(day_l - day_r) = 1", ""),
        ("days", "abs(day_l - day_r) <= 3", ""),
        ("week", "abs(day_l - day_r) <= 7", ""),
        ("day_month_swapped", "day_l = swapped_r", ""),
        ("far", "ELSE", ""),
    ],
    "substance": [("equal", "substance_l = substance_r", "substance"), ("group", "ELSE", "")],
    "place": [
        (None, "region_l is null or region_r is null", ""),
        ("same", "place_l = place_r", "place"),
        ("region", "region_l = region_r", "region"),
        ("elsewhere", "ELSE", ""),
    ],
    "list": [
        (None, "script_l is null or script_r is null", ""),
        ("other_script_and_unit", "script_l <> script_r and unit_word_l <> unit_word_r", ""),
        ("other_script", "script_l <> script_r", ""),
        ("other_unit", "unit_word_l <> unit_word_r", ""),
        ("one", "ELSE", ""),
    ],
    **{
        field: [
            (None, f"{field}_l is null or {field}_r is null", ""),
            ("equal", f"{field}_l = {field}_r", field),
            ("other", "ELSE", ""),
        ]
        for field in ("conveyance", "concealment", "installation", "destination")
    },
}  # fmt: skip
"""For each comparison of `same`: the level, its condition in SQL, and the column whose frequency adjusts it."""

KEYS = ("country", "grp", "unit")
BLOCKS = ("l.day = r.day", "l.day = r.day - 1", "l.day = r.day + 1", "l.digits = r.digits and length(l.digits) > 2")


def splink_pairs(rows: list[Comparable]) -> dict[frozenset[str], float]:
    """The pairs that Splink finds possible, with its probability."""
    connection = duckdb.connect()
    connection.execute(f"create table seizures ({COLUMNS})")
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows(_line(row) for row in rows if row.figures)
        table.flush()
        connection.execute(f"copy seizures from '{table.name}' (header false, nullstr '', quote '\"', escape '\"')")
    api = DuckDBAPI(connection)
    joined = " and ".join(f"l.{key} = r.{key}" for key in KEYS)
    settings = {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": 0.2 / len(rows),
        "blocking_rules_to_generate_predictions": [f"{joined} and {block}" for block in BLOCKS],
        "comparisons": [_comparison(name, levels) for name, levels in COMPARISONS.items()],
    }
    linker = Linker(api.register("seizures"), settings, log_level=None, validate_settings=False)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1, min_count_per_level=None)
    found = linker.inference.predict(threshold_match_probability=SPLINK_POSSIBLE, warning_mode="never")
    return {frozenset((line["unique_id_l"], line["unique_id_r"])): line["match_probability"] for line in records(found)}


def records(frame: object) -> list[dict[str, object]]:
    """The rows of a Splink table."""
    relation = frame.as_duckdbpyrelation()  # type: ignore[attr-defined]
    return [dict(zip(relation.columns, line, strict=True)) for line in relation.fetchall()]


def _comparison(name: str, levels: list[tuple[str | None, str, str]]) -> dict[str, object]:
    made = []
    for level_name, condition, frequency in levels:
        one: dict[str, object] = {"sql_condition": condition, "label_for_charts": level_name or "unknown"}
        if level_name is None:
            one["is_null_level"] = True
        else:
            one |= {"m_probability": level(name, level_name).m, "fix_m_probability": True}
        if frequency:
            one["tf_adjustment_column"] = frequency
        made.append(one)
    return {"output_column_name": name, "comparison_levels": made}


def _line(row: Comparable) -> tuple[object, ...]:
    if row.figures is None:
        raise ValueError(row.id)
    digits, exponent = row.figures.digits, row.figures.exponent
    swapped = swapped_date(row.day) if row.day else None
    texts = (row.file, row.script, row.unit_word, row.conveyance, row.concealment, row.installation, row.destination)
    return (
        row.id, row.country, row.group, row.substance, row.unit, digits, exponent, row.figures.value, row.figures.step,
        f"{digits}e{exponent}", row.day, swapped, row.place or None, "/".join(row.regions) or None,
        *(text or None for text in texts),
    )  # fmt: skip


def compare(name: str, rows: list[Comparable], labels: dict[frozenset[str], str]) -> None:
    """Run both and print counts, differences by kind, and how each keeps the labels."""
    start = time.perf_counter()
    theirs = splink_pairs(rows)
    between = time.perf_counter()
    mine = {frozenset((pair.a, pair.b)): pair for pair in pairs_of(rows)}
    end = time.perf_counter()
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    same = {ends for ends, pair in mine.items() if pair.verdict == "same"}
    their_same = {ends for ends, chance in theirs.items() if chance >= SPLINK_SAME}
    show([
        {"what": f"{name}: Splink", "seconds": round(between - start), "same": len(their_same), "shown": len(theirs)},
        {"what": f"{name}: chorsu", "seconds": round(end - between), "same": len(same), "shown": len(mine)},
        {"what": f"{name}: both", "seconds": "", "same": len(same & their_same), "shown": len(mine.keys() & theirs)},
    ])  # fmt: skip
    by_id = {row.id: row for row in rows}
    why = Counter(_why(ends, by_id, mine) for ends in their_same - same)
    show([{"splink same, chorsu not, because": reason, "pairs": count} for reason, count in why.most_common()])
    missed = Counter("splink calls it possible" if ends in theirs else "splink drops it" for ends in same - their_same)
    show([{"chorsu same, splink not": reason, "pairs": count} for reason, count in missed.most_common()])
    kept = [
        (label, _said(theirs.get(ends)), mine[ends].verdict if ends in mine else "") for ends, label in labels.items()
    ]
    show([
        {"label": label, "splink": their, "chorsu": our, "pairs": count}
        for (label, their, our), count in sorted(Counter(kept).items())
    ])  # fmt: skip
    print(f"peak {peak} MB\n")


def _said(chance: float | None) -> str:
    return "" if chance is None else "same" if chance >= SPLINK_SAME else "possible"


def _why(ends: frozenset[str], by_id: dict[str, Comparable], mine: dict[frozenset[str], object]) -> str:
    a, b = (by_id[row_id] for row_id in sorted(ends))
    if is_one_hand(a, b):
        return "rows of one list: two parcels" + (", shown as possible" if ends in mine else "")
    pair = mine.get(ends)
    notes = {reason.code for reason in pair.reasons} if pair else set()  # type: ignore[attr-defined]
    if "note_better" in notes or "note_rival" in notes:
        return "a rival in the other list, shown as possible"
    return "below the threshold, shown as possible" if pair else "quantity, date or chance do not bear it"


def main() -> None:
    """Compare on the labelled year and on the region."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    path = options.data / "kazakhstan_2011_pairs.csv"
    with path.open(encoding="utf-8") as stream:
        labels = {frozenset((r["row_a"], r["row_b"])): r["label"] for r in csv.DictReader(stream) if r["row_b"]}
    year = [comparable(row_id, row) for row_id, row in read(options.data / "kazakhstan_2011_rows.csv", id_column="row")]
    compare("Kazakhstan 2011", year, labels)
    compare("region", [comparable(*row) for row in read(options.data / "unodc_ids_region_2011_2016.csv")], {})


if __name__ == "__main__":
    main()
