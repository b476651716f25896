"""The words of the reports on equal opportunity."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.rules.equal_opportunity_report import Step, View

VIEW_LABELS: Mapping[View, Promise] = {
    View.RACE: _("Race and ethnicity"),
    View.EEO_1: _("EEO-1 categories"),
    View.GENDER: _("Gender"),
    View.VETERAN: _("Military service"),
    View.DISABILITY: _("Disability"),
}
STEP_LABELS: Mapping[Step, Promise] = {
    Step.INTERVIEW: _("From application to interview"),
    Step.OFFER: _("From interview to offer"),
    Step.OVERALL: _("From application to offer"),
    Step.ACCEPTED: _("From offer to acceptance"),
}
READ_WITH_CARE = _(
    "A low ratio is a reason to look closer and shows no cause. With small groups chance alone does much:"
    " read the ratio, its interval and Fisher’s p together."
)
