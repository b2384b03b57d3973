from django.db import migrations

# An entry waits for its number in the name of whoever wrote it, and of the moment at which it was written. Asked of the
# officers' role alone, once a statement: workers act in the names of those who handed in. An entry about a row of a
# provider's is that provider's to make. Of a sign-in, and of whoever is not signed in, the process itself says whose an
# entry is (`handling.seal.entering_of`); and where something earlier is brought in, that it is (`EARLIER`).
TOLD_OF = {
    "seizure": ("records_seizure.id", "records_erasure.seizure"),
    "photograph": ("records_photograph.id",),
    "report": ("records_report.id",),
    "return": ("returns_return.id",),
    "nil": ("returns_return.id",),
    "draft": ("intake_draft.id",),
    "news": ("newsroom_item.id",),
    "post": ("directory_post.id",),
    "event": ("cooperation_event.id",),
    "recommendation": ("cooperation_recommendation.id",),
    "instrument": ("cooperation_instrument.id",),
}
"""By the first word of a kind of entry, where the row stands that it tells of, and by which column it is named."""
SIGNING = (
    "sign-in", "sign-in-failed", "sign-out", "locked-out", "proved", "password-changed", "factor-added",
    "factor-removed", "codes-shown",
)  # fmt: skip


def own_row(column: str) -> str:
    table, _, key = column.partition(".")
    return f"EXISTS (SELECT FROM {table} p WHERE p.{key} = t.record_id AND p.provider_id = ANY (provides))"


OWN = " ".join(f"WHEN '{noun}' THEN {' OR '.join(map(own_row, columns))}" for noun, columns in TOLD_OF.items())
NOT_LATER = "t.at < clock_timestamp() + interval '15 minutes'"
NOT_EARLIER = "t.at > clock_timestamp() - interval '15 minutes'"
JOURNAL = f"""
CREATE FUNCTION journal_outbox_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    sealed bigint := directory_sealed();
    earlier boolean := coalesce(directory_said('purpose') = 'earlier', false);
    provides int[] := string_to_array(nullif(directory_said('provides'), ''), ',')::int[];
BEGIN
    IF EXISTS (SELECT FROM told t WHERE (t.actor_id = sealed AND {NOT_LATER}
        AND (earlier OR {NOT_EARLIER})) IS NOT TRUE) THEN
        RAISE insufficient_privilege USING MESSAGE = 'an entry is made in one''s own name, and when it happens';
    END IF;
    IF EXISTS (SELECT FROM told t WHERE (CASE split_part(t.kind, '.', 1) {OWN} ELSE true END) IS NOT TRUE) THEN
        RAISE insufficient_privilege USING MESSAGE = 'an entry is made of what one provides';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER journal_outbox_guard AFTER INSERT ON journal_outbox REFERENCING NEW TABLE AS told
    FOR EACH STATEMENT WHEN (current_user = 'chorsu_app') EXECUTE FUNCTION journal_outbox_guard();
"""  # noqa: S608 — our own names
TRAIL = f"""
CREATE FUNCTION journal_trail_outbox_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    sealed bigint := directory_sealed();
    office bigint := (SELECT u.agency_id FROM directory_user u WHERE u.id = sealed);
    entering text := directory_said('purpose');
BEGIN
    IF EXISTS (SELECT FROM told t WHERE ({NOT_LATER} AND {NOT_EARLIER} AND t.act <> 'sealed' AND (
        entering = 'entry:' || coalesce(t.actor_id::text, '')
        OR t.actor_id = sealed AND t.agency_id IS NOT DISTINCT FROM office AND t.act <> ALL (ARRAY{list(SIGNING)})
    )) IS NOT TRUE) THEN
        RAISE insufficient_privilege USING MESSAGE = 'an entry is made in one''s own name, and when it happens';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER journal_trail_outbox_guard AFTER INSERT ON journal_trail_outbox REFERENCING NEW TABLE AS told
    FOR EACH STATEMENT WHEN (current_user = 'chorsu_app') EXECUTE FUNCTION journal_trail_outbox_guard();
"""  # noqa: S608 — our own names
AWAY = """
DROP TRIGGER journal_trail_outbox_guard ON journal_trail_outbox;
DROP FUNCTION journal_trail_outbox_guard();
DROP TRIGGER journal_outbox_guard ON journal_outbox;
DROP FUNCTION journal_outbox_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0008_told_to")]
    operations = [migrations.RunSQL(JOURNAL + TRAIL, AWAY)]
