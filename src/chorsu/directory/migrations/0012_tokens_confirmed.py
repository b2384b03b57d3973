"""A token made for a machine waits for a second administrator; the database asks again who may confirm it."""

from django.db import migrations, models

from chorsu.handling.security import without_policies

# Those of before go on until they end.
BEFORE = """
UPDATE directory_token t SET confirmed_at = t.made_at, confirmed_by = 0
    FROM directory_user u WHERE u.id = t.user_id AND (u.machine OR t.made_by <> t.user_id);
"""
OPEN = """
CREATE FUNCTION directory_token_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    sealed bigint := directory_sealed();
BEGIN
    IF (NEW.confirmed_by, NEW.confirmed_at) IS DISTINCT FROM (OLD.confirmed_by, OLD.confirmed_at)
       AND (OLD.confirmed_at IS NOT NULL OR sealed IS NULL OR NEW.confirmed_by IS DISTINCT FROM sealed
            OR sealed IN (OLD.user_id, OLD.made_by)
            OR NOT (directory_administers() OR EXISTS (
                SELECT FROM public.directory_user u
                WHERE u.id = OLD.user_id AND directory_appoints(u.agency_id, u.roles)))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a token of a machine is confirmed by a second administrator';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER directory_token_guard BEFORE UPDATE ON directory_token
    FOR EACH ROW WHEN (current_user = 'chorsu_app') EXECUTE FUNCTION directory_token_guard();
"""
CLOSE = """
DROP TRIGGER directory_token_guard ON directory_token;
DROP FUNCTION directory_token_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0011_confirmed")]
    operations = [
        migrations.AddField("token", "confirmed_by", models.IntegerField(null=True)),
        migrations.AddField("token", "confirmed_at", models.DateTimeField(null=True)),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.RunSQL(OPEN, CLOSE),
        migrations.RunPython(migrations.RunPython.noop, without_policies("directory")),
    ]
