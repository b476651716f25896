"""Finding private files for those who may read them."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person, StoredFile


def readable_file(person: Person, file_id: UUID) -> StoredFile:
    """The file if this person may read it; for everyone else it is not there."""
    files = visible(person, "fellowship.read_file").select_related("owner")
    file: StoredFile = get_object_or_404(files, pk=file_id)
    return file
