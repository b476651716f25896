"""The words of the voluntary questions, in both languages.

They follow Statistical Policy Directive No. 15 and stand here rather than in the catalog of texts: the English is the
directive's own, both were proof-read together, and neither is to be changed by itself.
"""

from collections.abc import Mapping

from django.utils.functional import Promise, lazystr
from django.utils.translation import get_language

from recruitment.rules.equal_opportunity import NOT_SAID, Gender, Mixed, Part, Race, YesNo

PREFER_NOT = "prefer_not"


class _Said:
    """A text that knows its two languages when it is printed."""

    def __init__(self, english: str, spanish: str) -> None:
        self.english, self.spanish = english, spanish

    def __str__(self) -> str:
        """The text in the active language."""
        return self.spanish if (get_language() or "en").startswith("es") else self.english


def _said(english: str, spanish: str) -> Promise:
    return lazystr(_Said(english, spanish))


QUESTIONS: Mapping[Part, Promise] = {
    Part.RACE: _said("What is your race and/or ethnicity?", "¿Cuál es su raza o etnia?"),
    Part.GENDER: _said("What is your gender?", "¿Cuál es su género?"),
    Part.VETERAN: _said(
        "Have you served in the U.S. Armed Forces?", "¿Ha prestado servicio en las Fuerzas Armadas de los EE. UU.?"
    ),
    Part.DISABILITY: _said("Do you have a disability, or have you had one?", "¿Tiene o ha tenido una discapacidad?"),
}
SELECT_ALL = _said("Select all that apply.", "Marque todas las que correspondan.")
PREFER_NOT_TO_SAY = _said("I prefer not to say", "Prefiero no decirlo")
LABELS: Mapping[str, Promise] = {
    Race.AMERICAN_INDIAN: _said("American Indian or Alaska Native", "Indígena de las Américas o nativa de Alaska"),
    Race.ASIAN: _said("Asian", "Asiática"),
    Race.BLACK: _said("Black or African American", "Negra o afroamericana"),
    Race.HISPANIC: _said("Hispanic or Latino", "Hispana o latina"),
    Race.MIDDLE_EASTERN: _said("Middle Eastern or North African", "De Oriente Medio o Norte de África"),
    Race.PACIFIC: _said("Native Hawaiian or Pacific Islander", "Nativa de Hawái o de las islas del Pacífico"),
    Race.WHITE: _said("White", "Blanca"),
    Mixed.HISPANIC_AND_MORE: _said("Hispanic or Latino, and another", "Hispana o latina, y otra"),
    Mixed.WHITE_AND_MIDDLE_EASTERN: _said(
        "White and Middle Eastern or North African", "Blanca y de Oriente Medio o Norte de África"
    ),
    Mixed.SEVERAL: _said("Two or more others", "Dos o más de las demás"),
    Gender.WOMAN: _said("Woman", "Mujer"),
    Gender.MAN: _said("Man", "Hombre"),
    Gender.NONBINARY: _said("Nonbinary", "No binario"),
    Gender.ANOTHER: _said("Another gender", "Otro género"),
    YesNo.YES: _said("Yes", "Sí"),
    YesNo.NO: _said("No", "No"),
    NOT_SAID: _said("Nothing said", "Sin respuesta"),
}
# The examples of the directive, in its order.
HINTS: Mapping[str, Promise] = {
    Race.AMERICAN_INDIAN: _said(
        "For example, Navajo Nation, Blackfeet Tribe of the Blackfeet Indian Reservation of Montana, Native Village of"
        " Barrow Inupiat Traditional Government, Nome Eskimo Community, Aztec, Maya",
        "Por ejemplo: Nación Navajo, Tribu Blackfeet de la Reserva India Blackfeet de Montana, Native Village of"
        " Barrow Inupiat Traditional Government, Nome Eskimo Community, azteca, maya",
    ),
    Race.ASIAN: _said(
        "For example, Chinese, Asian Indian, Filipino, Vietnamese, Korean, Japanese",
        "Por ejemplo: china, india de Asia, filipina, vietnamita, coreana, japonesa",
    ),
    Race.BLACK: _said(
        "For example, African American, Jamaican, Haitian, Nigerian, Ethiopian, Somali",
        "Por ejemplo: afroamericana, jamaiquina, haitiana, nigeriana, etíope, somalí",
    ),
    Race.HISPANIC: _said(
        "For example, Mexican, Puerto Rican, Salvadoran, Cuban, Dominican, Guatemalan",
        "Por ejemplo: mexicana, puertorriqueña, salvadoreña, cubana, dominicana, guatemalteca",
    ),
    Race.MIDDLE_EASTERN: _said(
        "For example, Lebanese, Iranian, Egyptian, Syrian, Iraqi, Israeli",
        "Por ejemplo: libanesa, iraní, egipcia, siria, iraquí, israelí",
    ),
    Race.PACIFIC: _said(
        "For example, Native Hawaiian, Samoan, Chamorro, Tongan, Fijian, Marshallese",
        "Por ejemplo: nativa de Hawái, samoana, chamorra, tongana, fiyiana, marshalesa",
    ),
    Race.WHITE: _said(
        "For example, English, German, Irish, Italian, Polish, Scottish",
        "Por ejemplo: inglesa, alemana, irlandesa, italiana, polaca, escocesa",
    ),
}
# EEO-1 has names of its own where its category is wider than the atom of the same name.
EEO_1_LABELS: Mapping[str, Promise] = {
    Race.PACIFIC: _said("Native Hawaiian or Other Pacific Islander", "Nativa de Hawái o de otra isla del Pacífico"),
    Mixed.SEVERAL: _said("Two or More Races", "Dos o más razas"),
}
