"""A reminder and each escalation is a call of its own; those made so far were of the first notice about a delivery."""

from django.db import migrations, models

OF_THE_FIRST = """
    UPDATE exchange_hook_call c SET notice = (
        SELECT n.id FROM exchange_notice n JOIN exchange_hook h ON h.authority = n.provider_id
        WHERE h.id = c.hook_id AND n.delivery_id = c.about AND n.at >= h.made_at
        ORDER BY n.at, n.id LIMIT 1
    ) WHERE c.kind = 'notice'
"""
ONE_OF_EACH = """
    DELETE FROM exchange_hook_call c USING exchange_hook_call earlier
    WHERE c.kind = 'notice' AND earlier.kind = c.kind AND earlier.hook_id = c.hook_id AND earlier.about = c.about
    AND earlier.id < c.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0010_alerts_wait_again"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="call", name="a_hook_is_called_once_for_it"),
        migrations.AddField(model_name="call", name="notice", field=models.UUIDField(null=True)),
        migrations.RunSQL(OF_THE_FIRST, ONE_OF_EACH),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(
                fields=("hook", "kind", "about", "notice"), name="a_hook_is_called_once_for_it", nulls_distinct=False
            ),
        ),
    ]
