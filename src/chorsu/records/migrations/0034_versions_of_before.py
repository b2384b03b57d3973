"""What versions kept so far said goes to their providers alone: nobody noted who saw the record then."""

from django.db import migrations

CLOSE = "; ".join(
    f"UPDATE {table} SET only_for = ARRAY[provider_id] WHERE only_for IS NULL"  # noqa: S608 — our own names
    for table in ("records_version", "records_persons_before")
)


class Migration(migrations.Migration):
    dependencies = [("records", "0033_permits_end")]
    operations = [migrations.RunSQL(CLOSE, migrations.RunSQL.noop)]
