"""Decisions after review: the choices and the categories of reason that an applicant is told."""

from enum import StrEnum


class Choice(StrEnum):
    """What is decided; the value is the step of the application."""

    INVITE = "invite"
    DECLINE = "decline"


class Category(StrEnum):
    """Why someone is not offered a place, in words that the letter uses."""

    OTHERS_STRONGER = "others_stronger"
    NOT_ENOUGH_SHOWN = "not_enough_shown"
    NO_OFFICE_FITS = "no_office_fits"
    NOT_ELIGIBLE = "not_eligible"
    AFTER_INTERVIEW = "after_interview"


# Sentences of the letter, by language; they finish "Here is why:".
SENTENCES: dict[str, dict[Category, str]] = {
    "en": {
        Category.OTHERS_STRONGER: "your application was sound, and others answered what this work asks more fully.",
        Category.NOT_ENOUGH_SHOWN: "the readers did not find enough examples of the work in your answers.",
        Category.NO_OFFICE_FITS: "none of the offices you chose has an open place that fits.",
        Category.NOT_ELIGIBLE: "one of the conditions for this program is not met. We will tell you which, if you ask.",
        Category.AFTER_INTERVIEW: "after the interviews, others came closer to what these places need this year.",
    },
    "es": {
        Category.OTHERS_STRONGER: (
            "su solicitud era buena, y otras respondieron más a fondo a lo que pide este trabajo."
        ),
        Category.NOT_ENOUGH_SHOWN: "quienes leyeron no hallaron suficientes ejemplos de este trabajo en sus respuestas.",
        Category.NO_OFFICE_FITS: "ninguna de las oficinas que eligió tiene una plaza libre que corresponda.",
        Category.NOT_ELIGIBLE: "no se cumple una de las condiciones del programa. Le diremos cuál, si lo pregunta.",
        Category.AFTER_INTERVIEW: (
            "después de las entrevistas, otras personas se acercaban más a lo que estas plazas necesitan este año."
        ),
    },
}


def sentence_for(category: str, language: str) -> str:
    """The reason in the language of the letter; ``ValueError`` for an unknown category."""
    return SENTENCES["es" if language.startswith("es") else "en"][Category(category)]
