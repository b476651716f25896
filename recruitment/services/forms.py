"""Building application forms: drafts, publishing (after which nothing changes) and the starter form."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import ApplicationForm, FormVersion, Question
from recruitment.queries.form_checks import forbidden_in
from recruitment.rules import starter_form
from recruitment.rules.forbidden_questions import Finding
from recruitment.rules.form_checks import Fault, faults_in

COPIED = (
    "sort_order", "step", "step_title", "step_title_es", "key", "kind", "label", "label_es", "help_text",
    "help_text_es", "choices", "choices_es", "required", "max_words", "identifies", "visible_to_reviewers",
    "retention_class", "parts", "parts_es", "shown_if_key", "shown_if_value",
)  # fmt: skip


class AlreadyPublished(Conflict):
    """The version is in use and stays as it is."""

    sentence = _("This version is published and stays as it is. Make a new version to change it.")


class DraftExists(Conflict):
    """The form has a draft already."""

    sentence = _("This form has a draft version already. Change or publish that one.")


class NotReady(Conflict):
    """The version has faults, or asks what it may not; ``faults`` and ``findings`` list them."""

    sentence = _("This version can't be published yet.")

    def __init__(self, faults: tuple[Fault, ...], findings: tuple[Finding, ...] = ()) -> None:
        """Keep what was found."""
        super().__init__()
        self.faults = faults
        self.findings = findings


def _locked(version_id: UUID) -> FormVersion:
    return FormVersion.objects.select_for_update(of=("self",)).get(pk=version_id)


@transaction.atomic
def publish_version(*, actor: Person | None, version_id: UUID, at: datetime) -> FormVersion:
    """Put a draft into use. From now on its questions never change; new applicants get it at once.

    A form that asks about a record is never published; other forbidden questions need an officer's exception.
    Publishing twice changes nothing. Raises :class:`NotReady`. The caller checks who may edit forms.
    """
    version = _locked(version_id)
    if version.published_at is not None:
        return version
    rows = Question.objects.filter(version=version).order_by("sort_order", "pk").values(*COPIED)
    faults, findings = faults_in(list(rows)), forbidden_in(version)
    if faults or findings:
        raise NotReady(faults, findings)
    version.published_at = at
    version.save(update_fields=["published_at"])
    audit.record(actor=actor, action="recruitment.publish_form", subject=version, at=at)
    return version


def next_number(form_id: int) -> int:
    """The number of the form's next version."""
    highest = FormVersion.objects.filter(form_id=form_id).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


@transaction.atomic
def new_version(*, actor: Person | None, version_id: UUID, at: datetime) -> FormVersion:
    """Copy a version into a new draft of the same form. Raises :class:`DraftExists`."""
    source = FormVersion.objects.get(pk=version_id)
    ApplicationForm.objects.select_for_update(of=("self",)).get(pk=source.form_id)
    versions = FormVersion.objects.filter(form_id=source.form_id)
    if versions.filter(published_at__isnull=True).exists():
        raise DraftExists
    draft = FormVersion.objects.create(form_id=source.form_id, number=next_number(source.form_id))
    rows = Question.objects.filter(version=source).order_by("sort_order", "pk").values(*COPIED)
    Question.objects.bulk_create(Question(version=draft, **row) for row in rows)
    audit.record(actor=actor, action="recruitment.new_form_version", subject=draft, at=at)
    return draft


@transaction.atomic
def install_starter_form(*, actor: Person | None, at: datetime) -> ApplicationForm:
    """Give the starter form, published and ready for a cycle; the one installed before comes back unchanged."""
    form, is_new = ApplicationForm.objects.get_or_create(name=starter_form.NAME)
    if not is_new:
        return form
    version = FormVersion.objects.create(form=form, number=1)
    Question.objects.bulk_create(
        Question(
            version=version, sort_order=number, step=row.step, step_title=starter_form.STEPS[row.step][0],
            step_title_es=starter_form.STEPS[row.step][1], key=row.key, kind=row.kind, label=row.label,
            label_es=row.label_es, help_text=row.help_text, help_text_es=row.help_text_es, required=row.required,
            max_words=row.max_words, choices=row.choices, choices_es=row.choices_es, identifies=row.identifies,
            visible_to_reviewers=row.visible_to_reviewers, retention_class=row.retention_class,
            parts=row.parts, parts_es=row.parts_es, shown_if_key=row.shown_if_key, shown_if_value=row.shown_if_value,
        )
        for number, row in enumerate(starter_form.QUESTIONS)
    )  # fmt: skip
    publish_version(actor=actor, version_id=version.pk, at=at)
    return form
