"""What the audit trail says of coaching, in words."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "wellness.read_coaching": _("Opened the page of your one-on-ones"),
    "wellness.pair_coach": _("Chose a coach"),
    "wellness.end_coaching": _("Ended a coaching"),
    "wellness.schedule_one_on_one": _("Set a time for a one-on-one"),
    "wellness.move_one_on_one": _("Changed the time of a one-on-one"),
    "wellness.cancel_one_on_one": _("Cancelled a one-on-one"),
    "wellness.hold_one_on_one": _("Closed a one-on-one"),
    "wellness.miss_one_on_one": _("Noted that a one-on-one did not happen"),
    "wellness.add_agenda_item": _("Put a topic on the agenda"),
    "wellness.mark_discussed": _("Ticked a topic of the agenda"),
    "wellness.write_note": _("Wrote a note in a one-on-one"),
    "wellness.add_action_item": _("Noted something to do"),
    "wellness.mark_action": _("Marked something to do"),
}
