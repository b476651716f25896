"""Fourteen host offices in real jurisdictions; the offices themselves are invented."""

# ruff: noqa: E501  (one person or place a row reads better)

from dataclasses import dataclass

REGIONS = ("West", "Central", "East", "South")

# code, level, name, state, parent
JURISDICTIONS: tuple[tuple[str, str, str, str, str], ...] = (
    ("us-federal", "federal", "United States", "", ""),
    ("policy-default-strict", "policy", "House policy", "", ""),
    ("us-ca", "state", "California", "CA", "us-federal"),
    ("us-ca-los-angeles-county-uninc", "county", "Los Angeles County, unincorporated areas", "CA", "us-ca"),
    ("us-ca-los-angeles-city", "city", "City of Los Angeles", "CA", "us-ca"),
    ("us-ca-alameda-county", "county", "Alameda County", "CA", "us-ca"),
    ("us-ny", "state", "New York", "NY", "us-federal"),
    ("us-ny-nyc", "city", "New York City", "NY", "us-ny"),
    ("us-il", "state", "Illinois", "IL", "us-federal"),
    ("us-il-cook-county", "county", "Cook County", "IL", "us-il"),
    ("us-il-chicago", "city", "Chicago", "IL", "us-il-cook-county"),
    ("us-pa", "state", "Pennsylvania", "PA", "us-federal"),
    ("us-pa-philadelphia", "city", "Philadelphia", "PA", "us-pa"),
    ("us-wa", "state", "Washington", "WA", "us-federal"),
    ("us-wa-king-county", "county", "King County", "WA", "us-wa"),
    ("us-wa-seattle", "city", "Seattle", "WA", "us-wa-king-county"),
    ("us-or", "state", "Oregon", "OR", "us-federal"),
    ("us-or-multnomah-county", "county", "Multnomah County", "OR", "us-or"),
    ("us-or-portland", "city", "Portland", "OR", "us-or-multnomah-county"),
    ("us-de", "state", "Delaware", "DE", "us-federal"),
    ("us-nc", "state", "North Carolina", "NC", "us-federal"),
    ("us-nc-mecklenburg-county", "county", "Mecklenburg County", "NC", "us-nc"),
    ("us-tx", "state", "Texas", "TX", "us-federal"),
    ("us-tx-harris-county", "county", "Harris County", "TX", "us-tx"),
    ("us-tx-travis-county", "county", "Travis County", "TX", "us-tx"),
    ("us-md", "state", "Maryland", "MD", "us-federal"),
    ("us-md-baltimore-city", "city", "Baltimore", "MD", "us-md"),
    ("us-la", "state", "Louisiana", "LA", "us-federal"),
    ("us-la-orleans-parish", "county", "Orleans Parish", "LA", "us-la"),
    ("us-co", "state", "Colorado", "CO", "us-federal"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """One invented office."""

    slug: str
    name: str
    city: str
    state: str
    region: str
    time_zone: str
    kind: str
    codes: tuple[str, ...]
    pay: tuple[int, int]
    spanish: str
    blurb: str
    blurb_es: str


PACIFIC, CENTRAL, EASTERN, MOUNTAIN = "America/Los_Angeles", "America/Chicago", "America/New_York", "America/Denver"

OFFICES: tuple[Office, ...] = (
    Office("east-la", "East Los Angeles Defenders", "East Los Angeles", "CA", "West", PACIFIC, "county",
           ("us-ca", "us-ca-los-angeles-county-uninc"), (56_000, 61_000), "needed",
           "A storefront office two blocks from the civic center. Most mornings start in the hallway outside arraignment.",
           "Una oficina a pie de calle, a dos cuadras del centro cívico. Casi todas las mañanas empiezan en el pasillo del tribunal."),
    Office("los-angeles-central", "Central Los Angeles Defenders", "Los Angeles", "CA", "West", PACIFIC, "county",
           ("us-ca", "us-ca-los-angeles-city"), (56_000, 61_000), "valued",
           "Downtown, on the line of three metro stations, with a housing clinic next door.",
           "En el centro, junto a tres estaciones de metro y al lado de una clínica de vivienda."),
    Office("alameda", "Alameda Defenders", "Oakland", "CA", "West", PACIFIC, "county",
           ("us-ca", "us-ca-alameda-county"), (58_000, 64_000), "valued",
           "A team that has paired attorneys and Advocates for years and will tell you what it learned.",
           "Un equipo que lleva años uniendo defensa y Advocates, y que cuenta lo que ha aprendido."),
    Office("king", "King County Defenders", "Seattle", "WA", "West", PACIFIC, "county",
           ("us-wa", "us-wa-king-county", "us-wa-seattle"), (57_000, 62_000), "none",
           "Good buses, long hills, and a mental health court that knows Advocates by name.",
           "Buenos autobuses, muchas cuestas y un tribunal de salud mental que conoce a cada Advocate por su nombre."),
    Office("multnomah", "Multnomah Defenders", "Portland", "OR", "West", PACIFIC, "nonprofit",
           ("us-or", "us-or-multnomah-county", "us-or-portland"), (52_000, 57_000), "none",
           "A nonprofit office with a community court in two neighborhoods.",
           "Una oficina sin fines de lucro con un tribunal comunitario en dos barrios."),
    Office("denver", "Front Range Defenders", "Denver", "CO", "Central", MOUNTAIN, "state",
           ("us-co",), (53_000, 58_000), "valued",
           "A state office where Advocates start every case with the family.",
           "Una oficina estatal donde cada caso empieza por la familia."),
    Office("cook", "Cook County Defenders", "Chicago", "IL", "Central", CENTRAL, "county",
           ("us-il", "us-il-cook-county", "us-il-chicago"), (54_000, 60_000), "valued",
           "One of the largest offices in the country; Advocates work the bond courtrooms first.",
           "Una de las oficinas más grandes del país; los Advocates empiezan por las salas de fianza."),
    Office("harris", "Harris County Defenders", "Houston", "TX", "Central", CENTRAL, "county",
           ("us-tx", "us-tx-harris-county"), (51_000, 56_000), "needed",
           "Wide roads and wide distances: a way to travel between two courthouses matters here.",
           "Distancias largas: aquí importa poder moverse entre dos tribunales."),
    Office("travis", "Travis County Defenders", "Austin", "TX", "Central", CENTRAL, "nonprofit",
           ("us-tx", "us-tx-travis-county"), (51_000, 55_000), "valued",
           "A young office that writes its own handbook and asks Advocates to edit it.",
           "Una oficina joven que escribe su propio manual y pide a los Advocates que lo corrijan."),
    Office("philadelphia", "Philadelphia Defenders", "Philadelphia", "PA", "East", EASTERN, "nonprofit",
           ("us-pa", "us-pa-philadelphia"), (52_000, 57_000), "valued",
           "A city of neighborhoods, and an office with a social services unit of its own.",
           "Una ciudad de barrios y una oficina con su propia unidad de servicios sociales."),
    Office("new-york", "Two Rivers Defenders", "New York", "NY", "East", EASTERN, "nonprofit",
           ("us-ny", "us-ny-nyc"), (60_000, 66_000), "needed",
           "Night arraignments, a benefits desk, and the subway to everywhere.",
           "Audiencias de noche, una mesa de beneficios y el metro a todas partes."),
    Office("delaware", "Delaware Defenders", "Wilmington", "DE", "East", EASTERN, "state",
           ("us-de",), (50_000, 54_000), "none",
           "A small state where you can know every shelter by its first name.",
           "Un estado pequeño donde se puede conocer cada refugio por su nombre."),
    Office("mecklenburg", "Mecklenburg Defenders", "Charlotte", "NC", "South", EASTERN, "state",
           ("us-nc", "us-nc-mecklenburg-county"), (49_000, 53_000), "valued",
           "A fast-growing county with an old courthouse and a new reentry center.",
           "Un condado que crece rápido, con un tribunal viejo y un centro de reingreso nuevo."),
    Office("orleans", "Orleans Defenders", "New Orleans", "LA", "South", CENTRAL, "nonprofit",
           ("us-la", "us-la-orleans-parish"), (48_000, 53_000), "none",
           "An office that was rebuilt once and remembers why.",
           "Una oficina que se reconstruyó una vez y recuerda por qué."),
)  # fmt: skip
