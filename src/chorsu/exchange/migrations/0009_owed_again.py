from django.db import migrations, models

from chorsu.handling.security import without_policies


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0008_data_fulfil"),
    ]

    operations = [
        migrations.AlterField(
            model_name="deliverychange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "Opened"),
                    ("acknowledged", "Acknowledged"),
                    ("assigned", "Assigned"),
                    ("paused", "Paused"),
                    ("answered", "Answered"),
                    ("refused", "Refused"),
                    ("resumed", "Resumed"),
                    ("reopened", "Reopened"),
                    ("extended", "Extended"),
                    ("withdrawn", "Withdrawn"),
                    ("reminded", "Reminded"),
                    ("escalated", "Escalated"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reminder", "Reminder"),
                    ("escalation", "Escalation"),
                    ("late", "Late"),
                    ("handover", "Handover"),
                    ("commitment", "Commitment"),
                    ("commitment-late", "Commitment Late"),
                ],
                max_length=16,
            ),
        ),
        migrations.RemoveConstraint(model_name="notice", name="a_notice_is_given_once"),
        migrations.AddField(model_name="notice", name="number", field=models.IntegerField(default=0)),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("delivery_id", "kind", "level", "number"), name="a_notice_is_given_once"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, without_policies("exchange")),
    ]
