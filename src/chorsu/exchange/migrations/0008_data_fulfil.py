from django.db import migrations, models

from chorsu.handling.security import without_policies


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0007_templates"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="commitmentchange", name="a_message_fulfils"),
        migrations.AddField(model_name="commitmentchange", name="report", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="commitmentchange", name="statement", field=models.UUIDField(null=True)),
        migrations.AddIndex(
            model_name="commitmentchange",
            index=models.Index(
                condition=models.Q(("report__isnull", False)), fields=["report"], name="exchange_commitment_report"
            ),
        ),
        migrations.AddIndex(
            model_name="commitmentchange",
            index=models.Index(
                condition=models.Q(("statement__isnull", False)),
                fields=["statement"],
                name="exchange_commitment_return",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "fulfilled"), ("message__isnull", False), ("report", None), ("statement", None)),
                    models.Q(("kind", "fulfilled"), ("message", None), ("report__isnull", False), ("statement", None)),
                    models.Q(("kind", "fulfilled"), ("message", None), ("report", None), ("statement__isnull", False)),
                    models.Q(
                        models.Q(("kind", "fulfilled"), _negated=True),
                        ("message", None),
                        ("report", None),
                        ("statement", None),
                    ),
                    _connector="OR",
                ),
                name="one_thing_fulfils",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, without_policies("exchange")),
    ]
