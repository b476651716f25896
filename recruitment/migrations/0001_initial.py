import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import fellowship.models.encrypted
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fellowship", "0003_organization"),
        # Only for speed: what others bring goes first, so that their steps need not carry our tables along.
        ("account", "0009_emailaddress_unique_primary_email"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApplicationForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "application form",
                "verbose_name_plural": "application forms",
            },
        ),
        migrations.CreateModel(
            name="Rubric",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="Application",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=24, unique=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("in_review", "in_review"),
                            ("interview", "interview"),
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
                            ("stage__in", ["draft", "withdrawn"]), ("submitted_at__isnull", False), _connector="OR"
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
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.JSONField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
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
            name="ClearedAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True)),
                ("answer_revision", models.PositiveIntegerField()),
                ("cleared_at", models.DateTimeField()),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cleared", to="recruitment.answer"
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
            name="Cycle",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                (
                    "rubric",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="recruitment.rubric",
                        verbose_name="rubric",
                    ),
                ),
            ],
            options={
                "verbose_name": "cycle",
                "verbose_name_plural": "cycles",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reads_per_application__gte", 1)), name="cycle_has_readers"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="cycle",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="recruitment.cycle"
            ),
        ),
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="recruitment.formversion"
            ),
        ),
        migrations.CreateModel(
            name="InterviewSlot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("place", models.CharField(max_length=300)),
                ("booked_at", models.DateTimeField(null=True)),
                ("changes", models.PositiveSmallIntegerField(default=0)),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interview_slot",
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
                ("interviewers", models.ManyToManyField(related_name="interview_slots", to=settings.AUTH_USER_MODEL)),
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
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 10), ("minutes__lte", 180)), name="slot_length_in_bounds"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="milestones", to="recruitment.cycle"
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
            name="Offer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                            ("stage__in", ["draft", "sent", "accepted", "declined", "lapsed", "retracted"])
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
                            models.Q(("stage", "accepted"), _negated=True),
                            models.Q(("signed_at__isnull", False), models.Q(("signature_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="offer_accepted_is_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FairChanceCase",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("opened", "opened"),
                            ("disclosed", "disclosed"),
                            ("nothing_to_review", "nothing_to_review"),
                            ("with_officer", "with_officer"),
                            ("cleared", "cleared"),
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
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="fair_chance_cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fair_chance_case",
                        to="recruitment.offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "fair-chance case",
                "verbose_name_plural": "fair-chance cases",
                "indexes": [models.Index(fields=["stage", "opened_at"], name="case_stage_opened")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["opened", "disclosed", "nothing_to_review", "with_officer", "cleared"])
                        ),
                        name="case_known_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["opened"]),
                            models.Q(
                                ("authorized_at__isnull", False), models.Q(("authorized_name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="case_agreed_before_report",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cleared_at__isnull", False), ("stage", "cleared")),
                            models.Q(models.Q(("stage", "cleared"), _negated=True), ("cleared_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="case_cleared_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="recruitment.offer"
                    ),
                ),
            ],
            options={
                "verbose_name": "question about an offer",
                "verbose_name_plural": "questions about offers",
            },
        ),
        migrations.CreateModel(
            name="OfficeChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="fellowship.hostoffice"
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
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                    models.PositiveIntegerField(default=0, verbose_name="more a year for working Spanish, in cents"),
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
                        condition=models.Q(("spanish__in", ["none", "valued", "needed"])), name="opening_known_spanish"
                    ),
                    models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="opening_has_seats"),
                ],
            },
        ),
        migrations.AddField(
            model_name="offer",
            name="opening",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="recruitment.opening"
            ),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("required", models.BooleanField(default=True, verbose_name="must be answered")),
                ("max_words", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="most words")),
                (
                    "identifies",
                    models.BooleanField(
                        default=False, verbose_name="says who the person is (always hidden from readers)"
                    ),
                ),
                ("visible_to_reviewers", models.BooleanField(default=False, verbose_name="readers see the answer")),
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
                        condition=models.Q(("identifies", True), ("visible_to_reviewers", True), _negated=True),
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
            name="ReviewAssignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "stage",
                    models.CharField(
                        choices=[("assigned", "assigned"), ("submitted", "submitted"), ("recused", "recused")],
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
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_assignments",
                        to="recruitment.application",
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "read",
                "verbose_name_plural": "reads",
                "indexes": [
                    models.Index(fields=["reviewer", "stage"], name="read_reviewer_stage"),
                    models.Index(fields=["application", "stage"], name="read_application_stage"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "reviewer"), name="read_once"),
                    models.UniqueConstraint(fields=("reviewer", "number"), name="read_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("recused_at__isnull", True), ("stage", "assigned"), ("submitted_at__isnull", True)
                            ),
                            models.Q(
                                ("recused_at__isnull", True), ("stage", "submitted"), ("submitted_at__isnull", False)
                            ),
                            models.Q(
                                ("recused_at__isnull", False), ("stage", "recused"), ("submitted_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="read_stage_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "rubric",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="recruitment.rubric"
                    ),
                ),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("rubric", "name"), name="criterion_once")],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="recruitment.criterion"
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
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                    models.UniqueConstraint(fields=("interviewer", "application"), name="scorecard_once"),
                    models.CheckConstraint(
                        condition=models.Q(("recommendation__in", ["strong_yes", "yes", "no", "strong_no"])),
                        name="scorecard_known_word",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                "constraints": [models.UniqueConstraint(fields=("application", "word"), name="searchword_once")],
            },
        ),
        migrations.CreateModel(
            name="SpokenLanguage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=12)),
                (
                    "level",
                    models.CharField(
                        choices=[("basic", "basic"), ("working", "working"), ("fluent", "fluent")], max_length=8
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="CaseStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                condition=models.Q(("submitted_at__isnull", False)), fields=["cycle", "submitted_at"], name="app_sent"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(fields=("person", "cycle"), name="application_once"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("application", "question"), name="answer_once"),
        ),
    ]
