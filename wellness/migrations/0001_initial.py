import django.db.models.deletion
import fellowship.models.encrypted
import uuid
import wellness.rules.stages
from django.conf import settings
from django.db import migrations, models

from fellowship.making_tables import MakeTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fellowship", "__first__"),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name="CoachingRelationship",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "advocate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="coached_by",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "coach",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="coaches",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paired_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "coaching",
                        "verbose_name_plural": "coaching",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("advocate",),
                                name="coaching_one_coach",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("advocate", models.F("coach")), _negated=True),
                                name="coaching_of_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    ("ended_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="coaching_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OneOnOne",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("scheduled_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="where")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("held", "held"),
                                    ("missed", "missed"),
                                    ("cancelled", "cancelled"),
                                ],
                                default=wellness.rules.stages.MeetingStage["PLANNED"],
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "relationship",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="one_on_ones",
                                to="wellness.coachingrelationship",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "one-on-one",
                        "verbose_name_plural": "one-on-ones",
                        "indexes": [
                            models.Index(fields=["relationship", "stage", "scheduled_at"], name="oneonone_next")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stage", wellness.rules.stages.MeetingStage["PLANNED"])),
                                fields=("relationship", "scheduled_at"),
                                name="oneonone_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["planned", "held", "missed", "cancelled"])),
                                name="oneonone_known_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", True),
                                        ("stage", wellness.rules.stages.MeetingStage["PLANNED"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("stage", wellness.rules.stages.MeetingStage["PLANNED"]), _negated=True
                                        ),
                                        ("closed_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="oneonone_closed_with_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Note",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "audience",
                            models.CharField(choices=[("shared", "shared"), ("private", "private")], max_length=8),
                        ),
                        ("text", fellowship.models.encrypted.EncryptedTextField()),
                        ("written_at", models.DateTimeField()),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "one_on_one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="wellness.oneonone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "note",
                        "verbose_name_plural": "notes",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("audience__in", ["shared", "private"])), name="note_known_audience"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("text", fellowship.models.encrypted.EncryptedTextField()),
                        (
                            "audience",
                            models.CharField(
                                choices=[("shared", "shared"), ("private", "private")],
                                default=wellness.rules.stages.Audience["SHARED"],
                                max_length=8,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "open"), ("discussed", "discussed"), ("carried", "carried")],
                                default=wellness.rules.stages.AgendaState["OPEN"],
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "carried_from",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="carried_to",
                                to="wellness.agendaitem",
                            ),
                        ),
                        (
                            "relationship",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agenda",
                                to="wellness.coachingrelationship",
                            ),
                        ),
                        (
                            "one_on_one",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agenda",
                                to="wellness.oneonone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "agenda item",
                        "verbose_name_plural": "agenda items",
                        "indexes": [
                            models.Index(fields=["relationship", "one_on_one", "state"], name="agendaitem_open")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("audience__in", ["shared", "private"])),
                                name="agendaitem_known_audience",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "discussed", "carried"])),
                                name="agendaitem_known_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("one_on_one__isnull", False),
                                    ("state", wellness.rules.stages.AgendaState["OPEN"]),
                                    _connector="OR",
                                ),
                                name="agendaitem_waits_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionItem",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("text", fellowship.models.encrypted.EncryptedTextField()),
                        ("due_on", models.DateField(null=True)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "relationship",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actions",
                                to="wellness.coachingrelationship",
                            ),
                        ),
                        (
                            "agreed_in",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="actions",
                                to="wellness.oneonone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "action item",
                        "verbose_name_plural": "action items",
                        "indexes": [models.Index(fields=["owner", "done_at", "due_on"], name="actionitem_open")],
                    },
                ),
                migrations.CreateModel(
                    name="OneOnOneStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_stage", models.CharField(blank=True, max_length=10)),
                        ("to_stage", models.CharField(max_length=10)),
                        ("action", models.CharField(max_length=20)),
                        ("at", models.DateTimeField()),
                        ("scheduled_at", models.DateTimeField()),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "one_on_one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="wellness.oneonone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of a one-on-one",
                        "verbose_name_plural": "steps of one-on-ones",
                    },
                ),
            ]
        ),
    ]
