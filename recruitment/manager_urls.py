"""Addresses for those who manage recruitment: saved views, the board, numbers, imports."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import board, numbers, saved_views

staff: list[URLPattern | URLResolver] = [
    path("applications/board/", board.show, name="recruitment_board"),
    path("applications/numbers/", numbers.show, name="recruitment_numbers"),
    path("applications/<uuid:application_id>/move/", board.move, name="recruitment_move"),
    path("applications/views/", saved_views.saved_views, name="recruitment_views"),
    path("applications/views/new/", saved_views.new, name="recruitment_save_view"),
    path("applications/views/<uuid:view_id>/", saved_views.change, name="recruitment_change_view"),
    path("applications/views/<uuid:view_id>/delete/", saved_views.delete, name="recruitment_delete_view"),
]
