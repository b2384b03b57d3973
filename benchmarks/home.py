"""Home with many records: how long until the page, and until the figures, with 40,000 and with a million seizures.

The records are made up in the database by the owner's role: their content is synthetic and their spread is uniform, the
worst case for the cube of figures. The pages are asked for as the analyst, over HTTP, by one client.
"""

from __future__ import annotations

import statistics
import time
import urllib.request
from pathlib import Path
from typing import Any

import psycopg
from running import Site, running_site, sign_in

STEPS = (40_000, 1_000_000)
REPEATS = 5
_REPORT = """
    INSERT INTO records_report
        (id, file_name, digest, size, received_at, synthetic, provider_id, audience, exclusions)
    SELECT uuidv7(), 'bench', md5(random()::text), 1, now(), true, a.principal_id,
        ARRAY[a.principal_id, c.principal_id], '{}'
    FROM directory_agency a, directory_agency c WHERE a.code = 'example-border-uz' AND c.code = 'example-centre'
    RETURNING id, provider_id, audience
"""
_SEIZURES = """
    INSERT INTO records_seizure (id, report_id, sheet, row, source_cells, provenance, version, recorded_at,
        changed_at, withdrawn, synthetic, seized_on, country, admin1, place, place_id, concealment, conveyance,
        installation, origin, departure, destination, routing, flags, changes, precision, provider_id, audience,
        exclusions)
    SELECT uuidv7(), %(report)s, '', n,
        '[["Date", "2020-01-01"], ["Place", "Osh"], ["Amount", "1.2 kg"]]',
        '{"place": 1}', 1, now(), now(), false, true, date '2020-01-01' + (random() * 2190)::int,
        split_part(r, '-', 1), r, 'example', '', '', '', '', '', '', '', '',
        CASE WHEN random() < 0.01 THEN '{implausible_quantity}'::text[] ELSE '{}' END, '{}', 5, %(provider)s,
        %(audience)s, '{}'
    FROM generate_series(1, %(count)s) n,
        LATERAL (
        SELECT (%(regions)s::text[])[1 + (random() * (cardinality(%(regions)s::text[]) - 1))::int + 0 * n] r) x
"""
_LOTS = """
    INSERT INTO records_lot (id, seizure_id, number, substance, substance_group, substance_text, quantity, unit, kg,
        kg_basis, provider_id, audience, exclusions)
    SELECT uuidv7(), s.id, 1, c.code, c.grp, c.code, 1.2, 'kg', random(), 'mass', s.provider_id, s.audience, '{}'
    FROM records_seizure s, LATERAL (
        SELECT split_part(pair, ' ', 1) code, split_part(pair, ' ', 2) grp
        FROM (SELECT (%(substances)s::text[])[1 + (random() * (cardinality(%(substances)s::text[]) - 1))::int
              + 0 * s.row] pair) y) c
    WHERE s.report_id = %(report)s
"""


def _fill(site: Site, count: int) -> None:
    from chorsu.config.installation import Installation
    from chorsu.vocabulary.places import member_states, regions
    from chorsu.vocabulary.substances import substances

    codes = [region.code for country in member_states() for region in regions(country.code)]
    known = [f"{one.code} {one.group}" for one in substances() if one.known][:60]
    with psycopg.connect(Installation(Path(site.home), "").url("owner"), autocommit=True) as owner:
        report, provider, audience = owner.execute(_REPORT).fetchone() or (None, None, None)
        values = {"report": report, "provider": provider, "audience": audience, "count": count}
        owner.execute(_SEIZURES, values | {"regions": codes})
        owner.execute(_LOTS, values | {"substances": known})
        owner.execute("VACUUM ANALYZE")


def _asked(address: str, cookie: str) -> tuple[float, int]:
    request = urllib.request.Request(address, headers={"Cookie": cookie})
    begun = time.monotonic()
    size = len(urllib.request.urlopen(request).read())
    return (time.monotonic() - begun) * 1000, size


def run() -> list[dict[str, Any]]:
    """Rows of the benchmark."""
    rows: list[dict[str, Any]] = []
    with running_site() as site:
        there = 0
        for total in STEPS:
            _fill(site, total - there)
            there = total
            cookie = sign_in(site, "analyst")
            for name, path in (("page", "/"), ("figures", "/picture/"), ("records table", "/records/")):
                times = [_asked(site.officers + path, cookie) for _ in range(REPEATS)]
                rows.append(
                    {
                        "name": f"{total:,} records: {name}",
                        "value": statistics.median(milliseconds for milliseconds, _ in times),
                        "unit": "ms",
                        "target": "1500" if total < 10**6 else "3000",
                        "note": f"{times[-1][1] / 1000:.0f} kB, worst {max(taken for taken, _ in times):.0f} ms",
                    }
                )
    return rows
