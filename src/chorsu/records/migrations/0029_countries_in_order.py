"""One country is read in the order of its list: by date, newest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0028_readers_by_look_up"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="seizure",
            name="records_seizure_by_country",
        ),
        migrations.AddIndex(
            model_name="seizure",
            index=models.Index(fields=["country", "-seized_on", "-id"], name="records_seizure_by_country"),
        ),
    ]
