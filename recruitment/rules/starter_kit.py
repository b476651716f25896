"""The question kit every new program starts with: four questions for a first talk, in two languages."""

from typing import NamedTuple

from recruitment.rules.starter_rubric import Both


class StarterQuestion(NamedTuple):
    """A question, and what to listen for."""

    question: Both
    listen_for: Both


NAME = "First talk"
GUIDANCE = Both(
    "Ask each person the same questions in this order, and leave time for theirs. Write what you heard, in their"
    " words. Do not ask about a record, and do not write one down.",
    "Haga a cada persona las mismas preguntas en este orden y deje tiempo para las suyas. Anote lo que oyó, con sus"
    " palabras. No pregunte por antecedentes ni los anote.",
)
QUESTIONS: tuple[StarterQuestion, ...] = (
    StarterQuestion(
        Both(
            "Tell us about a time when someone was upset with you and you stayed with them.",
            "Cuéntenos de una vez en que alguien estaba molesto con usted y usted siguió a su lado.",
        ),
        Both(
            "They say what they did and what they would do differently; nobody is blamed.",
            "Dice qué hizo y qué haría de otro modo; no le echa la culpa a nadie.",
        ),
    ),
    StarterQuestion(
        Both(
            "An agency says no on the phone. Your client sits next to you. What do you do first?",
            "Una agencia dice que no por teléfono. Su cliente está a su lado. ¿Qué hace primero?",
        ),
        Both(
            "They ask the client, they ask for the rule and the next person, they write it down.",
            "Le pregunta al cliente, pide la norma y la persona siguiente, y lo anota.",
        ),
    ),
    StarterQuestion(
        Both(
            "What do you do when a client tells you something that their attorney should know?",
            "¿Qué hace cuando un cliente le cuenta algo que su abogado debería saber?",
        ),
        Both(
            "They tell the client what they must pass on, and pass it on to the attorney and nobody else.",
            "Le dice al cliente qué debe comunicar, y lo comunica al abogado y a nadie más.",
        ),
    ),
    StarterQuestion(
        Both(
            "What keeps you steady in hard weeks, and how will we notice when it does not?",
            "¿Qué le da firmeza en las semanas difíciles, y cómo notaremos cuando no alcance?",
        ),
        Both(
            "They name something of their own, and would say so to a person here.",
            "Nombra algo propio, y se lo diría a alguien de aquí.",
        ),
    ),
)
