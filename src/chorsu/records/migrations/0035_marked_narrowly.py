"""Whether a record came marked more narrowly than its provider's standing rules mark."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0034_versions_of_before")]
    operations = [
        migrations.AddField("seizure", "narrowed", models.BooleanField(default=False, db_default=False)),
    ]
