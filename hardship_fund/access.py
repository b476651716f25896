"""Who may see and do what in the fund.

The person who asks sees their own request. A committee member of the fund sees what waits for a decision,
without a name; the treasurer sees whom to pay, without a reason. Nobody else sees anything: not the
coach, not the program manager, not the host supervisor, not an administrator. Whoever works closely with
the person who asks, or said that they know them, is left out even when they sit on the committee.
"""

from datetime import date
from uuid import UUID

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cohorts.models import Placement
from cohorts.rules.stages import PlacementStage
from fellowship import clock
from fellowship.access import Permission, funds_of, grants_of, has_role, offices_of, register
from fellowship.models import HostOffice, Person, RoleGrant, StoredFile
from fellowship.queries import close_people
from fellowship.rules.roles import Role, Scope
from hardship_fund.models import Approval, Category, ConflictDeclaration, Fund, JournalEntry, Request
from hardship_fund.rules.stages import TO_DECIDE, Stage

PAYABLE = (Stage.APPROVED, Stage.PAYING, Stage.FAILED, Stage.PAID)
LEADS = (Role.PROGRAM_MANAGER, Role.HOST_SUPERVISOR)


def _led_by(person: Person, on: date) -> Q:
    """The people, as a filter on ``Person``, for whom somebody answers as program manager or host supervisor."""
    mine = [grant for grant in grants_of(person) if grant.role in LEADS]
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    roles = RoleGrant.objects.filter(running, role=Role.ADVOCATE, starts_on__lte=on)
    placed = Placement.objects.filter(ends_on__gte=on).exclude(stage=PlacementStage.CANCELLED)
    if any(grant.scope == Scope.NATION for grant in mine):
        return Q(pk__in=roles.values("person")) | Q(pk__in=placed.values("fellow__person"))
    supervised = Q(pk__in=placed.filter(supervisor=person).values("fellow__person"))
    if not mine:
        return supervised
    offices = HostOffice.objects.filter(offices_of(person, *LEADS)).values("pk")
    return (
        supervised
        | Q(pk__in=roles.filter(office__in=offices).values("person"))
        | Q(pk__in=placed.filter(seat__office__in=offices).values("fellow__person"))
    )


def works_with(person: Person, other_id: UUID) -> bool:
    """Whether two people work so closely together that one may not judge or pay the other's request."""
    on = clock.now().date()
    return (
        other_id in close_people.of(person.pk, on) or Person.objects.filter(_led_by(person, on), pk=other_id).exists()
    )


def _apart_from(person: Person) -> QuerySet[Request]:
    """Give every request in which a person may take part: not theirs, not of someone close, no conflict declared."""
    on = clock.now().date()
    declared = ConflictDeclaration.objects.filter(request=OuterRef("pk"), person=person)
    return (
        Request.objects.exclude(requester=person)
        .exclude(requester__in=close_people.of(person.pk, on))
        .exclude(requester__in=Person.objects.filter(_led_by(person, on)).values("pk"))
        .exclude(Exists(declared))
    )


def _is_apart_from(person: Person, request: Request) -> bool:
    return (
        request.requester_id != person.pk
        and not works_with(person, request.requester_id)
        and not request.conflicts.filter(person=person).exists()
    )


@rules.predicate
def may_ask(person: Person) -> bool:
    """Pass for an advocate."""
    return has_role(person, Role.ADVOCATE)


@rules.predicate
def owns(person: Person, request: Request | None) -> bool:
    """Pass for the person who asks."""
    return request is None or request.requester_id == person.pk


def own_requests(person: Person) -> QuerySet[Request]:
    """Give a person's own requests."""
    return Request.objects.filter(requester=person)


@rules.predicate
def may_decide(person: Person, request: Request | None) -> bool:
    """Pass for a member of the fund's committee who is apart from the person who asks."""
    funds = funds_of(person, Role.FUND_COMMITTEE)
    if request is None:
        return bool(funds)
    return request.stage in TO_DECIDE and request.fund.code in funds and _is_apart_from(person, request)


def decidable(person: Person) -> QuerySet[Request]:
    """Give what :func:`may_decide` passes."""
    return _apart_from(person).filter(fund__code__in=funds_of(person, Role.FUND_COMMITTEE), stage__in=TO_DECIDE)


@rules.predicate
def may_pay(person: Person, request: Request | None) -> bool:
    """Pass for the fund's treasurer who neither decided on the request nor is close to the person who asks."""
    funds = funds_of(person, Role.TREASURER)
    if request is None:
        return bool(funds)
    decided = request.approvals.filter(approver=person, request_version=request.version).exists()
    return request.stage in PAYABLE and request.fund.code in funds and not decided and _is_apart_from(person, request)


def payable(person: Person) -> QuerySet[Request]:
    """Give what :func:`may_pay` passes."""
    decided = Approval.objects.filter(request=OuterRef("pk"), approver=person, request_version=OuterRef("version"))
    return (
        _apart_from(person)
        .filter(fund__code__in=funds_of(person, Role.TREASURER), stage__in=PAYABLE)
        .exclude(Exists(decided))
    )


@rules.predicate
def may_read_evidence(person: Person, file: StoredFile | None) -> bool:
    """Pass for whoever may decide on the request to which the file belongs."""
    if file is None:
        return bool(may_decide(person, None))
    request = Request.objects.select_related("fund").filter(evidence__file=file).first()
    return request is not None and bool(may_decide(person, request))


def readable_evidence(person: Person) -> QuerySet[StoredFile]:
    """Give what :func:`may_read_evidence` passes."""
    return StoredFile.objects.filter(hardship_evidence__request__in=decidable(person))


@rules.predicate
def may_read_receipt(person: Person, file: StoredFile | None) -> bool:
    """Pass for whoever may pay the request to which the receipt belongs."""
    if file is None:
        return bool(may_pay(person, None))
    request = Request.objects.select_related("fund").filter(disbursements__receipt=file).first()
    return request is not None and bool(may_pay(person, request))


def readable_receipts(person: Person) -> QuerySet[StoredFile]:
    """Give what :func:`may_read_receipt` passes."""
    return StoredFile.objects.filter(hardship_receipt__request__in=payable(person))


@rules.predicate
def may_see_books(person: Person, entry: JournalEntry | None) -> bool:
    """Pass for the fund's committee and treasurer."""
    funds = funds_of(person, Role.FUND_COMMITTEE, Role.TREASURER)
    return bool(funds) if entry is None else entry.fund.code in funds


def visible_entries(person: Person) -> QuerySet[JournalEntry]:
    """Give what :func:`may_see_books` passes."""
    return JournalEntry.objects.filter(fund__code__in=funds_of(person, Role.FUND_COMMITTEE, Role.TREASURER))


@rules.predicate
def may_record_money(person: Person, fund: Fund | None) -> bool:
    """Pass for the fund's treasurer."""
    funds = funds_of(person, Role.TREASURER)
    return bool(funds) if fund is None else fund.code in funds


def kept_funds(person: Person) -> QuerySet[Fund]:
    """Give what :func:`may_record_money` passes."""
    return Fund.objects.filter(code__in=funds_of(person, Role.TREASURER))


@rules.predicate
def may_see_report(person: Person, fund: Fund | None) -> bool:
    """Pass for the fund's committee and treasurer, and for an auditor."""
    if has_role(person, Role.AUDITOR):
        return True
    funds = funds_of(person, Role.FUND_COMMITTEE, Role.TREASURER)
    return bool(funds) if fund is None else fund.code in funds


def reported_funds(person: Person) -> QuerySet[Fund]:
    """Give what :func:`may_see_report` passes."""
    if has_role(person, Role.AUDITOR):
        return Fund.objects.all()
    return Fund.objects.filter(code__in=funds_of(person, Role.FUND_COMMITTEE, Role.TREASURER))


def offered_categories(person: Person) -> QuerySet[Category]:
    """Give the categories an advocate may choose from."""
    offered = Category.objects.filter(is_active=True, fund__is_active=True)
    return offered if may_ask(person) else offered.none()


@rules.predicate
def may_choose(person: Person, category: Category | None) -> bool:
    """Pass for an advocate and a category that is offered."""
    return bool(may_ask(person)) and (category is None or (category.is_active and category.fund.is_active))


register(
    Permission(
        "hardship_fund.ask",
        who=_("An advocate"),
        predicate=may_choose,
        twin=offered_categories,
        staff=False,
        about=_("Ask the fund for money"),
    ),
    Permission(
        "hardship_fund.see_own",
        who=_("The person who asked"),
        predicate=owns,
        twin=own_requests,
        staff=False,
        about=_("Follow, answer, change or withdraw one's own request"),
    ),
    Permission(
        "hardship_fund.decide",
        who=_("A member of the fund's committee who does not work with the person who asks"),
        predicate=may_decide,
        twin=decidable,
        sensitive=True,
        about=_("Read a request without a name and decide on it"),
    ),
    Permission(
        "hardship_fund.read_evidence",
        who=_("A member of the fund's committee who may decide on the request"),
        predicate=may_read_evidence,
        twin=readable_evidence,
        sensitive=True,
        about=_("Open what a person showed"),
    ),
    Permission(
        "hardship_fund.pay",
        who=_("The fund's treasurer, when they took no part in the decision"),
        predicate=may_pay,
        twin=payable,
        sensitive=True,
        about=_("See whom to pay, and pay"),
    ),
    Permission(
        "hardship_fund.read_receipt",
        who=_("The fund's treasurer who may pay the request"),
        predicate=may_read_receipt,
        twin=readable_receipts,
        sensitive=True,
        about=_("Open the receipt of a payment"),
    ),
    Permission(
        "hardship_fund.see_books",
        who=_("The fund's committee and treasurer"),
        predicate=may_see_books,
        twin=visible_entries,
        about=_("Read the fund's books"),
    ),
    Permission(
        "hardship_fund.record_money",
        who=_("The fund's treasurer"),
        predicate=may_record_money,
        twin=kept_funds,
        about=_("Record money that came in"),
    ),
    Permission(
        "hardship_fund.see_report",
        who=_("The fund's committee and treasurer, or an auditor"),
        predicate=may_see_report,
        twin=reported_funds,
        about=_("Read the report for the board"),
    ),
)
