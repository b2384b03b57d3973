"""The doors of the directory, and the guard of a user's columns.

What each may reveal: `directory_sealed` the number that the caller put in, if the seal fits; `directory_administers` and
`directory_appoints` yes or no about the sealed person. None reveals the key.
"""

from django.db import migrations

OPEN = """
CREATE FUNCTION directory_sealed() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT u.id FROM public.directory_user u, public.directory_seal s
    WHERE u.id::text = current_setting('chorsu.person', true) AND u.is_active
      AND encode(sha256(s.key || sha256(s.key || convert_to(u.id || ':' || pg_backend_pid(), 'UTF8'))), 'hex')
          = current_setting('chorsu.seal', true)
$$;

CREATE FUNCTION directory_administers() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM public.directory_term t
        WHERE t.user_id = public.directory_sealed() AND t.roles = ARRAY['administrator']::varchar[]
          AND t.since <= now() AND (t.until IS NULL OR t.until > now()))
$$;

CREATE FUNCTION directory_appoints(of_agency bigint, in_roles varchar[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM public.directory_agency a
        WHERE a.principal_id = of_agency AND public.directory_administers()
          AND (a.state_id IS NULL OR in_roles = ARRAY['state-administrator']::varchar[]))
    OR EXISTS (
        SELECT FROM public.directory_term t
        JOIN public.directory_agency own ON own.principal_id = t.agency_id
        JOIN public.directory_agency a ON a.principal_id = of_agency AND a.state_id = own.state_id
        WHERE t.user_id = public.directory_sealed() AND t.roles = ARRAY['state-administrator']::varchar[]
          AND t.since <= now() AND (t.until IS NULL OR t.until > now())
          AND NOT in_roles && ARRAY['administrator', 'state-administrator', 'data-protection', 'auditor']::varchar[])
$$;

CREATE FUNCTION directory_user_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_user <> 'chorsu_app' THEN
        RETURN NEW;
    END IF;
    IF NEW.password IS DISTINCT FROM OLD.password AND OLD.id IS DISTINCT FROM directory_sealed() THEN
        RAISE insufficient_privilege USING MESSAGE = 'a password is chosen by its bearer';
    END IF;
    IF (NEW.username, NEW.first_name, NEW.last_name, NEW.title_en, NEW.title_ru, NEW.agency_id, NEW.roles, NEW.machine)
        IS DISTINCT FROM
       (OLD.username, OLD.first_name, OLD.last_name, OLD.title_en, OLD.title_ru, OLD.agency_id, OLD.roles, OLD.machine)
       AND (OLD.id IS NOT DISTINCT FROM directory_sealed()
            OR directory_appoints(OLD.agency_id, OLD.roles) IS NOT TRUE
            OR directory_appoints(NEW.agency_id, NEW.roles) IS NOT TRUE) THEN
        RAISE insufficient_privilege USING MESSAGE = 'an officer is changed by who may appoint the officer';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER directory_user_guard BEFORE UPDATE ON directory_user
    FOR EACH ROW EXECUTE FUNCTION directory_user_guard();

GRANT CREATE ON SCHEMA public TO chorsu_door;
ALTER FUNCTION directory_sealed() OWNER TO chorsu_door;
ALTER FUNCTION directory_administers() OWNER TO chorsu_door;
ALTER FUNCTION directory_appoints(bigint, varchar[]) OWNER TO chorsu_door;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
REVOKE EXECUTE ON FUNCTION directory_sealed(), directory_administers(), directory_appoints(bigint, varchar[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_sealed(), directory_administers(), directory_appoints(bigint, varchar[]) TO chorsu_app;
"""
CLOSE = """
DROP TRIGGER directory_user_guard ON directory_user;
DROP FUNCTION directory_user_guard();
DROP FUNCTION directory_appoints(bigint, varchar[]) CASCADE;
DROP FUNCTION directory_administers() CASCADE;
DROP FUNCTION directory_sealed() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_whole")]
    operations = [migrations.RunSQL(OPEN, CLOSE)]
