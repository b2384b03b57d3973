"""A door is opened by those alone whom it is for: a function that answers more than its caller may read is no public one."""


def test_nobody_else_may_call_a_function_that_reads_with_other_rights(bank, connect):
    found = connect("owner").execute(
        "SELECT p.proname, r.rolname FROM pg_proc p CROSS JOIN pg_roles r"
        " WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND r.rolname LIKE 'chorsu%'"
        " AND r.rolname NOT IN ('chorsu_owner', 'chorsu_door') AND has_function_privilege(r.oid, p.oid, 'EXECUTE')"
    )
    assert set(found.fetchall()) == {
        ("journal_head", "chorsu_app"),
        ("journal_head", "chorsu_worker"),
        ("journal_behind", "chorsu_app"),
        ("journal_tells_of", "chorsu_app"),
        ("records_pointers", "chorsu_app"),
    }
