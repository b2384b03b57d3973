"""Addresses of authorities that are called when something waits for them, and the calls."""

import django.db.models.deletion
from django.db import migrations, models

import chorsu.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0003_duty_desk"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hook",
            fields=[
                ("id", models.UUIDField(default=chorsu.kernel.ids.uuid7, primary_key=True, serialize=False)),
                ("authority", models.IntegerField()),
                ("address", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.IntegerField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("rests_until", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "exchange_hook",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["authority"], name="exchange_hook_live"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.UUIDField(default=chorsu.kernel.ids.uuid7, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("message", "Message"), ("notice", "Notice"), ("recall", "Recall")], max_length=16
                    ),
                ),
                ("about", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(null=True)),
                ("tries", models.IntegerField(db_default=0, default=0)),
                ("done_at", models.DateTimeField(null=True)),
                ("dead_at", models.DateTimeField(null=True)),
                ("said", models.TextField(db_default="", default="")),
                (
                    "hook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calls", to="exchange.hook"
                    ),
                ),
            ],
            options={
                "db_table": "exchange_hook_call",
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="exchange_call_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("hook", "kind", "about"), name="a_hook_is_called_once_for_it")
                ],
            },
        ),
    ]
