from django.db import migrations

OPEN = """
CREATE FUNCTION journal_behind(of text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT (SELECT coalesce(max(number), 0) FROM journal_entry)
        - coalesce((SELECT number FROM journal_cursor WHERE consumer = of), 0) $$;
GRANT CREATE ON SCHEMA public TO chorsu_door;
ALTER FUNCTION journal_behind(text) OWNER TO chorsu_door;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
REVOKE EXECUTE ON FUNCTION journal_behind(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_behind(text) TO chorsu_app;
"""
CLOSE = "DROP FUNCTION journal_behind(text)"


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_kinds_door")]
    operations = [migrations.RunSQL(OPEN, CLOSE)]
