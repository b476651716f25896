"""What Wagtail's admin shows of the fund: reference data only."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from hardship_fund.viewsets import CategoryViewSet, FundViewSet


class FundGroup(ViewSetGroup):
    """One entry of the menu."""

    menu_label = _("Hardship fund")
    menu_icon = "pick"
    menu_order = 190
    items = (FundViewSet, CategoryViewSet)


@hooks.register("register_admin_viewset")
def register_fund() -> FundGroup:
    """Offer funds and kinds of help."""
    return FundGroup()
