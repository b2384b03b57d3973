from django.db import migrations

# Who may open the doors of 0006: what was said there came after the functions were given away, and so was not heard.
WHO = """
SET LOCAL ROLE chorsu_door;
REVOKE EXECUTE ON FUNCTION directory_sealed(), directory_administers(), directory_appoints(bigint, varchar[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_sealed(), directory_administers(), directory_appoints(bigint, varchar[]) TO chorsu_app;
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_sign_in")]
    operations = [migrations.RunSQL(WHO, migrations.RunSQL.noop)]
