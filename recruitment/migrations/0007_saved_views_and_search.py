"""Saved views, the text of applications to search in, and the tally of stages."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import recruitment.models.search_texts

INDEX = (
    "ALTER TABLE recruitment_searchtext ADD COLUMN vector tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
    "CREATE INDEX searchtext_words ON recruitment_searchtext USING gin (vector)",
)
NO_INDEX = ("ALTER TABLE recruitment_searchtext DROP COLUMN vector",)
TALLY = (
    """
CREATE FUNCTION recruitment_tally_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO recruitment_stagetally (cycle_id, stage, delta)
    SELECT cycle_id, stage, count(*) FROM fresh WHERE submitted_at IS NOT NULL GROUP BY cycle_id, stage;
    RETURN NULL;
END $$
""",
    """
CREATE FUNCTION recruitment_tally_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO recruitment_stagetally (cycle_id, stage, delta)
    SELECT cycle_id, stage, -count(*) FROM gone WHERE submitted_at IS NOT NULL GROUP BY cycle_id, stage;
    RETURN NULL;
END $$
""",
    """
CREATE FUNCTION recruitment_tally_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.submitted_at IS NOT NULL THEN
        INSERT INTO recruitment_stagetally (cycle_id, stage, delta) VALUES (OLD.cycle_id, OLD.stage, -1);
    END IF;
    IF NEW.submitted_at IS NOT NULL THEN
        INSERT INTO recruitment_stagetally (cycle_id, stage, delta) VALUES (NEW.cycle_id, NEW.stage, 1);
    END IF;
    RETURN NULL;
END $$
""",
    "CREATE TRIGGER recruitment_tally_added AFTER INSERT ON recruitment_application"
    " REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION recruitment_tally_added()",
    "CREATE TRIGGER recruitment_tally_gone AFTER DELETE ON recruitment_application"
    " REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION recruitment_tally_gone()",
    "CREATE TRIGGER recruitment_tally_moved AFTER UPDATE ON recruitment_application FOR EACH ROW"
    " WHEN (OLD.stage <> NEW.stage OR OLD.cycle_id <> NEW.cycle_id"
    " OR (OLD.submitted_at IS NULL) <> (NEW.submitted_at IS NULL))"
    " EXECUTE FUNCTION recruitment_tally_moved()",
)
NO_TALLY = (
    "DROP TRIGGER recruitment_tally_added ON recruitment_application",
    "DROP TRIGGER recruitment_tally_gone ON recruitment_application",
    "DROP TRIGGER recruitment_tally_moved ON recruitment_application",
    "DROP FUNCTION recruitment_tally_added()",
    "DROP FUNCTION recruitment_tally_gone()",
    "DROP FUNCTION recruitment_tally_moved()",
)

STAGES = [
    "draft", "submitted", "in_review", "interview", "waitlisted", "offered", "accepted", "finalist", "placed",
    "declined", "offer_declined", "offer_lapsed", "withdrawn",
]  # fmt: skip


def on_postgresql(*statements):
    """A step that runs the statements where the database is PostgreSQL and does nothing elsewhere."""

    def run(_apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [
        ("recruitment", "0006_branching_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="recruitment.application",
                    ),
                ),
                ("text", models.TextField()),
                ("folded", recruitment.models.search_texts.FoldedText()),
            ],
            options={"verbose_name": "search text", "verbose_name_plural": "search texts"},
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(blank=True, max_length=600)),
                ("shared", models.BooleanField(default=False, verbose_name="shared")),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "constraints": [models.UniqueConstraint(fields=("person", "name"), name="savedview_name_once")],
            },
        ),
        migrations.CreateModel(
            name="StageTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(max_length=16)),
                ("delta", models.IntegerField()),
                (
                    "cycle",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="recruitment.cycle",
                    ),
                ),
            ],
            options={
                "verbose_name": "stage tally",
                "verbose_name_plural": "stage tallies",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("stage__in", STAGES)), name="stagetally_known_stage")
                ],
            },
        ),
        migrations.RunPython(on_postgresql(*INDEX), on_postgresql(*NO_INDEX)),
        migrations.RunPython(on_postgresql(*TALLY), on_postgresql(*NO_TALLY)),
    ]
