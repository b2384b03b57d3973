from django.db import migrations

# Who opened a record or took it out, for its provider alone. Reveals officers and agencies by number, acts, counts and
# moments of reads that named this record; nothing of other records, of lists, of words, of refused attempts.
OPEN = """
CREATE FUNCTION records_readers_of(record uuid)
RETURNS TABLE (actor_id int, agency_id int, act varchar, times bigint, first_at timestamptz, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.actor_id, t.agency_id, t.act, count(*), min(t.at), max(t.at)
    FROM journal_trail t
    WHERE t.opened @> ARRAY[record]
      AND t.act IN ('read', 'export', 'stream', 'change', 'hand-in', 'release', 'recall', 'erase')
      AND EXISTS (SELECT FROM records_seizure s WHERE s.id = record AND s.provider_id = ANY (
          string_to_array(nullif(current_setting('chorsu.provides', true), ''), ',')::int[]))
    GROUP BY t.actor_id, t.agency_id, t.act ORDER BY max(t.at) DESC
$$;
REVOKE EXECUTE ON FUNCTION records_readers_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION records_readers_of(uuid) TO chorsu_app;
GRANT CREATE ON SCHEMA public TO chorsu_door;
ALTER FUNCTION records_readers_of(uuid) OWNER TO chorsu_door;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0009_marking_of_parts_and_terms"), ("journal", "0007_trail_doors")]
    operations = [migrations.RunSQL(OPEN, "DROP FUNCTION records_readers_of(uuid)")]
