"""Rounds of interviews and question kits: reference data; a kit stays as it is once somebody has marked by it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from fellowship.viewsets.keeping import StaysOnceUsed
from recruitment.models import InterviewKit, InterviewRound
from recruitment.queries.interview_rounds import kit_is_in_use


class UnusedKitOnly(StaysOnceUsed):
    """Mixed into views that change one: the one in use stays as it is."""

    def obstacle(self, pk: Any) -> str:
        """Somebody has marked by it."""
        used = kit_is_in_use(get_object_or_404(InterviewKit, pk=pk))
        return (
            _now("Interviewers have marked by this kit, so it stays as it is. Make a new one instead.") if used else ""
        )

    def way_back(self, pk: Any) -> str:
        """The list."""
        return reverse("interview_kits:index")


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
