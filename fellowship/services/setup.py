"""Steps of setting up that leave a mark."""

from datetime import datetime

from django.db import transaction

from fellowship import access
from fellowship.models import Person
from fellowship.queries.setup import LETTERS_READ
from fellowship.services import audit


@transaction.atomic
def say_letters_are_read(*, actor: Person, at: datetime) -> None:
    """Note in the audit trail that ``actor`` has read the words of all letters."""
    access.require(actor, "fellowship.set_up")
    audit.record(actor=actor, action=LETTERS_READ, subject=actor, at=at)
