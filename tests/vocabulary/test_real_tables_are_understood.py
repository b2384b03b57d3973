"""The vocabulary against tables as authorities publish them; skipped where they are not on the machine."""

import csv
import io
import zipfile
from collections import Counter

import pytest

from chorsu.vocabulary.manners import find_manner
from chorsu.vocabulary.substances import find_substance, plausible_max, substance
from chorsu.vocabulary.units import find_unit, to_base
from realdata import shared_data

MANNERS = {
    "HIDING_PLACE": "concealment",
    "INSTALLATION": "installation",
    "TRANSPORT": "conveyance",
    "ROUTING": "routing",
}


def region() -> list[dict[str, str]]:
    with shared_data("seizures/unodc_ids_region_2011_2016.csv").open(encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))


def world() -> list[dict[str, str]]:
    with zipfile.ZipFile(shared_data("seizures/unodc_ids_world_2011_2016.zip")) as archive:
        name = archive.namelist()[0]
        return list(csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8-sig")))


@pytest.fixture(scope="module", params=[region, world])
def rows(request):
    return request.param()


def share(counts: Counter[str], is_read) -> float:
    return sum(count for text, count in counts.items() if is_read(text)) / counts.total()


def test_nearly_every_row_names_a_known_substance(rows):
    def known(text: str) -> bool:
        match = find_substance(text)
        if match is None or not match.known:
            return False
        node = substance(match.code)
        return bool(node.source and (node.cas or node.schedule or node.group))

    assert share(Counter(row["DRUG_NAME"] for row in rows), known) >= 0.99


def test_nearly_every_unit_is_known(rows):
    counts = Counter(row["DRUG_UNIT"] for row in rows if row["DRUG_UNIT"])
    assert share(counts, lambda text: find_unit(text) is not None) >= 0.999


@pytest.mark.parametrize("column", MANNERS)
def test_every_manner_is_known(rows, column):
    counts = Counter(row[column] for row in rows if row[column])
    assert share(counts, lambda text: find_manner(MANNERS[column], text) is not None) == 1


def test_few_rows_are_implausible_and_the_slip_of_a_unit_is_among_them():
    flagged = set()
    for row in region():
        match, unit = find_substance(row["DRUG_NAME"]), find_unit(row["DRUG_UNIT"])
        if match and unit and row["AMOUNT"]:
            quantity, base = to_base(float(row["AMOUNT"]), unit)
            ceiling = plausible_max(match.code, base)
            if ceiling is not None and quantity > ceiling:
                flagged.add((match.code, row["AMOUNT"]))
    assert ("mdma", "23291692.0") in flagged
    assert len(flagged) <= 5


def test_the_tables_of_the_1988_convention_agree():
    tables = {"I": "1988-I", "II": "1988-II", "S": ""}
    with shared_data("vocabulary/precursors_1988_tables.csv").open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            match = find_substance(row["name"])
            assert match is not None, row["name"]
            node = substance(match.code)
            assert node.cas in row["cas"].split(";"), row["name"]
            assert (node.schedule, node.hs) == (tables[row["table"]], row["hs2022"]), row["name"]


def test_headings_of_the_harmonized_system_exist():
    with shared_data("vocabulary/hs_harmonized-system.csv").open(encoding="utf-8-sig") as lines:
        headings = {row["hscode"] for row in csv.DictReader(lines)}
    for row in {find_substance(name) for name in ("heroin", "acetone", "khat", "codeine")}:
        assert row is not None
        assert substance(row.code).hs.replace(".", "") in headings


def test_annual_tables_and_border_tables_are_understood():
    with shared_data("seizures/unodc_annual_drug_seizures_2018_2022.csv").open(encoding="utf-8-sig") as lines:
        counts = Counter(row["Drug"] for row in csv.DictReader(lines) if not row["Drug"].startswith("Total"))
    with shared_data("seizures/cbp_nationwide-drugs-fy19-fy22.csv").open(encoding="utf-8-sig") as lines:
        counts.update(row["Drug Type"] for row in csv.DictReader(lines))
    assert all(find_substance(text) is not None for text in counts)
