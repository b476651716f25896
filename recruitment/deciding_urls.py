"""Addresses of decisions that wait and of the waiting list."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import deciding

my: list[URLPattern | URLResolver] = []
staff: list[URLPattern | URLResolver] = [
    path("decisions/", deciding.pending, name="recruitment_pending"),
    path("decisions/clear/", deciding.clear, name="recruitment_clear_pending"),
    path("decisions/carry-out/", deciding.apply_all, name="recruitment_apply_pending"),
    path("decide/<uuid:application_id>/later/", deciding.later, name="recruitment_decide_later"),
    path("decide/<uuid:application_id>/waiting-list/", deciding.put_on_list, name="recruitment_put_on_waitlist"),
    path("waiting-list/", deciding.waitlist, name="recruitment_waitlist"),
    path("waiting-list/<uuid:application_id>/move/", deciding.move, name="recruitment_move_on_waitlist"),
    path("waiting-list/next/<uuid:opening_id>/", deciding.promote, name="recruitment_promote_next"),
]
