"""Addresses for those who manage recruitment: saved views, the board, numbers, imports, postings."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import board, importing, moves, numbers, postings, saved_views

staff: list[URLPattern | URLResolver] = [
    path("applications/board/", board.show, name="recruitment_board"),
    path("applications/numbers/", numbers.show, name="recruitment_numbers"),
    path("applications/<uuid:application_id>/move/", board.move, name="recruitment_move"),
    path("applications/changes/<uuid:change_id>/undo/", moves.undo, name="recruitment_undo_change"),
    path("applications/views/", saved_views.saved_views, name="recruitment_views"),
    path("applications/views/new/", saved_views.new, name="recruitment_save_view"),
    path("applications/views/<uuid:view_id>/", saved_views.change, name="recruitment_change_view"),
    path("applications/views/<uuid:view_id>/delete/", saved_views.delete, name="recruitment_delete_view"),
    path("applications/import/", importing.imports, name="recruitment_imports"),
    path("applications/import/<uuid:batch_id>/", importing.one, name="recruitment_import"),
    path("applications/import/<uuid:batch_id>/columns/", importing.columns, name="recruitment_import_columns"),
    path("applications/import/<uuid:batch_id>/sheet/", importing.sheet, name="recruitment_import_sheet"),
    path("applications/import/<uuid:batch_id>/apply/", importing.apply, name="recruitment_import_apply"),
    path("applications/import/<uuid:batch_id>/undo/", importing.undo, name="recruitment_import_undo"),
    path("postings/", postings.offices, name="recruitment_postings"),
    path("postings/<slug:slug>/", postings.office, name="recruitment_posting"),
]
