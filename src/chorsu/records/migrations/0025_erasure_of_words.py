from importlib import import_module

from django.db import migrations

# The door of 0023, which now also takes the words of transfers, what tombstones tell, and the name of the file. What it
# reveals, and to whom, is as before.
WAS = import_module("chorsu.records.migrations.0023_erasure_of_all")
OPEN = """
CREATE FUNCTION records_erase(record uuid) RETURNS TABLE (what text, told text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    about uuid[];
    digests text[];
BEGIN
    IF NOT EXISTS (SELECT FROM records_erasure e WHERE e.seizure = record AND e.provider_id = ANY (
            string_to_array(nullif(current_setting('chorsu.provides', true), ''), ',')::int[])) THEN
        RETURN;
    END IF;
    SELECT array_agg(id) INTO about FROM (
        SELECT record AS id
        UNION ALL SELECT id FROM records_link WHERE record IN (a_id, b_id) OR record = ANY (via)
        UNION ALL SELECT id FROM records_photograph WHERE seizure_id = record
        UNION ALL SELECT id FROM records_permission WHERE seizure_id = record
        UNION ALL SELECT id FROM records_transfer WHERE seizure_id = record
        UNION ALL SELECT report_id FROM records_seizure WHERE id = record) known;
    SELECT array_agg(digest) INTO digests FROM (
        SELECT unnest(ARRAY[large, small]) AS digest FROM records_photograph WHERE seizure_id = record
        UNION SELECT o.digest FROM records_original o JOIN records_photograph p ON p.id = o.photograph_id
            WHERE p.seizure_id = record
        UNION SELECT r.digest FROM records_report r JOIN records_seizure s ON s.report_id = r.id WHERE s.id = record
    ) files WHERE digest <> '';
    DELETE FROM journal_salt WHERE act_id IN (
        SELECT act_id FROM journal_entry WHERE record_id = ANY (about)
        UNION ALL SELECT id FROM journal_outbox WHERE record_id = ANY (about) AND kind <> 'seizure.erased');
    DELETE FROM journal_trail_words WHERE act_id IN (
        SELECT act_id FROM journal_trail WHERE opened @> ARRAY[record]
        UNION ALL SELECT id FROM journal_trail_outbox WHERE opened @> ARRAY[record]);
    DELETE FROM matching_key WHERE seizure_id = record;
    DELETE FROM records_link WHERE id = ANY (about);
    DELETE FROM records_original WHERE photograph_id = ANY (about);
    DELETE FROM records_photograph WHERE id = ANY (about);
    DELETE FROM records_permission WHERE id = ANY (about);
    -- That it went abroad, to whom and when, stays; why, in words, and by whose name, does not.
    UPDATE records_transfer SET basis = '', purpose = '', by_name = '' WHERE seizure_id = record;
    UPDATE records_tombstone SET told = '' WHERE seizure_id = record;
    DELETE FROM records_product_flag WHERE seizure_id = record;
    DELETE FROM records_sanitised WHERE record IN (source_id, version_id);
    DELETE FROM records_withheld WHERE seizure_id = record;
    DELETE FROM records_identifier WHERE seizure_id = record;
    DELETE FROM records_version WHERE seizure_id = record;
    DELETE FROM records_persons_before WHERE seizure_id = record;
    DELETE FROM records_persons WHERE seizure_id = record;
    DELETE FROM records_lot WHERE seizure_id = record;
    DELETE FROM records_seizure WHERE id = record;
    -- A digest of what is gone would let somebody try what it was: a random one takes its place.
    UPDATE records_report SET digest = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), file_name = '—'
        WHERE id = (SELECT e.report FROM records_erasure e WHERE e.seizure = record);
    RETURN QUERY SELECT 'also', a::text FROM unnest(about) a WHERE a <> record;
    RETURN QUERY SELECT DISTINCT 'file', d FROM unnest(digests) d
        WHERE NOT EXISTS (SELECT FROM records_photograph p WHERE d IN (p.large, p.small))
          AND NOT EXISTS (SELECT FROM records_original o WHERE o.digest = d)
          AND NOT EXISTS (SELECT FROM records_report r WHERE r.digest = d);
END $$;
REVOKE EXECUTE ON FUNCTION records_erase(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION records_erase(uuid) TO chorsu_app, chorsu_worker;
GRANT CREATE ON SCHEMA public TO chorsu_door;
ALTER FUNCTION records_erase(uuid) OWNER TO chorsu_door;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0024_basis_of_transfers")]
    operations = [migrations.RunSQL(WAS.AWAY + OPEN, WAS.AWAY + WAS.OPEN)]
