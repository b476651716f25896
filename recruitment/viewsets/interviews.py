"""Rounds of interviews and question kits: reference data; a kit stays as it is once somebody has marked by it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from recruitment.models import InterviewKit, InterviewRound
from recruitment.queries.interview_rounds import kit_is_in_use


class UnusedKitOnly:
    """Mixed into views that change a kit: one in use stays as it is."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kit = get_object_or_404(InterviewKit, pk=kwargs.get("pk") or args[0])
        if kit_is_in_use(kit):
            messages.warning(
                request, _now("Interviewers have marked by this kit, so it stays as it is. Make a new one instead.")
            )
            return redirect("interview_kits:index")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class KitEdit(UnusedKitOnly, generic.EditView):
    """Change a kit nobody has marked by."""


class KitDelete(UnusedKitOnly, generic.DeleteView):
    """Remove a kit nobody has marked by."""


class InterviewKitViewSet(ModelViewSet):
    """Question kits."""

    model = InterviewKit
    name = "interview_kits"
    url_prefix = "interview-kits"
    icon = "help"
    menu_label = _("Question kits")
    list_display = ["name"]
    search_fields = ["name"]
    ordering = ["name"]
    copy_view_enabled = False
    edit_view_class = KitEdit
    delete_view_class = KitDelete
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("guidance"), FieldPanel("guidance_es")], heading=_("The kit")
            ),
            InlinePanel(
                "questions",
                label=_("Question"),
                heading=_("Questions"),
                min_num=1,
                panels=[
                    FieldRowPanel([FieldPanel("question"), FieldPanel("question_es")]),
                    FieldRowPanel([FieldPanel("listen_for"), FieldPanel("listen_for_es")]),
                ],
            ),
        ]
    )


class InterviewRoundViewSet(ModelViewSet):
    """Rounds of interviews."""

    model = InterviewRound
    name = "interview_rounds"
    url_prefix = "interview-rounds"
    icon = "date"
    menu_label = _("Interview rounds")
    list_display = ["name", "cycle", "number", "starts_on", "ends_on", "kit"]
    list_filter = ["cycle"]
    search_fields = ["name"]
    ordering = ["-cycle__cohort_year", "number"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("cycle"), FieldPanel("number"), FieldPanel("name"), FieldPanel("name_es")],
                heading=_("The round"),
            ),
            MultiFieldPanel(
                [FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("minutes"), FieldPanel("kit")],
                heading=_("How it runs"),
            ),
        ]
    )
