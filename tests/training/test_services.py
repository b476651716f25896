"""Enrolling, finishing, quizzes, certificates, more time, publishing: what the services of training promise."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cohorts.signals import placement_cancelled, placement_published
from fellowship.access import Refused
from fellowship.models import AuditEntry, Letter
from fellowship.rules.roles import Role
from tests.factories.people import make_office, make_person, make_staff
from tests.factories.training import (
    AT,
    FIRST_DAY,
    answers,
    enrolled,
    finish,
    lesson_of,
    make_advocate,
    make_placement,
    small_course,
    starter,
    take_quiz,
)
from training.models import (
    Assignment,
    Certificate,
    Choice,
    CourseVersion,
    DueOverride,
    Enrollment,
    Lesson,
    ProgressEvent,
    Question,
    QuizAttempt,
)
from training.queries.progress import records
from training.services import certificates, enrolling, extensions, lessons, publishing, quizzes
from training.services.starter import install_starter_curriculum

pytestmark = pytest.mark.django_db


def start(enrollment, key="quiz"):
    lesson = lesson_of(enrollment, key)
    return quizzes.start_attempt(actor=enrollment.person, enrollment_id=enrollment.pk, lesson_id=lesson.pk, at=AT)


def test_the_starter_curriculum_is_installed_once_and_published():
    first = install_starter_curriculum(actor=None, at=AT)
    assert install_starter_curriculum(actor=None, at=AT) == first
    version = CourseVersion.objects.get()
    assert version.published_at == AT
    kinds = list(version.lessons.order_by("order").values_list("kind", flat=True))
    assert kinds == ["reading", "reading", "acknowledge", "quiz"]
    assert Question.objects.count() == 5
    assert not Choice.objects.filter(rationale_es="").exists()
    assert Assignment.objects.count() == 1


def test_a_published_placement_enrolls_and_writes_once():
    starter()
    office = make_office(time_zone="America/Los_Angeles")
    person = make_advocate(office, language="es")
    placement = make_placement(person, office)
    for _time in range(2):
        placement_published.send(None, placement_id=placement.pk, at=AT, actor_id=None)
    enrollment = Enrollment.objects.get()
    assert (enrollment.person, enrollment.starts_on, enrollment.time_zone) == (
        person,
        FIRST_DAY,
        "America/Los_Angeles",
    )
    letter = Letter.objects.get(kind="training.assigned")
    assert letter.subject == "Su capacitación está lista"
    assert "6 de diciembre de 2026" in letter.body


def test_a_placement_taken_back_releases_only_what_was_not_begun():
    starter()
    office = make_office()
    begun, fresh = make_advocate(office), make_advocate(office)
    for person in (begun, fresh):
        placement = make_placement(person, office)
        placement_published.send(None, placement_id=placement.pk, at=AT, actor_id=None)
    mine = Enrollment.objects.get(person=begun)
    lesson = lesson_of(mine, "listening-first")
    lessons.open_lesson(actor=begun, enrollment_id=mine.pk, lesson_id=lesson.pk, at=AT)
    for person in (begun, fresh):
        placement = person.fellowships.get().placements.get()
        placement_cancelled.send(None, placement_id=placement.pk, at=AT, actor_id=None)
    assert list(Enrollment.objects.values_list("person_id", flat=True)) == [begun.pk]
    assert set(Letter.objects.filter(kind="training.assigned").values_list("recipient_id", "stage")) == {
        (begun.pk, "queued"),
        (fresh.pk, "cancelled"),
    }


def test_a_curriculum_of_another_cohort_or_person_is_not_given():
    assignment = small_course()
    office = make_office()
    person = make_advocate(office)
    placement = make_placement(person, office)
    assignment.person = make_person()
    assignment.save()
    assert enrolling.enroll_for_placement(placement_id=placement.pk, at=AT) == ()
    assignment.person, assignment.cohort = None, make_placement(make_person(), make_office()).fellow.cohort
    assignment.save()
    assert enrolling.enroll_for_placement(placement_id=placement.pk, at=AT) == ()
    assignment.cohort = placement.fellow.cohort
    assignment.save()
    assert len(enrolling.enroll_for_placement(placement_id=placement.pk, at=AT)) == 1


def test_a_second_placement_gives_the_later_dates_and_keeps_what_is_done():
    enrollment = enrolled(small_course())
    finish(enrollment)
    again = enrolled(
        enrollment.assignment, person=enrollment.person, office=make_office(), starts_on=FIRST_DAY + timedelta(days=90)
    )
    assert again == enrollment
    assert again.starts_on == FIRST_DAY + timedelta(days=90)
    assert records([again], AT, "en")[0].completion.is_complete


def test_due_dates_of_an_enrollment_are_days_of_its_office():
    enrollment = enrolled(small_course(), starts_on=date(2026, 12, 1))
    rows = records([enrollment], AT, "en")[0].lessons
    assert [(row.key, row.due_on) for row in rows] == [("read", date(2026, 12, 8)), ("quiz", date(2026, 12, 31))]
    assert rows[0].due_at.isoformat() == "2026-12-09T07:59:59.999999+00:00"


def test_opening_finishes_nothing_and_is_noted_once():
    enrollment = enrolled(small_course())
    lesson = lesson_of(enrollment, "read")
    for days in (0, 1):
        lessons.open_lesson(
            actor=enrollment.person, enrollment_id=enrollment.pk, lesson_id=lesson.pk, at=AT + timedelta(days=days)
        )
    event = ProgressEvent.objects.get()
    assert (event.kind, event.at) == ("opened", AT)
    assert records([enrollment], AT, "en")[0].completion.done == 0


def test_finishing_twice_is_once():
    enrollment = enrolled(small_course())
    lesson = lesson_of(enrollment, "read")
    for _click in range(2):
        lessons.complete_lesson(actor=enrollment.person, enrollment_id=enrollment.pk, lesson_id=lesson.pk, at=AT)
    assert ProgressEvent.objects.filter(kind="completed").count() == 1


def test_each_kind_is_finished_in_its_own_way():
    enrollment = enrolled(starter())
    agree, quiz = lesson_of(enrollment, "confidentiality-and-direction"), lesson_of(enrollment, "first-weeks-quiz")
    with pytest.raises(lessons.NotAgreed):
        lessons.complete_lesson(actor=enrollment.person, enrollment_id=enrollment.pk, lesson_id=agree.pk, at=AT)
    with pytest.raises(lessons.QuizFirst):
        lessons.complete_lesson(actor=enrollment.person, enrollment_id=enrollment.pk, lesson_id=quiz.pk, at=AT)


def test_nobody_walks_anothers_path():
    enrollment = enrolled(small_course())
    lesson = lesson_of(enrollment, "read")
    for stranger in (make_person(), make_staff(Role.TRAINER), make_staff(Role.ADMINISTRATOR)):
        with pytest.raises(Refused):
            lessons.complete_lesson(actor=stranger, enrollment_id=enrollment.pk, lesson_id=lesson.pk, at=AT)
        with pytest.raises(Refused):
            quizzes.save_answers(actor=stranger, attempt_id=start(enrollment).pk, answers={}, at=AT)


def test_two_windows_share_one_try():
    enrollment = enrolled(small_course())
    assert start(enrollment) == start(enrollment)
    assert QuizAttempt.objects.count() == 1


def test_answers_are_kept_and_foreign_ones_left_out():
    enrollment = enrolled(small_course())
    attempt = start(enrollment)
    lesson = lesson_of(enrollment, "quiz")
    first, second = answers(lesson, right=2).items()
    quizzes.save_answers(actor=enrollment.person, attempt_id=attempt.pk, answers=dict([first]), at=AT)
    mixed = {first[0]: second[1], "no-such-question": first[1]}
    quizzes.save_answers(actor=enrollment.person, attempt_id=attempt.pk, answers=mixed, at=AT)
    attempt.refresh_from_db()
    assert attempt.answers == dict([first])


def test_a_try_with_a_gap_is_not_handed_in():
    enrollment = enrolled(small_course())
    attempt = start(enrollment)
    with pytest.raises(quizzes.Unanswered) as refusal:
        quizzes.submit_attempt(actor=enrollment.person, attempt_id=attempt.pk, at=AT)
    assert len(refusal.value.questions) == 2
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_handing_in_twice_changes_nothing():
    enrollment = enrolled(small_course())
    attempt = take_quiz(enrollment, "quiz", right=1)
    with pytest.raises(quizzes.AlreadySubmitted):
        quizzes.save_answers(
            actor=enrollment.person, attempt_id=attempt.pk, answers=answers(attempt.lesson, right=2), at=AT
        )
    again = quizzes.submit_attempt(actor=enrollment.person, attempt_id=attempt.pk, at=AT + timedelta(hours=1))
    assert (again.submitted_at, again.score, again.passed) == (AT, 1, False)


def test_the_best_try_counts_and_a_worse_one_takes_nothing_back():
    enrollment = enrolled(small_course())
    scores = [take_quiz(enrollment, "quiz", right=right).passed for right in (1, 2, 0)]
    assert scores == [False, True, False]
    assert [row.is_done for row in records([enrollment], AT, "en")[0].lessons] == [False, True]


def test_a_finished_course_gives_one_certificate_with_its_paper_and_letter():
    enrollment = enrolled(small_course())
    enrollment.person.name = "Keisha Brandt"
    enrollment.person.save()
    finish(enrollment)
    certificate = Certificate.objects.get()
    assert (certificate.name, certificate.course_title, certificate.minutes) == ("Keisha Brandt", "Small course", 10)
    with certificate.file.content.open() as paper:
        assert paper.read(4) == b"%PDF"
    letter = Letter.objects.get(kind="training.certificate")
    assert list(letter.attachments.all()) == [certificate.file]
    assert certificates.issue_certificate(actor=None, enrollment_id=enrollment.pk, at=AT) == certificate


def test_the_certificate_keeps_the_name_of_its_day():
    enrollment = enrolled(small_course())
    finish(enrollment)
    name = Certificate.objects.get().name
    enrollment.person.name = "Another Name"
    enrollment.person.save()
    assert Certificate.objects.get().name == name


def test_an_unfinished_course_gives_none_and_says_what_is_missing():
    enrollment = enrolled(small_course())
    with pytest.raises(certificates.NotComplete) as refusal:
        certificates.issue_certificate(actor=None, enrollment_id=enrollment.pk, at=AT)
    assert [row.key for row in refusal.value.unmet] == ["read", "quiz"]
    assert Certificate.objects.count() == 0


def test_withdrawing_says_why_once():
    enrollment = enrolled(small_course())
    finish(enrollment)
    certificate, trainer = Certificate.objects.get(), make_staff(Role.TRAINER)
    with pytest.raises(Refused):
        certificates.withdraw_certificate(actor=enrollment.person, certificate_id=certificate.pk, reason="No", at=AT)
    certificates.withdraw_certificate(actor=trainer, certificate_id=certificate.pk, reason="Mixed up", at=AT)
    with pytest.raises(certificates.AlreadyWithdrawn):
        certificates.withdraw_certificate(actor=trainer, certificate_id=certificate.pk, reason="Again", at=AT)
    letter = Letter.objects.get(kind="training.certificate_withdrawn")
    assert "Mixed up" in letter.body
    assert records([enrollment], AT, "en")[0].completion.is_complete


def give(trainer, enrollment, *keys, until=date(2027, 1, 20)):
    chosen = [lesson_of(enrollment, key).pk for key in keys]
    return extensions.give_more_time(
        actor=trainer, enrollment_id=enrollment.pk, lesson_ids=chosen, until=until, reason="Trial week", at=AT
    )


def test_more_time_moves_the_day_and_twice_is_once():
    enrollment, trainer = enrolled(small_course()), make_staff(Role.TRAINER)
    assert give(trainer, enrollment, "read", "quiz") == give(trainer, enrollment, "read", "quiz")
    assert [row.due_on for row in records([enrollment], AT, "en")[0].lessons] == [date(2027, 1, 20)] * 2
    assert DueOverride.objects.count() == 2
    letter = Letter.objects.get(kind="training.more_time")
    assert "Trial week" in letter.body
    assert AuditEntry.objects.filter(action="training.give_more_time").count() == 1


def test_more_time_never_shortens():
    enrollment, trainer = enrolled(small_course()), make_staff(Role.TRAINER)
    give(trainer, enrollment, "read")
    with pytest.raises(extensions.NothingToExtend):
        give(trainer, enrollment, "read", until=date(2027, 1, 10))
    with pytest.raises(extensions.DayPassed):
        give(trainer, enrollment, "read", until=AT.date())
    assert records([enrollment], AT, "en")[0].lessons[0].due_on == date(2027, 1, 20)


def test_a_new_version_copies_everything_and_learners_stay_where_they_are():
    enrollment = enrolled(small_course())
    author = make_staff(Role.TRAINER)
    draft = publishing.new_version(actor=author, course_id=enrollment.course_id, at=AT)
    assert publishing.new_version(actor=author, course_id=enrollment.course_id, at=AT) == draft
    assert (draft.number, draft.lessons.count()) == (2, 2)
    assert Choice.objects.filter(question__lesson__version=draft, is_right=True).count() == 2
    draft.lessons.filter(key="read").update(title="Read this anew")
    publishing.publish_version(actor=author, version_id=draft.pk, at=AT)
    assert [row.title for row in records([enrollment], AT, "en")[0].lessons] == ["Read this", "Answer this"]
    newcomer = enrolled(enrollment.assignment)
    assert [row.title for row in records([newcomer], AT, "en")[0].lessons] == ["Read this anew", "Answer this"]


def test_a_draft_with_flaws_is_refused_in_clear_words():
    enrollment = enrolled(small_course())
    draft = publishing.new_version(actor=None, course_id=enrollment.course_id, at=AT)
    quiz = draft.lessons.get(key="quiz")
    Choice.objects.filter(question__lesson=quiz, text="right 1").update(is_right=False)
    Lesson.objects.filter(pk=quiz.pk).update(pass_mark=3)
    with pytest.raises(publishing.NotReady) as refusal:
        publishing.publish_version(actor=None, version_id=draft.pk, at=AT)
    assert refusal.value.sentences == (
        "Lower the pass mark of “Answer this”: it asks for more right answers (3 > 2) than there are questions.",
        "Mark a right answer for “Question 1”. None is right now.",
    )


def test_only_authors_publish_and_never_twice():
    enrollment = enrolled(small_course())
    draft = publishing.new_version(actor=None, course_id=enrollment.course_id, at=AT)
    with pytest.raises(Refused):
        publishing.publish_version(actor=make_staff(Role.PROGRAM_MANAGER), version_id=draft.pk, at=AT)
    publishing.publish_version(actor=None, version_id=draft.pk, at=AT)
    with pytest.raises(publishing.AlreadyPublished):
        publishing.publish_version(actor=None, version_id=draft.pk, at=AT)


def test_the_database_keeps_what_is_published_and_what_happened():
    enrollment = enrolled(small_course())
    finish(enrollment)
    quiz = lesson_of(enrollment, "quiz")
    for change in (
        lambda: Lesson.objects.filter(pk=quiz.pk).update(pass_mark=1),
        lambda: Question.objects.filter(lesson=quiz).update(text="Changed"),
        lambda: Choice.objects.filter(question__lesson=quiz).update(is_right=True),
        lambda: Question.objects.create(lesson=quiz, text="New"),
        lambda: CourseVersion.objects.filter(pk=enrollment.version_id).update(published_at=None),
        lambda: ProgressEvent.objects.update(at=AT + timedelta(days=1)),
        lambda: DueOverride.objects.create(
            enrollment=enrollment, lesson=quiz, due_on=FIRST_DAY, reason="", granted_at=AT
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
