"""Addresses of the fair-chance step beyond the first ones: the officer's steps, the applicant's answers, the laws."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import case_desk, case_own, law

CASE = "fair-chance/<uuid:case_id>/"
my: list[URLPattern | URLResolver] = [
    path("fair-chance/respond/", case_own.respond, name="recruitment_case_respond"),
    path("fair-chance/ask/", case_own.ask, name="recruitment_case_ask"),
    path("fair-chance/open/", case_own.confirm, name="recruitment_case_confirm"),
]
staff: list[URLPattern | URLResolver] = [
    path(f"{CASE}records/", case_desk.records, name="recruitment_case_records"),
    path(f"{CASE}assessment/", case_desk.assessment, name="recruitment_case_assessment"),
    path(f"{CASE}notices/<slug:kind>/", case_desk.notice, name="recruitment_case_notice"),
    path(f"{CASE}dispute/", case_desk.dispute, name="recruitment_case_dispute"),
    path(f"{CASE}decision/", case_desk.decision, name="recruitment_case_decision"),
    path("fair-chance-law/", law.laws, name="recruitment_laws"),
    path("fair-chance-law/<slug:code>/", law.law, name="recruitment_law"),
]
