"""What the marks of an application add up to is kept with it, so that lists can ask for the mean."""

import django.db.models.expressions
import django.db.models.functions.comparison
from django.db import migrations, models

# As recruitment/services/tally.py counts them.
COUNT = """
UPDATE recruitment_application SET marks_sum = counted.marks, marks_given = counted.given
FROM (
    SELECT r.application_id, sum(s.value) AS marks, count(*) AS given
    FROM recruitment_score s JOIN recruitment_reviewassignment r ON s.assignment_id = r.id
    WHERE r.stage = 'submitted' GROUP BY r.application_id
) AS counted
WHERE counted.application_id = recruitment_application.id
"""


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0001_whole_to_0023")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="marks_sum",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="application",
            name="marks_given",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="application",
            name="mean",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.expressions.CombinedExpression(
                    django.db.models.functions.comparison.Cast("marks_sum", models.FloatField()),
                    "/",
                    django.db.models.functions.comparison.NullIf(models.F("marks_given"), 0),
                ),
                output_field=models.FloatField(null=True),
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(condition=models.Q(("mean__isnull", False)), fields=["cycle", "mean"], name="app_mean"),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
