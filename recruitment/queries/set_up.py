"""Recruitment's lines of the set-up checklist: a form, a rubric, a cycle with its dates."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fellowship.queries.setup import SetupCheck
from recruitment.models import Criterion, Cycle, FormVersion, Milestone
from recruitment.rules.milestones import MilestoneKind

# Without these two nobody knows when to apply.
NEEDED_DATES = (MilestoneKind.APPLICATIONS_OPEN, MilestoneKind.APPLICATIONS_CLOSE)


def checks(at: datetime) -> Iterable[SetupCheck]:
    """A published form, a rubric with criteria, and a published cycle that has its dates."""
    dated = Cycle.objects.filter(is_published=True)
    for kind in NEEDED_DATES:
        dated = dated.filter(Exists(Milestone.objects.filter(cycle=OuterRef("pk"), kind=kind)))
    yield SetupCheck(
        _("Publish an application form"), FormVersion.objects.filter(published_at__isnull=False).exists(),
        reverse("recruitment_form_versions:index"), _("A starter form waits there; change what you like."), 30,
    )  # fmt: skip
    yield SetupCheck(
        _("Write a rubric for the readers"), Criterion.objects.exists(), reverse("rubrics:index"),
        _("What a 1 and what a 4 looks like, in plain words."), 40,
    )  # fmt: skip
    yield SetupCheck(
        _("Open a cycle with its dates"), dated.exists(), reverse("cycle:index"),
        _("When applications open and close, and by when people hear from you."), 50,
    )  # fmt: skip
