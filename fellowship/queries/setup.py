"""The set-up checklist of a new installation, derived from the state of things and never stored."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fellowship.access import has_role
from fellowship.models import AuditEntry, HostOffice, Person, RoleGrant
from fellowship.queries.home import HomeCard
from fellowship.queries.next_steps import NextStep, Urgency
from fellowship.rules.roles import STAFF_ROLES, Role

LETTERS_READ = "fellowship.letters_read"
# Without these nobody could read, decide, place or answer the fair-chance step.
NEEDED_ROLES = (
    Role.RECRUITMENT_MANAGER,
    Role.REVIEWER,
    Role.INTERVIEWER,
    Role.FAIR_CHANCE_OFFICER,
    Role.PROGRAM_MANAGER,
)


@dataclass(frozen=True, slots=True)
class SetupCheck:
    """One line of the checklist: a verb first, whether it is done, and where to do it."""

    title: object
    done: bool
    url: str
    why: object = ""
    weight: int = 50


CheckProvider = Callable[[datetime], Iterable[SetupCheck]]
_providers: list[CheckProvider] = []


def register(provider: CheckProvider) -> None:
    """Let a part of the program add lines to the checklist; twice counts once."""
    if provider not in _providers:
        _providers.append(provider)


def checklist(at: datetime) -> tuple[SetupCheck, ...]:
    """Every line, in the order in which one would do them."""
    lines = [line for provider in _providers for line in provider(at)]
    return tuple(sorted(lines, key=lambda line: line.weight))


def core_checks(at: datetime) -> Iterable[SetupCheck]:
    """The core's lines: offices, roles, letters and second factors."""
    today = at.date()
    held = RoleGrant.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)
    granted = set(held.filter(role__in=NEEDED_ROLES).values_list("role", flat=True))
    missing = len(NEEDED_ROLES) - len(granted)
    bare = staff_without_second_factor(at)
    yield SetupCheck(
        _("Add your first host office"), HostOffice.objects.exists(), reverse("hostoffice:index"),
        _("Its jurisdictions decide which rules protect an applicant."), 10,
    )  # fmt: skip
    yield SetupCheck(
        _("Grant the roles you need"), missing == 0, reverse("roles"),
        ngettext("%(count)d role has nobody yet", "%(count)d roles have nobody yet", missing) % {"count": missing}
        if missing else "", 20,
    )  # fmt: skip
    yield SetupCheck(
        _("Read the letters that will go out"), AuditEntry.objects.filter(action=LETTERS_READ).exists(),
        reverse("letter_words"), _("You can change every word, in each language."), 60,
    )  # fmt: skip
    yield SetupCheck(
        _("See that all staff have a second factor"), bare == 0, reverse("roles"),
        ngettext("%(count)d person has none yet", "%(count)d people have none yet", bare) % {"count": bare}
        if bare else "", 70,
    )  # fmt: skip


def staff_without_second_factor(at: datetime) -> int:
    """How many people with a staff role today have no passkey and no code app."""
    today = at.date()
    staff = RoleGrant.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        person=OuterRef("pk"),
        starts_on__lte=today,
        role__in=[role.value for role in STAFF_ROLES],
    )
    factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return Person.objects.filter(Exists(staff), ~Exists(factor), is_active=True).count()


def steps(person: Person, at: datetime) -> Iterable[NextStep]:
    """What is left of the checklist, for administrators."""
    if not has_role(person, Role.ADMINISTRATOR):
        return
    for line in checklist(at):
        if not line.done:
            yield NextStep(line.title, line.url, Urgency.WHEN_YOU_CAN, line.why)


def cards(person: Person, at: datetime) -> Iterable[HomeCard]:
    """How far the set-up is, for administrators, until it is done."""
    if not has_role(person, Role.ADMINISTRATOR):
        return
    lines = checklist(at)
    done = sum(line.done for line in lines)
    if done < len(lines):
        yield HomeCard(
            _("Setting up"),
            _("%(done)d of %(all)d things are done.") % {"done": done, "all": len(lines)},
            reverse("setup"),
            _("See the whole list"),
            5,
        )
