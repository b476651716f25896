"""The form a new program starts with: four pages in English and Spanish. It asks nothing about a record."""

from dataclasses import dataclass

from recruitment.rules.questions import QuestionKind as Kind
from recruitment.rules.questions import RetentionClass


@dataclass(frozen=True, slots=True)
class StarterQuestion:
    """A question as the form builder keeps it."""

    step: str
    key: str
    kind: Kind
    label: str
    label_es: str
    help_text: str = ""
    help_text_es: str = ""
    required: bool = True
    max_words: int | None = None
    choices: str = ""
    choices_es: str = ""
    identifies: bool = False
    visible_to_reviewers: bool = False
    retention_class: RetentionClass = RetentionClass.APPLICATION
    parts: str = ""
    parts_es: str = ""
    shown_if_key: str = ""
    shown_if_value: str = ""


NAME = "Client Advocate application"
STEPS: dict[str, tuple[str, str]] = {
    "about_you": ("Say how to reach you", "Díganos cómo comunicarnos con usted"),
    "experience": ("Tell us what you have done", "Cuéntenos lo que ha hecho"),
    "your_words": ("Answer in your own words", "Responda con sus propias palabras"),
    "the_work": ("Choose where and when", "Elija dónde y cuándo"),
}
QUESTIONS: tuple[StarterQuestion, ...] = (
    StarterQuestion(
        "about_you", "phone", Kind.SHORT_TEXT,
        "Phone number", "Número de teléfono",
        "We call or text only about your application.", "Solo llamamos o escribimos por su solicitud.",
        max_words=6, identifies=True, retention_class=RetentionClass.DECISION,
    ),
    StarterQuestion(
        "about_you", "reach_by", Kind.CHOICE,
        "How should we reach you?", "¿Cómo prefiere que nos comuniquemos?",
        choices="E-mail\nText message\nPhone call", choices_es="Correo electrónico\nMensaje de texto\nLlamada",
        retention_class=RetentionClass.DECISION,
    ),
    StarterQuestion(
        "experience", "experience", Kind.LONG_TEXT,
        "What have you done that prepared you for this work?",
        "¿Qué ha hecho que le haya preparado para este trabajo?",
        "Paid work, volunteering, caring for family, organizing, school: all of it counts.",
        "Trabajo pagado, voluntariado, cuidado de familiares, organización comunitaria, estudios: todo cuenta.",
        max_words=300, visible_to_reviewers=True,
    ),
    StarterQuestion(
        "experience", "jobs", Kind.GROUP,
        "Work you have done, paid or not", "Trabajos que ha hecho, pagados o no",
        "The last ones are enough. Care for family and volunteering count. Readers do not see this list.",
        "Bastan los últimos. El cuidado de familiares y el voluntariado cuentan. Quienes leen no ven esta lista.",
        required=False,
        parts="Where or for whom | short text\nWhat you did | long text\nAbout how many months | number | optional",
        parts_es="Dónde o para quién\nQué hizo\nUnos cuántos meses",
    ),
    StarterQuestion(
        "experience", "languages", Kind.LANGUAGES,
        "Which languages do you speak besides English?", "¿Qué idiomas habla además del inglés?",
        "Say how well in everyday words. We never test you by surprise.",
        "Diga qué tan bien, en palabras sencillas. Nunca hacemos pruebas por sorpresa.",
        required=False, visible_to_reviewers=True,
    ),
    StarterQuestion(
        "experience", "resume", Kind.FILE,
        "Résumé", "Currículum",
        "One or two pages as PDF or Word. Readers never see the file, only text a person has cleared.",
        "Una o dos páginas en PDF o Word. Quienes leen no ven el archivo, solo el texto revisado por una persona.",
        required=False, visible_to_reviewers=True,
    ),
    StarterQuestion(
        "your_words", "why_this_work", Kind.LONG_TEXT,
        "Why do you want this work?", "¿Por qué quiere este trabajo?",
        "There is no right story, and you need not share anything about your own past. Leave out names, yours too.",
        "No hay una historia correcta ni tiene que contar nada de su pasado. No escriba nombres, tampoco el suyo.",
        max_words=400, visible_to_reviewers=True,
    ),
    StarterQuestion(
        "your_words", "stood_up", Kind.LONG_TEXT,
        "Tell us about a time you stayed with someone through something hard.",
        "Cuéntenos de una vez que acompañó a alguien en algo difícil.",
        "What did you do, and what happened then?", "¿Qué hizo usted y qué pasó después?",
        max_words=400, visible_to_reviewers=True,
    ),
    StarterQuestion(
        "the_work", "offices", Kind.OFFICES,
        "Which offices would you go to?", "¿A qué oficinas iría?",
        "Put 1 beside the office you want most, then 2, and so on. Leave out any you would not go to: "
        "nobody is placed in an office they did not name.",
        "Ponga 1 junto a la oficina que más quiere, luego 2, y así. Deje sin número las que no quiere: "
        "no se envía a nadie a una oficina que no nombró.",
    ),
    StarterQuestion(
        "the_work", "start_date", Kind.DATE,
        "From what day could you start?", "¿A partir de qué día podría empezar?",
        "A guess is fine. You can change it later.", "Una fecha aproximada basta. Puede cambiarla después.",
        required=False,
    ),
    StarterQuestion(
        "the_work", "moving_help", Kind.YES_NO,
        "Would you need help with the cost of moving?", "¿Necesitaría ayuda con los gastos de mudanza?",
        "Your answer has no part in the decision.", "Su respuesta no influye en la decisión.",
        required=False,
    ),
    StarterQuestion(
        "the_work", "moving_from", Kind.SHORT_TEXT,
        "Where would you move from?", "¿Desde dónde se mudaría?",
        "City and state are enough. It has no part in the decision.",
        "Bastan la ciudad y el estado. No influye en la decisión.",
        required=False, max_words=12, identifies=True, shown_if_key="moving_help", shown_if_value="yes",
    ),
)  # fmt: skip
