"""The ground of every scenario: the organization, its site, its places and its people."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from fellowship.models import HostOffice, Jurisdiction, Person, Region
from fellowship.rules.demo_people import DEMO_PEOPLE
from fellowship.rules.roles import Role, Scope
from fellowship.scenarios.dates import Calendar
from fellowship.scenarios.places import JURISDICTIONS, OFFICES, REGIONS
from fellowship.services import cms_groups, roles
from fellowship.website.services.install import install_site

ORGANIZATION = {
    "name": "Fellowship",
    "legal_name": "Fellowship Demonstration Program",
    "tagline": "Two-year placements for Client Advocates in public defender offices.",
    "tagline_es": "Plazas de dos años para Client Advocates en defensorías públicas.",
    "phone": "503-555-0142",
    "email": "apply@fellowship.example",
    "help_hours": "Weekdays 9 am – 7 pm Pacific",
    "help_hours_es": "De lunes a viernes, de 9 a. m. a 7 p. m. (Pacífico)",
    "postal_address": "1 Example Square\nPortland, OR 97200",
    "signer_name": "Ada Flores",
    "signer_title": "Director",
}
FUND = "hardship"
ROLES: dict[str, tuple[Role, ...]] = {
    "rosa": (Role.REVIEWER,),
    "ellis": (Role.REVIEWER,),
    "ivan": (Role.INTERVIEWER,),
    "ines": (Role.RECRUITMENT_MANAGER,),
    "farah": (Role.FAIR_CHANCE_OFFICER,),
    "imani": (Role.ACCOMMODATION_COORDINATOR,),
    "dana": (Role.PROGRAM_MANAGER,),
    "theo": (Role.TRAINER,),
    "samuel": (Role.FUND_COMMITTEE,),
    "grace": (Role.FUND_COMMITTEE,),
    "tomas": (Role.TREASURER,),
    "noor": (Role.CONTENT_EDITOR,),
    "abe": (Role.AUDITOR,),
    "ada": (Role.ADMINISTRATOR,),
}
FUND_ROLES = {Role.FUND_COMMITTEE, Role.TREASURER}
SUPERVISED = {"evelyn": "alameda"}


@dataclass(slots=True)
class Program:
    """What a scenario built so far; later builders add to it."""

    name: str
    calendar: Calendar
    people: dict[str, Person] = field(default_factory=dict)
    offices: dict[str, HostOffice] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    things: dict[str, object] = field(default_factory=dict)


def build_ground(program: Program) -> None:
    """Make the site, the places and the cast with their roles."""
    install_site(organization=ORGANIZATION)
    cms_groups.settle_groups()
    _places(program)
    for person in DEMO_PEOPLE:
        made = Person.objects.create_user(
            person.email, None, name=person.name, called=person.name.split(" ")[0], pronouns=person.pronouns,
            language=person.language, time_zone=person.time_zone, date_joined=program.calendar.at(-30),
        )  # fmt: skip
        program.people[person.key] = made
        EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
        if person.staff:
            second_factor(made)
    since = program.calendar.opens - timedelta(days=400)
    for key, held in ROLES.items():
        for role in held:
            fund = {"scope": Scope.FUND, "fund_code": FUND} if role in FUND_ROLES else {}
            _grant(program, key, role, since, **fund)
    for key, slug in SUPERVISED.items():
        _grant(program, key, Role.HOST_SUPERVISOR, since, scope=Scope.OFFICE, office=program.offices[slug])


def second_factor(person: Person) -> None:
    """Confirm a code app for an invented person, so that the staff screens open for them."""
    TOTP.activate(person, generate_secret())
    if not Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).exists():
        RecoveryCodes.activate(person)


def generate_secret() -> str:
    """A fresh secret for a code app."""
    return str(generate_totp_secret())


def _grant(program: Program, key: str, role: Role, since: date, **where: object) -> None:
    roles.grant_role(
        actor=None, person=program.people[key], role=role, starts_on=since, at=program.calendar.at(-30),
        **where,  # type: ignore[arg-type]
    )  # fmt: skip


def _places(program: Program) -> None:
    kept: dict[str, Jurisdiction] = {}
    for code, level, name, state, parent in JURISDICTIONS:
        kept[code] = Jurisdiction.objects.create(
            code=code, level=level, name=name, state=state, parent=kept.get(parent)
        )
    for order, name in enumerate(REGIONS):
        program.regions[name] = Region.objects.create(name=name, sort_order=order)
    for office in OFFICES:
        made = HostOffice.objects.create(
            name=office.name, slug=office.slug, city=office.city, state=office.state, street="100 Example Street",
            region=program.regions[office.region], time_zone=office.time_zone, employer_kind=office.kind,
            blurb=office.blurb, blurb_es=office.blurb_es,
        )  # fmt: skip
        made.jurisdictions.set([kept["us-federal"], *(kept[code] for code in office.codes)])
        made.save()
        program.offices[office.slug] = made
