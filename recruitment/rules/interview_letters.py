"""Letters about an interview that was missed, taken back or followed by another, in English and Spanish."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

_BASE = {"called": UNTRUSTED, "reference": TRUSTED, "cycle": TRUSTED, "organization": TRUSTED, "link": TRUSTED}

MISSED = LetterKind(
    key="recruitment.interview_missed",
    label=gettext_noop("Interview missed"),
    placeholders={**_BASE, "when": TRUSTED},
    default={
        "en": (
            "We missed you today",
            """Dear {called},

We were there for your interview on {when}, and we did not meet you. Things happen, and it does not count against you.

You can choose a new time here, once:
{link}

If something got in the way that we can help with, write or call us.

{organization}""",
        ),
        "es": (
            "Hoy no nos encontramos",
            """Hola, {called}:

Le esperábamos para su entrevista el {when} y no nos encontramos. Son cosas que pasan y no le perjudicará.

Puede elegir una hora nueva aquí, una vez:
{link}

Si hubo algo en lo que podamos ayudar, escríbanos o llámenos.

{organization}""",
        ),
    },
)
TAKEN_BACK = LetterKind(
    key="recruitment.interview_taken_back",
    label=gettext_noop("Interview time taken back"),
    placeholders={**_BASE, "when": TRUSTED},
    default={
        "en": (
            "We need a new time for your interview",
            """Dear {called},

We are sorry: we can't hold your interview on {when}. The file with this letter takes it out of your calendar.

Please choose another time that suits you. This change is ours and does not count as one of yours:
{link}

If none of the times suits you, write or call us, and we find one together.

{organization}""",
        ),
        "es": (
            "Necesitamos otra hora para su entrevista",
            """Hola, {called}:

Lo sentimos: no podemos hacer su entrevista el {when}. El archivo adjunto la quita de su calendario.

Elija otra hora que le convenga. Este cambio es nuestro y no cuenta como uno de los suyos:
{link}

Si no le conviene ninguna, escríbanos o llámenos y buscamos una entre todos.

{organization}""",
        ),
    },
)
NEXT_ROUND = LetterKind(
    key="recruitment.interview_next_round",
    label=gettext_noop("Invitation to a further interview"),
    placeholders={**_BASE, "round": TRUSTED, "minutes": TRUSTED},
    decision=True,
    default={
        "en": (
            "We would like to talk with you again",
            """Dear {called},

Thank you for talking with us. We would like to meet you once more: {round}. It takes {minutes} minutes.

Choose a time that suits you. Times are shown in your own time zone, and you can move your interview twice:
{link}

If you need captions, an interpreter or anything else to take part well, tell us. The interviewers are not told why.

Your reference is {reference}.

{organization}""",
        ),
        "es": (
            "Nos gustaría volver a hablar con usted",
            """Hola, {called}:

Gracias por conversar con nosotros. Nos gustaría verle una vez más: {round}. Dura {minutes} minutos.

Elija la hora que le convenga. Las horas aparecen en su zona horaria y puede cambiar la entrevista dos veces:
{link}

Si necesita subtítulos, intérprete u otra cosa para participar bien, díganoslo. No se comunica el motivo a quienes \
le entrevistan.

Su referencia es {reference}.

{organization}""",
        ),
    },
)
KINDS: tuple[LetterKind, ...] = (MISSED, TAKEN_BACK, NEXT_ROUND)
