"""Finding people."""

from fellowship.models import Person


def by_email(email: str) -> Person | None:
    """The active person with this address in any case, or nobody."""
    return Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
