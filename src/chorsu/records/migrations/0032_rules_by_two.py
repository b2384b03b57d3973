from django.db import migrations

# A standing release rule is approved, and switched off, in one's own name; who made it may not approve it, which a
# constraint says beside. Asked of the officers' role.
GUARD = """
CREATE FUNCTION records_release_rule_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    sealed int := directory_sealed();
BEGIN
    IF ((NEW.approved_by, NEW.approved_at) IS NOT DISTINCT FROM (OLD.approved_by, OLD.approved_at)
            OR OLD.approved_by IS NULL AND NEW.approved_by = sealed)
        AND ((NEW.off_by, NEW.off_at) IS NOT DISTINCT FROM (OLD.off_by, OLD.off_at) OR NEW.off_by = sealed) THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'a rule is approved and switched off in one''s own name';
END $$;
CREATE TRIGGER records_release_rule_guard BEFORE UPDATE ON records_release_rule
    FOR EACH ROW WHEN (current_user = 'chorsu_app') EXECUTE FUNCTION records_release_rule_guard();
"""
AWAY = """
DROP TRIGGER records_release_rule_guard ON records_release_rule;
DROP FUNCTION records_release_rule_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0031_erasure_of_ones_own")]
    operations = [migrations.RunSQL(GUARD, AWAY)]
