"""Who runs this site, as plain values."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from fellowship.models import OrganizationSettings
from fellowship.prepared import prepared


@dataclass(frozen=True, slots=True)
class Organization:
    """The organization's name, look and addresses; ``tagline`` and ``help_hours`` in the active language."""

    name: str = "Fellowship"
    legal_name: str = ""
    tagline: str = ""
    logo_url: str = ""
    act_color: str = ""
    beside_color: str = ""
    phone: str = ""
    email: str = ""
    help_hours: str = ""
    postal_address: str = ""
    signer_name: str = ""
    signer_title: str = ""

    @property
    def has_theme(self) -> bool:
        """Whether the organization chose colors of its own."""
        return bool(self.act_color or self.beside_color)


@prepared
def _of_default_site() -> QuerySet[OrganizationSettings]:
    found: QuerySet[OrganizationSettings] = OrganizationSettings.objects.filter(site__is_default_site=True).order_by()[
        :1
    ]
    return found


def current(language: str | None = None) -> Organization:
    """The organization of the default site; the code's own values before there is one. One query, more for a logo."""
    kept = next(iter(_of_default_site()), None) or OrganizationSettings()
    spanish = (language or get_language() or "en").startswith("es")
    logo = kept.logo.get_rendition("max-320x96").url if kept.logo else ""
    return Organization(
        name=kept.name,
        legal_name=kept.legal_name or kept.name,
        tagline=(spanish and kept.tagline_es) or kept.tagline,
        logo_url=logo,
        act_color=kept.act_color,
        beside_color=kept.beside_color,
        phone=kept.phone,
        email=kept.email,
        help_hours=(spanish and kept.help_hours_es) or kept.help_hours,
        postal_address=kept.postal_address,
        signer_name=kept.signer_name,
        signer_title=kept.signer_title,
    )
