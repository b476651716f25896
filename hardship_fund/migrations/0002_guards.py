"""The database itself keeps the rules of money, whoever asks: superusers, scripts and the code alike.

- The books are only added to. (SQLite lets rows be deleted: emptying the tables between tests is a DELETE there,
  and ``verify_ledger`` finds what is missing.)
- PostgreSQL checks at commit that every entry adds up to zero; SQLite has no such moment, ``verify_ledger`` looks.
- Nobody decides on or pays a request from which they are kept apart, and what is copied beside a decision or a
  payment (requester, approvers) is true.
"""

from django.db import migrations

ENTRY_COLUMNS = "id, fund_id, occurred_at, memo, note, dedup_key, request_id"

APPROVAL_WRONG = """
    NEW.requester_id <> (SELECT r.requester_id FROM hardship_fund_request r WHERE r.id = NEW.request_id)
    OR EXISTS (SELECT 1 FROM hardship_fund_conflictdeclaration c
               WHERE c.request_id = NEW.request_id AND c.person_id = NEW.approver_id)
"""
_APPROVED_BY = """(SELECT a.approver_id FROM hardship_fund_approval a
    JOIN hardship_fund_request r ON r.id = a.request_id AND r.version = a.request_version
    WHERE a.request_id = NEW.request_id AND a.decision = 'approve')"""
DISBURSEMENT_WRONG = f"""
    NEW.requester_id <> (SELECT r.requester_id FROM hardship_fund_request r WHERE r.id = NEW.request_id)
    OR NEW.amount_cents <> coalesce((SELECT r.approved_cents FROM hardship_fund_request r WHERE r.id = NEW.request_id), -1)
    OR NEW.approver_one_id NOT IN {_APPROVED_BY}
    OR NEW.approver_two_id NOT IN {_APPROVED_BY}
    OR NEW.paid_by_id IN {_APPROVED_BY}
    OR EXISTS (SELECT 1 FROM hardship_fund_conflictdeclaration c
               WHERE c.request_id = NEW.request_id AND c.person_id = NEW.paid_by_id)
"""
# (trigger, table, event, condition, sentence)
GUARDS = (
    ("hardship_approval_apart", "hardship_fund_approval", "INSERT", APPROVAL_WRONG),
    (
        "hardship_approval_stays_apart",
        "hardship_fund_approval",
        "UPDATE OF approver_id, requester_id, request_id",
        APPROVAL_WRONG,
    ),
    ("hardship_payment_apart", "hardship_fund_disbursement", "INSERT", DISBURSEMENT_WRONG),
    (
        "hardship_payment_stays_apart",
        "hardship_fund_disbursement",
        "UPDATE OF paid_by_id, requester_id, request_id, approver_one_id, approver_two_id, amount_cents",
        DISBURSEMENT_WRONG,
    ),
)
GROWS = (
    ("hardship_entries_only_grow", "hardship_fund_journalentry", f"UPDATE OF {ENTRY_COLUMNS}"),
    ("hardship_postings_only_grow", "hardship_fund_posting", "UPDATE"),
    (
        "hardship_steps_only_grow",
        "hardship_fund_requeststep",
        "UPDATE OF request_id, from_stage, to_stage, action, at",
    ),
)
POSTGRES_DELETES = ("hardship_fund_journalentry", "hardship_fund_posting")
ERROR = "USING ERRCODE = 'integrity_constraint_violation'"


def postgres_guards(execute):
    execute(f"""
        CREATE FUNCTION hardship_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the books only grow: % on % is refused', TG_OP, TG_TABLE_NAME {ERROR}; END $$
    """)
    for name, table, event in GROWS:
        execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION hardship_refuse()")
    for table in POSTGRES_DELETES:
        execute(
            f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION hardship_refuse()"
        )
    for name, table, event, wrong in GUARDS:
        execute(f"""
            CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN IF {wrong} THEN
                RAISE EXCEPTION '{name}: this person must stay apart from this request' {ERROR};
            END IF; RETURN NEW; END $$
        """)
        execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    execute(f"""
        CREATE FUNCTION hardship_zero_sum() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF (SELECT coalesce(sum(amount_cents), 0) FROM hardship_fund_posting
                  WHERE entry_id = NEW.entry_id) <> 0 THEN
            RAISE EXCEPTION 'an entry must add up to zero' {ERROR};
        END IF; RETURN NULL; END $$
    """)
    execute(
        "CREATE CONSTRAINT TRIGGER hardship_zero_sum AFTER INSERT ON hardship_fund_posting "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hardship_zero_sum()"
    )


def sqlite_guards(execute):
    for name, table, event in GROWS:
        execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the books only grow: UPDATE is refused'); END"
        )
    for name, table, event, wrong in GUARDS:
        execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {wrong} "
            f"BEGIN SELECT RAISE(ABORT, '{name}: this person must stay apart from this request'); END"
        )


def guard(apps, schema_editor):
    vendors = {"postgresql": postgres_guards, "sqlite": sqlite_guards}
    # Without parameters, so that a percent sign stays what it is.
    vendors[schema_editor.connection.vendor](lambda sql: schema_editor.execute(sql, params=None))


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    triggers = [(name, table) for name, table, *_rest in (*GROWS, *GUARDS)]
    if postgres:
        triggers += [(f"{table}_stays", table) for table in POSTGRES_DELETES]
        triggers.append(("hardship_zero_sum", "hardship_fund_posting"))
    for name, table in triggers:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if postgres else ""))
    if postgres:
        for name in ("hardship_refuse", "hardship_zero_sum", *(row[0] for row in GUARDS)):
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class Migration(migrations.Migration):
    dependencies = [("hardship_fund", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
