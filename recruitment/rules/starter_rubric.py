"""The rubric every new program starts with: three criteria, each mark described in plain words, in two languages."""

from typing import NamedTuple


class Both(NamedTuple):
    """The same words in English and Spanish."""

    en: str
    es: str


class StarterCriterion(NamedTuple):
    """A criterion with where to look and what the marks 1 to 4 look like."""

    name: Both
    hint: Both
    anchors: tuple[Both, Both, Both, Both]


NAME = "Three questions"
INTRODUCTION = Both(
    "Score what is on the page, not what you imagine behind it. A plain example beats a fine phrase. When you hesitate"
    " between two marks, give the lower one and say why in the note.",
    "Puntúe lo que está escrito, no lo que imagina detrás. Un ejemplo sencillo vale más que una frase bonita. Si duda"
    " entre dos puntajes, dé el más bajo y explique por qué en la nota.",
)
CRITERIA: tuple[StarterCriterion, ...] = (
    StarterCriterion(
        Both("Puts the person first", "Pone a la persona primero"),
        Both("Why this work", "Por qué este trabajo"),
        (
            Both("Speaks about people, not with them", "Habla de las personas, no con ellas"),
            Both("Means well, with few specifics", "Buena intención, pocos ejemplos"),
            Both("Asks before acting, and listens", "Pregunta antes de actuar y escucha"),
            Both("The person sets the order, and it shows how", "La persona marca el orden, y se ve cómo"),
        ),
    ),
    StarterCriterion(
        Both("Finds a way through", "Encuentra el camino"),
        Both("Standing up for someone", "Defender a alguien"),
        (
            Both("Stops at the first no", "Se detiene ante el primer no"),
            Both("Tries once, then hands it on", "Lo intenta una vez y lo pasa a otra persona"),
            Both("Looks for the rule or for who decides", "Busca la regla o a quien decide"),
            Both("Finds it, and checks later that it held", "Lo encuentra y después comprueba que se cumplió"),
        ),
    ),
    StarterCriterion(
        Both("Learns from what went wrong", "Aprende de lo que salió mal"),
        Both("What they would do differently", "Qué haría de otra manera"),
        (
            Both("Nothing went wrong, or others did it", "Nada salió mal, o fue culpa de otras personas"),
            Both("Names a mistake and leaves it there", "Nombra un error y ahí lo deja"),
            Both("Says what the mistake taught", "Dice qué aprendió del error"),
            Both("Did it another way since, and shows it", "Desde entonces lo hace distinto, y lo muestra"),
        ),
    ),
)
