"""Addresses of decisions that wait, of the waiting list and of more time to answer an offer."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import deciding, offer_time, way_back

my: list[URLPattern | URLResolver] = [
    path("keep-posted/", way_back.change, name="recruitment_keep_posted"),
    path("offer/<uuid:offer_id>/more-time/", offer_time.ask, name="recruitment_ask_time"),
]
staff: list[URLPattern | URLResolver] = [
    path("offers/<uuid:offer_id>/more-time/", offer_time.answer, name="recruitment_answer_time"),
    path("decisions/", deciding.pending, name="recruitment_pending"),
    path("decisions/clear/", deciding.clear, name="recruitment_clear_pending"),
    path("decisions/carry-out/", deciding.apply_all, name="recruitment_apply_pending"),
    path("decide/<uuid:application_id>/later/", deciding.later, name="recruitment_decide_later"),
    path("decide/<uuid:application_id>/waiting-list/", deciding.put_on_list, name="recruitment_put_on_waitlist"),
    path("waiting-list/", deciding.waitlist, name="recruitment_waitlist"),
    path("waiting-list/<uuid:application_id>/move/", deciding.move, name="recruitment_move_on_waitlist"),
    path("waiting-list/next/<uuid:opening_id>/", deciding.promote, name="recruitment_promote_next"),
]
