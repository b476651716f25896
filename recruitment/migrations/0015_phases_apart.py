"""PostgreSQL itself keeps the review phases of a cycle apart, however they are written and by how many at once.

It looks when a transaction ends, so that two phases can be exchanged within one. The cycle's row is locked first:
of two people who write phases at the same moment, the second sees what the first wrote. SQLite has no such moment;
it lets one writer through at a time, and the form that writes phases looks.
"""

from django.db import migrations

MAKE = (
    """
CREATE FUNCTION recruitment_phases_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM recruitment_cycle WHERE id = NEW.cycle_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM recruitment_reviewphase mine JOIN recruitment_reviewphase other
            ON other.cycle_id = mine.cycle_id AND other.id <> mine.id
            AND other.opens_at < mine.closes_at AND mine.opens_at < other.closes_at
        WHERE mine.id = NEW.id
    ) THEN
        RAISE EXCEPTION 'reviewphases_apart: a review phase begins before another is over'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'reviewphases_apart';
    END IF;
    RETURN NULL;
END $$
""",
    "CREATE CONSTRAINT TRIGGER reviewphases_apart AFTER INSERT OR UPDATE ON recruitment_reviewphase"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION recruitment_phases_apart()",
)
DROP = (
    "DROP TRIGGER IF EXISTS reviewphases_apart ON recruitment_reviewphase",
    "DROP FUNCTION IF EXISTS recruitment_phases_apart()",
)


def _run(schema_editor, sentences):
    if schema_editor.connection.vendor == "postgresql":
        for sentence in sentences:
            schema_editor.execute(sentence, params=None)


def keep_apart(apps, schema_editor):
    _run(schema_editor, MAKE)


def let_go(apps, schema_editor):
    _run(schema_editor, DROP)


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0014_labels")]
    operations = [migrations.RunPython(keep_apart, let_go)]
