"""What the audit trail says of training, in words."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "training.enroll": _("Assigned a course"),
    "training.release": _("Took back a course that was not begun"),
    "training.give_more_time": _("Gave more time for training"),
    "training.issue_certificate": _("Issued a certificate"),
    "training.withdraw_certificate": _("Withdrew a certificate"),
    "training.new_version": _("Started a new version of a course"),
    "training.publish_version": _("Published a course"),
}
