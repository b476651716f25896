"""What pending decisions and the waiting list are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.rules.decisions import PendingAction

Words = str | Promise

PENDING_LABELS: dict[PendingAction, Words] = {
    PendingAction.INVITE: _("Invite to an interview"),
    PendingAction.WAITLIST: _("Put on the waiting list"),
    PendingAction.OFFER: _("Draft an offer"),
    PendingAction.DECLINE: _("Close with a letter"),
}
PENDING_HINTS: dict[PendingAction, Words] = {
    PendingAction.INVITE: _("From review to the interview."),
    PendingAction.WAITLIST: _("Strong, but no seat is free now."),
    PendingAction.OFFER: _("On the first office they chose with a free seat. You send it yourself."),
    PendingAction.DECLINE: _("The letter gives the reason you choose below."),
}
PENDING_GROUPS: dict[PendingAction, Words] = {
    PendingAction.INVITE: _("To be invited"),
    PendingAction.WAITLIST: _("For the waiting list"),
    PendingAction.OFFER: _("To be offered a place"),
    PendingAction.DECLINE: _("To be closed with a letter"),
}

AUDITED_AND_TOLD: dict[str, Words] = {
    "keep_posted": _("Asked to hear when the next round opens"),
    "stop_keep_posted": _("Asked not to hear when the next round opens"),
    "ask_for_time": _("Asked for more time to answer an offer"),
    "answer_time_request": _("Answered a request for more time"),
}
# What the audit calls each act; none is told to the person concerned, since it would run ahead of its letter.
AUDITED_QUIETLY: dict[str, Words] = {
    "note_decision": _("Noted a decision to carry out later"),
    "clear_decision": _("Cleared a decision that was not carried out"),
    "apply_decision": _("Carried out a decision"),
    "order_waitlist": _("Changed the order of the waiting list"),
}
