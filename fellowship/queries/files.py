"""Finding private files for those who may read them."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from fellowship.access import permission, visible
from fellowship.models import Person, StoredFile
from fellowship.rules import files as rules


def readable_file(person: Person, file_id: UUID) -> StoredFile:
    """The file if this person may read it; for everyone else it is not there."""
    files = visible(person, "fellowship.read_file").select_related("owner")
    file: StoredFile = get_object_or_404(files, pk=file_id)
    return file


def asks_second_factor(person: Person, file_id: UUID) -> bool:
    """Whether this file is read by a staff permission, and not by its own owner. Two queries.

    False for a file that is not there for this person: the 404 comes later, the same for all.
    """
    file = visible(person, "fellowship.read_file").filter(pk=file_id).first()
    if file is None:
        return False
    terms = rules.purpose(file.purpose)
    if terms.owner_reads and file.owner_id == person.pk:
        return False
    return bool(terms.read_permission) and permission(terms.read_permission).staff
