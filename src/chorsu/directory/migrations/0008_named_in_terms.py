"""The principals that the terms of a release name, in a column of their own that the database keeps."""

import django.contrib.postgres.fields
from django.db import migrations, models

from chorsu.handling.security import without_policies


class Migration(migrations.Migration):
    dependencies = [
        ("handling", "0003_named_in_terms"),
        ("directory", "0007_sign_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="post",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, without_policies("directory")),
    ]
