"""Letters of the fund: neutral, sent at once, without details."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from fellowship.queries import organization
from fellowship.rules.letters import LetterKind
from fellowship.services.letters import compose_letter
from hardship_fund.models import Request


def write_to_requester(*, request: Request, kind: LetterKind, at: datetime, dedup: str) -> None:
    """Queue one neutral letter to the person who asks; the same ``dedup`` never writes twice."""
    person = request.requester
    with translation.override(person.language):
        phone = organization.current().phone
        help_line = _("Questions? Call %(phone)s.") % {"phone": phone} if phone else _("Questions? Answer this mail.")
    compose_letter(
        actor=None,
        kind=kind.key,
        recipient=person,
        values={
            "called": person.short_name,
            "link": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('hardship_from_mail', args=[request.pk])}",
            "help": help_line,
        },
        subject_record=request,
        at=at,
        dedup=dedup,
    )
