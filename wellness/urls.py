"""Addresses of wellness, by audience."""

from django.urls import URLPattern, URLResolver, path

from wellness.views import advocate, coach

MEETING = "coaching/meetings/<uuid:meeting_id>/"
PAIR = "coaching/<uuid:relationship_id>/"

public: list[URLPattern | URLResolver] = []
my: list[URLPattern | URLResolver] = [
    path("coaching/", advocate.home, name="coaching_home"),
    path("coaching/schedule/", advocate.schedule, name="coaching_my_schedule"),
    path(MEETING, advocate.meeting, name="coaching_my_meeting"),
    path(f"{MEETING}move/", advocate.move, name="coaching_my_move"),
    path(f"{MEETING}cancel/", advocate.cancel, name="coaching_my_cancel"),
]
staff: list[URLPattern | URLResolver] = [
    path("coaching/", coach.caseload, name="coaching_caseload"),
    path("coaching/pairs/", coach.pairs, name="coaching_pairs"),
    path("coaching/pairs/<uuid:person_id>/", coach.pair, name="coaching_pair"),
    path("coaching/earlier-notes/", coach.earlier_notes, name="coaching_earlier_notes"),
    path(PAIR, coach.relationship, name="coaching_desk"),
    path(f"{PAIR}schedule/", coach.schedule, name="coaching_schedule"),
    path(MEETING, coach.meeting, name="coaching_meeting"),
    path(f"{MEETING}move/", coach.move, name="coaching_move"),
    path(f"{MEETING}cancel/", coach.cancel, name="coaching_cancel"),
    path(f"{MEETING}close/", coach.close, name="coaching_close"),
]
