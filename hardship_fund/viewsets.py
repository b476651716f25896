"""The fund's reference data in Wagtail: the fund itself and the kinds of help it offers; never a request."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from hardship_fund.models import Category, Fund


class FundViewSet(ModelViewSet):
    """Name, times and other help; the books of a new fund open with its first money."""

    model = Fund
    icon = "pick"
    menu_label = _("Hardship funds")
    list_display = ("name", "code", Column("is_active", label=_("Open")))
    list_per_page = 50
    ordering = ("name",)
    copy_view_enabled = False
    inspect_view_enabled = False
    panels = (
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("reference_prefix"),
        FieldPanel("is_active"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("answer_hours"), FieldPanel("fast_hours"), FieldPanel("fast_within_days")]),
             FieldPanel("event_within_days")],
            heading=_("Times"),
        ),
        MultiFieldPanel([FieldPanel("resources"), FieldPanel("resources_es")], heading=_("Other help")),
    )  # fmt: skip


class CategoryViewSet(ModelViewSet):
    """What the fund helps with, and how far."""

    model = Category
    icon = "list-ul"
    menu_label = _("Kinds of help")
    list_display = ("label", "fund", "cap_cents_per_request", "cap_cents_12_months", "is_active")
    list_per_page = 50
    ordering = ("fund", "sort_order", "label")
    copy_view_enabled = False
    inspect_view_enabled = False
    panels = (
        FieldPanel("fund"),
        FieldPanel("code"),
        MultiFieldPanel([FieldPanel("label"), FieldPanel("help"), FieldPanel("evidence")], heading=_("English")),
        MultiFieldPanel(
            [FieldPanel("label_es"), FieldPanel("help_es"), FieldPanel("evidence_es")], heading=_("Spanish")
        ),
        FieldRowPanel([FieldPanel("cap_cents_per_request"), FieldPanel("cap_cents_12_months")]),
        FieldRowPanel([FieldPanel("fast_track"), FieldPanel("is_active"), FieldPanel("sort_order")]),
    )
