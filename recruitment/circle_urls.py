"""Addresses of what surrounds an application: events, recommendations, requests and one's own data, by audience."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import events, own_data, recommendations, requests

public: list[URLPattern | URLResolver] = [
    path("recommend/<str:token>/", recommendations.recommend, name="recruitment_recommend"),
    path("recommend/<str:token>/save/", recommendations.save, name="recruitment_recommend_save"),
    path("recommend/<str:token>/decline/", recommendations.decline, name="recruitment_recommend_decline"),
    path("recommend/<str:token>/resume/", recommendations.resume, name="recruitment_recommend_resume"),
]
my: list[URLPattern | URLResolver] = [
    path(
        "application/<uuid:application_id>/recommendations/", recommendations.own, name="recruitment_recommendations"
    ),
    path(
        "application/<uuid:application_id>/recommendations/<uuid:recommendation_id>/again/",
        recommendations.again,
        name="recruitment_recommendation_again",
    ),
    path(
        "application/<uuid:application_id>/recommendations/<uuid:recommendation_id>/take-back/",
        recommendations.take_back,
        name="recruitment_recommendation_back",
    ),
    path("application/<uuid:application_id>/more-time/", requests.ask_time, name="recruitment_more_time"),
    path(
        "application/<uuid:application_id>/accommodation/",
        requests.ask_accommodation,
        name="recruitment_accommodation",
    ),
    path(
        "application/<uuid:application_id>/accommodation/take-back/",
        requests.take_back_accommodation,
        name="recruitment_accommodation_back",
    ),
    path("application/<uuid:application_id>/copy.pdf", own_data.pdf, name="recruitment_pdf"),
    path("data/", own_data.own_data, name="recruitment_own_data"),
    path("data/own-data.json", own_data.data_file, name="recruitment_data_file"),
    path("data/delete/", own_data.delete, name="recruitment_delete_data"),
    path("events/", events.coming, name="recruitment_events"),
    path("events/<uuid:event_id>/", events.event, name="recruitment_event"),
    path("events/<uuid:event_id>/join/", events.join, name="recruitment_join_event"),
    path("events/<uuid:event_id>/leave/", events.leave, name="recruitment_leave_event"),
    path("events/<uuid:event_id>/calendar.ics", events.calendar_file, name="recruitment_event_file"),
]
staff: list[URLPattern | URLResolver] = [
    path("more-time/", requests.time_requests, name="recruitment_time_requests"),
    path("more-time/<uuid:request_id>/", requests.answer_time, name="recruitment_time_request"),
    path("accommodations/", requests.accommodation_list, name="recruitment_accommodations"),
    path("accommodations/<uuid:request_id>/", requests.answer_accommodation, name="recruitment_answer_accommodation"),
    path("data-requests/", own_data.erasures, name="recruitment_erasures"),
    path("data-requests/<uuid:request_id>/", own_data.erasure, name="recruitment_erasure"),
    path("events/", events.kept, name="recruitment_kept_events"),
    path("events/new/", events.new, name="recruitment_new_event"),
    path("events/<uuid:event_id>/", events.keep, name="recruitment_kept_event"),
    path("events/<uuid:event_id>/change/", events.change, name="recruitment_change_event"),
    path("events/<uuid:event_id>/call-off/", events.call_off, name="recruitment_call_off_event"),
]
