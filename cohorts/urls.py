"""Addresses of cohorts, by audience."""

from django.urls import URLPattern, URLResolver, path

from cohorts.views import board, fellow, seats, supervisor

public: list[URLPattern | URLResolver] = []
my: list[URLPattern | URLResolver] = [
    path("ranking/", fellow.my_ranking, name="cohorts_my_ranking"),
    path("placement/", fellow.my_placement, name="cohorts_my_placement"),
    path("placement/why/", fellow.my_why, name="cohorts_my_why"),
    path("office/ranking/", supervisor.office_lists, name="cohorts_office_lists"),
    path("office/<uuid:office_id>/ranking/", supervisor.office_ranking, name="cohorts_office_ranking"),
    path(
        "office/<uuid:office_id>/ranking/<uuid:fellow_id>/not/", supervisor.office_refuse, name="cohorts_office_refuse"
    ),
    path("advocates/", supervisor.my_advocates, name="cohorts_my_advocates"),
]
staff: list[URLPattern | URLResolver] = [
    path("placement/", board.board, name="cohorts_board"),
    path("placement/<uuid:cohort_id>/run/", board.run_start, name="cohorts_run_start"),
    path("placement/<uuid:cohort_id>/refusals/", board.refusal_list, name="cohorts_refusals"),
    path("placement/runs/<uuid:run_id>/move/<uuid:fellow_id>/", board.move, name="cohorts_move"),
    path("placement/runs/<uuid:run_id>/publish/", board.publish, name="cohorts_publish"),
    path("placement/runs/<uuid:run_id>/unpublish/", board.unpublish, name="cohorts_unpublish"),
    path("placement/runs/<uuid:run_id>/discard/", board.discard, name="cohorts_discard"),
    path("placement/fellows/<uuid:fellow_id>/unlock/", board.unlock, name="cohorts_unlock"),
    path("placement/<uuid:cohort_id>/seats/", seats.seat_list, name="cohorts_seats"),
    path("placement/<uuid:cohort_id>/seats/new/", seats.seat_add, name="cohorts_seat_add"),
    path("placement/<uuid:cohort_id>/seats/from-openings/", seats.seats_from_openings, name="cohorts_from_openings"),
    path("placement/<uuid:cohort_id>/offices/<uuid:office_id>/team/", seats.team, name="cohorts_team"),
    path("placement/seats/<uuid:seat_id>/", seats.seat_edit, name="cohorts_seat_edit"),
]
