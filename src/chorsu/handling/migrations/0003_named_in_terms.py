"""All principals that the terms of a release name, worked out by the database from their JSON."""

from django.db import migrations

NAMED_IN = """
CREATE FUNCTION handling_named_in(terms jsonb) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(jsonb_path_query_array(terms, '$[*].to[*]')::text, '[]', '{}')::int[]
"""
"""A list of JSON differs from an array of PostgreSQL only in its brackets. Reading numbers depends on no setting, so the
function is immutable although the cast in general is not."""


class Migration(migrations.Migration):
    dependencies = [("handling", "0002_standing_principals")]
    operations = [migrations.RunSQL(NAMED_IN, "DROP FUNCTION handling_named_in(jsonb)")]
