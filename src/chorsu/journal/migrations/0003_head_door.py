from django.db import migrations

OPEN = """
CREATE FUNCTION journal_head() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(max(number), 0) FROM journal_entry $$;
GRANT CREATE ON SCHEMA public TO chorsu_door;
ALTER FUNCTION journal_head() OWNER TO chorsu_door;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
REVOKE EXECUTE ON FUNCTION journal_head() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_head() TO chorsu_app, chorsu_worker;
"""
CLOSE = "DROP FUNCTION journal_head()"


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]
    operations = [migrations.RunSQL(OPEN, CLOSE)]
