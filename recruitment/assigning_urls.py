"""Addresses of giving out packets, of readers, and of calibration."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import assigning, calibration, readers, rounds

staff: list[URLPattern | URLResolver] = [
    path("readers/", assigning.assign, name="recruitment_assign"),
    path("readers/given/<uuid:run_id>/", assigning.run, name="recruitment_assigning_run"),
    path("readers/given/<uuid:run_id>/undo/", assigning.undo, name="recruitment_undo_assigning"),
    path("readers/people/", readers.reader_list, name="recruitment_readers"),
    path("readers/people/<uuid:reader_id>/", readers.reader, name="recruitment_reader"),
    path("readers/people/<uuid:reader_id>/take-back/", readers.take_back, name="recruitment_take_back_packets"),
    path(
        "readers/people/<uuid:reader_id>/conflicts/<uuid:conflict_id>/remove/",
        readers.remove,
        name="recruitment_remove_conflict",
    ),
    path("readers/calibration/", calibration.calibration, name="recruitment_calibration"),
    path("readers/calibration/<uuid:cycle_id>/rule/", calibration.rule, name="recruitment_assigning_rule"),
    path("readers/rounds/<uuid:cycle_id>/new/", rounds.new_round, name="recruitment_new_round"),
    path("readers/rounds/<uuid:round_id>/", rounds.calibration_round, name="recruitment_round"),
    path("readers/rounds/<uuid:round_id>/close/", rounds.close, name="recruitment_close_round"),
    path("reading/practice/", rounds.practice, name="recruitment_practice"),
    path("reading/practice/<uuid:read_id>/", rounds.sample, name="recruitment_sample"),
    path("readers/extra/<uuid:application_id>/", calibration.extra_read, name="recruitment_extra_read"),
    path("reading/about-me/", readers.about_me, name="recruitment_about_me"),
    path("reading/about-me/<uuid:conflict_id>/remove/", readers.remove_own, name="recruitment_remove_own_conflict"),
]
