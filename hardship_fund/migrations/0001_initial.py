import django.db.models.deletion
import fellowship.models.encrypted
import hardship_fund.rules.stages
import uuid
from django.conf import settings
from django.db import migrations, models

from fellowship.making_tables import MakeTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fellowship", "0004_loaded_scenario"),
        ("fellowship", "__first__"),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name="Fund",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "code",
                            models.SlugField(
                                help_text="Roles are granted for this code: keep it once there are some.",
                                max_length=40,
                                unique=True,
                                verbose_name="code",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "reference_prefix",
                            models.CharField(
                                default="HF",
                                help_text="HF gives HF-27-0031.",
                                max_length=6,
                                verbose_name="references begin with",
                            ),
                        ),
                        ("last_number", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "answer_hours",
                            models.PositiveSmallIntegerField(default=48, verbose_name="usual answer within, in hours"),
                        ),
                        (
                            "fast_hours",
                            models.PositiveSmallIntegerField(
                                default=24, verbose_name="answer on the fast path within, in hours"
                            ),
                        ),
                        (
                            "fast_within_days",
                            models.PositiveSmallIntegerField(
                                default=3, verbose_name="fast path when the money is needed within, in days"
                            ),
                        ),
                        (
                            "event_within_days",
                            models.PositiveSmallIntegerField(
                                default=180, verbose_name="helps with what happened within, in days"
                            ),
                        ),
                        (
                            "resources",
                            models.TextField(
                                blank=True,
                                help_text="Shown with a no: phone numbers and places, one a line.",
                                verbose_name="other help",
                            ),
                        ),
                        ("resources_es", models.TextField(blank=True, verbose_name="other help, in Spanish")),
                        ("is_active", models.BooleanField(default=True, verbose_name="open for requests")),
                    ],
                    options={
                        "verbose_name": "hardship fund",
                        "verbose_name_plural": "hardship funds",
                    },
                ),
                migrations.CreateModel(
                    name="Category",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="code")),
                        ("label", models.CharField(max_length=80, verbose_name="label")),
                        ("label_es", models.CharField(blank=True, max_length=80, verbose_name="label in Spanish")),
                        ("help", models.CharField(blank=True, max_length=200, verbose_name="examples")),
                        ("help_es", models.CharField(blank=True, max_length=200, verbose_name="examples in Spanish")),
                        ("evidence", models.CharField(blank=True, max_length=300, verbose_name="what can be shown")),
                        (
                            "evidence_es",
                            models.CharField(blank=True, max_length=300, verbose_name="what can be shown, in Spanish"),
                        ),
                        (
                            "cap_cents_per_request",
                            models.PositiveIntegerField(verbose_name="most per request, in cents"),
                        ),
                        (
                            "cap_cents_12_months",
                            models.PositiveIntegerField(verbose_name="most in 12 months, in cents"),
                        ),
                        ("fast_track", models.BooleanField(default=True, verbose_name="may use the fast path")),
                        ("is_active", models.BooleanField(default=True, verbose_name="offered")),
                        ("sort_order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="categories",
                                to="hardship_fund.fund",
                                verbose_name="fund",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "category of help",
                        "verbose_name_plural": "categories of help",
                        "constraints": [
                            models.UniqueConstraint(fields=("fund", "code"), name="hardship_category_once"),
                            models.CheckConstraint(
                                condition=models.Q(("cap_cents_per_request__gt", 0)), name="hardship_category_cap"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cap_cents_12_months__gte", models.F("cap_cents_per_request"))),
                                name="hardship_category_year_cap",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JournalEntry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("occurred_at", models.DateTimeField()),
                        (
                            "memo",
                            models.CharField(
                                choices=[
                                    ("gift", "gift"),
                                    ("gift_undone", "gift_undone"),
                                    ("reserve", "reserve"),
                                    ("release", "release"),
                                    ("send", "send"),
                                    ("paid", "paid"),
                                    ("not_paid", "not_paid"),
                                    ("returned", "returned"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200)),
                        ("dedup_key", models.CharField(max_length=120, unique=True)),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="hardship_fund.fund",
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
                    ],
                    options={
                        "verbose_name": "journal entry",
                        "verbose_name_plural": "journal entries",
                        "indexes": [models.Index(fields=["fund", "occurred_at"], name="hardship_journal")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "memo__in",
                                        [
                                            "gift",
                                            "gift_undone",
                                            "reserve",
                                            "release",
                                            "send",
                                            "paid",
                                            "not_paid",
                                            "returned",
                                        ],
                                    )
                                ),
                                name="hardship_entry_memo",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                choices=[
                                    ("bank", "bank"),
                                    ("available", "available"),
                                    ("reserved", "reserved"),
                                    ("sending", "sending"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("balance_cents", models.BigIntegerField(default=0)),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="hardship_fund.fund",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ledger account",
                        "verbose_name_plural": "ledger accounts",
                        "constraints": [
                            models.UniqueConstraint(fields=("fund", "code"), name="hardship_account_once"),
                            models.CheckConstraint(
                                condition=models.Q(("code__in", ["bank", "available", "reserved", "sending"])),
                                name="hardship_account_code",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("balance_cents__gte", 0)), name="hardship_never_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount_cents", models.BigIntegerField()),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="hardship_fund.ledgeraccount",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="hardship_fund.journalentry",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "posting",
                        "verbose_name_plural": "postings",
                        "constraints": [
                            models.UniqueConstraint(fields=("entry", "account"), name="hardship_posting_once"),
                            models.CheckConstraint(
                                condition=models.Q(("amount_cents", 0), _negated=True),
                                name="hardship_posting_not_zero",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Request",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("reference", models.CharField(max_length=20, null=True, unique=True)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("needs_info", "needs_info"),
                                    ("in_review", "in_review"),
                                    ("approved", "approved"),
                                    ("paying", "paying"),
                                    ("paid", "paid"),
                                    ("failed", "failed"),
                                    ("closed", "closed"),
                                    ("denied", "denied"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default=hardship_fund.rules.stages.Stage["DRAFT"],
                                max_length=12,
                            ),
                        ),
                        ("amount_cents", models.PositiveIntegerField(null=True)),
                        ("needed_by", models.DateField(null=True)),
                        ("event_on", models.DateField(null=True)),
                        ("story", fellowship.models.encrypted.EncryptedTextField(blank=True, default="")),
                        ("payee", fellowship.models.encrypted.EncryptedJSONField(null=True)),
                        ("question", fellowship.models.encrypted.EncryptedTextField(blank=True, default="")),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("approved_cents", models.PositiveIntegerField(null=True)),
                        ("denial_reason", models.CharField(blank=True, max_length=30)),
                        ("denial_note", fellowship.models.encrypted.EncryptedTextField(blank=True, default="")),
                        ("started_at", models.DateTimeField()),
                        ("saved_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("answer_due_at", models.DateTimeField(null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "category",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="hardship_fund.category",
                            ),
                        ),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="hardship_fund.fund",
                            ),
                        ),
                        (
                            "requester",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hardship_requests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request for help",
                        "verbose_name_plural": "requests for help",
                        "indexes": [
                            models.Index(fields=["fund", "stage", "submitted_at"], name="hardship_request_queue"),
                            models.Index(fields=["requester", "event_on"], name="hardship_request_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "needs_info",
                                            "in_review",
                                            "approved",
                                            "paying",
                                            "paid",
                                            "failed",
                                            "closed",
                                            "denied",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="hardship_request_stage",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("stage", hardship_fund.rules.stages.Stage["DRAFT"])),
                                fields=("fund", "requester"),
                                name="hardship_one_draft",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["draft", "withdrawn"]),
                                    models.Q(
                                        ("amount_cents__gt", 0),
                                        ("amount_cents__isnull", False),
                                        ("category__isnull", False),
                                        ("event_on__isnull", False),
                                        ("needed_by__isnull", False),
                                        ("payee__isnull", False),
                                        ("reference__isnull", False),
                                        ("submitted_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="hardship_sent_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage__in", ["approved", "paying", "failed", "paid", "closed"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("approved_cents__gt", 0),
                                        ("approved_cents__isnull", False),
                                        ("approved_cents__lte", models.F("amount_cents")),
                                    ),
                                    _connector="OR",
                                ),
                                name="hardship_approved_amount",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", hardship_fund.rules.stages.Stage["DENIED"]), _negated=True),
                                    models.Q(("denial_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="hardship_denied_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="journalentry",
                    name="request",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="hardship_fund.request",
                    ),
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("file", "A file"),
                                    ("note", "A note in your words"),
                                    ("answer", "An answer to the committee"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("text", fellowship.models.encrypted.EncryptedTextField(blank=True, default="")),
                        ("added_at", models.DateTimeField()),
                        ("request_version", models.PositiveIntegerField()),
                        (
                            "file",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hardship_evidence",
                                to="fellowship.storedfile",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="hardship_fund.request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evidence",
                        "verbose_name_plural": "evidence",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("file__isnull", False), ("kind", "file")),
                                    models.Q(("file__isnull", True), ("kind__in", ["note", "answer"])),
                                    _connector="OR",
                                ),
                                name="hardship_evidence_kind",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "note")), fields=("request",), name="hardship_one_note"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disbursement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("amount_cents", models.PositiveIntegerField()),
                        ("adapter", models.CharField(default="manual", max_length=20)),
                        ("reference", models.CharField(blank=True, max_length=60)),
                        (
                            "stage",
                            models.CharField(
                                choices=[("paying", "paying"), ("paid", "paid"), ("failed", "failed")],
                                default=hardship_fund.rules.stages.PaymentStage["PAYING"],
                                max_length=6,
                            ),
                        ),
                        ("failure", fellowship.models.encrypted.EncryptedTextField(blank=True, default="")),
                        ("idempotency_key", models.CharField(max_length=64, unique=True)),
                        ("started_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "approver_one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approver_two",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paid_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "receipt",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hardship_receipt",
                                to="fellowship.storedfile",
                            ),
                        ),
                        (
                            "requester",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disbursements",
                                to="hardship_fund.request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "payment",
                        "verbose_name_plural": "payments",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["paying", "paid", "failed"])),
                                name="hardship_payment_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_cents__gt", 0)), name="hardship_payment_amount"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paid_by", models.F("requester")), _negated=True),
                                name="hardship_payer_not_requester",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paid_by", models.F("approver_one")), _negated=True),
                                    models.Q(("paid_by", models.F("approver_two")), _negated=True),
                                ),
                                name="hardship_payer_not_approver",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approver_one", models.F("approver_two")), _negated=True),
                                    models.Q(("approver_one", models.F("requester")), _negated=True),
                                    models.Q(("approver_two", models.F("requester")), _negated=True),
                                ),
                                name="hardship_approvers_differ",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage", hardship_fund.rules.stages.PaymentStage["PAID"]), _negated=True
                                    ),
                                    models.Q(("reference", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="hardship_paid_has_reference",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("stage__in", ["paying", "paid"])),
                                fields=("request",),
                                name="hardship_one_live_payment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConflictDeclaration",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("declared", "said it themselves"),
                                    ("works_with", "works closely with the person who asks"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conflicts",
                                to="hardship_fund.request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "conflict of interest",
                        "verbose_name_plural": "conflicts of interest",
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "person"), name="hardship_conflict_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Approval",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("request_version", models.PositiveIntegerField()),
                        (
                            "decision",
                            models.CharField(choices=[("approve", "Approve"), ("deny", "Say no")], max_length=7),
                        ),
                        ("amount_cents", models.PositiveIntegerField(null=True)),
                        ("criteria", models.JSONField(default=dict)),
                        ("denial_reason", models.CharField(blank=True, max_length=30)),
                        ("note", fellowship.models.encrypted.EncryptedTextField(blank=True, default="")),
                        ("at", models.DateTimeField()),
                        (
                            "approver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "requester",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals",
                                to="hardship_fund.request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "decision",
                        "verbose_name_plural": "decisions",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "approver", "request_version"), name="hardship_approval_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("approver", models.F("requester")), _negated=True),
                                name="hardship_approver_not_requester",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amount_cents__gt", 0),
                                        ("amount_cents__isnull", False),
                                        ("decision", "approve"),
                                        ("denial_reason", ""),
                                    ),
                                    models.Q(
                                        ("amount_cents__isnull", True),
                                        ("decision", "deny"),
                                        models.Q(("denial_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hardship_approval_complete",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_stage", models.CharField(max_length=12)),
                        ("to_stage", models.CharField(max_length=12)),
                        ("action", models.CharField(max_length=12)),
                        ("at", models.DateTimeField()),
                        ("note", fellowship.models.encrypted.EncryptedTextField(blank=True, default="")),
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="hardship_fund.request",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of a request",
                        "verbose_name_plural": "steps of requests",
                        "indexes": [models.Index(fields=["request", "at"], name="hardship_step")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "from_stage__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "needs_info",
                                            "in_review",
                                            "approved",
                                            "paying",
                                            "paid",
                                            "failed",
                                            "closed",
                                            "denied",
                                            "withdrawn",
                                        ],
                                    ),
                                    (
                                        "to_stage__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "needs_info",
                                            "in_review",
                                            "approved",
                                            "paying",
                                            "paid",
                                            "failed",
                                            "closed",
                                            "denied",
                                            "withdrawn",
                                        ],
                                    ),
                                ),
                                name="hardship_step_stages",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
