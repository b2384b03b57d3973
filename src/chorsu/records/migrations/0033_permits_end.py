"""Permits to use in court and to pass on become terms with an end; those given before had none, and permit no more.

They stay in their columns as they were, numbers alone, so that what the journal commits to is unchanged.
"""

from django.db import migrations, models

COLUMNS = ("court_permits", "passing_permits")
FORWARDS = "; ".join(
    f"ALTER TABLE records_seizure ALTER {name} DROP DEFAULT, ALTER {name} TYPE jsonb USING to_jsonb({name}),"
    f" ALTER {name} SET DEFAULT '[]'::jsonb"
    for name in COLUMNS
)
BACKWARDS = "; ".join(
    f"ALTER TABLE records_seizure ALTER {name} DROP DEFAULT, ALTER {name} TYPE int[] USING '{{}}'::int[],"
    f" ALTER {name} SET DEFAULT '{{}}'::int[]"
    for name in COLUMNS
)


class Migration(migrations.Migration):
    dependencies = [("records", "0032_rules_by_two")]
    operations = [
        migrations.RunSQL(
            FORWARDS,
            BACKWARDS,
            state_operations=[
                migrations.AlterField("seizure", name, models.JSONField(default=list, db_default=[]))
                for name in COLUMNS
            ],
        )
    ]
