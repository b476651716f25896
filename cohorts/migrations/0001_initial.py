import cohorts.rules.stages
import django.db.models.deletion
import fellowship.models.encrypted
import uuid
from django.conf import settings
from django.db import migrations, models

from fellowship.making_tables import MakeTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fellowship", "0003_organization"),
        ("fellowship", "__first__"),
        ("recruitment", "0001_initial"),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name="Cohort",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        ("lottery_seed", models.CharField(editable=False, max_length=64)),
                        ("lottery_drawn_at", models.DateTimeField(editable=False)),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cohorts",
                                to="recruitment.cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cohort",
                        "verbose_name_plural": "cohorts",
                        "constraints": [
                            models.UniqueConstraint(fields=("cycle",), name="cohort_once_a_cycle"),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="cohort_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fellow",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("languages", models.JSONField(blank=True, default=list)),
                        ("spanish", models.BooleanField(default=False, verbose_name="speaks Spanish")),
                        ("limits", models.JSONField(blank=True, default=dict)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("ready", "ready"),
                                    ("placed", "placed"),
                                    ("active", "active"),
                                    ("left", "left"),
                                ],
                                default=cohorts.rules.stages.FellowStage["READY"],
                                max_length=8,
                            ),
                        ),
                        ("joined_at", models.DateTimeField()),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fellow",
                                to="recruitment.application",
                            ),
                        ),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fellows",
                                to="cohorts.cohort",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fellowships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fellow",
                        "verbose_name_plural": "fellows",
                        "indexes": [models.Index(fields=["cohort", "stage"], name="fellow_cohort_stage")],
                        "constraints": [
                            models.UniqueConstraint(fields=("cohort", "person"), name="fellow_once_a_cohort"),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["ready", "placed", "active", "left"])),
                                name="fellow_known_stage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Couple",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="couples",
                                to="cohorts.cohort",
                            ),
                        ),
                        (
                            "first",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="couple_as_first",
                                to="cohorts.fellow",
                            ),
                        ),
                        (
                            "second",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="couple_as_second",
                                to="cohorts.fellow",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "couple",
                        "verbose_name_plural": "couples",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("first", models.F("second")), _negated=True), name="couple_of_two"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Conflict",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("note", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="fellowship.hostoffice",
                            ),
                        ),
                        (
                            "fellow",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conflicts",
                                to="cohorts.fellow",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "conflict of interest",
                        "verbose_name_plural": "conflicts of interest",
                        "constraints": [models.UniqueConstraint(fields=("fellow", "office"), name="conflict_once")],
                    },
                ),
                migrations.CreateModel(
                    name="FellowRanking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(null=True)),
                        ("never", models.BooleanField(default=False)),
                        (
                            "fellow",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ranking",
                                to="cohorts.fellow",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="fellowship.hostoffice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "office on a fellow's list",
                        "verbose_name_plural": "offices on fellows' lists",
                        "constraints": [
                            models.UniqueConstraint(fields=("fellow", "office"), name="fellowranking_office_once"),
                            models.UniqueConstraint(fields=("fellow", "position"), name="fellowranking_place_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("never", True), ("position__isnull", True)),
                                    models.Q(("never", False), ("position__gte", 1)),
                                    _connector="OR",
                                ),
                                name="fellowranking_place_or_never",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lock",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("locked_at", models.DateTimeField()),
                        (
                            "fellow",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="lock", to="cohorts.fellow"
                            ),
                        ),
                        (
                            "locked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="fellowship.hostoffice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lock",
                        "verbose_name_plural": "locks",
                    },
                ),
                migrations.CreateModel(
                    name="MatchRun",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("snapshot", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("seed", models.CharField(max_length=64)),
                        ("method", models.CharField(max_length=40)),
                        ("version", models.CharField(max_length=20)),
                        ("outcome", models.JSONField(null=True)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("solving", "solving"),
                                    ("draft", "draft"),
                                    ("published", "published"),
                                    ("discarded", "discarded"),
                                ],
                                default=cohorts.rules.stages.RunStage["SOLVING"],
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("solved_at", models.DateTimeField(null=True)),
                        ("published_at", models.DateTimeField(null=True)),
                        ("exceptions_reason", models.TextField(blank=True)),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="cohorts.cohort"
                            ),
                        ),
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
                            "job",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="fellowship.job",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "matching run",
                        "verbose_name_plural": "matching runs",
                        "constraints": [
                            models.UniqueConstraint(fields=("cohort", "number"), name="matchrun_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("stage", cohorts.rules.stages.RunStage["PUBLISHED"])),
                                fields=("cohort",),
                                name="matchrun_one_published",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["solving", "draft", "published", "discarded"])),
                                name="matchrun_known_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", cohorts.rules.stages.RunStage["PUBLISHED"]), _negated=True),
                                    ("published_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="matchrun_published_has_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfficeRanking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(null=True)),
                        ("not_this_person", models.BooleanField(default=False)),
                        ("reason", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="office_rankings",
                                to="cohorts.cohort",
                            ),
                        ),
                        (
                            "fellow",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="office_ranking",
                                to="cohorts.fellow",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="fellowship.hostoffice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fellow on an office's list",
                        "verbose_name_plural": "fellows on offices' lists",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("office", "cohort", "fellow"), name="officeranking_fellow_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("not_this_person", True), ("position__isnull", True)),
                                    models.Q(("not_this_person", False), ("position__gte", 1)),
                                    _connector="OR",
                                ),
                                name="officeranking_place_or_not",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfficeTerms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("minimum", models.PositiveSmallIntegerField(default=0, verbose_name="smallest team")),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="office_terms",
                                to="cohorts.cohort",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cohort_terms",
                                to="fellowship.hostoffice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "terms of an office",
                        "verbose_name_plural": "terms of offices",
                        "constraints": [models.UniqueConstraint(fields=("cohort", "office"), name="officeterms_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "employer_of_record",
                            models.CharField(
                                choices=[("host", "The host office"), ("program", "The program")], max_length=8
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("active", "active"),
                                    ("ended", "ended"),
                                    ("cancelled", "cancelled"),
                                ],
                                default=cohorts.rules.stages.PlacementStage["PLANNED"],
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        (
                            "advocate_grant",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="fellowship.rolegrant",
                            ),
                        ),
                        (
                            "fellow",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="cohorts.fellow",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="cohorts.placement",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="cohorts.matchrun",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="supervised_placements",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "placement",
                        "verbose_name_plural": "placements",
                        "indexes": [models.Index(fields=["stage", "starts_on"], name="placement_stage_start")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            cohorts.rules.stages.PlacementStage["PLANNED"],
                                            cohorts.rules.stages.PlacementStage["ACTIVE"],
                                        ],
                                    )
                                ),
                                fields=("fellow",),
                                name="placement_one_live_a_fellow",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["planned", "active", "ended", "cancelled"])),
                                name="placement_known_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("employer_of_record__in", ["host", "program"])),
                                name="placement_known_employer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="placement_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlacementStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_stage", models.CharField(blank=True, max_length=10)),
                        ("to_stage", models.CharField(max_length=10)),
                        ("action", models.CharField(max_length=30)),
                        ("at", models.DateTimeField()),
                        ("reason", models.CharField(blank=True, max_length=300)),
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
                            "placement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="cohorts.placement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of a placement",
                        "verbose_name_plural": "steps of placements",
                        "indexes": [models.Index(fields=["placement", "at"], name="placementstep_order")],
                    },
                ),
                migrations.CreateModel(
                    name="RankingSheet",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("saved_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="cohorts.cohort"
                            ),
                        ),
                        (
                            "fellow",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheet",
                                to="cohorts.fellow",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheets",
                                to="fellowship.hostoffice",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ranking sheet",
                        "verbose_name_plural": "ranking sheets",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("office__isnull", False)),
                                fields=("cohort", "office"),
                                name="sheet_once_an_office",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fellow__isnull", False), ("office__isnull", True)),
                                    models.Q(("fellow__isnull", True), ("office__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sheet_has_one_owner",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunMove",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("moved_at", models.DateTimeField()),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "fellow",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cohorts.fellow"
                            ),
                        ),
                        (
                            "from_office",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fellowship.hostoffice",
                            ),
                        ),
                        (
                            "moved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves",
                                to="cohorts.matchrun",
                            ),
                        ),
                        (
                            "to_office",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fellowship.hostoffice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "move by hand",
                        "verbose_name_plural": "moves by hand",
                        "indexes": [models.Index(fields=["run", "moved_at"], name="runmove_order")],
                    },
                ),
                migrations.CreateModel(
                    name="Seat",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("label", models.CharField(max_length=80, verbose_name="name of the seat")),
                        (
                            "funding",
                            models.CharField(
                                choices=[("confirmed", "Confirmed"), ("tentative", "Tentative")],
                                default="confirmed",
                                max_length=10,
                                verbose_name="funding",
                            ),
                        ),
                        (
                            "employer_of_record",
                            models.CharField(
                                choices=[("host", "The host office"), ("program", "The program")],
                                default="host",
                                max_length=8,
                                verbose_name="employer of record",
                            ),
                        ),
                        (
                            "pay",
                            models.PositiveIntegerField(default=0, help_text="In cents.", verbose_name="pay a year"),
                        ),
                        (
                            "spanish_needed",
                            models.BooleanField(default=False, verbose_name="only for someone who speaks Spanish"),
                        ),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("is_open", models.BooleanField(default=True, verbose_name="open for matching")),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="cohorts.cohort"
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="fellowship.hostoffice",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="supervised_seats",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "seat",
                        "verbose_name_plural": "seats",
                        "constraints": [
                            models.UniqueConstraint(fields=("cohort", "office", "label"), name="seat_label_once"),
                            models.CheckConstraint(
                                condition=models.Q(("funding__in", ["confirmed", "tentative"])),
                                name="seat_known_funding",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("employer_of_record__in", ["host", "program"])),
                                name="seat_known_employer",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="placement",
                    name="seat",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="cohorts.seat"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="placement",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    cohorts.rules.stages.PlacementStage["PLANNED"],
                                    cohorts.rules.stages.PlacementStage["ACTIVE"],
                                ],
                            )
                        ),
                        fields=("seat",),
                        name="placement_one_live_a_seat",
                    ),
                ),
            ]
        ),
    ]
