"""Folding the running tally of stages."""

from django.db import connection, transaction

FOLD = """
WITH gone AS (DELETE FROM recruitment_stagetally RETURNING cycle_id, stage, delta)
INSERT INTO recruitment_stagetally (cycle_id, stage, delta)
SELECT cycle_id, stage, sum(delta) FROM gone GROUP BY cycle_id, stage HAVING sum(delta) <> 0
"""


@transaction.atomic
def fold_stage_tally() -> None:
    """Put all changes of a stage into one row. Whoever counts meanwhile sees the old rows or the new, never both.

    Nothing to do but on PostgreSQL, where the database writes the changes. Bears being run at any time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(FOLD)
