"""An invitation that was taken waits for a second administrator; the database asks again who may confirm it."""

from django.db import migrations, models

from chorsu.handling.security import without_policies

OPEN = """
CREATE FUNCTION directory_invitation_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    sealed bigint;
BEGIN
    IF current_user <> 'chorsu_app' THEN
        RETURN NEW;
    END IF;
    sealed := directory_sealed();
    IF NEW.accepted_at IS DISTINCT FROM OLD.accepted_at
       AND (OLD.used_at IS NOT NULL OR OLD.user_id IS DISTINCT FROM sealed) THEN
        RAISE insufficient_privilege USING MESSAGE = 'an invitation is taken once, by its bearer';
    END IF;
    IF (NEW.confirmed_by, NEW.confirmed_at) IS DISTINCT FROM (OLD.confirmed_by, OLD.confirmed_at)
       AND (OLD.confirmed_at IS NOT NULL OR OLD.accepted_at IS NULL OR sealed IS NULL
            OR NEW.confirmed_by IS DISTINCT FROM sealed OR sealed IN (OLD.user_id, OLD.made_by)
            OR NOT (directory_administers() OR EXISTS (
                SELECT FROM public.directory_user u
                WHERE u.id = OLD.user_id AND directory_appoints(u.agency_id, u.roles)))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'an invitation is confirmed by a second administrator';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER directory_invitation_guard BEFORE UPDATE ON directory_invitation
    FOR EACH ROW EXECUTE FUNCTION directory_invitation_guard();
"""
CLOSE = """
DROP TRIGGER directory_invitation_guard ON directory_invitation;
DROP FUNCTION directory_invitation_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0010_held")]
    operations = [
        migrations.AddField("invitation", "accepted_at", models.DateTimeField(null=True)),
        migrations.AddField("invitation", "confirmed_by", models.IntegerField(null=True)),
        migrations.AddField("invitation", "confirmed_at", models.DateTimeField(null=True)),
        migrations.RunSQL(OPEN, CLOSE),
        migrations.RunPython(migrations.RunPython.noop, without_policies("directory")),
    ]
