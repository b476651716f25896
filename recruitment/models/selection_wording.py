"""What selection calls its stages, recommendations and reasons, for staff and for the person concerned."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.rules.fair_chance import CaseStage, Outcome, Reason
from recruitment.rules.interviews import Recommendation
from recruitment.rules.offers import OfferStage
from recruitment.rules.redaction import Hidden
from recruitment.rules.striking import EDITED

Words = str | Promise

RECOMMENDATIONS: dict[Recommendation, Words] = {
    Recommendation.STRONG_YES: _("Yes, without doubt"),
    Recommendation.YES: _("Yes"),
    Recommendation.NO: _("No"),
    Recommendation.STRONG_NO: _("No, without doubt"),
}
OFFER_LABELS: dict[OfferStage, Words] = {
    OfferStage.DRAFT: _("Being written"),
    OfferStage.SENT: _("Open"),
    OfferStage.ACCEPTED: _("Accepted"),
    OfferStage.DECLINED: _("Turned down"),
    OfferStage.LAPSED: _("Lapsed"),
    OfferStage.RETRACTED: _("Taken back"),
    OfferStage.ENDED: _("Ended"),
}
OFFER_TAGS: dict[OfferStage, str] = {
    OfferStage.DRAFT: "quiet",
    OfferStage.SENT: "act",
    OfferStage.ACCEPTED: "good",
    OfferStage.DECLINED: "quiet",
    OfferStage.LAPSED: "quiet",
    OfferStage.RETRACTED: "quiet",
    OfferStage.ENDED: "quiet",
}
CASE_LABELS: dict[CaseStage, Words] = {
    CaseStage.OPENED: _("Waiting for authorization"),
    CaseStage.DISCLOSED: _("Authorized; waiting for the report"),
    CaseStage.NOTHING_TO_REVIEW: _("Nothing to review"),
    CaseStage.WITH_OFFICER: _("With the officer"),
    CaseStage.CLEARED: _("Cleared"),
    CaseStage.SORTED: _("Sorted; waiting for the assessment"),
    CaseStage.ASSESSED: _("Assessed"),
    CaseStage.NOTIFIED: _("Preliminary notice sent; time to respond"),
    CaseStage.REASSESSED: _("Looked at again"),
    CaseStage.DECIDED: _("Decided; final notice to send"),
    CaseStage.NOT_CLEARED: _("Not cleared"),
    CaseStage.WITHDRAWN: _("Withdrawn"),
}
# All that is told of a case whose officer has left, until another takes it over.
WITHOUT_OFFICER = _("Without an officer")
CASE_TAGS: dict[CaseStage, str] = {
    CaseStage.OPENED: "quiet",
    CaseStage.DISCLOSED: "act",
    CaseStage.NOTHING_TO_REVIEW: "act",
    CaseStage.WITH_OFFICER: "yours",
    CaseStage.CLEARED: "good",
    CaseStage.SORTED: "yours",
    CaseStage.ASSESSED: "yours",
    CaseStage.NOTIFIED: "quiet",
    CaseStage.REASSESSED: "yours",
    CaseStage.DECIDED: "act",
    CaseStage.NOT_CLEARED: "quiet",
    CaseStage.WITHDRAWN: "quiet",
}
CASE_STEPS: dict[str, Words] = {
    "open": _("The offer was accepted, and the case was opened"),
    "take": _("An officer took the case"),
    "authorize": _("The applicant agreed to the check"),
    "report_nothing": _("The report came back: nothing to review"),
    "refer": _("The report came back: something to review"),
    "clear": _("Cleared"),
    "note": _("Notes were changed"),
}
OUTCOMES: dict[Outcome, Words] = {
    Outcome.NOT_YET: _("Not yet cleared"),
    Outcome.CLEARED: _("Cleared"),
    Outcome.WITHDRAWN: _("Withdrawn"),
}
INQUIRY_REASONS: dict[Reason, Words] = {
    Reason.NO_OFFER: _("There is no offer. Nothing about a record may be asked or written down."),
    Reason.NOT_CONDITIONAL: _("The offer is not conditional. Nothing about a record may be asked or written down."),
    Reason.NOT_ACCEPTED: _("The offer is not accepted. Nothing about a record may be asked or written down."),
    Reason.OTHER_CHECKS_FIRST: _("All other checks come first here. Nothing may be asked or written down until then."),
    Reason.NOT_AUTHORIZED: _("The applicant has not agreed to the check yet. Nothing may be asked or written down."),
    Reason.CLOSED: _("This case is closed. Nothing more may be asked or written down."),
    Reason.ALLOWED: _("The applicant accepted a conditional offer and agreed to the check."),
}

# What the audit calls each act. The first are told to the person concerned on "Who looked at my file"; the second
# are not: they would run ahead of a decision or name a reader.
AUDITED_AND_TOLD: dict[str, Words] = {
    "read_case": _("A fair-chance officer opened a case"),
    "case_open": _("Opened a fair-chance case"),
    "case_take": _("Took a fair-chance case"),
    "case_authorize": _("Agreed to the background check"),
    "case_report_nothing": _("Noted that there is nothing to review"),
    "case_refer": _("Noted that there is something to review"),
    "case_note": _("Changed the notes of a fair-chance case"),
    "case_clear": _("Cleared a fair-chance case"),
    "book_interview": _("Booked an interview"),
    "send_offer": _("Sent an offer"),
    "extend_offer": _("Gave more time to answer an offer"),
    "accept_offer": _("Accepted an offer"),
    "turn_down_offer": _("Turned down an offer"),
    "lapse_offer": _("Let an offer lapse"),
    "end_offer": _("An accepted offer ended"),
    "ask_about_offer": _("Asked about an offer"),
    "answer_offer_question": _("Answered a question about an offer"),
}
AUDITED_QUIETLY: dict[str, Words] = {
    "assign_reader": _("Gave a packet to a reader"),
    "score": _("Scored a packet"),
    "step_back": _("Stepped back from a packet"),
    "abstain": _("Abstained from a packet"),
    "explain_stepping_back": _("Said why they stepped back"),
    "clear_for_reading": _("Cleared answers for reading"),
    "take_back_cleared": _("Took cleared answers back from readers"),
    "read_document": _("Took the text out of an uploaded file"),
    "make_slot": _("Made an interview time"),
    "remove_slot": _("Removed an interview time"),
    "write_scorecard": _("Wrote a scorecard"),
    "draft_offer": _("Wrote an offer"),
    "retract_offer": _("Took an offer back"),
}

# What is withheld from readers, as the redaction desk and the packet say it.
HIDDEN_LABELS: dict[str, Words] = {
    Hidden.NAME: _("name"),
    Hidden.EMAIL: _("e-mail"),
    Hidden.PHONE: _("phone number"),
    Hidden.LINK: _("link"),
    Hidden.SCHOOL: _("school"),
    Hidden.PLACE: _("place"),
    Hidden.WORKPLACE: _("workplace"),
    Hidden.GENDER: _("gender"),
    Hidden.AGE: _("age"),
    Hidden.DETAIL: _("detail"),
    EDITED: _("edited"),
}
