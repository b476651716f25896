"""Addresses of giving out packets, of readers, and of calibration."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import assigning, calibration, readers

staff: list[URLPattern | URLResolver] = [
    path("readers/", assigning.assign, name="recruitment_assign"),
    path("readers/given/<uuid:run_id>/", assigning.run, name="recruitment_assigning_run"),
    path("readers/given/<uuid:run_id>/undo/", assigning.undo, name="recruitment_undo_assigning"),
    path("readers/people/", readers.reader_list, name="recruitment_readers"),
    path("readers/people/<uuid:reader_id>/", readers.reader, name="recruitment_reader"),
    path("readers/people/<uuid:reader_id>/take-back/", readers.take_back, name="recruitment_take_back"),
    path(
        "readers/people/<uuid:reader_id>/conflicts/<uuid:conflict_id>/remove/",
        readers.remove,
        name="recruitment_remove_conflict",
    ),
    path("readers/calibration/", calibration.calibration, name="recruitment_calibration"),
    path("readers/calibration/<uuid:cycle_id>/rule/", calibration.rule, name="recruitment_assigning_rule"),
    path("readers/extra/<uuid:application_id>/", calibration.extra_read, name="recruitment_extra_read"),
    path("reading/about-me/", readers.about_me, name="recruitment_about_me"),
    path("reading/about-me/<uuid:conflict_id>/remove/", readers.remove_own, name="recruitment_remove_own_conflict"),
]
