import django.db.models.deletion
import django.db.models.functions.text
import fellowship.clock
import fellowship.models.files
import fellowship.rules.roles
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                ("sort_order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "region",
                "verbose_name_plural": "regions",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("called", models.CharField(blank=True, max_length=100, verbose_name="name to be called")),
                ("pronouns", models.CharField(blank=True, max_length=60, verbose_name="pronouns")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("es", "Español")],
                        default="en",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                ("time_zone", models.CharField(default="America/New_York", max_length=60, verbose_name="time zone")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("is_staff", models.BooleanField(default=False, verbose_name="may open the content screens")),
                ("date_joined", models.DateTimeField(default=fellowship.clock.now, verbose_name="joined")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="person_email_any_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditChain",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("length", models.BigIntegerField(default=0)),
                ("head_hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "end of the audit chain",
                "verbose_name_plural": "ends of the audit chain",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="audit_one_chain")],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                ("kind", models.CharField(choices=[("write", "changed"), ("read", "looked at")], max_length=5)),
                ("action", models.CharField(max_length=80)),
                ("actor_id", models.UUIDField(null=True)),
                ("subject_label", models.CharField(max_length=80)),
                ("subject_id", models.CharField(max_length=40)),
                ("about_id", models.UUIDField(null=True)),
                ("data", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit entries",
                "indexes": [
                    models.Index(fields=["about_id", "at"], name="audit_about"),
                    models.Index(fields=["actor_id", "at"], name="audit_actor"),
                    models.Index(fields=["subject_label", "subject_id"], name="audit_subject"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["write", "read"])), name="audit_known_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("sealed_at", models.DateTimeField()),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seal", to="fellowship.auditentry"
                    ),
                ),
            ],
            options={
                "verbose_name": "audit seal",
                "verbose_name_plural": "audit seals",
            },
        ),
        migrations.CreateModel(
            name="Jurisdiction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=80, unique=True, verbose_name="code")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("policy", "House policy"),
                            ("city", "City"),
                            ("county", "County"),
                            ("state", "State"),
                            ("federal", "Federal"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("state", models.CharField(blank=True, max_length=2, verbose_name="state")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="fellowship.jurisdiction",
                        verbose_name="lies within",
                    ),
                ),
            ],
            options={
                "verbose_name": "jurisdiction",
                "verbose_name_plural": "jurisdictions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["policy", "city", "county", "state", "federal"])),
                        name="jurisdiction_known_level",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HostOffice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="address part")),
                ("city", models.CharField(max_length=80, verbose_name="city")),
                ("state", models.CharField(max_length=2, verbose_name="state")),
                ("postal_code", models.CharField(blank=True, max_length=10, verbose_name="ZIP code")),
                ("street", models.CharField(blank=True, max_length=200, verbose_name="street")),
                ("time_zone", models.CharField(default="America/New_York", max_length=60, verbose_name="time zone")),
                (
                    "employer_kind",
                    models.CharField(
                        choices=[
                            ("county", "County"),
                            ("city", "City"),
                            ("state", "State"),
                            ("nonprofit", "Nonprofit"),
                        ],
                        default="county",
                        max_length=12,
                        verbose_name="run by",
                    ),
                ),
                ("blurb", models.TextField(blank=True, verbose_name="about the office")),
                ("blurb_es", models.TextField(blank=True, verbose_name="about the office, in Spanish")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "jurisdictions",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="offices", to="fellowship.jurisdiction", verbose_name="jurisdictions"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="fellowship.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "host office",
                "verbose_name_plural": "host offices",
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80, verbose_name="kind")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("es", "Español")], max_length=8, verbose_name="language"
                    ),
                ),
                ("subject", models.CharField(max_length=150, verbose_name="subject")),
                ("body", models.TextField(verbose_name="body")),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "letter template",
                "verbose_name_plural": "letter templates",
                "constraints": [models.UniqueConstraint(fields=("kind", "language"), name="lettertemplate_once")],
            },
        ),
        migrations.CreateModel(
            name="OfficeClosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="day")),
                ("name", models.CharField(max_length=80, verbose_name="why")),
                (
                    "office",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closures",
                        to="fellowship.hostoffice",
                    ),
                ),
            ],
            options={
                "verbose_name": "closed day",
                "verbose_name_plural": "closed days",
                "constraints": [models.UniqueConstraint(fields=("office", "on"), name="officeclosure_once")],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reviewer", "reviewer"),
                            ("interviewer", "interviewer"),
                            ("recruitment_manager", "recruitment_manager"),
                            ("fair_chance_officer", "fair_chance_officer"),
                            ("program_manager", "program_manager"),
                            ("host_supervisor", "host_supervisor"),
                            ("advocate", "advocate"),
                            ("trainer", "trainer"),
                            ("fund_committee", "fund_committee"),
                            ("treasurer", "treasurer"),
                            ("content_editor", "content_editor"),
                            ("auditor", "auditor"),
                            ("administrator", "administrator"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[("nation", "nation"), ("region", "region"), ("office", "office"), ("fund", "fund")],
                        default=fellowship.rules.roles.Scope["NATION"],
                        max_length=10,
                    ),
                ),
                ("fund_code", models.SlugField(blank=True, max_length=40)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("granted_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                    "granted_by",
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
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="fellowship.hostoffice"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="fellowship.region"
                    ),
                ),
            ],
            options={
                "verbose_name": "role",
                "verbose_name_plural": "roles",
                "indexes": [models.Index(fields=["role", "starts_on"], name="rolegrant_role")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("fund_code", ""),
                                ("office__isnull", True),
                                ("region__isnull", True),
                                ("scope", fellowship.rules.roles.Scope["NATION"]),
                            ),
                            models.Q(
                                ("fund_code", ""),
                                ("office__isnull", True),
                                ("region__isnull", False),
                                ("scope", fellowship.rules.roles.Scope["REGION"]),
                            ),
                            models.Q(
                                ("fund_code", ""),
                                ("office__isnull", False),
                                ("region__isnull", True),
                                ("scope", fellowship.rules.roles.Scope["OFFICE"]),
                            ),
                            models.Q(
                                ("office__isnull", True),
                                ("region__isnull", True),
                                ("scope", fellowship.rules.roles.Scope["FUND"]),
                                models.Q(("fund_code", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rolegrant_scope_names_its_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="rolegrant_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "reviewer",
                                    "interviewer",
                                    "recruitment_manager",
                                    "fair_chance_officer",
                                    "program_manager",
                                    "host_supervisor",
                                    "advocate",
                                    "trainer",
                                    "fund_committee",
                                    "treasurer",
                                    "content_editor",
                                    "auditor",
                                    "administrator",
                                ],
                            )
                        ),
                        name="rolegrant_known_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=150)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                (
                    "content",
                    models.FileField(max_length=200, storage=fellowship.models.files.private_storage, upload_to=""),
                ),
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
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "indexes": [models.Index(fields=["purpose", "owner"], name="file_purpose")],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80)),
                ("language", models.CharField(choices=[("en", "English"), ("es", "Español")], max_length=8)),
                ("subject", models.CharField(max_length=150)),
                ("body", models.TextField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("held", "held"),
                            ("queued", "queued"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("discarded", "discarded"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_decision", models.BooleanField(default=False)),
                ("dedup_key", models.CharField(max_length=200, unique=True)),
                ("about_label", models.CharField(max_length=80)),
                ("about_id", models.CharField(max_length=40)),
                ("created_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sending_since", models.DateTimeField(null=True)),
                ("next_attempt_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("sent_at", models.DateTimeField(null=True)),
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
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("attachments", models.ManyToManyField(blank=True, related_name="+", to="fellowship.storedfile")),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "indexes": [
                    models.Index(fields=["stage", "next_attempt_at"], name="letter_due"),
                    models.Index(fields=["about_label", "about_id"], name="letter_about"),
                    models.Index(fields=["recipient", "created_at"], name="letter_recipient"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["held", "queued", "sending", "sent", "failed", "discarded", "cancelled"])
                        ),
                        name="letter_known_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "sending"), ("sending_since__isnull", False)),
                            models.Q(models.Q(("stage", "sending"), _negated=True), ("sending_since__isnull", True)),
                            _connector="OR",
                        ),
                        name="letter_sending_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "sent"), ("sent_at__isnull", False)),
                            models.Q(models.Q(("stage", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="letter_sent_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=60)),
                ("label", models.CharField(max_length=150)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("params", models.JSONField(default=dict)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("message", models.CharField(blank=True, max_length=300)),
                ("result_url", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="jobs", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "result_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="fellowship.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "job",
                "verbose_name_plural": "jobs",
                "indexes": [models.Index(fields=["owner", "created_at"], name="job_owner")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["waiting", "running", "done", "failed"])),
                        name="job_known_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("total"))), name="job_done_within_total"
                    ),
                ],
            },
        ),
    ]
