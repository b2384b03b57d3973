"""A function that runs past row policies is called by the roles it is made for, and by nobody else."""

CALLERS = {
    "journal_head": {"app", "worker"},
    "journal_tells_of": {"app"},
    "journal_behind": {"app"},
    "journal_trail_close": {"worker"},
    "journal_trail_erase_words": {"app"},
    "records_readers_of": {"app"},
    "records_erase": {"app", "worker"},
    "records_pointers": {"app"},
    "directory_sealed": {"app"},
    "directory_administers": {"app"},
    "directory_appoints": {"app"},
}
"""The doors, with the roles that may call each; a trigger is called by none."""


def test_each_door_opens_to_its_callers_alone(bank, connect):
    owner = connect("owner")
    doors = owner.execute(
        "SELECT oid, proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND prorettype <> 'trigger'::regtype"
    ).fetchall()
    may = {
        name: {
            role
            for role in ("app", "worker", "public")
            if owner.execute(
                "SELECT has_function_privilege(%s, %s::oid, 'execute')", [f"chorsu_{role}", oid]
            ).fetchone()[0]
        }
        for oid, name in doors
    }
    assert may == CALLERS
