"""The kinds of help a new fund begins with; staff change them afterwards. Amounts are in cents."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Starter:
    """One category to begin with, in English and Spanish."""

    code: str
    label: str
    label_es: str
    help: str
    help_es: str
    evidence: str
    evidence_es: str
    cap_cents_per_request: int
    cap_cents_12_months: int
    fast_track: bool = True


STARTERS: tuple[Starter, ...] = (
    Starter(
        "housing", "Rent or housing", "Renta o vivienda",
        "Behind on rent, deposit, eviction notice", "Renta atrasada, depósito, aviso de desalojo",
        "The lease, a notice, a text from the landlord", "El contrato de renta, un aviso, un mensaje sobre la renta",
        2_500_00, 4_000_00,
    ),
    Starter(
        "getting-to-work", "Getting to work", "Cómo llegar al trabajo",
        "Car repair, transit, license fees", "Reparación del carro, transporte, costos de la licencia",
        "An estimate, a bill, a photo of what broke", "Un presupuesto, una factura, una foto de lo que se descompuso",
        2_500_00, 3_500_00,
    ),
    Starter(
        "health-or-death", "Health or a death", "Salud o una muerte",
        "Bills, medicine, travel to family", "Cuentas, medicinas, viaje para ver a la familia",
        "A bill, a receipt, a ticket. Never a diagnosis", "Una factura, un recibo, un boleto. Nunca un diagnóstico",
        3_000_00, 5_000_00,
    ),
    Starter(
        "lost-pay", "Lost pay or benefits", "Pago o beneficios perdidos",
        "Late first pay, a gap, a stolen card", "Primer pago atrasado, un tiempo sin pago, una tarjeta robada",
        "A pay stub, a letter, a bank message", "Un talón de pago, una carta, un mensaje del banco",
        2_000_00, 3_000_00,
    ),
    Starter(
        "fire-flood-theft", "Fire, flood or theft", "Incendio, inundación o robo",
        "Things you need to replace now", "Cosas que necesita reponer ahora",
        "A photo, a receipt. Never a police report", "Una foto, un recibo. Nunca un informe de la policía",
        3_000_00, 5_000_00,
    ),
)  # fmt: skip

RESOURCES = "Call 211: rent, food and bills, any hour, any language\nBenefits.gov: what you may be entitled to"
RESOURCES_ES = (
    "Llame al 211: renta, comida y cuentas, a cualquier hora, en español\nBenefits.gov/es: a qué puede tener derecho"
)
