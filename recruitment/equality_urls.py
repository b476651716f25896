"""Addresses of the voluntary questions and of the reports about them, by audience."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import equal_opportunity as views

my: list[URLPattern | URLResolver] = [
    path(
        "application/<uuid:application_id>/voluntary-questions/", views.questions, name="recruitment_equal_opportunity"
    ),
    path(
        "application/<uuid:application_id>/voluntary-questions/skip/",
        views.skip,
        name="recruitment_skip_equal_opportunity",
    ),
]
staff: list[URLPattern | URLResolver] = [
    path("equal-opportunity/", views.report_list, name="recruitment_equal_reports"),
    path("equal-opportunity/<uuid:report_id>/", views.report, name="recruitment_equal_report"),
    path("equal-opportunity/<uuid:report_id>/export/", views.export, name="recruitment_equal_export"),
]
