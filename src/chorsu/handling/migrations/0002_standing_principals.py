from django.db import migrations

from chorsu.handling.rules import EVERYBODY, MEMBERS


def enter(apps, schema_editor):
    principal = apps.get_model("handling", "PrincipalRow")
    principal.objects.create(id=EVERYBODY, kind="standing", code="everybody")
    principal.objects.create(id=MEMBERS, kind="standing", code="members")
    schema_editor.execute("SELECT setval(pg_get_serial_sequence('handling_principal', 'id'), 100)")


def remove(apps, schema_editor):
    apps.get_model("handling", "PrincipalRow").objects.filter(kind="standing").delete()


class Migration(migrations.Migration):
    dependencies = [("handling", "0001_initial")]
    operations = [migrations.RunPython(enter, remove)]
