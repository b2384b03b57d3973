from django.db import migrations

from chorsu.handling.security import ROLES

DOOR = ROLES["door"]

COUNT = """
ALTER TABLE newsroom_vote ADD CONSTRAINT a_voter_is_a_hash CHECK (octet_length(voter) = 32);

CREATE FUNCTION newsroom_take_vote() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before smallint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.newsroom_publication p WHERE p.item_id = NEW.item_id) THEN
        RAISE EXCEPTION 'no such item' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF NEW.stars IS NULL OR NEW.stars NOT BETWEEN 1 AND 5 THEN
        RAISE EXCEPTION 'stars are one to five' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO public.newsroom_tally (item_id, votes, stars) VALUES (NEW.item_id, 0, 0) ON CONFLICT DO NOTHING;
    -- Holds the item's tally until this vote commits: two votes of one visitor follow one another.
    PERFORM 1 FROM public.newsroom_tally t WHERE t.item_id = NEW.item_id FOR UPDATE;
    DELETE FROM public.newsroom_vote v WHERE v.item_id = NEW.item_id AND v.voter = NEW.voter RETURNING v.stars INTO before;
    UPDATE public.newsroom_tally t
       SET votes = t.votes + CASE WHEN before IS NULL THEN 1 ELSE 0 END,
           stars = t.stars + NEW.stars - coalesce(before, 0)
     WHERE t.item_id = NEW.item_id;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION newsroom_take_vote() FROM PUBLIC;
CREATE TRIGGER newsroom_vote_is_counted BEFORE INSERT ON newsroom_vote
    FOR EACH ROW EXECUTE FUNCTION newsroom_take_vote();
"""
GIVE = (
    f"GRANT CREATE ON SCHEMA public TO {DOOR};"
    f"ALTER FUNCTION newsroom_take_vote() OWNER TO {DOOR};"
    f"REVOKE CREATE ON SCHEMA public FROM {DOOR};"
)
FORGET = """
DROP TRIGGER newsroom_vote_is_counted ON newsroom_vote;
DROP FUNCTION newsroom_take_vote();
ALTER TABLE newsroom_vote DROP CONSTRAINT a_voter_is_a_hash;
"""


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_initial")]
    operations = [migrations.RunSQL(COUNT, FORGET), migrations.RunSQL(GIVE, migrations.RunSQL.noop)]
