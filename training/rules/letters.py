"""The letters that training writes."""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

ASSIGNED = "training.assigned"
CERTIFICATE = "training.certificate"
MORE_TIME = "training.more_time"
WITHDRAWN = "training.certificate_withdrawn"

KINDS = (
    LetterKind(
        key=ASSIGNED,
        label=gettext_noop("Training assigned"),
        placeholders={
            "called": UNTRUSTED,
            "course": TRUSTED,
            "lessons": TRUSTED,
            "minutes": TRUSTED,
            "first_due": TRUSTED,
            "address": TRUSTED,
        },
        default={
            "en": (
                "Your training is ready",
                (
                    "Dear {called},\n\nYour first training is ready: {course}. It has {lessons} parts and takes about "
                    "{minutes} minutes in all. You can stop anywhere and carry on later.\n\nThe first part is due on "
                    "{first_due}. If that day does not work, ask your program manager for more time.\n\n"
                    "Start here: {address}"
                ),
            ),
            "es": (
                "Su capacitación está lista",
                (
                    "Hola, {called}:\n\nSu primera capacitación está lista: {course}. Tiene {lessons} partes y toma "
                    "unos {minutes} minutos en total. Puede detenerse en cualquier punto y seguir después.\n\n"
                    "La primera parte vence el {first_due}. Si ese día no le conviene, pida más tiempo a la persona "
                    "responsable de su programa.\n\nEmpiece aquí: {address}"
                ),
            ),
        },
    ),
    LetterKind(
        key=CERTIFICATE,
        label=gettext_noop("Certificate of training"),
        placeholders={"called": UNTRUSTED, "course": TRUSTED, "day": TRUSTED, "address": TRUSTED},
        default={
            "en": (
                "Your certificate",
                (
                    "Dear {called},\n\nYou finished {course} on {day}. Your certificate is attached.\n\n"
                    "Anyone you give this address to can check that it is real: {address}"
                ),
            ),
            "es": (
                "Su certificado",
                (
                    "Hola, {called}:\n\nUsted terminó {course} el {day}. Adjuntamos su certificado.\n\n"
                    "Quien reciba de usted esta dirección puede comprobar que es auténtico: {address}"
                ),
            ),
        },
    ),
    LetterKind(
        key=MORE_TIME,
        label=gettext_noop("More time for training"),
        placeholders={"called": UNTRUSTED, "course": TRUSTED, "day": TRUSTED, "reason": UNTRUSTED, "address": TRUSTED},
        default={
            "en": (
                "More time for your training",
                (
                    "Dear {called},\n\nYou have more time for {course}. The new day is {day}.\n\n"
                    "The reason noted: {reason}\n\nYour path: {address}"
                ),
            ),
            "es": (
                "Más tiempo para su capacitación",
                (
                    "Hola, {called}:\n\nTiene más tiempo para {course}. El nuevo día es el {day}.\n\n"
                    "El motivo anotado: {reason}\n\nSu ruta: {address}"
                ),
            ),
        },
    ),
    LetterKind(
        key=WITHDRAWN,
        label=gettext_noop("Certificate withdrawn"),
        placeholders={"called": UNTRUSTED, "course": TRUSTED, "reason": UNTRUSTED},
        default={
            "en": (
                "About your certificate",
                (
                    "Dear {called},\n\nYour certificate for {course} no longer counts. The reason noted: {reason}\n\n"
                    "If you think this is a mistake, answer this letter or talk to your program manager."
                ),
            ),
            "es": (
                "Sobre su certificado",
                (
                    "Hola, {called}:\n\nSu certificado de {course} ya no es válido. El motivo anotado: {reason}\n\n"
                    "Si cree que es un error, responda a esta carta o hable con la persona responsable de su programa."
                ),
            ),
        },
    ),
)
