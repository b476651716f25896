"""Where the money goes, as plain values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum


class PayTo(StrEnum):
    """To the person by check, or straight to a landlord, shop or other vendor."""

    ME = "me"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Payee:
    """Whom to pay and where to send it. ``account`` is what the vendor knows the payment by."""

    to: PayTo
    name: str
    street: str
    city: str
    state: str
    postal_code: str
    account: str = ""

    def as_json(self) -> dict[str, str]:
        """For the encrypted column."""
        return {key: str(value) for key, value in asdict(self).items()}

    @property
    def address(self) -> tuple[str, str]:
        """The two lines of the address."""
        return (self.street, f"{self.city}, {self.state} {self.postal_code}")


def payee_from(kept: Mapping[str, str] | None) -> Payee | None:
    """The payee kept in the column, or ``None`` when there is none yet."""
    if not kept:
        return None
    return Payee(
        to=PayTo(kept["to"]), name=kept["name"], street=kept["street"], city=kept["city"], state=kept["state"],
        postal_code=kept["postal_code"], account=kept.get("account", ""),
    )  # fmt: skip


STATES = frozenset(
    [
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DE",
        "DC",
        "FL",
        "GA",
        "HI",
        "ID",
        "IL",
        "IN",
        "IA",
        "KS",
        "KY",
        "LA",
        "ME",
        "MD",
        "MA",
        "MI",
        "MN",
        "MS",
        "MO",
        "MT",
        "NE",
        "NV",
        "NH",
        "NJ",
        "NM",
        "NY",
        "NC",
        "ND",
        "OH",
        "OK",
        "OR",
        "PA",
        "PR",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VT",
        "VA",
        "WA",
        "WV",
        "WI",
        "WY",
    ]
)
