"""What invented applicants write. Each text is made of a beginning, a middle and an end."""

# ruff: noqa: E501  (a sentence a row reads better)

import random

WHY = (
    (
        "My cousin lost her apartment over a court date nobody explained to her.",
        "I was the one who read the letters aloud at the kitchen table, and I learned that most of them could be answered.",
    ),
    (
        "I answer phones at a free clinic.",
        "People come for one thing and leave with four numbers to call, so I started calling with them, the phone between us.",
    ),
    (
        "For two years I drove older neighbors to appointments.",
        "The appointment was never the hard part; the waiting room was, and the bill after it.",
    ),
    (
        "I grew up translating for my parents.",
        "I know how a word that is almost right can cost somebody a week of pay.",
    ),
    (
        "After the flood our street had one working printer, and it was mine.",
        "I filled in forms for eleven families and found out which boxes decide everything.",
    ),
    (
        "I worked the night desk of a shelter.",
        "You learn to ask what someone needs before morning and to leave the rest for daylight.",
    ),
    (
        "My brother came home after a long time away.",
        "Every job form asked the same question on page one; what helped was a person who read to page three.",
    ),
    (
        "I taught a class for people getting their high school papers later in life.",
        "The lesson that mattered most was how to write a letter that gets an answer.",
    ),
)
STOOD = (
    (
        "A man had his benefits stopped because a notice went to an old address.",
        "I asked which rule. We read it together, out loud, and they put him back that afternoon.",
    ),
    (
        "A girl at the library was about to be sent home for a fine of six dollars.",
        "I asked what the fine was for and who could waive it; it turned out I was standing in front of her.",
    ),
    (
        "My neighbor's landlord changed the lock.",
        "I stayed with her on the steps until the officer came, with the lease open on my phone.",
    ),
    (
        "A coworker was written up for a shift she had traded.",
        "I kept the text messages, sat beside her in the meeting, and said only what I had seen.",
    ),
    (
        "A patient was told to come back with a form that did not exist.",
        "I called the county from the hallway and stayed on hold for fifty minutes so that he did not have to.",
    ),
    (
        "A student missed a deadline because the bus line was cut.",
        "I brought the old and the new timetable to the office. They moved the deadline for everyone on that line.",
    ),
)
DONE = (
    "Front desk at a clinic, two years. Care of a younger brother, four years. Notes for the tenants' meeting in two languages.",
    "Shift lead at a grocery store, three years. Volunteer at a legal aid clinic on Saturdays, taking intake.",
    "Home health aide, four years. Treasurer of a church kitchen that feeds ninety people on Sundays.",
    "Library assistant, two years. Tutor for people who study English in the evening.",
    "Call center agent, one year. Organizer of a bail fund's court watch, two years.",
    "Warehouse picker, then trainer of new people. Coach of a girls' soccer team.",
    "Student, graduating in June. Peer mentor for students who have been in foster care.",
    "Barber, five years. Half the job is listening and knowing whom to send people to.",
)
ENDS = (
    "I would do it differently today: I spoke for them too much in the first ten minutes.",
    "What stayed with me is how little it took, and how long nobody had done it.",
    "I want to be in the room earlier next time.",
    "I am not good at giving up on a phone tree.",
    "It did not fix everything. It held for a month, and that was the month that counted.",
    "I still have the name of the clerk who helped, and I have called her since.",
)
WHY_ES = (
    "Crecí traduciendo para mis padres. Sé que una palabra casi correcta puede costar una semana de sueldo. Quiero estar en la sala antes de que eso pase.",
    "Trabajo en la recepción de una clínica. La gente viene por una cosa y sale con cuatro teléfonos; empecé a llamar junto con ellos.",
)


def why(rng: random.Random) -> str:
    """An answer to why one wants this work."""
    first, second = rng.choice(WHY)
    return f"{first} {second}\n\n{rng.choice(ENDS)}"


def stood_up(rng: random.Random) -> str:
    """An answer about staying with someone."""
    first, second = rng.choice(STOOD)
    return f"{first} {second}\n\n{rng.choice(ENDS)}"


def done(rng: random.Random) -> str:
    """An answer about what one has done."""
    return rng.choice(DONE)
