"""The audit trail only grows, is sealed without forks, and says when it was touched."""

from datetime import timedelta
from importlib import import_module
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from fellowship.models import AuditChain, AuditEntry, AuditSeal
from fellowship.queries.audit import verdict
from fellowship.rules import confidential
from fellowship.services import audit
from tests.factories.core import AT
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def note(count=1, **terms):
    person = make_person()
    for _number in range(count):
        audit.record(actor=person, action="tests.do", subject=person, at=AT, about=person, **terms)
    return person


def test_a_row_says_who_what_about_whom_and_when():
    ada, maya = make_person(), make_person()
    row = audit.record(actor=ada, action="tests.do", subject=maya, at=AT, about=maya, data={"n": 1})
    row.refresh_from_db()
    kept = (row.at, row.kind, row.action, row.actor_id, row.subject_label, row.subject_id, row.about_id, row.data)
    assert kept == (AT, "write", "tests.do", ada.pk, "fellowship.person", str(maya.pk), maya.pk, {"n": 1})


def test_the_system_acts_without_a_person():
    row = audit.record(actor=None, action="tests.do", subject=make_person(), at=AT)
    assert (row.actor_id, row.about_id, row.data) == (None, None, {})


def test_many_rows_take_one_statement(django_assert_num_queries):
    person = make_person()
    rows = [audit.Row(action="tests.do", subject=person, at=AT, data={"n": number}) for number in range(50)]
    with django_assert_num_queries(1):
        assert audit.record_many(rows) == 50
    assert AuditEntry.objects.filter(action="tests.do").count() == 50


def test_a_confidential_part_hides_its_letters_rows_behind_its_own_name():
    confidential.register(app_label="hidden_app", letter_prefix="hidden.")
    row = audit.record(actor=None, action="tests.do", subject=make_person(), at=AT, key="hidden.asked")
    plain = audit.record(actor=None, action="tests.do", subject=make_person(), at=AT, key="open.asked")
    assert (row.subject_label, plain.subject_label) == ("hidden_app.person", "fellowship.person")


def test_a_look_is_noted_once_in_a_request(django_capture_on_commit_callbacks):
    ada, maya = make_person(), make_person()

    def look(seconds=0, actor=ada, action="tests.look"):
        with django_capture_on_commit_callbacks(execute=True):
            terms = {"action": action, "subject": maya, "about": maya, "at": AT + timedelta(seconds=seconds)}
            return audit.record_read(actor=actor, **terms)

    assert look() is not None
    assert look(1) is None
    assert look(2, action="tests.look_elsewhere") is not None
    assert look(60) is not None
    assert look(61, actor=make_person()) is not None
    assert look(61, actor=None) is not None
    assert AuditEntry.objects.filter(kind="read").count() == 5


def test_a_look_that_was_rolled_back_is_noted_the_next_time():
    ada, maya = make_person(), make_person()
    audit.record_read(actor=ada, action="tests.look", subject=maya, at=AT)
    assert audit.record_read(actor=ada, action="tests.look", subject=maya, at=AT) is not None


@pytest.mark.parametrize("model", [AuditEntry, AuditSeal])
def test_the_database_refuses_to_change_a_row(model):
    note()
    audit.seal_waiting(at=AT)
    field = "action" if model is AuditEntry else "hash"
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        model.objects.update(**{field: "x"})
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        model.objects.first().save()


@pytest.mark.postgres
@pytest.mark.parametrize("model", [AuditSeal, AuditEntry])
def test_postgresql_refuses_to_delete_a_row(model):
    note()
    audit.seal_waiting(at=AT)
    table = model._meta.db_table
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608  (a table's own name)


def test_sealing_goes_on_where_it_ended_and_twice_changes_nothing():
    note(3)
    assert audit.seal_waiting(at=AT) == AuditEntry.objects.count()
    assert audit.seal_waiting(at=AT) == 0
    note(2)
    assert audit.seal_batch(at=AT) == 2
    positions = list(AuditSeal.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, AuditEntry.objects.count() + 1))
    assert verdict().fault is None


def test_a_batch_is_no_larger_than_its_limit(django_assert_num_queries):
    note(5)
    audit.seal_waiting(at=AT)
    note(5)
    with django_assert_num_queries(8):  # savepoint twice, chain twice, highest, rows, seals, chain's new end
        assert audit.seal_batch(at=AT, limit=4) == 4
    assert audit.seal_batch(at=AT, limit=4) == 1


def test_a_row_committed_late_is_found_by_the_thorough_round(monkeypatch):
    note(3)
    entries = list(AuditEntry.objects.order_by("pk"))
    monkeypatch.setattr(audit, "LOOK_BACK", 0)
    links = list(audit.rules.forge([audit.entry_of(entries[-1])], length=0, head_hash="0" * 64, sealed_at=AT))
    AuditChain.objects.create(pk=1, length=1, head_hash=links[0].hash)
    AuditSeal.objects.create(position=1, entry=entries[-1], previous_hash="0" * 64, hash=links[0].hash, sealed_at=AT)
    assert audit.seal_waiting(at=AT) == 0
    assert audit.seal_waiting(at=AT, thorough=True) == len(entries) - 1
    assert verdict().fault is None


def say(command):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_the_commands_prove_the_chain(clock):
    note(3)
    count = AuditEntry.objects.count()
    assert say("verify_audit").splitlines() == [
        f"The audit chain holds: 0 rows sealed, {count} not yet sealed.",
        f"Last seal (keep a copy elsewhere): {'0' * 64}",
        "Rows wait since 2026-11-22T15:00:00+00:00.",
    ]
    assert say("seal_audit") == f"{count} rows sealed.\n"
    assert say("verify_audit").splitlines() == [
        f"The audit chain holds: {count} rows sealed, 0 not yet sealed.",
        f"Last seal (keep a copy elsewhere): {AuditChain.objects.get().head_hash}",
    ]


def without_guards(sql, *values):
    """Do what somebody with full rights over the database could do."""
    with connection.cursor() as cursor:
        for table in ("fellowship_auditentry", "fellowship_auditseal"):
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER {table}_only_grows ON {table}")
            else:
                cursor.execute(f"DROP TRIGGER {table}_only_grows")
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("UPDATE fellowship_auditentry SET action = 'tests.undo' WHERE action = 'tests.do'", "link 1"),
        ("DELETE FROM fellowship_auditseal WHERE position = 2", "link 2"),
        ("DELETE FROM fellowship_auditseal WHERE position = 3", "link 3"),
        ("UPDATE fellowship_auditseal SET previous_hash = 'f' WHERE position = 2", "link 2"),
        ("UPDATE fellowship_auditchain SET head_hash = 'f'", "link 3"),
    ],
)
def test_tampering_in_the_database_is_named(sql, place):
    note(3)
    audit.seal_waiting(at=AT)
    assert AuditSeal.objects.count() == 3
    without_guards(sql)
    with pytest.raises(CommandError, match=place):
        call_command("verify_audit")


def test_a_row_taken_away_from_under_its_seal_is_named():
    note(3)
    audit.seal_waiting(at=AT)
    pk = AuditSeal.objects.get(position=2).entry_id
    found = verdict_without(pk)
    assert (found.fault.position, found.fault.reason) == (2, "its row is gone")


def verdict_without(pk):
    """The verdict as if one row had been removed past every foreign key."""
    with pytest.MonkeyPatch.context() as patch:
        whole = AuditEntry.objects.in_bulk
        patch.setattr(
            type(AuditEntry.objects), "in_bulk",
            lambda _self, ids: {key: row for key, row in whole(ids).items() if key != pk},
        )  # fmt: skip
        return verdict()


def test_reading_the_chain_takes_a_query_a_batch(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("fellowship.queries.audit.READ_AHEAD", 2)
    note(5)
    audit.seal_waiting(at=AT)
    with django_assert_num_queries(1 + 2 * 3 + 1 + 1):  # the end, three batches of seals and rows, none left, unsealed
        assert verdict().sealed == 5


def test_the_guards_can_be_taken_down_and_put_up_again():
    """The migration goes back and forth on both databases."""
    guards = import_module("fellowship.migrations.0002_audit_only_grows")
    note()
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=lambda sql, params=None: cursor.execute(sql, params))
        guards.permit(None, editor)
        AuditEntry.objects.update(action="tests.changed")
        guards.forbid(None, editor)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        AuditEntry.objects.update(action="tests.undone")
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {"tests.changed"}
