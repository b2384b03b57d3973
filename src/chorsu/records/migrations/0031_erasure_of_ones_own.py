from importlib import import_module

from django.db import migrations

# The door of 0025 opens for the provider of the record, and no longer for whoever says of an erasure that it is theirs.
WAS = import_module("chorsu.records.migrations.0025_erasure_of_words").OPEN
BEFORE = "public.directory_said('provides')"
AS_IT_WAS = (
    WAS[: WAS.index("REVOKE EXECUTE")]
    .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    .replace("SET search_path = public", "SET search_path = pg_catalog, public, pg_temp")
    .replace("current_setting('chorsu.provides', true)", BEFORE)
)
OPEN = AS_IT_WAS.replace(
    "SELECT FROM records_erasure e WHERE e.seizure = record AND",
    "SELECT FROM records_erasure e JOIN records_seizure s ON s.id = e.seizure AND s.provider_id = e.provider_id"
    " WHERE s.id = record AND",
)
BY_ITS_OWNER = (
    "GRANT CREATE ON SCHEMA public TO chorsu_door; SET LOCAL ROLE chorsu_door; {}"
    " RESET ROLE; REVOKE CREATE ON SCHEMA public FROM chorsu_door;"
)


class Migration(migrations.Migration):
    dependencies = [("records", "0030_named_in_terms"), ("directory", "0009_said")]
    operations = [migrations.RunSQL(BY_ITS_OWNER.format(OPEN), BY_ITS_OWNER.format(AS_IT_WAS))]
