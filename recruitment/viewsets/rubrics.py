"""Rubrics: reference data until the first mark is given; from then on they stay as they are."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from fellowship.viewsets.keeping import StaysOnceUsed
from recruitment.models import Rubric
from recruitment.queries.rubrics import is_in_use


class UnusedOnly(StaysOnceUsed):
    """Mixed into views that change one: the one in use stays as it is."""

    def obstacle(self, pk: Any) -> str:
        """Somebody has marked by it."""
        used = is_in_use(get_object_or_404(Rubric, pk=pk))
        return (
            _now("Readers have scored by this rubric, so it stays as it is. Make a new one instead.") if used else ""
        )

    def way_back(self, pk: Any) -> str:
        """The list."""
        return reverse("rubrics:index")


class RubricEdit(UnusedOnly, generic.EditView):
    """Change a rubric nobody has scored by."""


class RubricDelete(UnusedOnly, generic.DeleteView):
    """Remove a rubric nobody has scored by."""


class RubricViewSet(ModelViewSet):
    """Rubrics with their criteria."""

    model = Rubric
    name = "rubrics"
    url_prefix = "rubrics"
    icon = "tick-inverse"
    menu_label = _("Rubrics")
    list_display = ["name"]
    search_fields = ["name"]
    ordering = ["name"]
    copy_view_enabled = False
    edit_view_class = RubricEdit
    delete_view_class = RubricDelete
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("introduction"), FieldPanel("introduction_es")],
                heading=_("The rubric"),
            ),
            InlinePanel(
                "criteria",
                label=_("Criterion"),
                heading=_("Criteria"),
                min_num=1,
                panels=[
                    FieldRowPanel([FieldPanel("name"), FieldPanel("name_es")]),
                    FieldRowPanel([FieldPanel("question_hint"), FieldPanel("question_hint_es")]),
                    *(
                        FieldRowPanel([FieldPanel(f"anchor_{mark}"), FieldPanel(f"anchor_{mark}_es")])
                        for mark in (1, 2, 3, 4)
                    ),
                ],
            ),
        ]
    )
