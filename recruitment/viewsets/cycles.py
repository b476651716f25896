"""Cycles with their dates, and openings."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet

from fellowship import clock
from fellowship.design.fields import MoneyField
from recruitment.models import Cycle, Opening
from recruitment.queries import postings
from recruitment.rules.milestones import MilestoneKind, dates_out_of_order
from recruitment.rules.phases import overlapping

PHASES = _(
    "Readers save scores only while a phase is open. Without any phase, reading is open from the first day of "
    "applications until everyone has heard."
)


class CycleForm(WagtailAdminModelForm):
    """A cycle is shown to the public only with a form and the two dates that open and close it."""

    def is_valid(self) -> bool:
        """Check the dates against each other once each of them is right."""
        if not super().is_valid():
            return False
        dates = self._dates()
        for earlier, later in dates_out_of_order(dates):
            labels = dict(Cycle.milestones.rel.related_model._meta.get_field("kind").choices)  # noqa: SLF001
            sentence = _("“%(later)s” must come after “%(earlier)s”.")
            self.add_error(None, sentence % {"later": labels[later], "earlier": labels[earlier]})
        for earlier, later in overlapping(self._phases()):
            sentence = _("“%(later)s” begins before “%(earlier)s” is over. Let one review phase end first.")
            self.add_error(None, sentence % {"later": later, "earlier": earlier})
        if self.cleaned_data.get("is_published"):
            self._check_published(dates)
        return not self.errors

    def _phases(self) -> list[tuple[str, datetime, datetime]]:
        rows = (form.cleaned_data for form in self.formsets["review_phases"].forms if form.cleaned_data)
        return [(row["name"], row["opens_at"], row["closes_at"]) for row in rows if not row.get("DELETE")]

    def _dates(self) -> dict[str, Any]:
        rows = (form.cleaned_data for form in self.formsets["milestones"].forms if form.cleaned_data)
        return {row["kind"]: row["at"] for row in rows if not row.get("DELETE")}

    def _check_published(self, dates: dict[str, Any]) -> None:
        needed = (MilestoneKind.APPLICATIONS_OPEN, MilestoneKind.APPLICATIONS_CLOSE)
        if any(kind not in dates for kind in needed):
            self.add_error("is_published", _("Add the dates when applications open and close first."))
        form = self.cleaned_data.get("form")
        if form is None or not form.versions.filter(published_at__isnull=False).exists():
            self.add_error("is_published", _("Choose a form that has a published version first."))


class CycleEditView(EditView):
    """Changing a cycle, where somebody else may change it at the same moment."""

    def form_valid(self, form: CycleForm) -> HttpResponse:
        """Save it; where the database keeps two review phases apart, say so instead."""
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError as problem:
            if "reviewphases_apart" not in str(problem):
                raise
            form.add_error(
                None, _("Somebody else changed the review phases meanwhile, and two overlap now. Open this page anew.")
            )
            self.produced_error_code, self.produced_error_message = "validation_error", self.get_error_message()
            return self.form_invalid(form)


class CycleViewSet(ModelViewSet):
    """Cycles."""

    model = Cycle
    edit_view_class = CycleEditView
    icon = "calendar"
    menu_label = _("Cycles")
    list_display = ["name", "cohort_year", "reference_prefix", "is_published"]
    list_filter = ["is_published"]
    search_fields = ["name"]
    ordering = ["-cohort_year", "pk"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"), FieldPanel("name_es"), FieldPanel("cohort_year"), FieldPanel("slug"),
                    FieldPanel("reference_prefix"), FieldPanel("is_published"),
                ],
                heading=_("The cycle"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("form"), FieldPanel("rubric"), FieldPanel("reads_per_application"),
                    FieldPanel("minutes_per_packet"), FieldPanel("recommendations"),
                ],
                heading=_("How it runs"),
            ),
            InlinePanel("milestones", label=_("Date"), heading=_("Dates")),
            InlinePanel("review_phases", label=_("Review phase"), heading=_("Review phases"), help_text=PHASES),
        ],
        base_form_class=CycleForm,
    )  # fmt: skip


class OpeningForm(WagtailAdminModelForm):
    """Money is typed in dollars and kept in cents."""

    pay_low_cents = MoneyField(label=_("Yearly pay from"))
    pay_high_cents = MoneyField(label=_("Yearly pay to"))
    extra_pay_spanish_cents = MoneyField(label=_("More a year for working Spanish"), required=False)
    relocation_cents = MoneyField(label=_("Help with moving, up to"), required=False)

    def clean_extra_pay_spanish_cents(self) -> int:
        """Nothing typed means none."""
        return self.cleaned_data["extra_pay_spanish_cents"] or 0

    def clean_relocation_cents(self) -> int:
        """Nothing typed means none."""
        return self.cleaned_data["relocation_cents"] or 0

    def clean(self) -> dict[str, Any]:
        """Pay never runs backward."""
        cleaned: dict[str, Any] = super().clean()
        low, high = cleaned.get("pay_low_cents"), cleaned.get("pay_high_cents")
        if low and high and high < low:
            raise ValidationError({"pay_high_cents": _("Enter at least as much as where the pay begins.")})
        self._check_words(cleaned)
        return cleaned

    def _check_words(self, cleaned: dict[str, Any]) -> None:
        """Refuse what a posting may not say; ask for the duties that the law of the office wants in it."""
        office = cleaned.get("office")
        if office is None:
            return
        found = postings.check_opening(office, cleaned, clock.now())
        for name, sentences in found.items():
            self.add_error(name, sentences)


class OpeningViewSet(ModelViewSet):
    """Openings."""

    model = Opening
    icon = "user"
    menu_label = _("Openings")
    list_display = ["office", "cycle", "seats", "starts_on", "is_published"]
    list_filter = ["cycle", "is_published"]
    search_fields = ["slug"]
    ordering = ["-cycle__cohort_year", "slug"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("cycle"), FieldPanel("office"), FieldPanel("slug"), FieldPanel("seats"),
                    FieldPanel("starts_on"), FieldPanel("spanish"), FieldPanel("is_published"),
                ],
                heading=_("The seats"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("pay_low_cents"), FieldPanel("pay_high_cents"), FieldPanel("extra_pay_spanish_cents"),
                    FieldPanel("relocation_cents"), FieldPanel("benefits"), FieldPanel("benefits_es"),
                ],
                heading=_("Pay and benefits"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("summary"), FieldPanel("summary_es"), FieldPanel("duties"), FieldPanel("duties_es"),
                    FieldPanel("travel"), FieldPanel("travel_es"),
                ],
                heading=_("The work"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("material_duties"), FieldPanel("material_duties_es"),
                    FieldPanel("restricting_laws"), FieldPanel("restricting_laws_es"),
                ],
                heading=_("Fair chance"),
            ),
        ],
        base_form_class=OpeningForm,
    )  # fmt: skip
