"""One rule, told three times: the pure decision, row-level security's condition, the condition over columns.

Each is held against a reference that was written from the words of the field, over generated markings, actors and acts.
"""

import datetime as dt
import os
from dataclasses import dataclass, fields, replace

import duckdb
import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from chorsu.handling import columnar, sql
from chorsu.handling.marking import Handling, Marking, Release
from chorsu.handling.models import HANDLING_COLUMNS, MARKING_COLUMNS, whole_columns_of
from chorsu.handling.rules import Act, Actor, Role, decide
from handling.reference import may

AT = dt.datetime(2026, 5, 4, 3, 2, 1, tzinfo=dt.UTC)
COLUMNS = (*MARKING_COLUMNS, *HANDLING_COLUMNS)
PERMITS = ("court_permits", "passing_permits")
PURPOSES = ("", "drugs", "firearms", "court")
MARKINGS_A_CASE, ACTORS_A_CASE = 16, 8

numbers = st.integers(1, 7)
sets = st.frozensets(numbers, max_size=3)
moments = st.sampled_from([None, None, AT - dt.timedelta(days=1), AT, AT + dt.timedelta(seconds=1)])
releases = st.builds(Release, st.frozensets(numbers, min_size=1, max_size=2), sets, moments, st.none() | numbers)
handlings = st.builds(
    Handling,
    use=st.frozensets(st.sampled_from(["H0", "H1", "H3"])),
    dissemination=st.frozensets(st.just("H2")),
    purposes=st.frozensets(st.sampled_from(PURPOSES[1:3]), max_size=2),
    pointer=st.sampled_from(["nothing", "contact"]),
    contact=st.just("the duty officer"),
    countable=st.booleans(),
    court_permits=st.lists(releases, max_size=2).map(tuple),
    passing_permits=st.lists(releases, max_size=2).map(tuple),
)
for_everybody = st.builds(
    Marking,
    provider=numbers,
    audience=sets.map(lambda some: some | {1}),
    until=st.sampled_from([None, None, AT + dt.timedelta(seconds=1)]),
    handling=st.builds(Handling, use=st.just(frozenset({"H0"})) | st.just(frozenset({"H1"}))),
)
markings = for_everybody | st.builds(
    Marking,
    provider=numbers,
    audience=sets,
    exclusions=st.just(frozenset()) | sets,
    until=moments,
    only_for=st.none() | st.none() | sets,
    releases=st.lists(releases, max_size=2).map(tuple),
    review_by=moments,
    handling=handlings,
)
actors = st.builds(
    Actor,
    user=st.just(1),
    name=st.just(""),
    principals=sets,
    provides=st.just(frozenset()) | sets,
    roles=st.frozensets(st.sampled_from([Role.OFFICER, Role.PRESS])),
    purpose=st.sampled_from(PURPOSES),
)


@dataclass
class Engines:
    """The two databases that are asked, each with an empty table of markings."""

    postgres: object
    duck: object


@pytest.fixture
def engines(request):
    url = os.environ.get("CHORSU_MUTANTS_DATABASE", "")
    postgres = psycopg.connect(url, autocommit=True) if url else request.getfixturevalue("connect")("owner")
    marked = ", ".join(f"{name} {_TYPES[name][0]}" for name in COLUMNS)
    worked_out = "named int[] GENERATED ALWAYS AS (handling_named_in(releases)) STORED"
    postgres.execute(f"CREATE TEMP TABLE marked (id int, {marked}, {worked_out})")
    duck = duckdb.connect()
    duck.execute(f"CREATE TABLE marked (id INTEGER, {', '.join(f'{name} {_TYPES[name][1]}' for name in COLUMNS)})")
    return Engines(postgres, duck)


_LIST, _WORDS, _TEXT = ("int[]", "INTEGER[]"), ("text[]", "VARCHAR[]"), ("text", "VARCHAR")
_MOMENT = ("timestamptz", "TIMESTAMPTZ")
_TERMS = '"to" INTEGER[], but INTEGER[], until TIMESTAMPTZ, operation INTEGER'
_TYPES = dict.fromkeys(COLUMNS, _TEXT) | {
    "provider_id": ("int", "INTEGER"),
    "countable": ("bool", "BOOLEAN"),
    "until": _MOMENT,
    "review_by": _MOMENT,
    "releases": ("jsonb", f"STRUCT({_TERMS})[]"),
    **dict.fromkeys(PERMITS, ("jsonb", f"STRUCT({_TERMS})[]")),
    **dict.fromkeys(("audience", "exclusions", "only_for"), _LIST),
    **dict.fromkeys(("use_codes", "dissemination_codes", "purposes"), _WORDS),
}


def test_every_column_of_a_marking_is_asked():
    assert set(_TYPES) == set(COLUMNS)
    assert len(HANDLING_COLUMNS) == len(fields(Handling))


def agree(engines, some, others):
    stored = [whole_columns_of(marking) for marking in some]
    plain = [
        row | {name: [_moments(term) for term in row[name] or []] for name in ("releases", *PERMITS)} for row in stored
    ]
    with engines.postgres.transaction(force_rollback=True):
        _fill(engines, stored, plain)
        for who in others:
            asked = {"principals": who.principals, "provides": who.provides, "roles": who.roles, "purpose": who.purpose}
            for act in Act:
                expected = {n for n, row in enumerate(plain) if may(act.value, row, asked, AT)}
                decided = {n for n, marking in enumerate(some) if decide(who, marking, act, AT).allowed}
                assert decided == expected, (act, who)
                assert _in_postgres(engines.postgres, who, act) == expected, (act, who)
                condition = columnar.condition(who, act, AT)
                found = engines.duck.execute(f"SELECT id FROM marked WHERE {condition}").fetchall()
                assert {row[0] for row in found} == expected, (act, who)


def _moments(term):
    return term | {"until": dt.datetime.fromisoformat(term["until"]) if term["until"] else None}


def _fill(engines, stored, plain):
    places = ", ".join(["%s"] * (len(COLUMNS) + 1))
    engines.duck.execute("DELETE FROM marked")
    for number, (row, said) in enumerate(zip(stored, plain, strict=True)):
        terms = {name: Jsonb(row[name]) for name in PERMITS}
        terms["releases"] = Jsonb(row["releases"]) if row["releases"] else None
        values = [number, *((row | terms)[name] for name in COLUMNS)]
        engines.postgres.execute(f"INSERT INTO marked VALUES ({places})", values)
        own = [number, *((said | {"releases": said["releases"] or None})[name] for name in COLUMNS)]
        engines.duck.execute(f"INSERT INTO marked VALUES ({places.replace('%s', '?')})", own)


def _in_postgres(connection, who, act):
    values = [",".join(map(str, who.principals)), ",".join(map(str, who.provides)), ",".join(who.roles), who.purpose]
    connection.execute(
        "SELECT set_config('chorsu.viewer', %s, true), set_config('chorsu.provides', %s, true),"
        " set_config('chorsu.roles', %s, true), set_config('chorsu.purpose', %s, true)",
        values,
    )
    condition = sql.condition(act).replace("now()", f"timestamptz '{AT.isoformat()}'")
    return {row[0] for row in connection.execute(f"SELECT id FROM marked WHERE {condition}").fetchall()}


cases = given(
    some=st.lists(markings, min_size=MARKINGS_A_CASE, max_size=MARKINGS_A_CASE),
    others=st.lists(actors, min_size=ACTORS_A_CASE, max_size=ACTORS_A_CASE),
)
quiet = {"suppress_health_check": list(HealthCheck), "phases": [Phase.generate, Phase.target]}


@settings(max_examples=6, **quiet)
@cases
def test_the_three_agree_with_the_reference(engines, some, others):
    agree(engines, some, others)


@pytest.mark.slow
@settings(max_examples=90, **quiet)
@cases
def test_the_three_agree_with_the_reference_in_a_hundred_thousand_cases(engines, some, others):
    assert 90 * MARKINGS_A_CASE * ACTORS_A_CASE * len(Act) >= 100_000
    agree(engines, some, others)


@given(marking=markings, only=st.none() | sets, who=actors)
def test_a_part_is_never_marked_more_widely_than_its_record(marking, only, who):
    part = marking.narrowed_to(only)
    for act in (Act.SEE, Act.USE, Act.EXPORT, Act.PASS_ON, Act.PUBLISH):
        assert decide(who, marking, act, AT).allowed or not decide(who, part, act, AT).allowed


@given(marking=markings, who=actors)
def test_after_the_end_of_what_reaches_an_actor_nothing_does(marking, who):
    marking = replace(marking, review_by=None)
    if who.provides or not decide(who, marking, Act.SEE, AT).allowed:
        return
    end = marking.end_for(who.principals, AT)
    later = AT + dt.timedelta(days=900) if end is None else end
    assert decide(who, marking, Act.SEE, later).allowed is (end is None)
