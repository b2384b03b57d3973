"""The words of records, for search; gone with their record, and whenever it or a lot of it says something else."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# A part that is marked more narrowly from now on is found by its words no more, from the very moment on.
GO = """
CREATE FUNCTION records_words_go() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'records_seizure' THEN
        DELETE FROM public.records_words WHERE seizure_id = OLD.id;
    ELSE
        DELETE FROM public.records_words WHERE seizure_id = OLD.seizure_id;
    END IF;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION records_words_go() FROM PUBLIC;
CREATE TRIGGER records_words_of_a_seizure AFTER UPDATE ON records_seizure FOR EACH ROW
    WHEN ((OLD.narrative, OLD.place, OLD.sender_key, OLD.place_id, OLD.admin1, OLD.country, OLD.origin, OLD.departure,
           OLD.destination) IS DISTINCT FROM
          (NEW.narrative, NEW.place, NEW.sender_key, NEW.place_id, NEW.admin1, NEW.country, NEW.origin, NEW.departure,
           NEW.destination)) EXECUTE FUNCTION records_words_go();
CREATE TRIGGER records_words_of_a_lot AFTER UPDATE ON records_lot FOR EACH ROW
    WHEN ((OLD.substance, OLD.substance_text, OLD.markings, OLD.sample, OLD.only_for) IS DISTINCT FROM
          (NEW.substance, NEW.substance_text, NEW.markings, NEW.sample, NEW.only_for))
    EXECUTE FUNCTION records_words_go();
CREATE TRIGGER records_words_of_a_lost_lot AFTER DELETE ON records_lot FOR EACH ROW
    EXECUTE FUNCTION records_words_go();
GRANT CREATE ON SCHEMA public TO chorsu_door;
ALTER FUNCTION records_words_go() OWNER TO chorsu_door;
REVOKE CREATE ON SCHEMA public FROM chorsu_door;
"""
STAY = """
DROP TRIGGER records_words_of_a_seizure ON records_seizure;
DROP TRIGGER records_words_of_a_lot ON records_lot;
DROP TRIGGER records_words_of_a_lost_lot ON records_lot;
DROP FUNCTION records_words_go();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0037_days_of_tombstones")]
    operations = [
        migrations.CreateModel(
            name="Words",
            fields=[
                (
                    "seizure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="records.seizure",
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "db_table": "records_words",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["words"], name="records_words_words")],
            },
        ),
        migrations.RunSQL(GO, STAY),
    ]
