"""Addresses of the core, by audience."""

from django.urls import URLPattern, URLResolver, path

from fellowship.views import home, session

public: list[URLPattern | URLResolver] = [
    path("language/", session.language, name="language"),
]
my: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
]
staff: list[URLPattern | URLResolver] = [
    path("", home.staff_today, name="staff_today"),
]
