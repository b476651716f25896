"""The database itself refuses to change the audit trail.

Both vendors refuse UPDATE. PostgreSQL also refuses DELETE. SQLite does not: emptying the tables between tests is
a DELETE there (TRUNCATE on PostgreSQL, which fires no row trigger), and a demonstration on SQLite can be reset.
A deleted row breaks the chain either way, and ``verify_audit`` says where.
"""

from django.db import migrations

TABLES = ("fellowship_auditentry", "fellowship_auditseal")


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            """
            CREATE OR REPLACE FUNCTION fellowship_audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'the audit trail only grows: % on % is refused', TG_OP, TG_TABLE_NAME
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$
            """,
            params=None,  # the percent signs are PL/pgSQL's own
        )
        for table in TABLES:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION fellowship_audit_only_grows()"
            )
    elif schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows: UPDATE is refused'); END"
            )


def permit(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_only_grows ON {table}")
        elif schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_only_grows")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS fellowship_audit_only_grows()")


class Migration(migrations.Migration):
    dependencies = [("fellowship", "0001_initial")]
    operations = [migrations.RunPython(forbid, permit)]
