from django.db import migrations
from django.utils import timezone

from chorsu.handling.rules import OBSERVERS, PARTNERS


def fill(apps, schema_editor):
    state, agency = apps.get_model("directory", "State"), apps.get_model("directory", "Agency")
    state.objects.filter(member=False).update(status="non-member")
    agency.objects.filter(state=None).update(kind="centre")
    term, user = apps.get_model("directory", "Term"), apps.get_model("directory", "User")
    now = timezone.now()
    term.objects.bulk_create(
        term(user=one, agency_id=one.agency_id, roles=one.roles, since=one.date_joined, entered_at=now)
        for one in user.objects.exclude(agency=None)
    )
    principal = apps.get_model("handling", "PrincipalRow")
    principal.objects.get_or_create(id=OBSERVERS, defaults={"kind": "standing", "code": "observers"})
    principal.objects.get_or_create(id=PARTNERS, defaults={"kind": "standing", "code": "partners"})


def empty(apps, schema_editor):
    # What was before knows no overseers: they cannot sign in there.
    overseers = ["administrator", "state-administrator", "data-protection", "auditor"]
    apps.get_model("directory", "User").objects.filter(roles__overlap=overseers).update(roles=[], is_active=False)
    apps.get_model("directory", "State").objects.exclude(status="member").update(member=False)
    apps.get_model("handling", "PrincipalRow").objects.filter(id__in=[OBSERVERS, PARTNERS]).delete()


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_people")]
    operations = [migrations.RunPython(fill, empty)]
