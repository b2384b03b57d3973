import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import F, Q

from chorsu.handling.security import without_policies

# An officer erases what another officer proposed, as that one proposed it. Asked of the officers' role; the worker
# erases what nobody decided on in time.
GUARD = """
CREATE FUNCTION records_erasure_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM records_erasure_proposal p WHERE p.seizure = NEW.seizure AND p.provider_id = NEW.provider_id
            AND p.proposed_by <> directory_sealed()
            AND (p.proposed_by, p.ground, p.words) = (NEW.proposed_by, NEW.ground, NEW.words)) THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'an erasure is confirmed by another than who proposed it';
END $$;
CREATE TRIGGER records_erasure_guard BEFORE INSERT ON records_erasure
    FOR EACH ROW WHEN (current_user = 'chorsu_app') EXECUTE FUNCTION records_erasure_guard();
"""
AWAY = """
DROP TRIGGER records_erasure_guard ON records_erasure;
DROP FUNCTION records_erasure_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0035_marked_narrowly")]
    operations = [
        migrations.CreateModel(
            name="ErasureProposal",
            fields=[
                ("provider_id", models.IntegerField()),
                ("audience", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField())),
                (
                    "exclusions",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list),
                ),
                ("until", models.DateTimeField(null=True)),
                (
                    "only_for",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), null=True),
                ),
                ("releases", models.JSONField(null=True)),
                ("review_by", models.DateTimeField(null=True)),
                (
                    "named",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func("releases", function="handling_named_in"),
                        output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField()),
                    ),
                ),
                ("seizure", models.UUIDField(primary_key=True, serialize=False)),
                ("ground", models.CharField(max_length=32)),
                ("words", models.TextField()),
                ("proposed_by", models.IntegerField()),
                ("proposed_at", models.DateTimeField()),
            ],
            options={"db_table": "records_erasure_proposal"},
        ),
        migrations.AddField("erasure", "proposed_by", models.IntegerField(null=True)),
        migrations.AddConstraint(
            "erasure",
            models.CheckConstraint(
                condition=Q(proposed_by=None) | Q(by=None) | ~Q(proposed_by=F("by")),
                name="an_erasure_is_confirmed_by_another",
            ),
        ),
        migrations.RunSQL(GUARD, AWAY),
        migrations.RunPython(migrations.RunPython.noop, without_policies("records")),
    ]
