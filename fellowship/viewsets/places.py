"""Regions, jurisdictions and host offices in Wagtail's admin."""

from typing import Any, ClassVar

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from fellowship import clock
from fellowship.models import HostOffice, Jurisdiction, Region
from fellowship.rules.public_texts import faults_in


class RegionViewSet(ModelViewSet):
    """Regions."""

    model = Region
    icon = "site"
    menu_label = _("Regions")
    form_fields: ClassVar[list[str]] = ["name", "sort_order"]
    list_display: ClassVar[list[str]] = ["name", "sort_order"]
    copy_view_enabled = False
    add_to_reference_index = False


class JurisdictionViewSet(ModelViewSet):
    """Jurisdictions."""

    model = Jurisdiction
    icon = "list-ul"
    menu_label = _("Jurisdictions")
    form_fields: ClassVar[list[str]] = ["name", "code", "level", "state", "parent"]
    list_display: ClassVar[list[str]] = ["name", "level", "state"]
    list_filter: ClassVar[list[str]] = ["level", "state"]
    search_fields: ClassVar[list[str]] = ["name", "code"]
    copy_view_enabled = False


class HostOfficeForm(WagtailAdminModelForm):
    """What is said about an office is part of its postings."""

    def clean(self) -> dict[str, Any]:
        """Refuse words that a posting at this place may not use."""
        cleaned: dict[str, Any] = super().clean()
        codes = [row.code for row in cleaned.get("jurisdictions") or ()]
        for name in ("blurb", "blurb_es"):
            for sentence in faults_in(cleaned.get(name) or "", codes, clock.now().date()):
                self.add_error(name, sentence)
        return cleaned


class HostOfficeViewSet(ModelViewSet):
    """Host offices with their jurisdictions and closed days."""

    model = HostOffice
    icon = "home"
    menu_label = _("Host offices")
    list_display: ClassVar[list[str]] = ["name", "city", "state", "region", "is_active"]
    list_filter: ClassVar[list[str]] = ["region", "state", "is_active"]
    search_fields: ClassVar[list[str]] = ["name", "city"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldPanel("slug"),
                    FieldPanel("street"),
                    FieldPanel("city"),
                    FieldPanel("state"),
                    FieldPanel("postal_code"),
                    FieldPanel("region"),
                    FieldPanel("time_zone"),
                    FieldPanel("employer_kind"),
                    FieldPanel("is_active"),
                ],
                heading=_("The office"),
            ),
            FieldPanel("jurisdictions", widget=CheckboxSelectMultiple),
            MultiFieldPanel([FieldPanel("blurb"), FieldPanel("blurb_es")], heading=_("For applicants")),
            InlinePanel("closures", label=_("Closed day"), heading=_("Days closed beside public holidays")),
        ],
        base_form_class=HostOfficeForm,
    )


class PlacesGroup(ViewSetGroup):
    """One entry of the menu."""

    menu_label = _("Places")
    menu_icon = "globe"
    menu_order = 150
    items = (HostOfficeViewSet, RegionViewSet, JurisdictionViewSet)
