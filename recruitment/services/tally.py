"""Numbers that are kept beside what they count: the tally of stages, the marks of an application."""

from django.db import connection, transaction

FOLD = """
WITH gone AS (DELETE FROM recruitment_stagetally RETURNING cycle_id, stage, delta)
INSERT INTO recruitment_stagetally (cycle_id, stage, delta)
SELECT cycle_id, stage, sum(delta) FROM gone GROUP BY cycle_id, stage HAVING sum(delta) <> 0
"""
# Only rows that were wrong are written: those that are right may be counted on while this runs.
RECOUNT = """
UPDATE recruitment_application SET marks_sum = counted.marks, marks_given = counted.given
FROM (
    SELECT a.id, coalesce(sum(s.value), 0) AS marks, count(s.id) AS given
    FROM recruitment_application a
    LEFT JOIN recruitment_reviewassignment r ON r.application_id = a.id AND r.stage = 'submitted'
    LEFT JOIN recruitment_score s ON s.assignment_id = r.id
    GROUP BY a.id
) AS counted
WHERE counted.id = recruitment_application.id
    AND (recruitment_application.marks_sum <> counted.marks OR recruitment_application.marks_given <> counted.given)
"""


@transaction.atomic
def recount_marks() -> int:
    """Count the marks of every application anew; how many had another number. Bears being run at any time."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT)
        return int(cursor.rowcount)


@transaction.atomic
def fold_stage_tally() -> None:
    """Put all changes of a stage into one row. Whoever counts meanwhile sees the old rows or the new, never both.

    Nothing to do but on PostgreSQL, where the database writes the changes. Bears being run at any time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(FOLD)
