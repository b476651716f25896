"""What Wagtail's admin shows of recruitment: reference data only."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from recruitment.viewsets.cycles import CycleViewSet, OpeningViewSet
from recruitment.viewsets.forms import ApplicationFormViewSet, FormVersionViewSet
from recruitment.viewsets.interviews import InterviewKitViewSet, InterviewRoundViewSet
from recruitment.viewsets.laws import LawViewSet
from recruitment.viewsets.rubrics import RubricViewSet


class RecruitmentGroup(ViewSetGroup):
    """One entry of the menu."""

    menu_label = _("Recruitment")
    menu_icon = "group"
    menu_order = 160
    items = (
        CycleViewSet, OpeningViewSet, ApplicationFormViewSet, FormVersionViewSet, RubricViewSet, InterviewRoundViewSet,
        InterviewKitViewSet, LawViewSet,
    )  # fmt: skip


@hooks.register("register_admin_viewset")
def register_recruitment() -> RecruitmentGroup:
    """Offer cycles, openings, forms and rubrics, and the laws to be looked up."""
    return RecruitmentGroup()
