"""Addresses of what belongs to application forms, by audience."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import eligibility, form_checks, reuse

public: list[URLPattern | URLResolver] = [
    path("check/ask/", eligibility.ask, name="recruitment_ask"),
]
my: list[URLPattern | URLResolver] = [
    path("application/<uuid:application_id>/reuse/", reuse.reuse, name="recruitment_reuse"),
]
staff: list[URLPattern | URLResolver] = [
    path("asked/", eligibility.asked, name="recruitment_asked"),
    path("asked/<uuid:question_id>/", eligibility.answer, name="recruitment_answer_asked"),
    path("form-checks/", form_checks.found, name="recruitment_form_checks"),
    path(
        "form-checks/<uuid:version_id>/<slug:key>/<slug:topic>/",
        form_checks.allow_question,
        name="recruitment_allow_question",
    ),
]
