from django.db import migrations

# The digests of the keys that the transaction says it holds. What it says is no secret's worth: a digest cannot be made
# without the key, and tables hold digests alone. Counts of tries are kept under other keys from here on.
HELD = """
CREATE FUNCTION directory_held() RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT array_agg(encode(sha256(convert_to('chorsu.session:' || key, 'UTF8')), 'hex'))
    FROM unnest(string_to_array(nullif(current_setting('chorsu_held.keys', true), ''), ',')) key
$$;
DELETE FROM directory_attempts;
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_said")]
    operations = [migrations.RunSQL(HELD, "DROP FUNCTION directory_held() CASCADE")]
