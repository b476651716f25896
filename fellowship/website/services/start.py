"""The first day of a real installation."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from fellowship.models import Person
from fellowship.rules.roles import Role
from fellowship.services import cms_groups, roles
from fellowship.website.services.install import install_site
from recruitment.services.fair_chance_law import load_law
from recruitment.services.forms import install_starter_form
from recruitment.services.question_kits import install_starter_kit
from recruitment.services.rubrics import install_starter_rubric
from training.services.starter import install_starter_curriculum


@dataclass(frozen=True, slots=True)
class Started:
    """What was made anew."""

    pages: bool
    administrator: bool


@transaction.atomic
def start(
    *, organization: str, time_zone: str, languages: tuple[str, ...], name: str, email: str, at: datetime
) -> Started:
    """Make the site in ``languages`` and an administrator who signs in by a code sent to ``email``.

    The starter form, rubric and curriculum come with it, to be changed, and the fair-chance laws.
    Safe to repeat: pages that are there are left alone, and the same address is the same person.
    """
    host = next((host for host in settings.ALLOWED_HOSTS if host not in {"*", ""}), "localhost").lstrip(".")
    pages = install_site(
        organization={"name": organization, "legal_name": organization, "email": email},
        languages=languages,
        hostname=host,
    )
    cms_groups.settle_groups()
    install_starter_form(actor=None, at=at)
    install_starter_rubric()
    install_starter_kit()
    install_starter_curriculum(actor=None, at=at)
    load_law(actor=None, at=at)
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person.objects.create_user(
            email, None, name=name, time_zone=time_zone, language=languages[0], date_joined=at
        )
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    try:
        roles.grant_role(
            actor=None,
            person=person,
            role=Role.ADMINISTRATOR,
            starts_on=at.date(),
            at=at,
            reason="First administrator",
        )
    except roles.AlreadyGranted:
        return Started(pages=pages, administrator=False)
    return Started(pages=pages, administrator=True)
