import django.db.models.deletion
import modelcluster.fields
import training.rules.kinds
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from fellowship.making_tables import MakeTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cohorts", "0001_initial"),
        ("fellowship", "0004_loaded_scenario"),
        ("fellowship", "__first__"),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name="Course",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True, verbose_name="short name")),
                        ("title", models.CharField(max_length=150, verbose_name="title")),
                        ("title_es", models.CharField(blank=True, max_length=150, verbose_name="title, in Spanish")),
                    ],
                    options={
                        "verbose_name": "course",
                        "verbose_name_plural": "courses",
                    },
                ),
                migrations.CreateModel(
                    name="Curriculum",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                        ("name_es", models.CharField(blank=True, max_length=120, verbose_name="name, in Spanish")),
                        ("is_active", models.BooleanField(default=True, verbose_name="given to new Advocates")),
                    ],
                    options={
                        "verbose_name": "curriculum",
                        "verbose_name_plural": "curricula",
                    },
                ),
                migrations.CreateModel(
                    name="CourseVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("summary", models.TextField(blank=True, max_length=600, verbose_name="what it is about")),
                        (
                            "summary_es",
                            models.TextField(blank=True, max_length=600, verbose_name="what it is about, in Spanish"),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published"),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="training.course",
                                verbose_name="course",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "course version",
                        "verbose_name_plural": "course versions",
                        "constraints": [
                            models.UniqueConstraint(fields=("course", "number"), name="courseversion_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("published_at__isnull", True)),
                                fields=("course",),
                                name="courseversion_one_draft",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "offset_days",
                            models.SmallIntegerField(default=0, verbose_name="days to add to every due date"),
                        ),
                        (
                            "cohort",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cohorts.cohort",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "curriculum",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="training.curriculum",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assignment",
                        "verbose_name_plural": "assignments",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cohort__isnull", True), ("person__isnull", True), _connector="OR"
                                ),
                                name="assignment_one_audience",
                            ),
                            models.UniqueConstraint(fields=("curriculum", "cohort"), name="assignment_once_a_cohort"),
                            models.UniqueConstraint(fields=("curriculum", "person"), name="assignment_once_a_person"),
                            models.UniqueConstraint(
                                condition=models.Q(("cohort__isnull", True), ("person__isnull", True)),
                                fields=("curriculum",),
                                name="assignment_once_for_everyone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CurriculumCourse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        ("required", models.BooleanField(default=True, verbose_name="required")),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="training.course",
                                verbose_name="course",
                            ),
                        ),
                        (
                            "curriculum",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="courses",
                                to="training.curriculum",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "course of a curriculum",
                        "verbose_name_plural": "courses of a curriculum",
                        "constraints": [
                            models.UniqueConstraint(fields=("curriculum", "course"), name="curriculumcourse_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enrollment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("time_zone", models.CharField(max_length=60)),
                        ("starts_on", models.DateField()),
                        ("offset_days", models.SmallIntegerField(default=0)),
                        ("enrolled_at", models.DateTimeField()),
                        ("is_required", models.BooleanField(default=True)),
                        (
                            "assignment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="enrollments",
                                to="training.assignment",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="training.course"
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fellowship.hostoffice",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enrollments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrollments",
                                to="training.courseversion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "enrollment",
                        "verbose_name_plural": "enrollments",
                        "constraints": [models.UniqueConstraint(fields=("person", "course"), name="enrollment_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("course_title", models.CharField(max_length=150)),
                        ("course_title_es", models.CharField(blank=True, max_length=150)),
                        ("minutes", models.PositiveIntegerField(default=0)),
                        ("issued_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("revoked_reason", models.CharField(blank=True, max_length=300)),
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
                                related_name="certificates",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="training.courseversion",
                            ),
                        ),
                        (
                            "enrollment",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="certificate",
                                to="training.enrollment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "certificate",
                        "verbose_name_plural": "certificates",
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "version"), name="certificate_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at__isnull", True), ("revoked_reason", "")),
                                    models.Q(
                                        ("revoked_at__isnull", False), models.Q(("revoked_reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="certificate_revoked_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lesson",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("key", models.SlugField(max_length=60, verbose_name="short name")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("reading", "Reading, finished by saying so"),
                                    ("acknowledge", "Reading, finished by agreeing to it"),
                                    ("quiz", "Quiz"),
                                ],
                                default=training.rules.kinds.LessonKind["READING"],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=150, verbose_name="title")),
                        ("title_es", models.CharField(blank=True, max_length=150, verbose_name="title, in Spanish")),
                        ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                        ("body_es", wagtail.fields.RichTextField(blank=True, verbose_name="text, in Spanish")),
                        ("minutes", models.PositiveSmallIntegerField(default=10, verbose_name="minutes it takes")),
                        (
                            "due_after_days",
                            models.PositiveSmallIntegerField(
                                default=14, verbose_name="due, in days after the first day"
                            ),
                        ),
                        ("is_required", models.BooleanField(default=True, verbose_name="required")),
                        (
                            "pass_mark",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="right answers needed to pass"
                            ),
                        ),
                        (
                            "version",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lessons",
                                to="training.courseversion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lesson",
                        "verbose_name_plural": "lessons",
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "key"), name="lesson_key"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["reading", "acknowledge", "quiz"])),
                                name="lesson_known_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DueOverride",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("due_on", models.DateField()),
                        ("reason", models.CharField(max_length=300)),
                        ("granted_at", models.DateTimeField()),
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
                            "enrollment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="overrides",
                                to="training.enrollment",
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="training.lesson"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "more time",
                        "verbose_name_plural": "more time",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="dueoverride_has_reason"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressEvent",
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
                                choices=[("opened", "opened"), ("completed", "completed")], max_length=10
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "enrollment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="training.enrollment",
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="training.lesson"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step on the path",
                        "verbose_name_plural": "steps on the path",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("enrollment", "lesson", "kind"), name="progressevent_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["opened", "completed"])), name="progressevent_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        ("text", models.TextField(max_length=600, verbose_name="question")),
                        ("text_es", models.TextField(blank=True, max_length=600, verbose_name="question, in Spanish")),
                        (
                            "lesson",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="training.lesson",
                                verbose_name="quiz",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "quiz question",
                        "verbose_name_plural": "quiz questions",
                    },
                ),
                migrations.CreateModel(
                    name="Choice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        ("text", models.CharField(max_length=300, verbose_name="answer")),
                        ("text_es", models.CharField(blank=True, max_length=300, verbose_name="answer, in Spanish")),
                        ("is_right", models.BooleanField(default=False, verbose_name="right")),
                        (
                            "rationale",
                            models.TextField(blank=True, max_length=600, verbose_name="why it is right or wrong"),
                        ),
                        (
                            "rationale_es",
                            models.TextField(
                                blank=True, max_length=600, verbose_name="why it is right or wrong, in Spanish"
                            ),
                        ),
                        (
                            "question",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="choices",
                                to="training.question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer",
                        "verbose_name_plural": "answers",
                    },
                ),
                migrations.CreateModel(
                    name="QuizAttempt",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("answers", models.JSONField(default=dict)),
                        ("started_at", models.DateTimeField()),
                        ("saved_at", models.DateTimeField(null=True)),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("score", models.PositiveSmallIntegerField(null=True)),
                        ("out_of", models.PositiveSmallIntegerField(null=True)),
                        ("passed", models.BooleanField(null=True)),
                        (
                            "enrollment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attempts",
                                to="training.enrollment",
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="training.lesson"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "quiz try",
                        "verbose_name_plural": "quiz tries",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("enrollment", "lesson", "number"), name="quizattempt_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("submitted_at__isnull", True)),
                                fields=("enrollment", "lesson"),
                                name="quizattempt_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("out_of__isnull", True),
                                        ("passed__isnull", True),
                                        ("score__isnull", True),
                                        ("submitted_at__isnull", True),
                                    ),
                                    models.Q(
                                        ("out_of__gte", models.F("score")),
                                        ("passed__isnull", False),
                                        ("score__isnull", False),
                                        ("submitted_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="quizattempt_result_with_end",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
