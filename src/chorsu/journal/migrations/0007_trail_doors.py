from django.db import migrations

STAYS = """
CREATE FUNCTION journal_trail_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.number <= (SELECT max(last) FROM journal_trail_seal) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only';
END $$;
CREATE TRIGGER journal_trail_stays BEFORE DELETE ON journal_trail
    FOR EACH ROW EXECUTE FUNCTION journal_trail_stays();
CREATE TRIGGER journal_trail_append_only BEFORE UPDATE OR TRUNCATE ON journal_trail
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_trail_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_trail_seal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
"""
GOES = """
DROP TRIGGER journal_trail_seal_append_only ON journal_trail_seal;
DROP TRIGGER journal_trail_append_only ON journal_trail;
DROP TRIGGER journal_trail_stays ON journal_trail;
DROP FUNCTION journal_trail_stays();
"""
# Closes the span of all entries before a moment, at least a year old: keeps the last hash, enters the closing, removes
# the span. Reveals how many entries there were.
CLOSE = """
CREATE FUNCTION journal_trail_close(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    beginning bigint;
    ending bigint;
    closing bytea;
BEGIN
    IF before > now() - interval '365 days' THEN
        RAISE EXCEPTION 'the audit trail is kept for a year at least';
    END IF;
    SELECT min(number) INTO beginning FROM journal_trail;
    SELECT coalesce((SELECT min(number) - 1 FROM journal_trail WHERE at >= before),
                    (SELECT max(number) FROM journal_trail)) INTO ending;
    IF beginning IS NULL OR ending < beginning THEN
        RETURN 0;
    END IF;
    SELECT hash INTO closing FROM journal_trail WHERE number = ending;
    INSERT INTO journal_trail_seal (first, last, head, at) VALUES (beginning, ending, closing, now());
    INSERT INTO journal_trail_outbox (id, act, page, status, actor_id, agency_id, purpose, at, opened, shown, digest)
        VALUES (uuidv7(), 'sealed', 'journal', 0, NULL, NULL, '', now(), '{}', ending, closing);
    DELETE FROM journal_trail_words w USING journal_trail t WHERE w.act_id = t.act_id AND t.number <= ending;
    DELETE FROM journal_trail WHERE number <= ending;
    RETURN ending - beginning + 1;
END $$;
REVOKE EXECUTE ON FUNCTION journal_trail_close(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_trail_close(timestamptz) TO chorsu_worker;
GRANT CREATE ON SCHEMA public TO chorsu_door;
ALTER FUNCTION journal_trail_close(timestamptz) OWNER TO chorsu_door;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
"""
# Erases the words beside entries, for the data-protection officer alone. Reveals how many rows went.
ERASE = """
CREATE FUNCTION journal_trail_erase_words(entries bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    gone bigint;
BEGIN
    IF NOT coalesce('data-protection' = ANY (
        string_to_array(nullif(current_setting('chorsu.roles', true), ''), ',')), false) THEN
        RETURN 0;
    END IF;
    DELETE FROM journal_trail_words w USING journal_trail t
        WHERE w.act_id = t.act_id AND t.number = ANY (entries);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;
REVOKE EXECUTE ON FUNCTION journal_trail_erase_words(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_trail_erase_words(bigint[]) TO chorsu_app;
GRANT CREATE ON SCHEMA public TO chorsu_door;
ALTER FUNCTION journal_trail_erase_words(bigint[]) OWNER TO chorsu_door;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
"""
# Who may open the older doors: whoever gives a function away can no longer say so, and so it had not been said.
WHO = """
SET LOCAL ROLE chorsu_door;
REVOKE EXECUTE ON FUNCTION journal_head(), journal_tells_of(text[], bigint, bigint), journal_behind(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_head() TO chorsu_app, chorsu_worker;
GRANT EXECUTE ON FUNCTION journal_tells_of(text[], bigint, bigint), journal_behind(text) TO chorsu_app;
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0006_trail")]
    operations = [
        migrations.RunSQL(STAYS, GOES),
        migrations.RunSQL(CLOSE, "DROP FUNCTION journal_trail_close(timestamptz)"),
        migrations.RunSQL(WHO, migrations.RunSQL.noop),
        migrations.RunSQL(ERASE, "DROP FUNCTION journal_trail_erase_words(bigint[])"),
    ]
