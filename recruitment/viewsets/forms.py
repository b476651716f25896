"""Application forms: a form, its versions, publishing one, and going on from it with a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import ListingButton

from fellowship import clock
from fellowship.rules.refusals import Conflict
from fellowship.viewsets.keeping import StaysOnceUsed
from recruitment.models import ApplicationForm, FormVersion
from recruitment.models.wording import FAULT_SENTENCES
from recruitment.queries.form_checks import lines_of
from recruitment.rules.form_checks import BLOCKS_SAVING, Fault, faults_in
from recruitment.services import forms as services


def in_words(fault: Fault) -> str:
    """A fault as a sentence."""
    return str(FAULT_SENTENCES[fault.kind]) % {"where": fault.where}


class FormVersionForm(WagtailAdminModelForm):
    """A draft may have gaps, but not what the database would refuse."""

    def is_valid(self) -> bool:
        """Check the questions against each other too."""
        valid = super().is_valid()
        for fault in faults_in(self._rows()):
            if fault.kind in BLOCKS_SAVING:
                self.add_error(None, in_words(fault))
        form = self.cleaned_data.get("form")
        others = FormVersion.objects.filter(form=form, published_at__isnull=True).exclude(pk=self.instance.pk)
        if form is not None and others.exists():
            self.add_error("form", services.DraftExists.sentence)
        return valid and not self.errors

    def _rows(self) -> list[dict[str, Any]]:
        """The questions that stay, in order. A key used twice is taken out of the cleaned data: hence as typed."""
        rows = [
            {**form.cleaned_data, "key": form["key"].value()}
            for form in self.formsets["questions"].forms
            if getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE")
        ]
        return sorted(rows, key=lambda row: row.get("ORDER") or 0)

    def save(self, commit: bool = True) -> FormVersion:
        """Number a new version after the highest of its form."""
        if self.instance._state.adding:  # noqa: SLF001  (Django's documented model API)
            self.instance.number = services.next_number(self.cleaned_data["form"].pk)
        saved: FormVersion = super().save(commit)
        return saved


class DraftsOnly(StaysOnceUsed):
    """Mixed into views that change a version: a published one stays as it is."""

    def obstacle(self, pk: Any) -> str:
        """It is published."""
        if get_object_or_404(FormVersion, pk=pk).is_draft:
            return ""
        return _now("This version is published and stays as it is. Make a new version to change it.")

    def way_back(self, pk: Any) -> str:
        """Its questions, to read."""
        return reverse("recruitment_form_versions:inspect", args=[pk])


class EditDraft(DraftsOnly, generic.EditView):
    """Edit a draft."""


class DeleteDraft(DraftsOnly, generic.DeleteView):
    """Delete a draft."""


class VersionIndex(generic.IndexView):
    """The versions, each with what can be done to it."""

    def get_list_buttons(self, instance: FormVersion) -> list[Any]:
        """Publish a draft; go on from a published one."""
        buttons = list(super().get_list_buttons(instance))
        name, label = ("publish", _("Publish…")) if instance.is_draft else ("renew", _("New version…"))
        if self.permission_policy.user_has_permission(self.request.user, "change"):
            url = reverse(f"recruitment_form_versions:{name}", args=[instance.pk])
            buttons.append(ListingButton(label, url=url, priority=5))
        return buttons


class VersionStep(PermissionCheckedMixin, View):
    """A check page, then one service."""

    permission_policy: Any = None
    permission_required = "change"
    step = ""

    def page(
        self, request: HttpRequest, version: FormVersion, status: int = 200, faults: tuple[Fault, ...] = ()
    ) -> Any:
        """The check page; faults and findings say why it can't be done yet."""
        found = lines_of(version) if self.step == "publish" else ()
        context = {
            "findings": [line for line in found if not line.is_allowed],
            "version": version, "step": self.step, "faults": [in_words(fault) for fault in faults],
            "page_title": _("Publish") if self.step == "publish" else _("New version"),
            "index_url": reverse("recruitment_form_versions:index"),
        }  # fmt: skip
        return render(request, "recruitment/cms/version_step.html", context, status=status)

    def get(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        """Say what would happen."""
        return self.page(request, get_object_or_404(FormVersion.objects.select_related("form"), pk=pk))

    def post(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        """Do it."""
        version = get_object_or_404(FormVersion.objects.select_related("form"), pk=pk)
        try:
            if self.step == "publish":
                services.publish_version(actor=request.user, version_id=version.pk, at=clock.now())
                messages.success(request, _now("The version is published. New applicants get it from now on."))
                return redirect("recruitment_form_versions:index")
            draft = services.new_version(actor=request.user, version_id=version.pk, at=clock.now())
        except services.NotReady as refusal:
            return self.page(request, version, status=422, faults=refusal.faults)
        except Conflict as refusal:
            messages.error(request, str(refusal.sentence))
            return redirect("recruitment_form_versions:index")
        return redirect("recruitment_form_versions:edit", draft.pk)


QUESTION_PANELS = [
    MultiFieldPanel(
        [FieldPanel("step"), FieldPanel("step_title"), FieldPanel("step_title_es")], heading=_("Page it stands on")
    ),
    MultiFieldPanel(
        [
            FieldPanel("key"), FieldPanel("kind"), FieldPanel("label"), FieldPanel("label_es"),
            FieldPanel("help_text"),
            FieldPanel("help_text_es"), FieldPanel("required"), FieldPanel("max_words"), FieldPanel("choices"),
            FieldPanel("choices_es"), FieldPanel("parts"), FieldPanel("parts_es"),
        ],
        heading=_("Question"),
    ),
    MultiFieldPanel([FieldPanel("shown_if_key"), FieldPanel("shown_if_value")], heading=_("When it is asked")),
    MultiFieldPanel(
        [FieldPanel("identifies"), FieldPanel("visible_to_reviewers"), FieldPanel("retention_class")],
        heading=_("Who sees the answer, and how long it is kept"),
    ),
]  # fmt: skip


class FormVersionViewSet(ModelViewSet):
    """Versions of forms with their questions: the form builder."""

    model = FormVersion
    url_namespace = "recruitment_form_versions"
    icon = "form"
    menu_label = _("Form versions")
    list_display = ["form", "number", "published_at"]
    list_filter = ["form"]
    ordering = ["form", "-number"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["form", "number", "published_at"]
    index_view_class = VersionIndex
    edit_view_class = EditDraft
    delete_view_class = DeleteDraft
    edit_handler = ObjectList(
        [
            FieldPanel("form"),
            InlinePanel("questions", label=_("Question"), heading=_("Questions"), panels=QUESTION_PANELS, min_num=1),
        ],
        base_form_class=FormVersionForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """The usual addresses and the two steps."""
        steps = [
            path(f"{step}/<uuid:pk>/", self.construct_view(VersionStep, step=step), name=step)
            for step in ("publish", "renew")
        ]
        return [*super().get_urlpatterns(), *steps]


class ApplicationFormViewSet(ModelViewSet):
    """Forms by name."""

    model = ApplicationForm
    icon = "doc-full"
    menu_label = _("Forms")
    form_fields = ["name"]
    list_display = ["name"]
    ordering = ["name"]
    copy_view_enabled = False


__all__ = ["ApplicationFormViewSet", "FormVersionForm", "FormVersionViewSet"]
