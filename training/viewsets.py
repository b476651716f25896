"""Wagtail's admin for courses: names, drafts of versions, quiz questions, publishing."""

from typing import Any

from django.contrib import messages
from django.db.models import Max
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
from training.models import Course, CourseVersion, Curriculum, Lesson, Question
from training.rules.kinds import LessonKind
from training.services import publishing

STAYS = _("This version is published and stays as it is. Start a new version to change it.")


class VersionForm(WagtailAdminModelForm):
    """A draft: one at a time for a course, numbered after the highest."""

    def clean(self) -> dict[str, Any]:
        """Say so when the course has a draft already."""
        cleaned: dict[str, Any] = super().clean()
        course = cleaned.get("course")
        drafts = CourseVersion.objects.filter(course=course, published_at__isnull=True).exclude(pk=self.instance.pk)
        if course is not None and drafts.exists():
            self.add_error("course", _now("This course has a draft already. Change that one, or publish it first."))
        return cleaned

    def save(self, commit: bool = True) -> CourseVersion:
        """Number a new version."""
        if self.instance._state.adding:  # noqa: SLF001  (Django's documented model API)
            known = CourseVersion.objects.filter(course=self.cleaned_data["course"])
            self.instance.number = (known.aggregate(highest=Max("number"))["highest"] or 0) + 1
        saved: CourseVersion = super().save(commit)
        return saved


class QuestionForm(WagtailAdminModelForm):
    """A question of a quiz that is still a draft."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quizzes = Lesson.objects.filter(kind=LessonKind.QUIZ, version__published_at__isnull=True)
        self.fields["lesson"].queryset = quizzes.order_by("title", "pk")


class DraftsOnly(StaysOnceUsed):
    """Mixed into views that change a version or a question of one: what is published stays."""

    def obstacle(self, pk: Any) -> str:
        """The version is published."""
        if self.model is Question:  # type: ignore[attr-defined]
            version = get_object_or_404(Question.objects.select_related("lesson__version"), pk=pk).lesson.version
        else:
            version = get_object_or_404(CourseVersion, pk=pk)
        return str(STAYS) if version.is_published else ""

    def way_back(self, pk: Any) -> str:
        """The list."""
        return reverse("training_versions:index")


class EditDraft(DraftsOnly, generic.EditView):
    """Edit a draft or a question of one."""


class DeleteDraft(DraftsOnly, generic.DeleteView):
    """Delete a draft or a question of one."""


class VersionIndex(generic.IndexView):
    """The versions, each with its next step."""

    def get_list_buttons(self, instance: CourseVersion) -> list[Any]:
        """Publish a draft; go on from a published one."""
        buttons = list(super().get_list_buttons(instance))
        name, label = ("renew", _("New version…")) if instance.is_published else ("publish", _("Publish…"))
        if self.permission_policy.user_has_permission(self.request.user, "change"):
            url = reverse(f"training_versions:{name}", args=[instance.pk])
            buttons.append(ListingButton(label, url=url, priority=5))
        return buttons


class VersionStep(PermissionCheckedMixin, View):
    """A check page, then one service."""

    permission_policy: Any = None
    permission_required = "change"
    step = ""

    def page(self, request: HttpRequest, version: CourseVersion, *, status: int = 200, flaws: Any = None) -> Any:
        """The check page with what is still to mend."""
        if flaws is None:
            flaws = publishing.flaws(version) if self.step == "publish" and not version.is_published else ()
        title = _("Publish") if self.step == "publish" else _("New version")
        context = {"version": version, "step": self.step, "flaws": flaws, "page_title": title,
                   "index_url": reverse("training_versions:index")}  # fmt: skip
        return render(request, "training/cms/version_step.html", context, status=status)

    def get(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        """Say what would happen."""
        return self.page(request, get_object_or_404(CourseVersion.objects.select_related("course"), pk=pk))

    def post(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        """Do it."""
        version = get_object_or_404(CourseVersion.objects.select_related("course"), pk=pk)
        try:
            if self.step == "publish":
                publishing.publish_version(actor=request.user, version_id=version.pk, at=clock.now())
                messages.success(request, _now("The version is published. New learners get it from now on."))
                return redirect("training_versions:index")
            draft = publishing.new_version(actor=request.user, course_id=version.course_id, at=clock.now())
        except publishing.NotReady as refusal:
            return self.page(request, version, status=422, flaws=refusal.sentences)
        except Conflict as refusal:
            messages.error(request, str(refusal.sentence))
            return redirect("training_versions:index")
        return redirect("training_versions:edit", draft.pk)


LESSON_PANELS = [
    MultiFieldPanel([FieldPanel("order"), FieldPanel("key"), FieldPanel("kind"), FieldPanel("is_required")]),
    MultiFieldPanel([FieldPanel("title"), FieldPanel("title_es"), FieldPanel("body"), FieldPanel("body_es")]),
    MultiFieldPanel([FieldPanel("minutes"), FieldPanel("due_after_days"), FieldPanel("pass_mark")]),
]
CHOICE_PANELS = [
    FieldPanel("order"),
    FieldPanel("text"),
    FieldPanel("text_es"),
    FieldPanel("is_right"),
    FieldPanel("rationale"),
    FieldPanel("rationale_es"),
]


class CourseVersionViewSet(ModelViewSet):
    """Versions of courses with their lessons."""

    model = CourseVersion
    url_namespace = "training_versions"
    icon = "doc-full"
    menu_label = _("Course versions")
    list_display = ["course", "number", "published_at"]
    list_filter = ["course"]
    ordering = ["course", "-number"]
    copy_view_enabled = False
    index_view_class = VersionIndex
    edit_view_class = EditDraft
    delete_view_class = DeleteDraft
    edit_handler = ObjectList(
        [
            FieldPanel("course"),
            FieldPanel("summary"),
            FieldPanel("summary_es"),
            InlinePanel("lessons", label=_("Lesson"), heading=_("Lessons"), panels=LESSON_PANELS),
        ],
        base_form_class=VersionForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """The usual addresses and the two steps."""
        steps = [
            path(f"{step}/<uuid:pk>/", self.construct_view(VersionStep, step=step), name=step)
            for step in ("publish", "renew")
        ]
        return [*super().get_urlpatterns(), *steps]


class QuestionViewSet(ModelViewSet):
    """Questions of quizzes with their answers and why each is right or wrong."""

    model = Question
    url_namespace = "training_questions"
    icon = "help"
    menu_label = _("Quiz questions")
    list_display = ["text", "lesson", "order"]
    ordering = ["lesson", "order"]
    copy_view_enabled = False
    edit_view_class = EditDraft
    delete_view_class = DeleteDraft
    edit_handler = ObjectList(
        [
            FieldPanel("lesson"),
            FieldPanel("order"),
            FieldPanel("text"),
            FieldPanel("text_es"),
            InlinePanel("choices", label=_("Answer"), heading=_("Answers"), panels=CHOICE_PANELS),
        ],
        base_form_class=QuestionForm,
    )


class CourseViewSet(ModelViewSet):
    """Courses by name."""

    model = Course
    url_namespace = "training_courses"
    icon = "folder-open-inverse"
    menu_label = _("Courses")
    form_fields = ["title", "title_es", "slug"]
    list_display = ["title", "slug"]
    ordering = ["title"]
    copy_view_enabled = False


class CurriculumViewSet(ModelViewSet):
    """Curricula: which courses, in which order."""

    model = Curriculum
    url_namespace = "training_curricula"
    icon = "list-ol"
    menu_label = _("Curricula")
    list_display = ["name", "is_active"]
    ordering = ["name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("name_es"),
            FieldPanel("is_active"),
            InlinePanel(
                "courses",
                label=_("Course"),
                heading=_("Courses"),
                panels=[FieldPanel("order"), FieldPanel("course"), FieldPanel("required")],
            ),
        ]
    )
