"""Addresses of grids, changes and calendars of interviews, by audience."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import interview_changes

public: list[URLPattern | URLResolver] = [
    path("calendar/<str:token>.ics", interview_changes.feed, name="recruitment_feed"),
]
my: list[URLPattern | URLResolver] = [
    path("calendar-address/", interview_changes.own_feed, name="recruitment_own_feed"),
    path("calendar-address/change/", interview_changes.change_feed, name="recruitment_change_feed"),
]
staff: list[URLPattern | URLResolver] = [
    path("interview-times/grid/", interview_changes.grid, name="recruitment_new_grid"),
    path("interview-times/<uuid:slot_id>/missed/", interview_changes.missed, name="recruitment_missed"),
    path("interview-times/<uuid:slot_id>/take-back/", interview_changes.take_back,
         name="recruitment_take_back_interview"),
    path("decide/<uuid:application_id>/next-round/", interview_changes.next_round, name="recruitment_next_round"),
]  # fmt: skip
