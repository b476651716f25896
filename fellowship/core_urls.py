"""Addresses of the core, by audience."""

from django.urls import URLPattern, URLResolver, path

from fellowship.views import (
    audit,
    demo,
    demo_mail,
    design,
    files,
    home,
    jobs,
    letters,
    profile,
    roles,
    session,
    setup,
    theme,
)

public: list[URLPattern | URLResolver] = [
    path("language/", session.language, name="language"),
    path("theme.css", theme.theme_css, name="theme_css"),
    path("demo/sign-in/", demo.sign_in, name="demo_sign_in"),
    path("demo/mail/", demo_mail.demo_mail, name="demo_mail"),
    path("demo/mail/<str:name>/", demo_mail.demo_mail_message, name="demo_mail_message"),
    path("files/<uuid:file_id>/", files.file, name="file"),
    path("jobs/<uuid:job_id>/", jobs.job, name="job"),
    path("design/", design.design, name="design"),
]
my: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("letters/", letters.my_letters, name="my_letters"),
    path("letters/<uuid:letter_id>/", letters.my_letter, name="my_letter"),
    path("letters/<uuid:letter_id>/pdf/", letters.my_letter_pdf, name="my_letter_pdf"),
    path("who-looked/", audit.who_looked, name="who_looked"),
    path("profile/", profile.profile, name="profile"),
]
staff: list[URLPattern | URLResolver] = [
    path("", home.staff_today, name="staff_today"),
    path("setup/", setup.setup, name="setup"),
    path("setup/letters/", setup.letter_words, name="letter_words"),
    path("letters/", letters.letter_list, name="letters"),
    path("letters/send/", letters.letters_send, name="letters_send"),
    path("letters/<uuid:letter_id>/", letters.letter, name="letter"),
    path("letters/<uuid:letter_id>/edit/", letters.letter_edit, name="letter_edit"),
    path("letters/<uuid:letter_id>/hold/", letters.letter_hold, name="letter_hold"),
    path("letters/<uuid:letter_id>/send/", letters.letter_send, name="letter_send"),
    path("letters/<uuid:letter_id>/discard/", letters.letter_discard, name="letter_discard"),
    path("letters/<uuid:letter_id>/settle/", letters.letter_settle, name="letter_settle"),
    path("audit/", audit.audit, name="audit"),
    path("roles/", roles.role_list, name="roles"),
    path("roles/grant/", roles.role_grant, name="role_grant"),
    path("roles/<uuid:grant_id>/end/", roles.role_end, name="role_end"),
]
