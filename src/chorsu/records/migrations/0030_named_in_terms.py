"""The principals that the terms of a release name, in a column of their own that the database keeps."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from chorsu.handling.security import without_policies


class Migration(migrations.Migration):
    dependencies = [
        ("handling", "0003_named_in_terms"),
        ("records", "0029_countries_in_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="erasure",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="identifier",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="original",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="permission",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="persons",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="personsbefore",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="photograph",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="productflag",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="releaserule",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="seizure",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="tombstone",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.AddField(
            model_name="withheld",
            name="named",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("releases", function="handling_named_in"),
                output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
            ),
        ),
        migrations.RemoveIndex(model_name="seizure", name="records_seizure_released"),
        migrations.AddIndex(
            model_name="seizure",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("named", None), _negated=True), fields=["named"], name="records_seizure_named"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, without_policies("records")),
    ]
