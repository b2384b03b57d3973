"""A question that takes too long is given up, and the transaction goes on under its own limits."""

from contextlib import ExitStack

from django.db import connection, transaction

from chorsu.records.patience import rows_within


def limit():
    return connection.connection.execute("SHOW statement_timeout").fetchone()[0]


def test_what_comes_in_time_is_told_and_what_does_not_is_given_up(bank):
    with transaction.atomic():
        before = limit()
        assert rows_within(5_000, "SELECT 1", []) == [(1,)]
        assert rows_within(20, "SELECT pg_sleep(2)", []) is None
        assert limit() == before
        assert rows_within(5_000, "SELECT 2", []) == [(2,)]


def test_undoing_is_under_no_limit(bank):
    """Else a loaded machine might cut short the rolling back, and with it the whole transaction."""
    limits = []

    def watch(execute, sql, params, many, context):
        if sql.startswith("ROLLBACK TO"):
            limits.append(limit())
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        stack.enter_context(connection.execute_wrapper(watch))
        rows_within(5_000, "SELECT 1", [])
    assert limits == ["0"]
