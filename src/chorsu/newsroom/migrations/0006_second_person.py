from django.db import migrations, models

from chorsu.handling.security import without_policies

# The second person, kept by the database: whoever changes the texts is among their writers and nobody has approved them
# then; an approval is the sealed press officer's own, of texts that stood before and that this officer did not write.
# Asked of the officers' role; the owner's migrations are believed.
GUARD = """
CREATE FUNCTION newsroom_item_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    sealed int := directory_sealed();
    fresh boolean := TG_OP = 'INSERT';
    written boolean := fresh OR (NEW.texts, NEW.original) IS DISTINCT FROM (OLD.texts, OLD.original);
    listed boolean := fresh OR NEW.writers IS DISTINCT FROM OLD.writers;
    approved boolean := fresh OR (NEW.approved_by, NEW.approved_at, NEW.approved_html)
        IS DISTINCT FROM (OLD.approved_by, OLD.approved_at, OLD.approved_html);
BEGIN
    IF (written OR listed) AND (NEW.approved_by IS NOT NULL OR NOT sealed = ANY (NEW.writers)) IS NOT FALSE
        OR NOT fresh AND listed AND (NEW.writers @> OLD.writers OR NEW.writers = ARRAY[sealed]) IS NOT TRUE
        OR NEW.approved_by IS NULL AND NEW.approved_html <> '{}'
        OR approved AND NEW.approved_by IS NOT NULL AND (NEW.approved_by = sealed AND NOT sealed = ANY (OLD.writers)
            AND 'press' = ANY (string_to_array(directory_said('roles'), ','))) IS NOT TRUE THEN
        RAISE insufficient_privilege USING MESSAGE = 'news is approved by a second person, in that one''s own name';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER newsroom_item_guard BEFORE INSERT OR UPDATE ON newsroom_item
    FOR EACH ROW WHEN (current_user = 'chorsu_app') EXECUTE FUNCTION newsroom_item_guard();
"""
AWAY = "DROP TRIGGER newsroom_item_guard ON newsroom_item; DROP FUNCTION newsroom_item_guard();"


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0005_named_in_terms")]
    operations = [
        migrations.AddField(
            model_name="item",
            name="approved_html",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.RunSQL(GUARD, AWAY),
        migrations.RunPython(migrations.RunPython.noop, without_policies("newsroom")),
    ]
