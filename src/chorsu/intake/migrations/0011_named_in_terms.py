"""The principals that the terms of a release name, in a column of their own that the database keeps."""

import django.contrib.postgres.fields
from django.db import migrations, models

from chorsu.handling.security import without_policies


class Migration(migrations.Migration):
    dependencies = [
        ("handling", "0003_named_in_terms"),
        ("intake", "0010_basis_of_transfers"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="handin",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="learnedtable",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="qualityreport",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="refusal",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="standingrules",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="text",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, without_policies("intake")),
    ]
