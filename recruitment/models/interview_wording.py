"""What the audit calls changes of interviews."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

AUDITED_AND_TOLD: dict[str, Words] = {
    "take_back_booking": _("Took an interview time back"),
    "mark_missed": _("Noted that an interview was missed"),
    "make_feed": _("Made a calendar address"),
    "stop_feed": _("Stopped a calendar address"),
}
# Not told to the person: it would run ahead of its letter.
AUDITED_QUIETLY: dict[str, Words] = {
    "invite_to_round": _("Invited to a further round of interviews"),
}
