"""The texts of the fair-chance law in use, to be looked up; they are amended on the staff screens."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from recruitment.models import LawText


class OnlyRead(ModelPermissionPolicy):
    """Nobody adds, changes or deletes a text here: an amendment has a check page, a reason and the audit trail."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Pass for looking, where the person's group has it."""
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Pass where one of the actions is looking."""
        return "view" in actions and self.user_has_permission(user, "view")


class LawIndex(IndexView):  # type: ignore[misc]
    """The texts that are not retired; each leads to its page among the staff screens."""

    def get_base_queryset(self) -> QuerySet[LawText]:
        """Leave out the texts that are kept for older cases, and the long column."""
        rows: QuerySet[LawText] = super().get_base_queryset()
        return rows.filter(retired_at__isnull=True).defer("data")

    def get_edit_url(self, instance: LawText) -> str:
        """The page of the law."""
        return reverse("recruitment_law", args=[instance.code])

    def get_list_more_buttons(self, instance: LawText) -> list[Any]:
        """No menu beside the name."""
        return []


class LawViewSet(ModelViewSet):  # type: ignore[misc]
    """Fair-chance laws, to be read."""

    model = LawText
    name = "recruitment_law_texts"
    url_prefix = "fair-chance-laws"
    icon = "clipboard-list"
    menu_label = _("Fair-chance laws")
    list_display = [
        "code", "version", "effective_from", BooleanColumn("is_shipped", label=_("Came with the program")),
        "approved_by",
    ]  # fmt: skip
    search_fields = ["code"]
    ordering = ["code", "effective_from"]
    form_fields = ["code"]
    copy_view_enabled = False
    index_view_class = LawIndex

    @property
    def permission_policy(self) -> OnlyRead:
        """Let nobody write."""
        return OnlyRead(self.model)
