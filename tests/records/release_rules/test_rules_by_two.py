"""SQL as the officers' role: a standing rule that asks for a second officer gets one, in that officer's own name."""

import psycopg
import pytest

from cast import actor
from chorsu.handling.ties import TIES
from fabricating import fabricated, insert, provided_by
from sealing import saying_as


@pytest.fixture
def rule(bank, connect):
    maker = actor("border-officer")
    return provided_by(
        connect("owner"),
        "records_release_rule",
        maker.agency,
        TIES,
        made_by=maker.user,
        four_eyes=True,
        to_audience=[2],
    )


@pytest.mark.parametrize(
    "change",
    [
        "approved_by = {own}, approved_at = now()",
        "approved_by = {other}, approved_at = now()",
        "approved_at = now()",
        "made_by = {other}",
        "four_eyes = false",
        "off_by = {other}, off_at = now()",
    ],
)
def test_its_maker_puts_it_in_force_in_no_way(rule, connect, change):
    maker, app = actor("border-officer"), connect("app")
    said = change.format(own=maker.user, other=actor("liaison-a").user)
    refused = (psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)
    with pytest.raises(refused), saying_as(app, maker):
        app.execute(f"UPDATE records_release_rule SET {said}")
    with saying_as(app, maker):
        app.execute("UPDATE records_release_rule SET off_by = %s, off_at = now()", [maker.user])


def test_none_is_made_approved(rule, connect):
    maker, app = actor("border-officer"), connect("app")
    made = fabricated(connect("owner"), "records_release_rule", provider_id=maker.agency, audience=[maker.agency])
    made |= {"made_by": maker.user, "to_audience": [2]}
    with saying_as(app, maker):
        insert(app, "records_release_rule", made)
    made |= {"id": rule["id"], "approved_by": actor("liaison-a").user, "approved_at": "2026-01-01"}
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, maker):
        insert(app, "records_release_rule", made)
