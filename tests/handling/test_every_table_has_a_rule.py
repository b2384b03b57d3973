"""No table stands outside the table of grants, and no role has more than it says."""

from chorsu.handling.grants import EXEMPT, TABLES


def test_every_table_is_granted_or_exempt(connect):
    rows = connect("owner").execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    names = {name for (name,) in rows}
    assert names == TABLES.keys() | EXEMPT.keys()


def test_a_marked_table_has_row_level_security(connect):
    owner = connect("owner")
    columns = owner.execute(
        "SELECT DISTINCT table_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'audience'"
    ).fetchall()
    assert columns
    for (name,) in columns:
        secured = owner.execute("SELECT relrowsecurity FROM pg_class WHERE relname = %s", [name]).fetchone()[0]
        assert secured, name
        assert TABLES[name].rows is not None, name


def test_no_role_bypasses_policies(connect):
    rows = connect("owner").execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname LIKE 'chorsu%'"
    )
    assert {name: rights for name, *rights in rows.fetchall() if any(rights)} == {}
