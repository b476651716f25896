"""The tables of recruitment in one step, for a database that is new: many steps cost most of its first minute.

One that has taken some of the steps before goes on with those that it lacks (``replaces``).
"""

import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import fellowship.models.encrypted
import modelcluster.fields
import recruitment.models.search_texts
import uuid
from django.conf import settings
from django.db import migrations, models

from fellowship.making_tables import MakeTables
from recruitment.migrations._postgresql import APART, INDEX, NOT_APART, NO_INDEX, NO_TALLY, TALLY, on_postgresql


class Migration(migrations.Migration):
    replaces = [
        ("recruitment", "0001_initial"),
        ("recruitment", "0002_question_exceptions"),
        ("recruitment", "0003_decisions_that_wait"),
        ("recruitment", "0004_reading"),
        ("recruitment", "0005_assigning"),
        ("recruitment", "0006_branching_forms"),
        ("recruitment", "0007_saved_views_and_search"),
        ("recruitment", "0008_fill_search_and_tally"),
        ("recruitment", "0009_circle"),
        ("recruitment", "0010_rounds_kits_and_more_time"),
        ("recruitment", "0011_document_text"),
        ("recruitment", "0012_imports"),
        ("recruitment", "0013_eligibility_questions"),
        ("recruitment", "0014_labels"),
        ("recruitment", "0015_phases_apart"),
        ("recruitment", "0016_month_and_date_parts"),
        ("recruitment", "0017_equal_opportunity"),
        ("recruitment", "0018_duties_for_postings"),
        ("recruitment", "0019_fair_chance_path"),
        ("recruitment", "0020_case_papers"),
        ("recruitment", "0021_case_file_response"),
        ("recruitment", "0022_case_life"),
        ("recruitment", "0023_keeping_the_law"),
    ]

    initial = True

    dependencies = [
        ("fellowship", "0005_outside_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name="Application",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("reference", models.CharField(max_length=24, unique=True)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("in_review", "in_review"),
                                    ("interview", "interview"),
                                    ("waitlisted", "waitlisted"),
                                    ("offered", "offered"),
                                    ("accepted", "accepted"),
                                    ("finalist", "finalist"),
                                    ("placed", "placed"),
                                    ("declined", "declined"),
                                    ("offer_declined", "offer_declined"),
                                    ("offer_lapsed", "offer_lapsed"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="draft",
                                max_length=16,
                            ),
                        ),
                        ("stage_since", models.DateTimeField()),
                        ("eligibility", models.JSONField(default=dict)),
                        ("sort_name", models.CharField(blank=True, max_length=200)),
                        ("started_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("updated_at", models.DateTimeField()),
                        ("decline_category", models.CharField(blank=True, max_length=20)),
                        ("extended_until", models.DateTimeField(null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="owned_applications",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="applications",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "application",
                        "verbose_name_plural": "applications",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "in_review",
                                            "interview",
                                            "waitlisted",
                                            "offered",
                                            "accepted",
                                            "finalist",
                                            "placed",
                                            "declined",
                                            "offer_declined",
                                            "offer_lapsed",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="application_known_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["draft", "withdrawn"]),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="application_sent_has_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "draft"), _negated=True),
                                    ("submitted_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="application_draft_is_not_sent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                    ],
                    options={
                        "verbose_name": "application form",
                        "verbose_name_plural": "application forms",
                    },
                ),
                migrations.CreateModel(
                    name="CaseResponse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", fellowship.models.encrypted.EncryptedTextField()),
                        ("sent_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "response in a case",
                        "verbose_name_plural": "responses in cases",
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        ("name", models.CharField(max_length=80, verbose_name="criterion")),
                        ("name_es", models.CharField(blank=True, max_length=80, verbose_name="criterion in Spanish")),
                        (
                            "question_hint",
                            models.CharField(
                                blank=True,
                                help_text="For example: the answer about standing up for someone.",
                                max_length=80,
                                verbose_name="where to look",
                            ),
                        ),
                        (
                            "question_hint_es",
                            models.CharField(blank=True, max_length=80, verbose_name="where to look, in Spanish"),
                        ),
                        ("anchor_1", models.CharField(max_length=160, verbose_name="a 1 looks like")),
                        ("anchor_1_es", models.CharField(blank=True, max_length=160, verbose_name="a 1 in Spanish")),
                        ("anchor_2", models.CharField(max_length=160, verbose_name="a 2 looks like")),
                        ("anchor_2_es", models.CharField(blank=True, max_length=160, verbose_name="a 2 in Spanish")),
                        ("anchor_3", models.CharField(max_length=160, verbose_name="a 3 looks like")),
                        ("anchor_3_es", models.CharField(blank=True, max_length=160, verbose_name="a 3 in Spanish")),
                        ("anchor_4", models.CharField(max_length=160, verbose_name="a 4 looks like")),
                        ("anchor_4_es", models.CharField(blank=True, max_length=160, verbose_name="a 4 in Spanish")),
                    ],
                    options={
                        "verbose_name": "criterion",
                        "verbose_name_plural": "criteria",
                        "ordering": ["sort_order"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Cycle",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("name_es", models.CharField(blank=True, max_length=80, verbose_name="name in Spanish")),
                        ("cohort_year", models.PositiveSmallIntegerField(verbose_name="year of the cohort")),
                        ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address part")),
                        (
                            "reference_prefix",
                            models.CharField(
                                help_text="For example FEL-27.",
                                max_length=12,
                                unique=True,
                                verbose_name="begins every reference",
                            ),
                        ),
                        (
                            "reads_per_application",
                            models.PositiveSmallIntegerField(default=2, verbose_name="readers per application"),
                        ),
                        (
                            "minutes_per_packet",
                            models.PositiveSmallIntegerField(
                                default=12,
                                help_text="Readers see how long their packets take together. Nobody is timed.",
                                verbose_name="minutes to read one packet",
                            ),
                        ),
                        (
                            "recommendations",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="How many people an applicant may ask for a letter of recommendation. 0: none.",
                                validators=[django.core.validators.MaxValueValidator(5)],
                                verbose_name="recommendations per application",
                            ),
                        ),
                        ("is_published", models.BooleanField(default=False, verbose_name="shown to the public")),
                        ("next_number", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "form",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cycles",
                                to="recruitment.applicationform",
                                verbose_name="form",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cycle",
                        "verbose_name_plural": "cycles",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reads_per_application__gte", 1)), name="cycle_has_readers"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("recommendations__lte", 5)), name="cycle_sane_recommendations"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterviewKit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                        ("guidance", models.TextField(blank=True, verbose_name="advice for interviewers")),
                        ("guidance_es", models.TextField(blank=True, verbose_name="advice in Spanish")),
                    ],
                    options={
                        "verbose_name": "question kit",
                        "verbose_name_plural": "question kits",
                    },
                ),
                migrations.CreateModel(
                    name="ReviewAssignment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("assigned", "assigned"),
                                    ("submitted", "submitted"),
                                    ("recused", "recused"),
                                    ("abstained", "abstained"),
                                ],
                                default="assigned",
                                max_length=10,
                            ),
                        ),
                        ("due_on", models.DateField(null=True)),
                        ("assigned_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("recused_at", models.DateTimeField(null=True)),
                        ("recused_reason", models.CharField(blank=True, max_length=300)),
                        ("note", models.TextField(blank=True)),
                        ("is_whole", models.BooleanField(default=True)),
                    ],
                    options={
                        "verbose_name": "read",
                        "verbose_name_plural": "reads",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("recused_at__isnull", True),
                                        ("stage", "assigned"),
                                        ("submitted_at__isnull", True),
                                    ),
                                    models.Q(
                                        ("recused_at__isnull", True),
                                        ("stage", "submitted"),
                                        ("submitted_at__isnull", False),
                                    ),
                                    models.Q(
                                        ("recused_at__isnull", False),
                                        ("stage__in", ["recused", "abstained"]),
                                        ("submitted_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="read_stage_has_its_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rubric",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                        ("introduction", models.TextField(blank=True, verbose_name="advice for readers")),
                        ("introduction_es", models.TextField(blank=True, verbose_name="advice in Spanish")),
                    ],
                    options={
                        "verbose_name": "rubric",
                        "verbose_name_plural": "rubrics",
                    },
                ),
                migrations.CreateModel(
                    name="EqualOpportunityAnswers",
                    fields=[
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="recruitment.application",
                            ),
                        ),
                        ("sealed", fellowship.models.encrypted.EncryptedTextField()),
                    ],
                    options={
                        "verbose_name": "voluntary answers",
                        "verbose_name_plural": "voluntary answers",
                    },
                ),
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
                    options={
                        "verbose_name": "search text",
                        "verbose_name_plural": "search texts",
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("value", models.JSONField(null=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField()),
                        ("set_aside", models.BooleanField(default=False)),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="fellowship.storedfile",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="recruitment.application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer",
                        "verbose_name_plural": "answers",
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationLabel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="label_rows",
                                to="recruitment.application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "label of an application",
                        "verbose_name_plural": "labels of applications",
                    },
                ),
                migrations.CreateModel(
                    name="AssigningRun",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(null=True)),
                        ("read_count", models.PositiveIntegerField(default=0)),
                        ("short_count", models.PositiveIntegerField(default=0)),
                        ("misread_count", models.PositiveIntegerField(default=0)),
                        ("short", models.JSONField(default=list)),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "giving out of packets",
                        "verbose_name_plural": "givings out of packets",
                        "indexes": [models.Index(fields=["made_at"], name="assigningrun_made")],
                    },
                ),
                migrations.CreateModel(
                    name="BulkChange",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("owner", "owner"), ("label", "label"), ("unlabel", "unlabel")], max_length=12
                            ),
                        ),
                        ("subject", models.CharField(blank=True, max_length=36)),
                        ("rows", models.JSONField(default=list)),
                        ("made_at", models.DateTimeField(db_index=True)),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "change of several applications",
                        "verbose_name_plural": "changes of several applications",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["owner", "label", "unlabel"])),
                                name="bulkchange_known_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("stopped_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "calendar feed",
                        "verbose_name_plural": "calendar feeds",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=("person",),
                                name="feed_one_live",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalibrationRound",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("due_on", models.DateField(null=True)),
                        ("opened_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "opened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calibration_rounds",
                                to="recruitment.cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "calibration round",
                        "verbose_name_plural": "calibration rounds",
                        "constraints": [
                            models.UniqueConstraint(fields=("cycle", "number"), name="calibrationround_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=("cycle",),
                                name="calibrationround_one_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalibrationSample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="recruitment.application",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="samples",
                                to="recruitment.calibrationround",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "calibration sample",
                        "verbose_name_plural": "calibration samples",
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "application"), name="calibrationsample_once"),
                            models.UniqueConstraint(fields=("round", "number"), name="calibrationsample_number_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalibrationRead",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("note", models.TextField(blank=True)),
                        (
                            "reader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calibration_reads",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sample",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reads",
                                to="recruitment.calibrationsample",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "practice read",
                        "verbose_name_plural": "practice reads",
                        "constraints": [
                            models.UniqueConstraint(fields=("sample", "reader"), name="calibrationread_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="case_file",
                                to="fellowship.storedfile",
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="recruitment.caseresponse",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file of a case",
                        "verbose_name_plural": "files of cases",
                    },
                ),
                migrations.CreateModel(
                    name="CaseNotice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("kind", models.CharField(max_length=60)),
                        ("contents", models.JSONField(default=list)),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notice of a case",
                        "verbose_name_plural": "notices of cases",
                    },
                ),
                migrations.CreateModel(
                    name="CaseDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "email"),
                                    ("mail", "mail"),
                                    ("portal", "portal"),
                                    ("in_person", "in_person"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "address",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in_state", "in_state"),
                                    ("out_of_state", "out_of_state"),
                                    ("outside_us", "outside_us"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("sent_on", models.DateField()),
                        ("proof", models.CharField(max_length=200)),
                        ("confirmed_on", models.DateField(null=True)),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="recruitment.casenotice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "delivery of a notice",
                        "verbose_name_plural": "deliveries of notices",
                        "constraints": [
                            models.UniqueConstraint(fields=("notice", "channel"), name="casedelivery_channel_once"),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["email", "mail", "portal", "in_person"])),
                                name="casedelivery_known_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("proof", ""), _negated=True), name="casedelivery_has_proof"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "mail"), _negated=True),
                                    ("address__in", ["in_state", "out_of_state", "outside_us"]),
                                    _connector="OR",
                                ),
                                name="casedelivery_mail_goes_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_on__isnull", True),
                                    ("confirmed_on__gte", models.F("sent_on")),
                                    _connector="OR",
                                ),
                                name="casedelivery_sent_before_seen",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClearedAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("answer_revision", models.PositiveIntegerField()),
                        ("cleared_at", models.DateTimeField()),
                        (
                            "answer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cleared",
                                to="recruitment.answer",
                            ),
                        ),
                        (
                            "cleared_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cleared answer",
                        "verbose_name_plural": "cleared answers",
                    },
                ),
                migrations.CreateModel(
                    name="CalibrationMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(4),
                                ]
                            ),
                        ),
                        (
                            "read",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="recruitment.calibrationread",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="recruitment.criterion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "practice mark",
                        "verbose_name_plural": "practice marks",
                        "constraints": [
                            models.UniqueConstraint(fields=("read", "criterion"), name="calibrationmark_once"),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 1), ("value__lte", 4)),
                                name="calibrationmark_in_bounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportedCycle",
                    fields=[
                        (
                            "cycle",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="recruitment.cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reported cycle",
                        "verbose_name_plural": "reported cycles",
                    },
                ),
                migrations.CreateModel(
                    name="AssigningRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "region_wish",
                            models.CharField(
                                choices=[("none", "none"), ("away", "away"), ("near", "near")],
                                default="away",
                                max_length=4,
                            ),
                        ),
                        (
                            "extra_read_above",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=3,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0.1),
                                    django.core.validators.MaxValueValidator(3),
                                ],
                            ),
                        ),
                        (
                            "cycle",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assigning_rule",
                                to="recruitment.cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rule for giving out packets",
                        "verbose_name_plural": "rules for giving out packets",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("region_wish__in", ["none", "away", "near"])),
                                name="assigningrule_known_wish",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("extra_read_above__isnull", True),
                                    models.Q(("extra_read_above__gte", "0.1"), ("extra_read_above__lte", "3")),
                                    _connector="OR",
                                ),
                                name="assigningrule_threshold_in_bounds",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="application",
                    name="cycle",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="recruitment.cycle",
                    ),
                ),
                migrations.CreateModel(
                    name="DeclaredConflict",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("office", "office"),
                                    ("school", "school"),
                                    ("employer", "employer"),
                                    ("person", "person"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("value", models.CharField(blank=True, max_length=120)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("declared_at", models.DateTimeField()),
                        (
                            "application",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="recruitment.application",
                            ),
                        ),
                        (
                            "declared_by",
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
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="fellowship.hostoffice",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="declared_reading_conflicts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "declared conflict",
                        "verbose_name_plural": "declared conflicts",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("application__isnull", True),
                                        ("kind", "office"),
                                        ("office__isnull", False),
                                        ("value", ""),
                                    ),
                                    models.Q(
                                        ("application__isnull", True),
                                        ("kind__in", ["school", "employer"]),
                                        ("office__isnull", True),
                                        models.Q(("value", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("kind", "person"),
                                        ("office__isnull", True),
                                        models.Q(
                                            models.Q(("value", ""), _negated=True),
                                            ("application__isnull", False),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="declaredconflict_says_with_whom",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("value", ""), _negated=True),
                                fields=("person", "kind", "value"),
                                name="declaredconflict_words_once",
                            ),
                            models.UniqueConstraint(fields=("person", "office"), name="declaredconflict_office_once"),
                            models.UniqueConstraint(
                                fields=("person", "application"), name="declaredconflict_application_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeletionReceipt",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("cases", models.PositiveIntegerField()),
                        ("classes", models.JSONField()),
                        ("ids_sha256", models.CharField(max_length=64)),
                        ("signature", models.CharField(max_length=200)),
                    ],
                    options={
                        "verbose_name": "receipt of a deletion",
                        "verbose_name_plural": "receipts of deletions",
                        "indexes": [models.Index(fields=["made_at"], name="deletionreceipt_when")],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentText",
                    fields=[
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="document_text",
                                serialize=False,
                                to="fellowship.storedfile",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("read", "read"), ("empty", "empty"), ("unreadable", "unreadable")],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("read_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "text of a file",
                        "verbose_name_plural": "texts of files",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["read", "empty", "unreadable"])),
                                name="documenttext_known_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EligibilityQuestion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        ("language", models.CharField(default="en", max_length=8)),
                        ("name", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        ("contact", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        ("message", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("outcome", models.CharField(blank=True, max_length=12)),
                        ("note", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        ("forgotten_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question about who can apply",
                        "verbose_name_plural": "questions about who can apply",
                        "indexes": [models.Index(fields=["answered_at", "asked_at"], name="eligibilityquestion_open")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at__isnull", True), ("forgotten_at__isnull", True), ("outcome", "")
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("outcome__in", ["can_apply", "cannot", "not_reached"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="eligibilityquestion_answer_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enclosure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("language", models.CharField(max_length=8)),
                        ("source", models.CharField(max_length=300)),
                        ("dated_on", models.DateField()),
                        ("added_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enclosure",
                                to="fellowship.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "enclosure",
                        "verbose_name_plural": "enclosures",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("code", "language"),
                                name="enclosure_one_in_use",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EqualOpportunityReport",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("is_pooled", models.BooleanField(default=False)),
                        ("content", models.JSONField(default=list)),
                    ],
                    options={
                        "verbose_name": "equal opportunity report",
                        "verbose_name_plural": "equal opportunity reports",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_pooled", True)),
                                fields=("is_pooled",),
                                name="equal_report_one_pooled",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EqualOpportunitySettings",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ask_veteran",
                            models.BooleanField(
                                default=False,
                                help_text="Only for federal contractors that must ask (41 CFR 60-300.42). Others learn nothing they may act on.",
                                verbose_name="ask about military service",
                            ),
                        ),
                        (
                            "ask_disability",
                            models.BooleanField(
                                default=False,
                                help_text="Only where counsel has agreed. Before an offer an employer may not ask, unless for affirmative action or as a federal contractor (42 USC 12112(d); 41 CFR 60-741.42), and a contractor must use form CC-305.",
                                verbose_name="ask about disability",
                            ),
                        ),
                        (
                            "ratio_percent",
                            models.PositiveSmallIntegerField(
                                default=80,
                                help_text="A group’s rate beside the highest rate. 80, the four-fifths ratio, is common practice (29 CFR 1607.4(D)); it proves nothing by itself.",
                                validators=[
                                    django.core.validators.MinValueValidator(50),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="look closer below, in percent",
                            ),
                        ),
                        (
                            "site",
                            models.OneToOneField(
                                editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "equal opportunity",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ratio_percent__gte", 50), ("ratio_percent__lte", 100)),
                                name="equal_ratio_in_range",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ErasureRequest",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[("asked", "asked"), ("done", "done"), ("put_off", "put_off")],
                                default="asked",
                                max_length=8,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("answer", models.CharField(blank=True, max_length=300)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("keep_until", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="erasure_requests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "erasure request",
                        "verbose_name_plural": "erasure requests",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stage", "done"), _negated=True),
                                fields=("person",),
                                name="erasure_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["asked", "done", "put_off"])),
                                name="erasure_known_stage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("office_hours", "Office hours"),
                                    ("workshop", "Workshop"),
                                    ("advocate_panel", "Panel of Client Advocates"),
                                    ("supervisors_panel", "Panel of supervisors"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone who is signed in"),
                                    ("applicants", "People with an application in this cycle"),
                                    ("invited", "People invited to an interview, and later"),
                                    ("chosen", "People with an offer, and later"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("title_es", models.CharField(blank=True, max_length=120)),
                        ("about", models.TextField(blank=True)),
                        ("about_es", models.TextField(blank=True)),
                        ("starts_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("place", models.CharField(max_length=300)),
                        ("capacity", models.PositiveSmallIntegerField()),
                        ("sequence", models.PositiveSmallIntegerField(default=0)),
                        ("cancelled_at", models.DateTimeField(null=True)),
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
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="recruitment.cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "event",
                        "verbose_name_plural": "events",
                        "indexes": [models.Index(fields=["cycle", "starts_at"], name="event_when")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["office_hours", "workshop", "advocate_panel", "supervisors_panel"])
                                ),
                                name="event_known_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience__in", ["everyone", "applicants", "invited", "chosen"])),
                                name="event_known_audience",
                            ),
                            models.CheckConstraint(condition=models.Q(("capacity__gte", 1)), name="event_has_places"),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 15), ("minutes__lte", 480)),
                                name="event_has_a_length",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventSignup",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[("going", "going"), ("waiting", "waiting"), ("cancelled", "cancelled")],
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("sequence", models.PositiveSmallIntegerField(default=0)),
                        ("reminded_at", models.DateTimeField(null=True)),
                        ("came", models.BooleanField(null=True)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signups",
                                to="recruitment.event",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="event_signups",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sign-up",
                        "verbose_name_plural": "sign-ups",
                        "indexes": [models.Index(fields=["event", "stage", "asked_at"], name="signup_line")],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "event"), name="signup_once"),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["going", "waiting", "cancelled"])),
                                name="signup_known_stage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtraRead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("sigma", models.DecimalField(decimal_places=2, max_digits=4, null=True)),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extra_read",
                                to="recruitment.application",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "extra read",
                        "verbose_name_plural": "extra reads",
                    },
                ),
                migrations.CreateModel(
                    name="FairChanceCase",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("opened", "opened"),
                                    ("disclosed", "disclosed"),
                                    ("nothing_to_review", "nothing_to_review"),
                                    ("with_officer", "with_officer"),
                                    ("cleared", "cleared"),
                                    ("sorted", "sorted"),
                                    ("assessed", "assessed"),
                                    ("notified", "notified"),
                                    ("reassessed", "reassessed"),
                                    ("decided", "decided"),
                                    ("not_cleared", "not_cleared"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="opened",
                                max_length=20,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("authorized_at", models.DateTimeField(null=True)),
                        ("authorized_name", models.CharField(blank=True, max_length=200)),
                        ("authorized_address", models.GenericIPAddressField(null=True)),
                        ("cleared_at", models.DateTimeField(null=True)),
                        ("notes", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        ("codes", models.JSONField(default=list)),
                        ("inquiry_stage", models.CharField(blank=True, max_length=40)),
                        ("other_checks_done_at", models.DateTimeField(null=True)),
                        ("notified_at", models.DateTimeField(null=True)),
                        ("received_on", models.DateField(null=True)),
                        ("respond_by", models.DateField(null=True)),
                        ("earliest_final", models.DateField(null=True)),
                        ("decide_by", models.DateField(null=True)),
                        ("final_from", models.DateTimeField(null=True)),
                        ("presentation_at", models.DateTimeField(null=True)),
                        (
                            "presentation_outcome",
                            models.CharField(
                                blank=True, choices=[("held", "held"), ("missed", "missed")], max_length=6
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("late_reason", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        ("late_counsel", models.CharField(blank=True, max_length=200)),
                        ("final_sent_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("emptied_at", models.DateTimeField(null=True)),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="fair_chance_cases",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fair-chance case",
                        "verbose_name_plural": "fair-chance cases",
                        "indexes": [
                            models.Index(fields=["stage", "opened_at"], name="case_stage_opened"),
                            models.Index(
                                condition=models.Q(("emptied_at__isnull", True)),
                                fields=["closed_at"],
                                name="case_to_be_emptied",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "opened",
                                            "disclosed",
                                            "nothing_to_review",
                                            "with_officer",
                                            "cleared",
                                            "sorted",
                                            "assessed",
                                            "notified",
                                            "reassessed",
                                            "decided",
                                            "not_cleared",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="case_known_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["opened", "withdrawn"]),
                                    models.Q(
                                        ("authorized_at__isnull", False),
                                        models.Q(("authorized_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_agreed_before_report",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cleared_at__isnull", False), ("stage", "cleared")),
                                    models.Q(
                                        models.Q(("stage", "cleared"), _negated=True), ("cleared_at__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="case_cleared_has_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_at__isnull", True),
                                    models.Q(
                                        ("decided_at__gte", models.F("final_from")),
                                        ("final_from__isnull", False),
                                        ("notified_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_no_early_final",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", False), ("stage__in", ["decided", "not_cleared"])),
                                    ("stage", "withdrawn"),
                                    models.Q(
                                        models.Q(
                                            ("stage__in", ["decided", "not_cleared", "withdrawn"]), _negated=True
                                        ),
                                        ("decided_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_decided_has_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("final_sent_at__isnull", True),
                                        (
                                            "stage__in",
                                            [
                                                "opened",
                                                "disclosed",
                                                "nothing_to_review",
                                                "with_officer",
                                                "cleared",
                                                "sorted",
                                                "assessed",
                                                "notified",
                                                "reassessed",
                                                "decided",
                                                "withdrawn",
                                            ],
                                        ),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("final_sent_at__gte", models.F("decided_at")),
                                        ("final_sent_at__isnull", False),
                                        ("stage", "not_cleared"),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_final_notice_after_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("stage__in", ["cleared", "not_cleared", "withdrawn"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("stage__in", ["cleared", "not_cleared", "withdrawn"]), _negated=True
                                        ),
                                        ("closed_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_closed_has_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("presentation_outcome", ""),
                                    models.Q(
                                        ("presentation_at__isnull", False),
                                        ("presentation_outcome__in", ["held", "missed"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_talk_before_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("emptied_at__isnull", True),
                                    models.Q(("closed_at__isnull", False), ("emptied_at__gt", models.F("closed_at"))),
                                    _connector="OR",
                                ),
                                name="case_emptied_when_over",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("earliest_final__isnull", True), ("final_from__isnull", True)),
                                    models.Q(
                                        models.Q(
                                            ("respond_by__isnull", True),
                                            ("earliest_final__gt", models.F("respond_by")),
                                            _connector="OR",
                                        ),
                                        ("earliest_final__gt", models.F("received_on")),
                                        ("final_from__gt", models.F("notified_at")),
                                        ("final_from__isnull", False),
                                        ("notified_at__isnull", False),
                                        ("received_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_dates_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_stage", models.CharField(blank=True, max_length=20)),
                        ("to_stage", models.CharField(max_length=20)),
                        ("action", models.CharField(max_length=20)),
                        ("at", models.DateTimeField()),
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="recruitment.fairchancecase",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of a case",
                        "verbose_name_plural": "steps of cases",
                        "indexes": [models.Index(fields=["case", "at"], name="casestep_story")],
                    },
                ),
                migrations.AddField(
                    model_name="caseresponse",
                    name="case",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="recruitment.fairchancecase",
                    ),
                ),
                migrations.CreateModel(
                    name="CaseRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("accuracy_dispute", "accuracy_dispute"),
                                    ("more_time", "more_time"),
                                    ("oral_presentation", "oral_presentation"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_on", models.DateField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requests",
                                to="recruitment.fairchancecase",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request in a case",
                        "verbose_name_plural": "requests in cases",
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "kind"), name="caserequest_kind_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["accuracy_dispute", "more_time", "oral_presentation"])
                                ),
                                name="caserequest_known_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("facts", fellowship.models.encrypted.EncryptedJSONField(null=True)),
                        ("text", fellowship.models.encrypted.EncryptedTextField(null=True)),
                        ("is_withheld", models.BooleanField(default=False)),
                        ("reasons", models.JSONField(default=list)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="records",
                                to="recruitment.fairchancecase",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "record of a case",
                        "verbose_name_plural": "records of cases",
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "number"), name="caserecord_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("facts__isnull", False), ("is_withheld", False)),
                                    models.Q(("facts__isnull", True), ("is_withheld", True), ("text__isnull", True)),
                                    _connector="OR",
                                ),
                                name="caserecord_withheld_is_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CasePaper",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("kind", models.CharField(max_length=60)),
                        ("language", models.CharField(max_length=8)),
                        ("items", models.JSONField(default=list)),
                        ("made_at", models.DateTimeField()),
                        (
                            "enclosures",
                            models.ManyToManyField(blank=True, related_name="papers", to="recruitment.casefile"),
                        ),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="case_paper",
                                to="fellowship.storedfile",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="fellowship.letter",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="papers",
                                to="recruitment.casenotice",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="recruitment.fairchancecase",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "paper of a case",
                        "verbose_name_plural": "papers of cases",
                        "indexes": [models.Index(fields=["case", "kind", "made_at"], name="casepaper_newest")],
                    },
                ),
                migrations.AddField(
                    model_name="casenotice",
                    name="case",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="recruitment.fairchancecase",
                    ),
                ),
                migrations.AddField(
                    model_name="casefile",
                    name="case",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="recruitment.fairchancecase",
                    ),
                ),
                migrations.CreateModel(
                    name="CaseEscalation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("decide_soon", "decide_soon"),
                                    ("decide_late", "decide_late"),
                                    ("response_ends", "response_ends"),
                                    ("idle", "idle"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("raised_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="escalations",
                                to="recruitment.fairchancecase",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "escalation of a case",
                        "verbose_name_plural": "escalations of cases",
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "kind", "due_on"), name="caseescalation_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["decide_soon", "decide_late", "response_ends", "idle"])
                                ),
                                name="caseescalation_known_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseDispute",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("opened_on", models.DateField()),
                        ("closed_on", models.DateField(null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="disputes",
                                to="recruitment.fairchancecase",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dispute of a report",
                        "verbose_name_plural": "disputes of reports",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_on__isnull", True)),
                                fields=("case",),
                                name="casedispute_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__isnull", True),
                                    ("closed_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="casedispute_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseAssessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("factors", fellowship.models.encrypted.EncryptedJSONField()),
                        ("duties", fellowship.models.encrypted.EncryptedJSONField()),
                        ("conclusion", fellowship.models.encrypted.EncryptedTextField()),
                        ("written_at", models.DateTimeField()),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assessments",
                                to="recruitment.fairchancecase",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assessment of a case",
                        "verbose_name_plural": "assessments of cases",
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "number"), name="caseassessment_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("number__in", [1, 2])), name="caseassessment_first_or_second"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="version")),
                        ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="published")),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="recruitment.applicationform",
                                verbose_name="form",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "form version",
                        "verbose_name_plural": "form versions",
                        "constraints": [
                            models.UniqueConstraint(fields=("form", "number"), name="formversion_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("published_at__isnull", True)),
                                fields=("form",),
                                name="formversion_one_draft",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="application",
                    name="form_version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="recruitment.formversion",
                    ),
                ),
                migrations.CreateModel(
                    name="ImportBatch",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("sheet", models.PositiveSmallIntegerField(default=0)),
                        ("mapping", models.JSONField(default=dict)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("uploaded", "uploaded"),
                                    ("checked", "checked"),
                                    ("applying", "applying"),
                                    ("applied", "applied"),
                                    ("undone", "undone"),
                                ],
                                default="uploaded",
                                max_length=8,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("applied_at", models.DateTimeField(null=True)),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recruitment.cycle"
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="fellowship.storedfile",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="import_batches",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import",
                        "verbose_name_plural": "imports",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["uploaded", "checked", "applying", "applied", "undone"])
                                ),
                                name="importbatch_known_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage__in", ["applied", "undone"]), _negated=True),
                                    ("applied_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="importbatch_applied_has_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("values", models.JSONField(default=dict)),
                        ("problems", models.JSONField(default=list)),
                        ("made_person", models.BooleanField(default=False)),
                        (
                            "application",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="import_row",
                                to="recruitment.application",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="recruitment.importbatch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "imported row",
                        "verbose_name_plural": "imported rows",
                        "constraints": [models.UniqueConstraint(fields=("batch", "number"), name="importrow_once")],
                    },
                ),
                migrations.CreateModel(
                    name="InterviewRound",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="order",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("name_es", models.CharField(blank=True, max_length=80, verbose_name="name in Spanish")),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                default=45,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="minutes each",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="interview_rounds",
                                to="recruitment.cycle",
                                verbose_name="cycle",
                            ),
                        ),
                        (
                            "kit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="recruitment.interviewkit",
                                verbose_name="question kit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "interview round",
                        "verbose_name_plural": "interview rounds",
                        "constraints": [
                            models.UniqueConstraint(fields=("cycle", "number"), name="round_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="round_days_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 10), ("minutes__lte", 180), ("number__gte", 1)),
                                name="round_length_in_bounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EndedBooking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("sequence", models.PositiveSmallIntegerField()),
                        ("ended_at", models.DateTimeField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ended_bookings",
                                to="recruitment.application",
                            ),
                        ),
                        ("interviewers", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
                        (
                            "round",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="recruitment.interviewround",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ended booking",
                        "verbose_name_plural": "ended bookings",
                    },
                ),
                migrations.CreateModel(
                    name="InterviewSlot",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("place", models.CharField(max_length=300)),
                        ("booked_at", models.DateTimeField(null=True)),
                        ("changes", models.PositiveSmallIntegerField(default=0)),
                        ("sequence", models.PositiveSmallIntegerField(default=0)),
                        ("missed_at", models.DateTimeField(null=True)),
                        ("created_at", models.DateTimeField()),
                        (
                            "application",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="interview_slots",
                                to="recruitment.application",
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
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interview_slots",
                                to="recruitment.cycle",
                            ),
                        ),
                        (
                            "interviewers",
                            models.ManyToManyField(related_name="interview_slots", to=settings.AUTH_USER_MODEL),
                        ),
                        (
                            "missed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="recruitment.interviewround",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "interview slot",
                        "verbose_name_plural": "interview slots",
                        "indexes": [
                            models.Index(fields=["cycle", "starts_at"], name="slot_cycle_start"),
                            models.Index(fields=["starts_at"], name="slot_start"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("application__isnull", True), ("booked_at__isnull", False), _connector="OR"
                                ),
                                name="slot_booking_has_a_time",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("missed_at__isnull", True)),
                                fields=("application", "round"),
                                name="slot_one_a_round",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("missed_at__isnull", True), ("round__isnull", True)),
                                fields=("application",),
                                name="slot_one_without_rounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("missed_at__isnull", True), ("booked_at__isnull", False), _connector="OR"
                                ),
                                name="slot_missed_was_booked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 10), ("minutes__lte", 180)),
                                name="slot_length_in_bounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeepPosted",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="keep_posted",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wish to hear of the next round",
                        "verbose_name_plural": "wishes to hear of the next round",
                    },
                ),
                migrations.CreateModel(
                    name="KitQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        ("question", models.CharField(max_length=300, verbose_name="question")),
                        (
                            "question_es",
                            models.CharField(blank=True, max_length=300, verbose_name="question in Spanish"),
                        ),
                        (
                            "listen_for",
                            models.CharField(blank=True, max_length=300, verbose_name="what to listen for"),
                        ),
                        (
                            "listen_for_es",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="what to listen for, in Spanish"
                            ),
                        ),
                        (
                            "kit",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="recruitment.interviewkit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question of a kit",
                        "verbose_name_plural": "questions of a kit",
                        "ordering": ["sort_order"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Label",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="label")),
                        (
                            "applications",
                            models.ManyToManyField(
                                related_name="labels",
                                through="recruitment.ApplicationLabel",
                                to="recruitment.application",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="labels",
                                to="recruitment.cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "label",
                        "verbose_name_plural": "labels",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("cycle"), django.db.models.functions.text.Lower("name"), name="label_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="label_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="applicationlabel",
                    name="label",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="recruitment.label"
                    ),
                ),
                migrations.CreateModel(
                    name="LawExemption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("law", models.SlugField(max_length=80, verbose_name="jurisdiction")),
                        ("code", models.SlugField(max_length=80, verbose_name="exception")),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("switched_on_at", models.DateTimeField(verbose_name="switched on")),
                        ("counsel", models.CharField(max_length=200, verbose_name="counsel")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="switched off")),
                        ("end_reason", models.TextField(blank=True, verbose_name="why it was switched off")),
                        (
                            "ended_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="law_exemptions",
                                to="fellowship.hostoffice",
                            ),
                        ),
                        (
                            "switched_on_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "exemption from a law",
                        "verbose_name_plural": "exemptions from laws",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("office", "law", "code"),
                                name="lawexemption_on_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), _negated=True), models.Q(("counsel", ""), _negated=True)
                                ),
                                name="lawexemption_reasoned",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    ("ended_at__gte", models.F("switched_on_at")),
                                    _connector="OR",
                                ),
                                name="lawexemption_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LawText",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("code", models.SlugField(max_length=80, verbose_name="jurisdiction")),
                        ("version", models.CharField(max_length=40, verbose_name="version")),
                        ("effective_from", models.DateField(verbose_name="in force from")),
                        ("data", models.JSONField(verbose_name="text")),
                        ("is_shipped", models.BooleanField(default=True, verbose_name="came with the program")),
                        ("added_at", models.DateTimeField(verbose_name="added")),
                        ("reason", models.TextField(blank=True, verbose_name="why it was amended")),
                        ("approved_at", models.DateTimeField(null=True, verbose_name="approved by counsel")),
                        ("approved_by", models.CharField(blank=True, max_length=200, verbose_name="counsel")),
                        ("retired_at", models.DateTimeField(null=True, verbose_name="no longer for new cases")),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "text of a law",
                        "verbose_name_plural": "texts of laws",
                        "constraints": [
                            models.UniqueConstraint(fields=("code", "version"), name="lawtext_version_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at__isnull", True)),
                                fields=("code", "effective_from"),
                                name="lawtext_one_in_use",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_shipped", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="lawtext_amended_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("approved_by", "")),
                                    models.Q(
                                        ("approved_at__isnull", False), models.Q(("approved_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="lawtext_approved_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LawStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "action",
                            models.CharField(
                                choices=[
                                    ("amend", "Amended"),
                                    ("retire", "Kept for open cases only"),
                                    ("use", "Put in force again"),
                                    ("approve", "Approved by counsel"),
                                    ("undo", "Approval taken back"),
                                ],
                                max_length=10,
                                verbose_name="what was done",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("reason", models.TextField(blank=True, verbose_name="why")),
                        ("counsel", models.CharField(blank=True, max_length=200, verbose_name="counsel")),
                        ("counsel_on", models.DateField(null=True, verbose_name="day of the approval")),
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
                            "text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="recruitment.lawtext",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of a law’s text",
                        "verbose_name_plural": "steps of laws’ texts",
                        "indexes": [models.Index(fields=["text", "at"], name="lawstep_story")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("action", "approve"),
                                        ("counsel_on__isnull", False),
                                        models.Q(("counsel", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("action", "approve"), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="lawstep_reasoned",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="fairchancecase",
                    name="laws",
                    field=models.ManyToManyField(related_name="cases", to="recruitment.lawtext"),
                ),
                migrations.CreateModel(
                    name="LegalHold",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("reason", fellowship.models.encrypted.EncryptedTextField(verbose_name="reason")),
                        ("placed_at", models.DateTimeField()),
                        ("released_at", models.DateTimeField(null=True)),
                        ("release_reason", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="recruitment.fairchancecase",
                            ),
                        ),
                        (
                            "placed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "released_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "legal hold",
                        "verbose_name_plural": "legal holds",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("released_at__isnull", True)),
                                fields=("case",),
                                name="legalhold_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_at__isnull", True),
                                    ("released_at__gte", models.F("placed_at")),
                                    _connector="OR",
                                ),
                                name="legalhold_released_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("applications_open", "Applications open"),
                                    ("applications_close", "Applications close"),
                                    ("review_due", "Reviews are due"),
                                    ("interviews_from", "Interviews begin"),
                                    ("interviews_to", "Interviews end"),
                                    ("hear_by", "Everyone has heard from us"),
                                    ("offers_by", "Offers are out"),
                                    ("waitlist_closes", "The waiting list closes"),
                                    ("ranking_opens", "Ranking of offices opens"),
                                    ("ranking_closes", "Ranking of offices closes"),
                                    ("placements_published", "Placements are published"),
                                    ("training_starts", "Training starts"),
                                    ("day_one", "First day at the office"),
                                ],
                                max_length=30,
                                verbose_name="what happens",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "cycle",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="recruitment.cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "date",
                        "verbose_name_plural": "dates",
                        "constraints": [
                            models.UniqueConstraint(fields=("cycle", "kind"), name="milestone_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "applications_open",
                                            "applications_close",
                                            "review_due",
                                            "interviews_from",
                                            "interviews_to",
                                            "hear_by",
                                            "offers_by",
                                            "waitlist_closes",
                                            "ranking_opens",
                                            "ranking_closes",
                                            "placements_published",
                                            "training_starts",
                                            "day_one",
                                        ],
                                    )
                                ),
                                name="milestone_known_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MoreTime",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[("asked", "asked"), ("granted", "granted"), ("refused", "refused")],
                                default="asked",
                                max_length=8,
                            ),
                        ),
                        ("reason", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        ("is_arrangement", models.BooleanField(default=False)),
                        ("until", models.DateTimeField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=300)),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="more_time",
                                to="recruitment.application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "more time",
                        "verbose_name_plural": "more time",
                        "indexes": [models.Index(fields=["stage", "asked_at"], name="moretime_queue")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stage", "asked")),
                                fields=("application",),
                                name="moretime_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["asked", "granted", "refused"])),
                                name="moretime_known_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at__isnull", False), ("stage", "granted"), ("until__isnull", False)
                                    ),
                                    models.Q(models.Q(("stage", "granted"), _negated=True), ("until__isnull", True)),
                                    _connector="OR",
                                ),
                                name="moretime_granted_until",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("sent", "sent"),
                                    ("accepted", "accepted"),
                                    ("declined", "declined"),
                                    ("lapsed", "lapsed"),
                                    ("retracted", "retracted"),
                                    ("ended", "ended"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("is_conditional", models.BooleanField(default=True)),
                        ("terms", models.JSONField(default=dict)),
                        ("last_day", models.DateField()),
                        ("created_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("expires_at", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("declined_reason", models.TextField(blank=True)),
                        ("signature_name", models.CharField(blank=True, max_length=200)),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("signature_address", models.GenericIPAddressField(null=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="recruitment.application",
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
                            "follows",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="followed_by",
                                to="recruitment.offer",
                            ),
                        ),
                        (
                            "pdf",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="fellowship.storedfile",
                            ),
                        ),
                        (
                            "signed_pdf",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="fellowship.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "offer",
                        "verbose_name_plural": "offers",
                        "indexes": [models.Index(fields=["stage", "expires_at"], name="offer_stage_expiry")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stage__in", ["draft", "sent", "accepted"])),
                                fields=("application",),
                                name="offer_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        ["draft", "sent", "accepted", "declined", "lapsed", "retracted", "ended"],
                                    )
                                ),
                                name="offer_known_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["draft", "retracted"]),
                                    models.Q(("expires_at__isnull", False), ("sent_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="offer_sent_has_its_times",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_at__isnull", True),
                                    (
                                        "expires_at__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("sent_at"), "+", models.Value(datetime.timedelta(days=7))
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="offer_open_seven_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage__in", ["accepted", "ended"]), _negated=True),
                                    models.Q(
                                        ("signed_at__isnull", False), models.Q(("signature_name", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="offer_accepted_is_signed",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="fairchancecase",
                    name="offer",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fair_chance_case",
                        to="recruitment.offer",
                    ),
                ),
                migrations.CreateModel(
                    name="OfferQuestion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("text", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="recruitment.offer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question about an offer",
                        "verbose_name_plural": "questions about offers",
                    },
                ),
                migrations.CreateModel(
                    name="OfferTimeRequest",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("wished_day", models.DateField()),
                        ("reason", models.CharField(blank=True, max_length=600)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True, choices=[("granted", "granted"), ("refused", "refused")], max_length=8
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="time_requests",
                                to="recruitment.offer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request for more time",
                        "verbose_name_plural": "requests for more time",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=("offer",),
                                name="timerequest_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("outcome", "")),
                                    models.Q(("answered_at__isnull", False), ("outcome__in", ["granted", "refused"])),
                                    _connector="OR",
                                ),
                                name="timerequest_outcome_has_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfficeChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rank", models.PositiveSmallIntegerField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="office_choices",
                                to="recruitment.application",
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
                        "verbose_name": "office choice",
                        "verbose_name_plural": "office choices",
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "rank"), name="officechoice_rank_once"),
                            models.UniqueConstraint(fields=("office", "application"), name="officechoice_office_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opening",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("slug", models.SlugField(max_length=100, unique=True, verbose_name="address part")),
                        ("summary", models.TextField(blank=True, verbose_name="what the work is, in two sentences")),
                        ("summary_es", models.TextField(blank=True, verbose_name="the same in Spanish")),
                        ("duties", models.TextField(blank=True, verbose_name="duties, one a line")),
                        ("duties_es", models.TextField(blank=True, verbose_name="duties in Spanish, one a line")),
                        ("seats", models.PositiveSmallIntegerField(default=2, verbose_name="seats")),
                        ("pay_low_cents", models.PositiveIntegerField(verbose_name="yearly pay from, in cents")),
                        ("pay_high_cents", models.PositiveIntegerField(verbose_name="yearly pay to, in cents")),
                        (
                            "extra_pay_spanish_cents",
                            models.PositiveIntegerField(
                                default=0, verbose_name="more a year for working Spanish, in cents"
                            ),
                        ),
                        (
                            "relocation_cents",
                            models.PositiveIntegerField(default=0, verbose_name="help with moving, up to, in cents"),
                        ),
                        ("benefits", models.TextField(blank=True, verbose_name="benefits")),
                        ("benefits_es", models.TextField(blank=True, verbose_name="benefits in Spanish")),
                        ("travel", models.TextField(blank=True, verbose_name="getting around")),
                        ("travel_es", models.TextField(blank=True, verbose_name="getting around, in Spanish")),
                        (
                            "spanish",
                            models.CharField(
                                choices=[("none", "Not needed"), ("valued", "Valued"), ("needed", "Needed")],
                                default="valued",
                                max_length=6,
                                verbose_name="Spanish",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="first day at the office")),
                        (
                            "material_duties",
                            models.TextField(
                                blank=True,
                                help_text="Only duties on which a record may have a direct and adverse bearing. Some places want them in the posting; notices name them everywhere.",
                                verbose_name="duties that a record may bear on, one a line",
                            ),
                        ),
                        (
                            "material_duties_es",
                            models.TextField(blank=True, verbose_name="the same in Spanish, one a line"),
                        ),
                        (
                            "restricting_laws",
                            models.TextField(
                                blank=True,
                                help_text="Leave empty where there is none.",
                                verbose_name="laws that limit hiring for this work because of a record",
                            ),
                        ),
                        ("restricting_laws_es", models.TextField(blank=True, verbose_name="these laws, in Spanish")),
                        ("is_published", models.BooleanField(default=False, verbose_name="shown to the public")),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="openings",
                                to="recruitment.cycle",
                                verbose_name="cycle",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="openings",
                                to="fellowship.hostoffice",
                                verbose_name="office",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "opening",
                        "verbose_name_plural": "openings",
                        "constraints": [
                            models.UniqueConstraint(fields=("cycle", "office"), name="opening_once"),
                            models.CheckConstraint(
                                condition=models.Q(("pay_high_cents__gte", models.F("pay_low_cents"))),
                                name="opening_pay_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("spanish__in", ["none", "valued", "needed"])),
                                name="opening_known_spanish",
                            ),
                            models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="opening_has_seats"),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="offer",
                    name="opening",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="recruitment.opening",
                    ),
                ),
                migrations.CreateModel(
                    name="PacketSnapshot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        ("content", models.JSONField(default=list)),
                        ("taken_at", models.DateTimeField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="packet_snapshots",
                                to="recruitment.application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "packet as it was read",
                        "verbose_name_plural": "packets as they were read",
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "digest"), name="packetsnapshot_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PendingDecision",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "action",
                            models.CharField(
                                choices=[
                                    ("invite", "invite"),
                                    ("waitlist", "waitlist"),
                                    ("offer", "offer"),
                                    ("decline", "decline"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("category", models.CharField(blank=True, max_length=20)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("seen_stage", models.CharField(max_length=16)),
                        ("decided_at", models.DateTimeField()),
                        ("applied_at", models.DateTimeField(null=True)),
                        ("cleared_at", models.DateTimeField(null=True)),
                        ("problem", models.CharField(blank=True, max_length=300)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pending_decisions",
                                to="recruitment.application",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pending decision",
                        "verbose_name_plural": "pending decisions",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("applied_at__isnull", True), ("cleared_at__isnull", True)),
                                fields=("application",),
                                name="pending_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("action__in", ["invite", "waitlist", "offer", "decline"]),
                                    (
                                        "category__in",
                                        ["", "strength", "seats", "offices", "requirement", "incomplete"],
                                    ),
                                    (
                                        "seen_stage__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "in_review",
                                            "interview",
                                            "waitlisted",
                                            "offered",
                                            "accepted",
                                            "finalist",
                                            "placed",
                                            "declined",
                                            "offer_declined",
                                            "offer_lapsed",
                                            "withdrawn",
                                        ],
                                    ),
                                ),
                                name="pending_known_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("action", "decline"), _negated=True),
                                    models.Q(("category", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="pending_decline_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("applied_at__isnull", True), ("cleared_at__isnull", True), _connector="OR"
                                ),
                                name="pending_one_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        (
                            "step",
                            models.CharField(
                                max_length=30,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z][a-z0-9_]*$", "Use small letters, digits and _ and begin with a letter."
                                    )
                                ],
                                verbose_name="page",
                            ),
                        ),
                        ("step_title", models.CharField(blank=True, max_length=120, verbose_name="title of the page")),
                        (
                            "step_title_es",
                            models.CharField(blank=True, max_length=120, verbose_name="title of the page in Spanish"),
                        ),
                        (
                            "key",
                            models.CharField(
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z][a-z0-9_]*$", "Use small letters, digits and _ and begin with a letter."
                                    )
                                ],
                                verbose_name="key",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("short_text", "Short text"),
                                    ("long_text", "Long text"),
                                    ("choice", "One choice"),
                                    ("several", "Several choices"),
                                    ("date", "Date"),
                                    ("number", "Number"),
                                    ("file", "File"),
                                    ("offices", "Offices in order"),
                                    ("languages", "Languages"),
                                    ("statement", "Statement to agree to"),
                                    ("yes_no", "Yes or no"),
                                    ("group", "Repeating entry (jobs, schools)"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("label", models.CharField(max_length=300, verbose_name="question")),
                        ("label_es", models.CharField(blank=True, max_length=300, verbose_name="question in Spanish")),
                        ("help_text", models.TextField(blank=True, verbose_name="help")),
                        ("help_text_es", models.TextField(blank=True, verbose_name="help in Spanish")),
                        ("choices", models.TextField(blank=True, verbose_name="choices, one a line")),
                        ("choices_es", models.TextField(blank=True, verbose_name="choices in Spanish, one a line")),
                        (
                            "parts",
                            models.TextField(
                                blank=True,
                                help_text="For a repeating entry, for example “Employer | short text” or “Months | number | optional”. Kinds: short text, long text, number, yes or no, month, date.",
                                verbose_name="parts of one entry, one a line",
                            ),
                        ),
                        ("parts_es", models.TextField(blank=True, verbose_name="parts in Spanish, one a line")),
                        (
                            "shown_if_key",
                            models.CharField(
                                blank=True,
                                help_text="The key of an earlier question with choices, yes or no, or a statement. Empty: always ask.",
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z][a-z0-9_]*$", "Use small letters, digits and _ and begin with a letter."
                                    )
                                ],
                                verbose_name="ask only if the question with this key",
                            ),
                        ),
                        (
                            "shown_if_value",
                            models.CharField(
                                blank=True,
                                help_text="One of its choices in English, or “yes” or “no”.",
                                max_length=120,
                                verbose_name="was answered with",
                            ),
                        ),
                        ("required", models.BooleanField(default=True, verbose_name="must be answered")),
                        (
                            "max_words",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="most words"),
                        ),
                        (
                            "identifies",
                            models.BooleanField(
                                default=False, verbose_name="says who the person is (always hidden from readers)"
                            ),
                        ),
                        (
                            "visible_to_reviewers",
                            models.BooleanField(default=False, verbose_name="readers see the answer"),
                        ),
                        (
                            "retention_class",
                            models.CharField(
                                choices=[
                                    ("application", "As long as the application"),
                                    ("decision", "Until the decision is final"),
                                    ("statute", "As long as the law asks"),
                                ],
                                default="application",
                                max_length=12,
                                verbose_name="kept",
                            ),
                        ),
                        (
                            "version",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="recruitment.formversion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question",
                        "verbose_name_plural": "questions",
                        "ordering": ["sort_order"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "key"), name="question_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "short_text",
                                            "long_text",
                                            "choice",
                                            "several",
                                            "date",
                                            "number",
                                            "file",
                                            "offices",
                                            "languages",
                                            "statement",
                                            "yes_no",
                                            "group",
                                        ],
                                    )
                                ),
                                name="question_known_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("retention_class__in", ["application", "decision", "statute"])),
                                name="question_known_retention",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("identifies", True), ("visible_to_reviewers", True), _negated=True
                                ),
                                name="question_identity_stays_hidden",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="answer",
                    name="question",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="recruitment.question"
                    ),
                ),
                migrations.CreateModel(
                    name="QuestionException",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("topic", models.CharField(max_length=20)),
                        ("digest", models.CharField(max_length=16)),
                        ("question", models.CharField(max_length=300)),
                        ("reason", models.TextField()),
                        ("allowed_at", models.DateTimeField()),
                        (
                            "allowed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="question_exceptions",
                                to="recruitment.applicationform",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "exception for a question",
                        "verbose_name_plural": "exceptions for questions",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("form", "key", "topic", "digest"), name="questionexception_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("topic__in", ["drivers_license", "age", "citizenship", "school_year"])
                                ),
                                name="questionexception_never_a_record",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="questionexception_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadDraft",
                    fields=[
                        (
                            "assignment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="draft",
                                serialize=False,
                                to="recruitment.reviewassignment",
                            ),
                        ),
                        ("marks", models.JSONField(default=dict)),
                        ("note", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "draft of marks",
                        "verbose_name_plural": "drafts of marks",
                    },
                ),
                migrations.AddField(
                    model_name="reviewassignment",
                    name="application",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_assignments",
                        to="recruitment.application",
                    ),
                ),
                migrations.AddField(
                    model_name="reviewassignment",
                    name="assigned_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="reviewassignment",
                    name="reviewer",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="reviewassignment",
                    name="snapshot",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reads",
                        to="recruitment.packetsnapshot",
                    ),
                ),
                migrations.CreateModel(
                    name="GivenRead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="given",
                                to="recruitment.assigningrun",
                            ),
                        ),
                        (
                            "assignment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="given",
                                to="recruitment.reviewassignment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "read given out",
                        "verbose_name_plural": "reads given out",
                    },
                ),
                migrations.CreateModel(
                    name="Abstention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="abstentions",
                                to="recruitment.criterion",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="abstentions",
                                to="recruitment.reviewassignment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "abstention",
                        "verbose_name_plural": "abstentions",
                        "constraints": [
                            models.UniqueConstraint(fields=("assignment", "criterion"), name="abstention_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        ("relation", models.CharField(blank=True, max_length=200)),
                        (
                            "language",
                            models.CharField(
                                choices=[("en", "English"), ("es", "Español")], default="en", max_length=8
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("invited", "invited"),
                                    ("received", "received"),
                                    ("declined", "declined"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="invited",
                                max_length=10,
                            ),
                        ),
                        ("nonce", models.CharField(max_length=32)),
                        ("text", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("invited_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("last_sent_at", models.DateTimeField()),
                        ("times_sent", models.PositiveSmallIntegerField(default=1)),
                        ("reminders", models.PositiveSmallIntegerField(default=0)),
                        ("saved_at", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recommendations",
                                to="recruitment.application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "recommendation",
                        "verbose_name_plural": "recommendations",
                        "indexes": [models.Index(fields=["stage", "last_sent_at"], name="recommendation_reminders")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("application"),
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("stage__in", ["invited", "received", "declined"])),
                                name="recommendation_asked_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["invited", "received", "declined", "cancelled"])),
                                name="recommendation_known_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "received"), _negated=True),
                                    models.Q(("answered_at__isnull", False), ("revision__gte", 1)),
                                    _connector="OR",
                                ),
                                name="recommendation_received_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewerProfile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("languages", models.JSONField(default=list)),
                        ("max_packets", models.PositiveSmallIntegerField(null=True)),
                        ("updated_at", models.DateTimeField()),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviewer_profile",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="fellowship.region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reader’s profile",
                        "verbose_name_plural": "readers’ profiles",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("max_packets__isnull", True), ("max_packets__gte", 1), _connector="OR"
                                ),
                                name="reviewerprofile_takes_some",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewPhase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("name_es", models.CharField(blank=True, max_length=80, verbose_name="name in Spanish")),
                        ("opens_at", models.DateTimeField(verbose_name="opens")),
                        ("closes_at", models.DateTimeField(verbose_name="closes")),
                        ("can_score", models.BooleanField(default=True, verbose_name="readers can save scores")),
                        (
                            "sees_colleagues",
                            models.CharField(
                                choices=[("after_own", "After their own are in"), ("never", "Never in this phase")],
                                default="after_own",
                                max_length=10,
                                verbose_name="when readers see each other’s scores",
                            ),
                        ),
                        (
                            "reads_per_application",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Empty: as many as the cycle says.",
                                null=True,
                                verbose_name="readers per application",
                            ),
                        ),
                        (
                            "cycle",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="review_phases",
                                to="recruitment.cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "review phase",
                        "verbose_name_plural": "review phases",
                        "ordering": ["sort_order"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("cycle", "name"), name="reviewphase_once"),
                            models.CheckConstraint(
                                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                                name="reviewphase_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reads_per_application__isnull", True),
                                    ("reads_per_application__gte", 1),
                                    _connector="OR",
                                ),
                                name="reviewphase_has_readers",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sees_colleagues__in", ["after_own", "never"])),
                                name="reviewphase_known_colleagues",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundInvitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("invited_at", models.DateTimeField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="round_invitations",
                                to="recruitment.application",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="recruitment.interviewround",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "invitation to a round",
                        "verbose_name_plural": "invitations to rounds",
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "round"), name="round_invitation_once")
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="cycle",
                    name="rubric",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="recruitment.rubric",
                        verbose_name="rubric",
                    ),
                ),
                migrations.AddField(
                    model_name="criterion",
                    name="rubric",
                    field=modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="recruitment.rubric"
                    ),
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
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
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "name"), name="savedview_name_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(4),
                                ]
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="recruitment.reviewassignment",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="recruitment.criterion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mark",
                        "verbose_name_plural": "marks",
                        "constraints": [
                            models.UniqueConstraint(fields=("assignment", "criterion"), name="score_once"),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 1), ("value__lte", 4)), name="score_in_bounds"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scorecard",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "recommendation",
                            models.CharField(
                                choices=[
                                    ("strong_yes", "strong_yes"),
                                    ("yes", "yes"),
                                    ("no", "no"),
                                    ("strong_no", "strong_no"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("notes", models.TextField()),
                        ("submitted_at", models.DateTimeField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scorecards",
                                to="recruitment.application",
                            ),
                        ),
                        (
                            "interviewer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scorecards",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scorecards",
                                to="recruitment.interviewslot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "scorecard",
                        "verbose_name_plural": "scorecards",
                        "constraints": [
                            models.UniqueConstraint(fields=("interviewer", "slot"), name="scorecard_once"),
                            models.CheckConstraint(
                                condition=models.Q(("recommendation__in", ["strong_yes", "yes", "no", "strong_no"])),
                                name="scorecard_known_word",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScorecardMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("mark", models.PositiveSmallIntegerField()),
                        ("note", models.CharField(blank=True, max_length=600)),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="marks",
                                to="recruitment.kitquestion",
                            ),
                        ),
                        (
                            "scorecard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="recruitment.scorecard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mark of a scorecard",
                        "verbose_name_plural": "marks of scorecards",
                        "constraints": [
                            models.UniqueConstraint(fields=("scorecard", "question"), name="scorecardmark_once"),
                            models.CheckConstraint(
                                condition=models.Q(("mark__gte", 1), ("mark__lte", 4)), name="scorecardmark_in_bounds"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("word", models.CharField(db_index=True, max_length=60)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="search_words",
                                to="recruitment.application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "search word",
                        "verbose_name_plural": "search words",
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "word"), name="searchword_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpokenLanguage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("language", models.CharField(max_length=12)),
                        (
                            "level",
                            models.CharField(
                                choices=[("basic", "basic"), ("working", "working"), ("fluent", "fluent")],
                                max_length=8,
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spoken_languages",
                                to="recruitment.application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "spoken language",
                        "verbose_name_plural": "spoken languages",
                        "constraints": [
                            models.UniqueConstraint(fields=("language", "application"), name="spokenlanguage_once"),
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["basic", "working", "fluent"])),
                                name="spokenlanguage_known_level",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StageChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_stage", models.CharField(max_length=16)),
                        ("to_stage", models.CharField(max_length=16)),
                        ("action", models.CharField(max_length=16)),
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
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stage_changes",
                                to="recruitment.application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stage change",
                        "verbose_name_plural": "stage changes",
                        "indexes": [models.Index(fields=["application", "at"], name="stagechange_story")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "from_stage__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "in_review",
                                            "interview",
                                            "waitlisted",
                                            "offered",
                                            "accepted",
                                            "finalist",
                                            "placed",
                                            "declined",
                                            "offer_declined",
                                            "offer_lapsed",
                                            "withdrawn",
                                        ],
                                    ),
                                    (
                                        "to_stage__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "in_review",
                                            "interview",
                                            "waitlisted",
                                            "offered",
                                            "accepted",
                                            "finalist",
                                            "placed",
                                            "declined",
                                            "offer_declined",
                                            "offer_lapsed",
                                            "withdrawn",
                                        ],
                                    ),
                                    (
                                        "action__in",
                                        [
                                            "submit",
                                            "withdraw",
                                            "start_review",
                                            "decline",
                                            "invite",
                                            "waitlist",
                                            "offer",
                                            "accept",
                                            "turn_down",
                                            "lapse",
                                            "retract",
                                            "clear",
                                            "place",
                                            "unplace",
                                            "reopen",
                                        ],
                                    ),
                                ),
                                name="stagechange_known_steps",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StageTally",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "in_review",
                                            "interview",
                                            "waitlisted",
                                            "offered",
                                            "accepted",
                                            "finalist",
                                            "placed",
                                            "declined",
                                            "offer_declined",
                                            "offer_lapsed",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="stagetally_known_stage",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaitlistPlace",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("rank", models.PositiveIntegerField()),
                        ("since", models.DateTimeField()),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waitlist_place",
                                to="recruitment.application",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waitlist_places",
                                to="recruitment.cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "place on the waiting list",
                        "verbose_name_plural": "places on the waiting list",
                        "constraints": [
                            models.UniqueConstraint(fields=("cycle", "rank"), name="waitlist_rank_once"),
                            models.CheckConstraint(
                                condition=models.Q(("rank__gte", 1)), name="waitlist_rank_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccommodationRequest",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("asked", "asked"),
                                    ("arranged", "arranged"),
                                    ("not_possible", "not_possible"),
                                    ("taken_back", "taken_back"),
                                ],
                                default="asked",
                                max_length=14,
                            ),
                        ),
                        ("need", fellowship.models.encrypted.EncryptedTextField()),
                        ("answer", fellowship.models.encrypted.EncryptedTextField(blank=True)),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="accommodations",
                                to="recruitment.application",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "accommodation request",
                        "verbose_name_plural": "accommodation requests",
                        "indexes": [models.Index(fields=["stage", "asked_at"], name="accommodation_queue")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stage", "asked")),
                                fields=("application",),
                                name="accommodation_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["asked", "arranged", "not_possible", "taken_back"])),
                                name="accommodation_known_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["asked", "taken_back"]),
                                    ("answered_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="accommodation_answer_has_a_time",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="reportedcycle",
                    name="report",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counted",
                        to="recruitment.equalopportunityreport",
                    ),
                ),
                migrations.AddIndex(
                    model_name="caseresponse",
                    index=models.Index(fields=["case", "sent_at"], name="caseresponse_story"),
                ),
                migrations.AddConstraint(
                    model_name="casenotice",
                    constraint=models.UniqueConstraint(fields=("case", "kind"), name="casenotice_kind_once"),
                ),
                migrations.AddIndex(
                    model_name="casefile",
                    index=models.Index(fields=["case", "code"], name="casefile_code"),
                ),
                migrations.AddIndex(
                    model_name="application",
                    index=models.Index(
                        condition=models.Q(("submitted_at__isnull", False)),
                        fields=["cycle", "stage", "stage_since"],
                        name="app_stage_waiting",
                    ),
                ),
                migrations.AddIndex(
                    model_name="application",
                    index=models.Index(
                        condition=models.Q(("submitted_at__isnull", False)),
                        fields=["cycle", "stage_since"],
                        name="app_waiting",
                    ),
                ),
                migrations.AddIndex(
                    model_name="application",
                    index=models.Index(
                        condition=models.Q(("submitted_at__isnull", False)),
                        fields=["cycle", "sort_name"],
                        name="app_sort_name",
                    ),
                ),
                migrations.AddIndex(
                    model_name="application",
                    index=models.Index(
                        condition=models.Q(("submitted_at__isnull", False)),
                        fields=["cycle", "submitted_at"],
                        name="app_sent",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.UniqueConstraint(fields=("person", "cycle"), name="application_once"),
                ),
                migrations.AddConstraint(
                    model_name="applicationlabel",
                    constraint=models.UniqueConstraint(fields=("label", "application"), name="applicationlabel_once"),
                ),
                migrations.AddConstraint(
                    model_name="answer",
                    constraint=models.UniqueConstraint(fields=("application", "question"), name="answer_once"),
                ),
                migrations.AddIndex(
                    model_name="reviewassignment",
                    index=models.Index(fields=["reviewer", "stage"], name="read_reviewer_stage"),
                ),
                migrations.AddIndex(
                    model_name="reviewassignment",
                    index=models.Index(fields=["application", "stage"], name="read_application_stage"),
                ),
                migrations.AddConstraint(
                    model_name="reviewassignment",
                    constraint=models.UniqueConstraint(fields=("application", "reviewer"), name="read_once"),
                ),
                migrations.AddConstraint(
                    model_name="reviewassignment",
                    constraint=models.UniqueConstraint(fields=("reviewer", "number"), name="read_number_once"),
                ),
                migrations.AddConstraint(
                    model_name="criterion",
                    constraint=models.UniqueConstraint(fields=("rubric", "name"), name="criterion_once"),
                ),
            ]
        ),
        migrations.RunPython(on_postgresql(*INDEX), on_postgresql(*NO_INDEX)),
        migrations.RunPython(on_postgresql(*TALLY), on_postgresql(*NO_TALLY)),
        migrations.RunPython(on_postgresql(*APART), on_postgresql(*NOT_APART)),
    ]
