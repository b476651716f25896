"""Who may do what: deny by default, one table of permissions, and the gate before every view.

Each app declares its :class:`Permission` rows in its own ``access.py`` and registers them here.
A predicate called without an object answers whether the person could pass for any object at all;
the twin gives the very objects for which it passes. ``docs/reference/access.md`` is made from this table.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

import rules
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fellowship import clock, second_factor
from fellowship.models import AuditEntry, Job, Letter, Person, RoleGrant, StoredFile
from fellowship.prepared import prepared
from fellowship.rules import confidential
from fellowship.rules import files as file_rules
from fellowship.rules.letters import LetterStage
from fellowship.rules.roles import STAFF_ROLES, Role, Scope

Predicate = rules.predicates.Predicate
View = Callable[..., HttpResponseBase]
ModelT = TypeVar("ModelT", bound=Model)

PUBLIC = "public"
SIGNED_IN = "signed in"


class Refused(PermissionDenied):
    """The person may not do this. ``reason`` says why and ``ask`` whom to turn to."""

    def __init__(self, reason: object, ask: object = "") -> None:
        """Keep both sentences for the page that shows them."""
        super().__init__(str(reason))
        self.reason = reason
        self.ask = ask


WHOM_TO_ASK = _("It is open to: {who}. If you need it for your work, ask an administrator to give you the role.")


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that a person holds today, as plain values."""

    role: Role
    scope: Scope
    region_id: UUID | None
    office_id: UUID | None
    fund_code: str


@dataclass(frozen=True)
class Permission:
    """One row of the access table."""

    code: str
    who: object
    predicate: Predicate
    twin: Callable[[Person], QuerySet[Any]] | None = None
    staff: bool = True
    sensitive: bool = False
    about: object = ""


_table: dict[str, Permission] = {}


def register(*permissions: Permission) -> None:
    """Add rows to the table; the same code twice raises ``ValueError``."""
    for permission in permissions:
        known = _table.get(permission.code)
        if known is not None and known is not permission:
            message = f"permission {permission.code} is declared twice"
            raise ValueError(message)
        _table[permission.code] = permission
        if not rules.perm_exists(permission.code):
            rules.add_perm(permission.code, permission.predicate)


def table() -> tuple[Permission, ...]:
    """Every permission, by code."""
    return tuple(_table[code] for code in sorted(_table))


def permission(code: str) -> Permission:
    """The row for ``code``; ``KeyError`` when nobody declared it."""
    return _table[code]


@prepared
def _grants_on(person: UUID, day: date) -> QuerySet[RoleGrant, Any]:
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    rows = RoleGrant.objects.filter(not_over, person_id=person, starts_on__lte=day)
    return rows.values_list("role", "scope", "region_id", "office_id", "fund_code")


def grants_of(person: Person | AnonymousUser | None, on: date | None = None) -> tuple[Grant, ...]:
    """The roles a person holds on a day (today when none is named); one query, kept on the person object."""
    if person is None or not person.is_authenticated or not person.is_active:
        return ()
    day = on or clock.now().date()
    kept: dict[date, tuple[Grant, ...]] = person.__dict__.setdefault("_grants_by_day", {})
    if day not in kept:
        rows = _grants_on(person.pk, day)
        kept[day] = tuple(
            Grant(Role(role), Scope(scope), region, office, fund) for role, scope, region, office, fund in rows
        )
    return kept[day]


def forget_grants(person: Person) -> None:
    """Read the roles anew the next time; for use after a grant changed."""
    person.__dict__.pop("_grants_by_day", None)


def has_role(person: Person | AnonymousUser | None, *roles: Role) -> bool:
    """Whether the person holds any of the roles today, wherever."""
    return any(grant.role in roles for grant in grants_of(person))


def is_staff(person: Person | AnonymousUser | None) -> bool:
    """Whether the person holds any role that works on the staff screens."""
    return has_role(person, *STAFF_ROLES)


def offices_of(person: Person, *roles: Role) -> Q:
    """The host offices a person's roles reach, as a filter on ``HostOffice``; nothing when there is no such role."""
    reach = Q(pk__in=[])
    for grant in grants_of(person):
        if grant.role not in roles:
            continue
        if grant.scope is Scope.NATION:
            return Q()
        if grant.scope is Scope.REGION:
            reach |= Q(region_id=grant.region_id)
        elif grant.scope is Scope.OFFICE:
            reach |= Q(pk=grant.office_id)
    return reach


def funds_of(person: Person, *roles: Role) -> frozenset[str]:
    """The codes of the funds in which a person holds any of the roles."""
    return frozenset(grant.fund_code for grant in grants_of(person) if grant.role in roles and grant.fund_code)


def role_predicate(*roles: Role) -> Predicate:
    """A predicate that passes for whoever holds any of the roles, for any object."""

    @rules.predicate(name="holds " + " or ".join(roles))
    def holds(person: Person) -> bool:
        return has_role(person, *roles)

    return holds


def can(person: Person | AnonymousUser | None, code: str, obj: Model | None = None) -> bool:
    """Whether the person may; unknown codes raise ``KeyError`` so that a typing mistake never opens a door."""
    permission(code)
    if person is None or not person.is_authenticated or not person.is_active:
        return False
    return bool(rules.has_perm(code, person, obj))


def require(person: Person | AnonymousUser | None, code: str, obj: Model | None = None) -> None:
    """Raise :class:`Refused` unless the person may."""
    if not can(person, code, obj):
        row = permission(code)
        raise Refused(_("This page is for other people."), format_lazy(WHOM_TO_ASK, who=row.who))


def only_one(person: Person, code: str, rows: Sequence[ModelT]) -> ModelT:
    """The one row found by its id, for whom :func:`visible` would show it; 404 otherwise."""
    if not rows or not can(person, code, rows[0]):
        raise Http404
    return rows[0]


def visible(person: Person, code: str) -> QuerySet[Any]:
    """The objects for which the person holds the permission: the predicate's twin."""
    row = permission(code)
    if row.twin is None:
        message = f"{code} has no queryset twin"
        raise LookupError(message)
    return row.twin(person)


def allow(rule: str) -> Callable[[View], View]:
    """Put an access rule before a view: ``PUBLIC``, ``SIGNED_IN`` or the code of a permission."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if rule == PUBLIC:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if rule != SIGNED_IN:
                require(request.user, rule)
                if permission(rule).staff and not second_factor.given(request):
                    return second_factor.ask(request)
            return view(request, *args, **kwargs)

        gate.access_rule = rule  # type: ignore[attr-defined]
        return gate

    return decorate


def names(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes that exist, for navigation; raises ``KeyError`` for one that doesn't."""
    return tuple(permission(code).code for code in codes)


# --- The core's own rows -------------------------------------------------------------------------------------

administrator = role_predicate(Role.ADMINISTRATOR)
outbox_keeper = role_predicate(Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER)
# A letter that went out is no longer anybody's task: keepers of a confidential part see only what still waits.
UNSENT = frozenset({LetterStage.HELD, LetterStage.SENDING, LetterStage.FAILED})


@rules.predicate
def owns_job(person: Person, job: Job | None) -> bool:
    """Pass for the one who asked for the work."""
    return job is None or job.owner_id == person.pk


@rules.predicate
def may_read_file(person: Person, file: StoredFile | None) -> bool:
    """Pass for whoever the file's purpose names, and for the owner where the purpose says so."""
    if file is None:
        return True
    purpose = file_rules.purpose(file.purpose)
    if purpose.owner_reads and file.owner_id == person.pk:
        return True
    return purpose.read_permission in _table and can(person, purpose.read_permission, file)


def readable_files(person: Person) -> QuerySet[StoredFile]:
    """Give the files that :func:`may_read_file` passes."""
    reach = Q(pk__in=[])
    for purpose in file_rules.purposes():
        if purpose.owner_reads:
            reach |= Q(purpose=purpose.key, owner_id=person.pk)
        if purpose.read_permission in _table and can(person, purpose.read_permission):
            reach |= Q(purpose=purpose.key, pk__in=visible(person, purpose.read_permission).values("pk"))
    return StoredFile.objects.filter(reach)


@rules.predicate
def may_keep_letter(person: Person, letter: Letter | None) -> bool:
    """Pass for those who keep the outbox; a confidential letter only for its part's keepers, until it is sent."""
    if letter is None:
        return bool(outbox_keeper(person) or _parts_kept(person))
    if not letter.kind.startswith(confidential.letter_prefixes()):
        return bool(outbox_keeper(person))
    return letter.stage in UNSENT and any(
        letter.kind.startswith(part.letter_prefix) and (not part.own_only or letter.created_by_id in (None, person.pk))
        for part in _parts_kept(person)
    )


def _parts_kept(person: Person) -> tuple[confidential.Part, ...]:
    """The confidential parts whose unsent letters the person sees to."""
    return tuple(part for part in confidential.parts() if has_role(person, *part.keepers))


def letters_kept(person: Person) -> QuerySet[Letter]:
    """Give the letters that :func:`may_keep_letter` passes."""
    hidden = reach = Q(pk__in=[])
    for prefix in confidential.letter_prefixes():
        hidden |= Q(kind__startswith=prefix)
    if outbox_keeper(person):
        reach |= ~hidden
    for part in _parts_kept(person):
        whose = Q(created_by=person) | Q(created_by__isnull=True) if part.own_only else Q()
        reach |= Q(kind__startswith=part.letter_prefix, stage__in=UNSENT) & whose
    return Letter.objects.filter(reach)


def reads_whole_trail(person: Person) -> bool:
    """Whether somebody reads every row of the audit trail, also of the confidential parts."""
    return has_role(person, Role.AUDITOR)


@rules.predicate
def may_read_entry(person: Person, entry: AuditEntry | None) -> bool:
    """Pass for auditors; for administrators only outside the confidential parts."""
    if reads_whole_trail(person):
        return True
    if not has_role(person, Role.ADMINISTRATOR):
        return False
    return entry is None or entry.subject_label.split(".")[0] not in confidential.app_labels()


def entries_read(person: Person) -> QuerySet[AuditEntry]:
    """Give the audit entries that :func:`may_read_entry` passes."""
    if reads_whole_trail(person):
        return AuditEntry.objects.all()
    if not has_role(person, Role.ADMINISTRATOR):
        return AuditEntry.objects.none()
    hidden = Q(pk__in=[])
    for label in confidential.app_labels():
        hidden |= Q(subject_label__startswith=f"{label}.")
    return AuditEntry.objects.exclude(hidden)


register(
    Permission(
        "fellowship.grant_roles",
        who=_("An administrator"),
        predicate=administrator,
        twin=lambda person: RoleGrant.objects.all() if administrator(person) else RoleGrant.objects.none(),
        about=_("Grant and end roles"),
    ),
    Permission(
        "fellowship.read_audit",
        who=_("An auditor or an administrator"),
        predicate=may_read_entry,
        twin=entries_read,
        about=_("Read the audit trail"),
    ),
    Permission(
        "fellowship.keep_outbox",
        who=_(
            "A recruitment manager or a program manager; for unsent letters of a confidential part only"
            " those who handle it"
        ),
        predicate=may_keep_letter,
        twin=letters_kept,
        about=_("Read, edit, hold, discard and send letters"),
    ),
    Permission(
        "fellowship.see_today",
        who=_("Anyone with a staff role"),
        predicate=role_predicate(*STAFF_ROLES),
        about=_("Open the staff screens"),
    ),
    Permission(
        "fellowship.set_up",
        who=_("An administrator"),
        predicate=administrator,
        about=_("See the set-up checklist and the words of all letters"),
    ),
    Permission(
        "fellowship.see_job",
        who=_("The person who asked for the work"),
        predicate=owns_job,
        twin=lambda person: Job.objects.filter(owner=person),
        staff=False,
        about=_("Watch long work and fetch its result"),
    ),
    Permission(
        "fellowship.read_file",
        who=_("Those whom the purpose of the file names"),
        predicate=may_read_file,
        twin=readable_files,
        staff=False,
        about=_("Fetch a private file"),
    ),
)
