from importlib import import_module

from django.db import migrations

# An entry about a message, a translation, a watch, an alert, the log or a hand-over is its provider's to make, too; of a
# delivery and of a commitment either side's.
BEFORE = import_module("chorsu.journal.migrations.0009_who_enters")
TOLD_OF = BEFORE.TOLD_OF | {
    "message": ("exchange_message.id",),
    "translation": ("exchange_translation.id",),
    "sending": ("exchange_sending.id",),
    "watch": ("exchange_watch.id",),
    "alert": ("exchange_alert.id",),
    "log": ("exchange_log_entry.id",),
    "handover": ("exchange_hand_over.id",),
}
SIDES = {
    "delivery": ("exchange_delivery", "sender", "addressee"),
    "commitment": ("exchange_commitment", "provider_id", "partner"),
}


def of_a_side(table: str, one: str, other: str) -> str:
    return f"EXISTS (SELECT FROM {table} p WHERE p.id = t.record_id AND (p.{one} = ANY (provides) OR p.{other} = ANY (provides)))"


OWN = " ".join(
    [f"WHEN '{noun}' THEN {' OR '.join(map(BEFORE.own_row, columns))}" for noun, columns in TOLD_OF.items()]
    + [f"WHEN '{noun}' THEN {of_a_side(*sides)}" for noun, sides in SIDES.items()]
)
FUNCTION, TRIGGER = BEFORE.JOURNAL.split("CREATE TRIGGER", 1)
BACK = FUNCTION.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
ANEW = BACK.replace(BEFORE.OWN, OWN, 1)
assert OWN in ANEW  # noqa: S101 — the words that are replaced stand there


class Migration(migrations.Migration):
    dependencies = [("journal", "0010_aside")]
    operations = [migrations.RunSQL(ANEW, BACK)]
