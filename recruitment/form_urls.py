"""Addresses of what belongs to application forms, by audience."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import form_checks

staff: list[URLPattern | URLResolver] = [
    path("form-checks/", form_checks.found, name="recruitment_form_checks"),
    path(
        "form-checks/<uuid:version_id>/<slug:key>/<slug:topic>/",
        form_checks.allow_question,
        name="recruitment_allow_question",
    ),
]
