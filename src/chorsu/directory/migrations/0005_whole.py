from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_terms_of_those_there")]
    operations = [
        migrations.RemoveField(model_name="state", name="member"),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "authority"), ("state__isnull", False)),
                    models.Q(models.Q(("kind", "authority"), _negated=True), ("state__isnull", True)),
                    _connector="OR",
                ),
                name="an_authority_is_of_a_state",
            ),
        ),
    ]
