"""Addresses of recruitment, by audience."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, path

from recruitment import (
    assigning_urls,
    circle_urls,
    deciding_urls,
    equality_urls,
    fair_chance_urls,
    form_urls,
    interview_urls,
    manager_urls,
    selection_urls,
)
from recruitment.views import applicant, moves, pages
from recruitment.views import public as public_views
from recruitment.views import staff as staff_views

public: list[URLPattern | URLResolver] = [
    path("check/", public_views.check, name="recruitment_check"),
    path("check/answer/", public_views.check_answer, name="recruitment_check_answer"),
    *i18n_patterns(
        path("openings/", public_views.opening_list, name="recruitment_openings"),
        path("openings/<slug:slug>/", public_views.opening, name="recruitment_opening"),
        prefix_default_language=False,
    ),
]
my: list[URLPattern | URLResolver] = [
    path("application/", applicant.mine, name="recruitment_mine"),
    path("application/start/", applicant.start, name="recruitment_start"),
    path("application/<uuid:application_id>/", applicant.tasks, name="recruitment_tasks"),
    path("application/<uuid:application_id>/part/<slug:key>/", pages.step, name="recruitment_step"),
    path("application/<uuid:application_id>/part/<slug:key>/save/", pages.autosave, name="recruitment_autosave"),
    path("application/<uuid:application_id>/answers/", applicant.answers, name="recruitment_answers"),
    path("application/<uuid:application_id>/sent/", applicant.sent, name="recruitment_sent"),
    path("application/<uuid:application_id>/status/", applicant.status, name="recruitment_status"),
    path("application/<uuid:application_id>/copy/", applicant.copy, name="recruitment_copy"),
    path("application/<uuid:application_id>/change/", applicant.change, name="recruitment_change"),
    path("application/<uuid:application_id>/withdraw/", applicant.withdraw, name="recruitment_withdraw"),
]
staff: list[URLPattern | URLResolver] = [
    path("applications/", staff_views.applications, name="recruitment_pipeline"),
    path("applications/bulk/", moves.bulk, name="recruitment_bulk"),
    path("applications/export/", moves.export, name="recruitment_export"),
    path("applications/<uuid:application_id>/", staff_views.application, name="recruitment_application"),
    path("applications/<uuid:application_id>/start-review/", moves.start_review, name="recruitment_start_review"),
    path("applications/<uuid:application_id>/decline/", moves.decline, name="recruitment_decline"),
    path("applications/<uuid:application_id>/reopen/", moves.reopen, name="recruitment_reopen"),
    path("applications/<uuid:application_id>/owner/", moves.owner, name="recruitment_owner"),
]

# Review, interviews, offers and fair chance.
my += selection_urls.my
staff += selection_urls.staff
my += fair_chance_urls.my
staff += fair_chance_urls.staff
staff += assigning_urls.staff

# The check of forms, questions before applying, answers used again.
public += form_urls.public
my += form_urls.my
staff += form_urls.staff
# Grids, changes and calendars of interviews.
public += interview_urls.public
my += interview_urls.my
staff += interview_urls.staff
# Decisions that wait, and the waiting list.
my += deciding_urls.my
staff += deciding_urls.staff

# Saved views, the board, numbers and imports.
staff += manager_urls.staff
# Events, recommendations, requests and one's own data.
public += circle_urls.public
my += circle_urls.my
staff += circle_urls.staff
# The voluntary questions, and the reports about them.
my += equality_urls.my
staff += equality_urls.staff
