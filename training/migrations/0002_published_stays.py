"""The database itself keeps what is published as it was, and events as they happened.

Rows of a published version are neither changed nor added to; events are never changed. (Deleting is left to foreign
keys, which protect every version somebody is enrolled in: emptying the tables between tests is a DELETE.)
"""

from django.db import migrations

LESSON = "(SELECT v.published_at FROM training_courseversion v WHERE v.id = {row}.version_id)"
QUESTION = """(SELECT v.published_at FROM training_courseversion v
    JOIN training_lesson l ON l.version_id = v.id WHERE l.id = {row}.lesson_id)"""
CHOICE = """(SELECT v.published_at FROM training_courseversion v
    JOIN training_lesson l ON l.version_id = v.id
    JOIN training_question q ON q.lesson_id = l.id WHERE q.id = {row}.question_id)"""

# (name, table, event, condition)
GUARDS = (
    (
        "training_version_stays",
        "training_courseversion",
        "UPDATE",
        "OLD.published_at IS NOT NULL AND ("
        "NEW.published_at IS NULL OR NEW.published_at <> OLD.published_at OR NEW.summary <> OLD.summary "
        "OR NEW.summary_es <> OLD.summary_es OR NEW.number <> OLD.number OR NEW.course_id <> OLD.course_id)",
    ),
    *(
        (f"{table}_stays_{event.lower()}", table, event, published.format(row=row) + " IS NOT NULL")
        for table, published in (
            ("training_lesson", LESSON),
            ("training_question", QUESTION),
            ("training_choice", CHOICE),
        )
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"))
    ),
    ("training_events_only_grow", "training_progressevent", "UPDATE", "1 = 1"),
)
SENTENCE = "what is published or has happened does not change"


def guard(apps, schema_editor):
    execute = schema_editor.execute
    for name, table, event, wrong in GUARDS:
        if schema_editor.connection.vendor == "sqlite":
            execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {wrong} "
                f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            )
        else:
            execute(f"""
                CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN IF {wrong} THEN
                    RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation';
                END IF; RETURN NEW; END $$
            """)
            execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for name, table, _event, _wrong in GUARDS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if postgres else ""))
        if postgres:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
