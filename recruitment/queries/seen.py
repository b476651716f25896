"""What readers saw of an application, for the person whose application it is, once it is decided."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Application, PacketSnapshot
from recruitment.queries.packets import packet_in
from recruitment.queries.standing import stages_shown
from recruitment.rules.blind import BlindPacket
from recruitment.rules.reading import ReadStage
from recruitment.rules.stages import Stage

UNDECIDED = frozenset({Stage.DRAFT, Stage.SUBMITTED, Stage.IN_REVIEW})


@dataclass(frozen=True, slots=True)
class SeenPacket:
    """A packet just as some readers saw it: how many, and when the last of them was done."""

    packet: BlindPacket
    readers: int
    last_read_at: datetime


@dataclass(frozen=True, slots=True)
class SeenPage:
    """Everything readers saw, without anything of the readers. Nothing before a decision is known."""

    id: UUID
    reference: str
    is_decided: bool
    packets: tuple[SeenPacket, ...]


def is_decided(application: Application) -> bool:
    """Whether the applicant knows of a decision: its letter has left, or they withdrew."""
    return stages_shown([application])[application.pk] not in UNDECIDED


def what_readers_saw(person: Person, application_id: UUID) -> SeenPage:
    """The packets that readers of the person's own application saw, the newest first; anybody else's is not found."""
    application: Application = get_object_or_404(visible(person, "recruitment.own_application"), pk=application_id)
    if not is_decided(application):
        return SeenPage(application.pk, application.reference, is_decided=False, packets=())
    read = Q(reads__stage=ReadStage.SUBMITTED)
    snapshots = (
        PacketSnapshot.objects.filter(read, application=application)
        .annotate(readers=Count("reads", filter=read), last=Max("reads__submitted_at", filter=read))
        .order_by("-last", "pk")
    )
    packets = tuple(
        SeenPacket(packet_in(row, number), row.readers, row.last) for number, row in enumerate(snapshots, 1)
    )
    return SeenPage(application.pk, application.reference, is_decided=True, packets=packets)
