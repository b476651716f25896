"""Placements that nobody concerned knows of yet; those that stand are known."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds a column; dropping it tells everybody whose hour isn't over."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cohorts", "0006_meetings_and_caps")]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.AddField("placement", "held_back", models.BooleanField(default=False)),
    ]
