"""The invented people of the demonstration. Nobody here exists."""

# ruff: noqa: E501  (one person or place a row reads better)

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the cast: how to find them, what they do, and what they show a visitor."""

    key: str
    name: str
    role_line: str
    role_line_es: str
    pronouns: str = ""
    language: str = "en"
    time_zone: str = "America/New_York"
    staff: bool = True

    @property
    def email(self) -> str:
        """An address in the reserved example domain."""
        return f"{self.key}@fellowship.example"

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name."""
        parts = self.name.split(" ")
        return parts[0][0] + parts[-1][0]


DEMO_PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("maya", "Maya Castellanos", "Applicant in this year’s cycle",
               "Solicita una plaza en la convocatoria de este año", "she/her", time_zone="America/Chicago", staff=False),
    DemoPerson("luis", "Luis Ferrer", "Applicant who reads Spanish, not started yet",
               "Solicita una plaza y lee en español; todavía no ha empezado", "él", "es", "America/Los_Angeles", staff=False),
    DemoPerson("rosa", "Rosa Delgado", "Reviewer: reads blind packets", "Lee solicitudes sin datos personales"),
    DemoPerson("ellis", "Ellis Tran", "Reviewer: the second reader", "La segunda persona que lee", "they/them"),
    DemoPerson("ivan", "Ivan Brooks", "Interviewer", "Hace entrevistas", "he/him", time_zone="America/Chicago"),
    DemoPerson("ines", "Inés Duarte", "Recruitment manager: cycle, pipeline, decisions",
               "Dirige la selección: convocatoria, solicitudes, decisiones", "ella"),
    DemoPerson("farah", "Farah Nassif", "Fair-chance officer", "Responsable de oportunidad justa", "she/her"),
    DemoPerson("imani", "Imani Rowe", "Accommodation coordinator: what people need to take part",
               "Coordina los ajustes: lo que cada persona necesita para participar", "she/her"),
    DemoPerson("dana", "Dana Whitcomb", "Program manager: placement, coaching, training",
               "Dirige el programa: asignaciones, acompañamiento, capacitación", "she/her"),
    DemoPerson("evelyn", "Evelyn Adair", "Host supervisor in a defender office",
               "Supervisa en una defensoría pública", "she/her", time_zone="America/Los_Angeles", staff=False),
    DemoPerson("keisha", "Keisha Brandt", "Client Advocate in a defender office",
               "Client Advocate en una oficina de defensa", "she/her", time_zone="America/Los_Angeles", staff=False),
    DemoPerson("theo", "Theo Lind", "Trainer: lessons and who is behind", "Capacitación: lecciones y quién va con atraso", "he/him"),
    DemoPerson("samuel", "Samuel Ortiz", "Fund committee: decides requests", "Comité del fondo: decide las solicitudes", "he/him"),
    DemoPerson("grace", "Grace Kim", "Fund committee: the second approval", "Comité del fondo: la segunda aprobación", "she/her"),
    DemoPerson("tomas", "Tomás Reyes", "Treasurer: sends the money", "Tesorería: envía el dinero", "he/him"),
    DemoPerson("noor", "Noor Haddad", "Content editor: pages and words", "Edita las páginas y los textos", "she/her"),
    DemoPerson("abe", "Abe Stone", "Auditor: reads the trail", "Auditoría: lee el registro", "he/him"),
    DemoPerson("ada", "Ada Flores", "Administrator: roles and set-up", "Administra las funciones y la configuración", "she/her"),
)  # fmt: skip

BY_KEY: dict[str, DemoPerson] = {person.key: person for person in DEMO_PEOPLE}
