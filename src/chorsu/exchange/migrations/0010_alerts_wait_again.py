from django.db import migrations, models

from chorsu.handling.security import without_policies


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0009_owed_again"),
    ]

    operations = [
        migrations.AddField(model_name="alert", name="waits_until", field=models.DateTimeField(null=True)),
        migrations.RunSQL(
            "UPDATE exchange_alert SET waits_until = held_until WHERE held_until IS NOT NULL", migrations.RunSQL.noop
        ),
        migrations.RemoveIndex(model_name="alert", name="exchange_alert_held"),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("waits_until__isnull", False)), fields=["waits_until"], name="exchange_alert_waits"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, without_policies("exchange")),
    ]
