"""Addresses of giving out packets, of readers, and of calibration."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import assigning

staff: list[URLPattern | URLResolver] = [
    path("readers/", assigning.assign, name="recruitment_assign"),
    path("readers/given/<uuid:run_id>/", assigning.run, name="recruitment_assigning_run"),
    path("readers/given/<uuid:run_id>/undo/", assigning.undo, name="recruitment_undo_assigning"),
]
