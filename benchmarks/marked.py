# ruff: noqa: S608 — names of ours
"""What row-level security costs: pages of a bank of marked records, with the policies and without, in one run.

A million invented seizures, marked in realistic shares (provider alone, states, groups, members, terms with ends and
exclusions, ended), 200 groups; the officer's authority is in 40 of them. Pages are answered by the application in this
process, in turn in four ways: as the officers' role; by the owner, whom no policy binds (`open`: row-level security
switched off, so every record is in the answer); and by the owner with views that make its answer the officer's own:
rows taken by the rule itself, written into the query as an application without row-level security would (`ruled`), or
by a column `seen`, filled beforehand with what the policy says (`plain`): nothing that keeps a rule could be faster.
CHORSU_BENCH_RECORDS sets another size.
"""

from __future__ import annotations

import os
import re
import statistics
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.config.installation import Installation

RECORDS = int(os.environ.get("CHORSU_BENCH_RECORDS", "1000000"))
REPEATS = int(os.environ.get("CHORSU_BENCH_REPEATS", "7"))
OFFICER = "border-officer"
TARGET = 1.3
DEEP = 12
"""Pages down the list."""
_GROUPS = """
    WITH made AS (INSERT INTO handling_principal (kind, code)
        SELECT 'group', 'bench-' || n FROM generate_series(1, 200) n RETURNING id, code),
    named AS (INSERT INTO directory_group (principal_id, code, kind, name_en, name_ru)
        SELECT id, code, 'group', code, code FROM made RETURNING principal_id, code)
    INSERT INTO directory_group_agencies (group_id, agency_id)
    SELECT n.principal_id, a.principal_id FROM named n CROSS JOIN directory_agency a
    WHERE CASE WHEN a.code = 'example-border-uz' THEN split_part(n.code, '-', 2)::int % 5 = 0
               ELSE random() < 0.25 END
"""
_OPEN_DOORS = """
    DO $$ DECLARE door regprocedure;
    BEGIN
        FOR door IN SELECT oid FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND proowner = 'chorsu_door'::regrole
        LOOP
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO chorsu_owner', door);
        END LOOP;
    END $$
"""
_REPORTS = """
    INSERT INTO records_report (id, file_name, digest, size, received_at, synthetic, provider_id, audience, exclusions)
    SELECT uuidv7(), 'bench', md5(a.code), 1, now(), true, a.principal_id, ARRAY[a.principal_id], '{}'
    FROM directory_agency a
"""
_MARKED = """
    CREATE UNLOGGED TABLE bench_marked AS
    WITH places AS (SELECT array_agg(principal_id) AS states FROM directory_state),
    teams AS (SELECT array_agg(principal_id) AS groups FROM directory_group WHERE code LIKE 'bench-%%'),
    reports AS (SELECT array_agg(id ORDER BY provider_id) AS ids, array_agg(provider_id ORDER BY provider_id) AS owners
        FROM records_report WHERE file_name = 'bench'),
    drawn AS MATERIALIZED (SELECT n, random() AS kind, random() AS x, random() AS y, random() AS z, random() AS w
        FROM generate_series(1, %(records)s) n),
    placed AS (SELECT d.*, 1 + floor(w * cardinality(owners))::int AS owner,
        states[1 + floor(x * cardinality(states))::int] AS state_a,
        states[1 + floor(y * cardinality(states))::int] AS state_b,
        groups[1 + floor(x * cardinality(groups))::int] AS group_a,
        groups[1 + floor(y * cardinality(groups))::int] AS group_b
        FROM drawn d, places, teams, reports)
    SELECT p.n, uuidv7() AS id, r.ids[p.owner] AS report, r.owners[p.owner] AS provider, p.x, p.y, p.z,
        CASE WHEN kind < 0.35 THEN '{}'::int[] WHEN kind < 0.60 THEN ARRAY[state_a, state_b]
             WHEN kind < 0.75 THEN ARRAY[group_a, group_b] WHEN kind < 0.89 THEN ARRAY[%(members)s]
             WHEN kind < 0.97 THEN '{}' ELSE ARRAY[state_a] END || r.owners[p.owner] AS audience,
        CASE WHEN kind BETWEEN 0.83 AND 0.89 THEN ARRAY[state_a] ELSE '{}'::int[] END AS exclusions,
        CASE WHEN kind >= 0.97 THEN now() - interval '1 day' WHEN kind BETWEEN 0.55 AND 0.60
             THEN now() + interval '90 days' END AS until,
        CASE WHEN kind BETWEEN 0.89 AND 0.97 THEN jsonb_build_array(
            jsonb_build_object('to', ARRAY[state_a, group_a], 'but', ARRAY[group_b],
                'until', now() + (CASE WHEN z < 0.3 THEN -1 ELSE 1 END + (z - 0.3) * 300) * interval '1 day',
                'operation', NULL),
            jsonb_build_object('to', ARRAY[state_b], 'but', '{}'::int[], 'until', NULL,
                'operation', CASE WHEN z < 0.5 THEN group_b END)) END AS releases,
        now() + interval '2 years' AS review_by
    FROM placed p, reports r
"""
_SEIZURES = """
    INSERT INTO records_seizure (id, report_id, sheet, row, source_cells, provenance, version, recorded_at, changed_at,
        withdrawn, synthetic, seized_on, country, admin1, place, place_id, concealment, conveyance, installation,
        origin, departure, destination, routing, flags, changes, precision, provider_id, audience, exclusions, until,
        releases, review_by, sender_key)
    SELECT m.id, m.report, '', m.n, '[["Date", "2020-01-01"], ["Place", "Osh"], ["Amount", "1.2 kg"]]', '{"place": 1}',
        1, now(), now(), false, true, date '2020-01-01' + (m.z * 2190)::int, split_part(r, '-', 1), r, 'example', '',
        '', '', '', '', '', '', '', '{}', '{}', 5, m.provider, m.audience, m.exclusions, m.until, m.releases,
        m.review_by, 'B-' || m.n
    FROM bench_marked m, LATERAL (SELECT (%(regions)s::text[])[1 + (m.x * (%(many)s - 1))::int] AS r) x
"""
_LOTS = """
    INSERT INTO records_lot (id, seizure_id, number, substance, substance_group, substance_text, quantity, unit, kg,
        kg_basis, provider_id, audience, exclusions, until, releases, review_by)
    SELECT uuidv7(), m.id, 1, split_part(pair, ' ', 1), split_part(pair, ' ', 2), '', 1.2, 'kg',
        round((m.y * 50)::numeric, 2), 'mass', m.provider, m.audience, m.exclusions, m.until, m.releases, m.review_by
    FROM bench_marked m, LATERAL (SELECT (%(substances)s::text[])[1 + (m.y * (%(kinds)s - 1))::int] AS pair) x
"""
_IDENTIFIERS = """
    INSERT INTO records_identifier (id, seizure_id, kind, normal, written, provider_id, audience, exclusions, until,
        releases, review_by)
    SELECT uuidv7(), m.id, 'phone', '+9989' || lpad((m.n % 40000000)::text, 8, '0'), '', m.provider, m.audience,
        m.exclusions, m.until, m.releases, m.review_by
    FROM bench_marked m
"""
"""Each record tells of a telephone of its own."""
_WORDS = """
    INSERT INTO records_words (seizure_id, words) SELECT s.id, array_to_tsvector(ARRAY['exampl',
        'rare' || s.row % 20000, 'often' || s.row % 200, 'country:' || s.country, 'region:' || s.admin1,
        'substance:' || l.substance])
    FROM records_seizure s JOIN records_lot l ON l.seizure_id = s.id
"""
"""What a record tells in words: one that fifty tell, one that five thousand tell, and its codes."""
_SEARCHED = """
    CREATE FUNCTION {schema}.records_search(query text, beyond uuid, most int) RETURNS TABLE (id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT records_seizure.id FROM records_words JOIN records_seizure ON records_seizure.id = seizure_id
    WHERE words @@ query::tsquery AND NOT withdrawn AND (beyond IS NULL OR records_seizure.id < beyond)
        AND {rule} ORDER BY records_seizure.id DESC LIMIT most $$
"""
"""The door of search with another rule in place of that of the policies, or none."""
_VIEWED = ("records_seizure", "records_lot", "records_identifier")
_SAME = ("ruled", "plain")
"""Ways without policies whose answer is the officer's own."""
_WAYS = ("app", "open", *_SAME)


@contextmanager
def _installation() -> Iterator[Installation]:
    """A database of its own with the example directory, stopped after."""
    from chorsu.config.installation import Installation
    from chorsu.config.postgres import stop

    with tempfile.TemporaryDirectory(prefix="chorsu-bench-") as folder:
        Path(folder).chmod(0o755)
        home = Path(folder) / "var"
        home.mkdir(mode=0o711)
        made = Installation(home, "")
        process = made.cluster.start()
        try:
            made.create_roles()
            made.migrate()
            yield made
        finally:
            stop(process)


def _fill(owner: psycopg.Connection[Any]) -> None:
    from chorsu.handling.marking import MEMBERS
    from chorsu.vocabulary.places import member_states, regions
    from chorsu.vocabulary.substances import substances

    codes = [region.code for country in member_states() for region in regions(country.code)]
    known = [f"{one.code} {one.group}" for one in substances() if one.known][:60]
    owner.execute("SELECT setseed(0.5)")
    owner.execute(_GROUPS)
    # The owner answers as if there were no policies; the doors that pages call are opened to it for that.
    owner.execute("SET ROLE chorsu_door")
    owner.execute(_OPEN_DOORS)
    owner.execute("RESET ROLE")
    owner.execute(_REPORTS)
    owner.execute(_MARKED, {"records": RECORDS, "members": MEMBERS})
    owner.execute(_SEIZURES, {"regions": codes, "many": len(codes)})
    owner.execute(_LOTS, {"substances": known, "kinds": len(known)})
    owner.execute(_IDENTIFIERS)
    owner.execute(_WORDS)


def _see(owner: psycopg.Connection[Any], principals: str, provides: str) -> int:
    """Write beside each row whether the policy shows it, and give the owner views of what it shows; how many."""
    from chorsu.handling.sql import visible_sql

    for schema in ("plain", "ruled", "open"):
        owner.execute(f"CREATE SCHEMA {schema}")
    owner.execute(
        "SELECT set_config('chorsu.viewer', %s, false), set_config('chorsu.provides', %s, false)",
        [principals, provides],
    )
    for table in _VIEWED:
        owner.execute(f"CREATE VIEW plain.{table} AS SELECT * FROM public.{table}")
        owner.execute(f"ALTER TABLE {table} ADD COLUMN seen boolean NOT NULL DEFAULT false")
        owner.execute(f"UPDATE {table} SET seen = true WHERE {visible_sql()}")
        columns = owner.execute(
            "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)"
            " FROM information_schema.columns WHERE table_schema = 'plain' AND table_name = %s",
            [table],
        ).fetchone()
        named = (columns or ("*",))[0]
        for way, schema, rule in (("OR REPLACE ", "plain", "seen"), ("", "ruled", visible_sql())):
            owner.execute(f"CREATE {way}VIEW {schema}.{table} AS SELECT {named} FROM public.{table} WHERE {rule}")
    for schema, rule in (("plain", "seen"), ("ruled", visible_sql()), ("open", "true")):
        owner.execute(_SEARCHED.format(schema=schema, rule=rule))
    for table in _VIEWED:  # in the order in which they came: the filling has moved what is seen to the end
        owner.execute(f"CLUSTER {table} USING {table}_pkey")
    owner.execute("VACUUM ANALYZE")
    counted = owner.execute("SELECT count(*) FROM records_seizure WHERE seen").fetchone()
    return int((counted or (0,))[0])


class _Pages:
    """The pages as the officer asks for them, answered with the policies or without."""

    def __init__(self, made: Installation) -> None:
        from django.test import Client

        self.made, self.client = made, Client(headers={"host": "127.0.0.1"})

    def use(self, role: str) -> None:
        """Answer from now on as this role."""
        from django.db import connections

        from chorsu.config.settings import environment

        connections["default"].close()
        settings = environment.database(self.made.url("app" if role == "app" else "owner"))
        if role != "app":
            settings["OPTIONS"]["options"] = f"-c search_path={role},public"
        connections["default"].settings_dict.update(settings)
        connections["default"].ensure_connection()

    def sign_in(self) -> Any:
        """Sign the officer in; the actor."""
        from chorsu.directory.models import User
        from chorsu.directory.selectors import actor_of

        user = User.objects.get(username=OFFICER)
        self.client.force_login(user)
        return actor_of(user)

    def ask(self, path: str) -> tuple[float, int, str]:
        """Milliseconds, status, and the page without what is drawn anew for each answer."""
        page, _, number = path.partition(" ")
        begun = time.perf_counter()
        if number:
            sent = {"identifier": number, "kind": "phone", "purpose": "drugs"}
            response = self.client.post(page, sent)
        else:
            response = self.client.get(page)
        taken = (time.perf_counter() - begun) * 1000
        if response.status_code not in {200, 404}:
            raise RuntimeError(f"{path} answered {response.status_code}")
        text = re.sub(r'"[A-Za-z0-9_=-]{22,}"|[A-Za-z0-9]{64}', "", response.content.decode())  # tokens
        # Sums of several processes differ in their last digits.
        return taken, response.status_code, re.sub(r"\d+\.\d+", lambda found: f"{float(found[0]):.4g}", text)

    def deep(self) -> str:
        """The address of a page far down the list."""
        path = "/records/"
        for _ in range(DEEP):
            following = re.search(r'href="([^"]*after=[^"]*)"', self.client.get(path).content.decode())
            if following is None:
                break
            path = "/records/" + following[1].replace("&amp;", "&").removeprefix("/records/")
        return path


def _asked(pages: _Pages, owner: psycopg.Connection[Any]) -> dict[str, str]:
    seen, hidden = (
        (owner.execute(f"SELECT id FROM records_seizure WHERE {which} ORDER BY id LIMIT 1").fetchone() or ("",))[0]
        for which in ("seen", "NOT seen")
    )
    return {
        "list, first page": "/records/",
        "list, one country and substance": "/records/?country=UZ&substance=heroin",
        "list, one provider": f"/records/?provider={_provider(owner)}",
        "list, by weight": "/records/?sort=-weight",
        "list, newest": "/records/?sort=-received",
        "list, far down": pages.deep(),
        "one record, seen": f"/records/{seen}/",
        "one record, hidden": f"/records/{hidden}/",
        "one record, in the list": f"/records/?id={seen}",
        "exact look-up, seen": f"/look-up/ {_number(owner, seen)}",
        "exact look-up, hidden": f"/look-up/ {_number(owner, hidden)}",
        "exact look-up, not there": "/look-up/ +998 99 999 99 99",
        "search, rare word": "/search/?q=rare77",
        "search, frequent word": "/search/?q=often77",
        "search, two words": "/search/?q=often77+heroin",
        "search, not there": "/search/?q=unheard",
        "map and figures": "/picture/",
        "map and figures, one country": "/picture/?country=UZ",
    }


def _number(owner: psycopg.Connection[Any], seizure: str) -> str:
    found = owner.execute("SELECT normal FROM records_identifier WHERE seizure_id = %s", [seizure]).fetchone()
    return str((found or ("",))[0])


def _provider(owner: psycopg.Connection[Any]) -> int:
    found = owner.execute("SELECT principal_id FROM directory_agency WHERE code = 'example-police-kg'").fetchone()
    return int((found or (0,))[0])


def _measured(pages: _Pages, asked: dict[str, str]) -> list[dict[str, Any]]:
    times: dict[tuple[str, str], list[float]] = {}
    said: dict[tuple[str, str], tuple[int, str]] = {}
    for number in range(REPEATS + 1):
        turn = number % len(_WAYS)
        for role in _WAYS[turn:] + _WAYS[:turn]:
            pages.use(role)
            for name, path in asked.items():
                taken, status, text = pages.ask(path)
                said[name, role] = (status, text)
                if number:  # the first round warms all up
                    times.setdefault((name, role), []).append(taken)
    rows = []
    for name in asked:
        middle = {role: statistics.median(times[name, role]) for role in _WAYS}
        policies, without = middle["app"], middle["open"]
        others = [_difference(said[name, "app"][1], said[name, role][1]) for role in _SAME]
        note = f"{policies:.0f} ms with policies, {without:.0f} without; where the answer is the officer's own:"
        note += (
            f" {policies / middle['ruled']:.2f} × the rule in the query, {policies / middle['plain']:.2f} × rows known"
        )
        note += f" beforehand ({' '.join(filter(None, others)) or 'same answer'}); at best"
        note += f" {', '.join(f'{min(times[name, role]):.0f}' for role in _WAYS)} ({said[name, 'app'][0]})"
        rows.append({"name": name, "value": policies / without, "unit": "×", "target": f"{TARGET}", "note": note})
    return rows


def _difference(one: str, other: str) -> str:
    """Where two pages part, a few letters of both; empty where they are the same."""
    if one == other:
        return ""
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"ANOTHER answer: {one[max(0, at - 20) : at + 20]!r} and {other[max(0, at - 20) : at + 20]!r}"


def run() -> list[dict[str, Any]]:
    """Rows of the benchmark: for each page, its time with row-level security as a multiple of its time without."""
    with _installation() as made:
        os.environ |= {
            "CHORSU_HOME": str(made.home),
            "CHORSU_ROLE_DATABASE_URL": made.url("app"),
            "CHORSU_SECRET_KEY": made.key("officers"),
            "CHORSU_EXAMPLE": "1",
            "CHORSU_LOOK_UPS_OFFICER": "9999",
            "CHORSU_LOOK_UPS_AGENCY": "9999",
            "DJANGO_SETTINGS_MODULE": "chorsu.config.settings.officers",
        }
        import django

        django.setup()
        from chorsu.desk.search import views as search
        from chorsu.intake import looking_up

        # Answers leave at once: what is asked here is what they take.
        looking_up.STEP_SECONDS = search.STEP_SECONDS = 1e-9
        with psycopg.connect(made.url("owner"), autocommit=True) as owner:
            _fill(owner)
            pages = _Pages(made)
            pages.use("app")
            actor = pages.sign_in()
            numbers = (",".join(map(str, sorted(which))) for which in (actor.principals, actor.provides))
            seen = _see(owner, *numbers)
            asked = _asked(pages, owner)
            rows = _measured(pages, asked)
    whole = {"name": "records seen", "value": seen, "unit": "", "note": f"of {RECORDS:,}"}
    return [whole, *rows]
