from importlib import import_module

from django.db import migrations

# The door of 0009, which now also tells of look-ups that found the record, with what they were for, and of reads of its
# tombstone. Never what was looked up: the words are not read here.
WAS = import_module("chorsu.records.migrations.0009_readers_door")
AWAY = """
SET LOCAL ROLE chorsu_door;
DROP FUNCTION records_readers_of(uuid);
RESET ROLE;
"""
OPEN = """
CREATE FUNCTION records_readers_of(record uuid)
RETURNS TABLE (actor_id int, agency_id int, act varchar, times bigint, first_at timestamptz, last_at timestamptz, purpose varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.actor_id, t.agency_id, t.act, count(*), min(t.at), max(t.at), t.purpose
    FROM journal_trail t
    WHERE t.opened @> ARRAY[record]
      AND t.act IN ('read', 'export', 'stream', 'change', 'hand-in', 'release', 'recall', 'erase', 'search',
                    'tombstone')
      AND EXISTS (SELECT FROM records_seizure s WHERE s.id = record AND s.provider_id = ANY (
          string_to_array(nullif(current_setting('chorsu.provides', true), ''), ',')::int[]))
    GROUP BY t.actor_id, t.agency_id, t.act, t.purpose ORDER BY max(t.at) DESC
$$;
REVOKE EXECUTE ON FUNCTION records_readers_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION records_readers_of(uuid) TO chorsu_app;
GRANT CREATE ON SCHEMA public TO chorsu_door;
ALTER FUNCTION records_readers_of(uuid) OWNER TO chorsu_door;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0027_pace_of_look_ups")]
    operations = [migrations.RunSQL(AWAY + OPEN, AWAY + WAS.OPEN)]
