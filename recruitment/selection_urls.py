"""Addresses of review, interviews, offers and the fair-chance step, by audience."""

from django.urls import URLPattern, URLResolver, path

from recruitment.views import fair_chance, interviews, offers, reviewer, seen, selection, volunteered

my: list[URLPattern | URLResolver] = [
    path("interview/", interviews.own_interview, name="recruitment_interview"),
    path("interview/calendar.ics", interviews.calendar_file, name="recruitment_interview_file"),
    path("application/<uuid:application_id>/seen/", seen.seen, name="recruitment_seen"),
    path("offer/", offers.newest, name="recruitment_own_offer"),
    path("offer/<uuid:offer_id>/", offers.read, name="recruitment_offer"),
    path("offer/<uuid:offer_id>/accept/", offers.accept, name="recruitment_accept_offer"),
    path("offer/<uuid:offer_id>/turn-down/", offers.turn_down, name="recruitment_turn_down_offer"),
    path("offer/<uuid:offer_id>/ask/", offers.ask, name="recruitment_ask_offer"),
    path("fair-chance/", fair_chance.own_case, name="recruitment_fair_chance"),
]
staff: list[URLPattern | URLResolver] = [
    path("reading/", reviewer.queue, name="recruitment_reading"),
    path("reading/next/", reviewer.next_packet, name="recruitment_next_packet"),
    path("reading/<uuid:assignment_id>/", reviewer.packet, name="recruitment_packet"),
    path("reading/<uuid:assignment_id>/print/", reviewer.print_packet, name="recruitment_packet_print"),
    path("reading/<uuid:assignment_id>/step-back/", reviewer.recuse, name="recruitment_step_back"),
    path("reading/<uuid:assignment_id>/volunteered/", volunteered.in_packet, name="recruitment_volunteered_packet"),
    path("reading/<uuid:assignment_id>/abstain/", reviewer.abstain, name="recruitment_abstain"),
    path("reading/<uuid:assignment_id>/draft/", reviewer.draft, name="recruitment_read_draft"),
    path("reading/<uuid:assignment_id>/stepped-back/", reviewer.stepped_back, name="recruitment_stepped_back"),
    path("reading/<uuid:assignment_id>/scores/", reviewer.scores, name="recruitment_packet_scores"),
    path("clearing/", selection.clearing_list, name="recruitment_clearing"),
    path("clearing/<uuid:application_id>/", selection.clear, name="recruitment_clear"),
    path("clearing/<uuid:application_id>/take-back/", selection.take_back, name="recruitment_take_back"),
    path("decide/<uuid:application_id>/", selection.decide, name="recruitment_decide"),
    path("decide/<uuid:application_id>/invite/", selection.invite, name="recruitment_invite"),
    path("decide/<uuid:application_id>/offer/", offers.write, name="recruitment_write_offer"),
    path("interviews/", interviews.held, name="recruitment_held_interviews"),
    path("interviews/<uuid:slot_id>/", interviews.scorecard, name="recruitment_held_interview"),
    path("interviews/<uuid:slot_id>/volunteered/", volunteered.in_interview, name="recruitment_volunteered_talk"),
    path("applications/<uuid:application_id>/volunteered/", volunteered.in_application, name="recruitment_told"),
    path("interview-times/", interviews.slots, name="recruitment_slots"),
    path("interview-times/new/", interviews.new_slots, name="recruitment_new_slots"),
    path("interview-times/<uuid:slot_id>/remove/", interviews.remove_slot, name="recruitment_remove_slot"),
    path("offers/", offers.kept, name="recruitment_offers"),
    path("offers/<uuid:offer_id>/", offers.keep, name="recruitment_kept_offer"),
    path("offers/<uuid:offer_id>/send/", offers.send, name="recruitment_send_offer"),
    path("offers/<uuid:offer_id>/extend/", offers.extend, name="recruitment_extend_offer"),
    path("offers/<uuid:offer_id>/retract/", offers.retract, name="recruitment_retract_offer"),
    path("offers/<uuid:offer_id>/answer/<uuid:question_id>/", offers.reply, name="recruitment_answer_question"),
    path("fair-chance/", fair_chance.cases, name="recruitment_cases"),
    path("fair-chance/<uuid:case_id>/", fair_chance.case, name="recruitment_case"),
    path("fair-chance/<uuid:case_id>/take/", fair_chance.take, name="recruitment_take_case"),
    path("fair-chance/<uuid:case_id>/notes/", fair_chance.notes, name="recruitment_case_notes"),
    path("fair-chance/<uuid:case_id>/report/", fair_chance.report, name="recruitment_case_report"),
    path("fair-chance/<uuid:case_id>/clear/", fair_chance.clear, name="recruitment_clear_case"),
]
