"""What a tombstone tells of a day: of a month or a year told alone, that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0036_erasure_by_two")]
    operations = [
        migrations.AddField("tombstone", "day", models.CharField(blank=True, db_default="", default="", max_length=10)),
    ]
