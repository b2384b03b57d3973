from django.db import migrations

OPEN = """
CREATE FUNCTION journal_tells_of(kinds text[], after bigint, upto bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT EXISTS (SELECT FROM journal_entry e WHERE e.number > after AND e.number <= upto AND e.kind = ANY (kinds)) $$;
GRANT CREATE ON SCHEMA public TO chorsu_door;
ALTER FUNCTION journal_tells_of(text[], bigint, bigint) OWNER TO chorsu_door;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
REVOKE EXECUTE ON FUNCTION journal_tells_of(text[], bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_tells_of(text[], bigint, bigint) TO chorsu_app;
"""
CLOSE = "DROP FUNCTION journal_tells_of(text[], bigint, bigint)"


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_head_door")]
    operations = [migrations.RunSQL(OPEN, CLOSE)]
