"""Addresses of training, by audience."""

from django.urls import URLPattern, URLResolver, path

from training.views import advocate
from training.views import public as verifying
from training.views import staff as board

LESSON = "training/<uuid:enrollment_id>/<uuid:lesson_id>/"
TRY = "training/tries/<uuid:attempt_id>/"

public: list[URLPattern | URLResolver] = [
    path("verify/<uuid:certificate_id>/", verifying.verify, name="training_verify"),
]
my: list[URLPattern | URLResolver] = [
    path("training/", advocate.path, name="training_path"),
    path(LESSON, advocate.lesson, name="training_lesson"),
    path(f"{LESSON}done/", advocate.lesson_done, name="training_lesson_done"),
    path(f"{LESSON}quiz/", advocate.quiz_start, name="training_quiz_start"),
    path(TRY, advocate.quiz, name="training_quiz"),
    path(f"{TRY}save/", advocate.quiz_save, name="training_quiz_save"),
    path(f"{TRY}result/", advocate.quiz_result, name="training_quiz_result"),
    path("training/certificates/<uuid:certificate_id>/", advocate.certificate, name="training_certificate"),
]
staff: list[URLPattern | URLResolver] = [
    path("training/", board.board, name="training_board"),
    path("training/people/<uuid:enrollment_id>/", board.person, name="training_person"),
    path("training/people/<uuid:enrollment_id>/withdraw/", board.withdraw, name="training_withdraw"),
]
