"""Who looks is believed only under the seal: one door reads what a transaction says, and every other door reads it there.

`directory_said` gives back a setting of the transaction, if the seal fits all that was said and the moment at which the
transaction began. The owner of the database, who needs no seal to read anything, is believed.
"""

from django.db import migrations

SAID = """
GRANT CREATE ON SCHEMA public TO chorsu_door;
SET LOCAL ROLE chorsu_door;
CREATE FUNCTION directory_said(what text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    told text := current_setting('chorsu.' || what, true);
BEGIN
    IF coalesce(told, '') = '' OR session_user NOT IN ('chorsu_app', 'chorsu_worker', 'chorsu_public') THEN
        RETURN told;
    END IF;
    PERFORM FROM public.directory_seal s
    WHERE current_setting('chorsu.seal', true) = encode(sha256(s.key || sha256(s.key || convert_to(
        concat_ws('|', to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS'),
            coalesce(current_setting('chorsu.person', true), ''), coalesce(current_setting('chorsu.viewer', true), ''),
            coalesce(current_setting('chorsu.provides', true), ''), coalesce(current_setting('chorsu.roles', true), ''),
            coalesce(current_setting('chorsu.purpose', true), '')), 'UTF8'))), 'hex');
    RETURN CASE WHEN FOUND THEN told END;
END $$;
REVOKE ALL ON FUNCTION directory_said(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_said(text) TO SESSION_USER;
CREATE OR REPLACE FUNCTION directory_sealed() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT u.id FROM public.directory_user u WHERE u.id::text = public.directory_said('person') AND u.is_active
$$;
RESET ROLE;
"""
READ_THERE = """
SET LOCAL ROLE chorsu_door;
DO $$
DECLARE
    door record;
BEGIN
    FOR door IN
        SELECT pg_get_functiondef(p.oid) AS told FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'chorsu_door'::regrole
          AND p.prokind = 'f' AND p.prosrc ~ {found} AND p.proname <> 'directory_said'
    LOOP
        EXECUTE regexp_replace(door.told, {found}, {instead}, 'g');
    END LOOP;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
"""
SETTING = r"'current_setting\(''chorsu\.(viewer|provides|roles|purpose)'', true\)'"
DOOR = r"'public\.directory_said\(''(viewer|provides|roles|purpose)''\)'"
THROUGH = READ_THERE.format(found=SETTING, instead=r"'public.directory_said(''\1'')'")
BACK = READ_THERE.format(found=DOOR, instead=r"'current_setting(''chorsu.\1'', true)'")
AS_IT_WAS = """
GRANT CREATE ON SCHEMA public TO chorsu_door;
SET LOCAL ROLE chorsu_door;
CREATE OR REPLACE FUNCTION directory_sealed() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT u.id FROM public.directory_user u, public.directory_seal s
    WHERE u.id::text = current_setting('chorsu.person', true) AND u.is_active
      AND encode(sha256(s.key || sha256(s.key || convert_to(u.id || ':' || pg_backend_pid(), 'UTF8'))), 'hex')
          = current_setting('chorsu.seal', true)
$$;
RESET ROLE;
"""
AWAY = "SET LOCAL ROLE chorsu_door; DROP FUNCTION directory_said(text) CASCADE; RESET ROLE;"


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0008_named_in_terms"),
        ("journal", "0008_told_to"),
        ("records", "0030_named_in_terms"),
    ]
    operations = [migrations.RunSQL(SAID + THROUGH, AS_IT_WAS + BACK + AWAY)]
