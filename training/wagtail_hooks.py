"""What Wagtail's admin shows of training: courses and their text, never a person's progress."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from training.viewsets import CourseVersionViewSet, CourseViewSet, CurriculumViewSet, QuestionViewSet


class TrainingGroup(ViewSetGroup):
    """One entry of the menu."""

    menu_label = _("Training")
    menu_icon = "openquote"
    menu_order = 170
    items = (CurriculumViewSet, CourseViewSet, CourseVersionViewSet, QuestionViewSet)


@hooks.register("register_admin_viewset")
def register_training() -> TrainingGroup:
    """Offer curricula, courses, versions and quiz questions."""
    return TrainingGroup()
