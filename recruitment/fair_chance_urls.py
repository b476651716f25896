"""Addresses of the fair-chance step beyond the first ones: the officer's steps, the applicant's answers, the laws."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import (
    case_desk,
    case_files,
    case_hand_over,
    case_own,
    case_retention,
    case_talk,
    law,
    law_amending,
    law_keeping,
)

LAW = "fair-chance-law/<slug:code>/"
TEXT = f"{LAW}texts/<slug:version>/"
EXCEPTION = f"{LAW}exceptions/<slug:exception>/"
CASE = "fair-chance/<uuid:case_id>/"
my: list[URLPattern | URLResolver] = [
    path("fair-chance/respond/", case_own.respond, name="recruitment_case_respond"),
    path("fair-chance/ask/", case_own.ask, name="recruitment_case_ask"),
    path("fair-chance/file/<uuid:file_id>/take-back/", case_own.take_back, name="recruitment_case_take_back"),
    path("fair-chance/open/", case_own.confirm, name="recruitment_case_confirm"),
]
staff: list[URLPattern | URLResolver] = [
    path(f"{CASE}records/", case_desk.records, name="recruitment_case_records"),
    path(f"{CASE}assessment/", case_desk.assessment, name="recruitment_case_assessment"),
    path(f"{CASE}notices/<slug:kind>/", case_desk.notice, name="recruitment_case_notice"),
    path(f"{CASE}files/", case_files.files, name="recruitment_case_files"),
    path(f"{CASE}files/<uuid:file_id>/remove/", case_files.remove, name="recruitment_case_file_remove"),
    path("fair-chance-papers/", case_files.official, name="recruitment_enclosures"),
    path(f"{CASE}dispute/", case_desk.dispute, name="recruitment_case_dispute"),
    path(f"{CASE}decision/", case_desk.decision, name="recruitment_case_decision"),
    path(f"{CASE}talk/", case_talk.talk, name="recruitment_case_talk"),
    path(f"{CASE}talk/note/", case_talk.talk_note, name="recruitment_case_talk_note"),
    path(f"{CASE}hand-over/", case_hand_over.hand_over, name="recruitment_case_hand_over"),
    path(f"{CASE}take-over/", case_hand_over.take_over, name="recruitment_case_take_over"),
    path(f"{CASE}late/", case_talk.late, name="recruitment_case_late"),
    path("fair-chance-retention/", case_retention.retention, name="recruitment_retention"),
    path("fair-chance-retention/<uuid:hold_id>/", case_retention.release, name="recruitment_release_hold"),
    path("fair-chance-law/", law.laws, name="recruitment_laws"),
    path(LAW, law.law, name="recruitment_law"),
    path(f"{LAW}history/", law.history, name="recruitment_law_history"),
    path(f"{TEXT}amend/", law_amending.amend, name="recruitment_law_amend"),
    path(f"{TEXT}whole/", law_amending.whole, name="recruitment_law_whole"),
    path(f"{TEXT}approve/", law_keeping.approve, name="recruitment_law_approve"),
    path(f"{TEXT}undo/", law_keeping.undo, name="recruitment_law_undo"),
    path(f"{TEXT}use/", law_keeping.use, name="recruitment_law_use"),
    path(f"{EXCEPTION}on/", law_keeping.switch_on, name="recruitment_law_switch_on"),
    path(f"{EXCEPTION}off/<slug:office>/", law_keeping.switch_off, name="recruitment_law_switch_off"),
]
