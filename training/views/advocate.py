"""The learner's screens: path, lesson, quiz, result, certificate."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.design.progress import progress_of
from training.forms import AgreeForm, QuizForm
from training.queries import path as path_queries
from training.queries import quizzes as quiz_queries
from training.rules.kinds import LessonKind
from training.services import lessons, quizzes


def language_now() -> str:
    """The language of this page."""
    return get_language() or "en"


@allow("training.walk_path")
def path(request: HttpRequest) -> HttpResponse:
    """Everything on the person's path, the next step first."""
    mine = path_queries.path_of(request.user, clock.now(), language_now())
    progress = progress_of(mine.done, mine.total, plan=mine.planned)
    return render(request, "training/my/path.html", {"path": mine, "progress": progress})


@allow("training.walk_path")
def lesson(request: HttpRequest, enrollment_id: UUID, lesson_id: UUID) -> HttpResponse:
    """One lesson to read; opening it is noted once."""
    at = clock.now()
    page = path_queries.lesson_page(request.user, enrollment_id, lesson_id, at, language_now())
    lessons.open_lesson(actor=request.user, enrollment_id=enrollment_id, lesson_id=lesson_id, at=at)
    form = AgreeForm() if page.lesson.kind is LessonKind.ACKNOWLEDGE else None
    return render(request, "training/my/lesson.html", {"page": page, "form": form})


@allow("training.walk_path")
@require_POST
def lesson_done(request: HttpRequest, enrollment_id: UUID, lesson_id: UUID) -> HttpResponse:
    """Finish a lesson and lead on to the next."""
    at = clock.now()
    page = path_queries.lesson_page(request.user, enrollment_id, lesson_id, at, language_now())
    form = AgreeForm(request.POST) if page.lesson.kind is LessonKind.ACKNOWLEDGE else None
    if form is not None and not form.is_valid():
        return render(request, "training/my/lesson.html", {"page": page, "form": form}, status=422)
    lessons.complete_lesson(
        actor=request.user, enrollment_id=enrollment_id, lesson_id=lesson_id, agreed=form is not None, at=at
    )
    messages.success(request, _("“%(title)s” is finished.") % {"title": page.lesson.title})
    if page.next:
        return redirect("training_lesson", enrollment_id, page.next.id)
    return redirect("training_path")


@allow("training.take_quiz")
@require_POST
def quiz_start(request: HttpRequest, enrollment_id: UUID, lesson_id: UUID) -> HttpResponse:
    """Begin a try, or carry on with the open one."""
    at = clock.now()
    page = path_queries.lesson_page(request.user, enrollment_id, lesson_id, at, language_now())
    attempt = quizzes.start_attempt(
        actor=request.user, enrollment_id=page.enrollment_id, lesson_id=page.lesson.id, at=at
    )
    return redirect("training_quiz", attempt.pk)


@allow("training.take_quiz")
def quiz(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """All questions on one page: save for later, or hand in."""
    sheet = quiz_queries.sheet(request.user, attempt_id, language_now())
    if sheet.is_submitted:
        return redirect("training_quiz_result", attempt_id)
    form = QuizForm(request.POST if request.method == "POST" else None, sheet=sheet)
    if request.method != "POST":
        return render(request, "training/my/quiz.html", {"sheet": sheet, "form": form})
    at = clock.now()
    quizzes.save_answers(actor=request.user, attempt_id=attempt_id, answers=form.chosen, at=at)
    if "later" in request.POST:
        messages.success(request, _("Your answers are saved. Carry on whenever you like."))
        return redirect("training_path")
    if not form.is_valid():
        return render(request, "training/my/quiz.html", {"sheet": sheet, "form": form}, status=422)
    quizzes.submit_attempt(actor=request.user, attempt_id=attempt_id, at=at)
    return redirect("training_quiz_result", attempt_id)


@allow("training.take_quiz")
@require_POST
def quiz_save(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Keep the answers while the person goes on; for the script that saves as one types."""
    sheet = quiz_queries.sheet(request.user, attempt_id, language_now())
    form = QuizForm(request.POST, sheet=sheet)
    try:
        quizzes.save_answers(actor=request.user, attempt_id=attempt_id, answers=form.chosen, at=clock.now())
    except quizzes.AlreadySubmitted as refusal:
        return JsonResponse({"message": str(refusal.sentence)}, status=409)
    return JsonResponse({"message": _("Saved. You can close this page.")})


@allow("training.take_quiz")
def quiz_result(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """How it went, and why."""
    outcome = quiz_queries.outcome(request.user, attempt_id, language_now())
    if outcome is None:
        return redirect("training_quiz", attempt_id)
    return render(request, "training/my/result.html", {"outcome": outcome})


@allow("training.hold_certificate")
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """A certificate of the person's own, with its file and the address that proves it."""
    held = path_queries.certificate_of(request.user, certificate_id, language_now())
    return render(request, "training/my/certificate.html", {"certificate": held})
