"""How many requests a minute a token may make, and until when those that it made count."""

from django.db import migrations, models

from chorsu.handling.security import without_policies


class Migration(migrations.Migration):
    dependencies = [("directory", "0013_duty_roster")]
    operations = [
        migrations.AddField("token", "rate", models.IntegerField(default=120, db_default=120)),
        migrations.AddField("token", "paced_at", models.DateTimeField(null=True)),
        migrations.RunPython(migrations.RunPython.noop, without_policies("directory")),
    ]
