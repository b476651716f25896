"""Addresses of the core, by audience."""

from django.urls import URLPattern, URLResolver, path

from fellowship.views import demo, design, home, profile, roles, session, setup, theme

public: list[URLPattern | URLResolver] = [
    path("language/", session.language, name="language"),
    path("theme.css", theme.theme_css, name="theme_css"),
    path("demo/sign-in/", demo.sign_in, name="demo_sign_in"),
    path("design/", design.design, name="design"),
]
my: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("profile/", profile.profile, name="profile"),
]
staff: list[URLPattern | URLResolver] = [
    path("", home.staff_today, name="staff_today"),
    path("setup/", setup.setup, name="setup"),
    path("setup/letters/", setup.letter_words, name="letter_words"),
    path("roles/", roles.role_list, name="roles"),
    path("roles/grant/", roles.role_grant, name="role_grant"),
    path("roles/<uuid:grant_id>/end/", roles.role_end, name="role_end"),
]
