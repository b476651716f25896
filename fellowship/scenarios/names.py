"""Names for invented people, mixed at random from the seed; nobody here exists."""

import random

FIRST = (
    "Aaliyah", "Adela", "Amir", "Andre", "Anh", "Ariel", "Beatriz", "Bilal", "Bruno", "Camila", "Carmen", "Cedric",
    "Chidi", "Clara", "Dalia", "Darnell", "Delia", "Diego", "Elena", "Emre", "Esther", "Farid", "Fatima", "Felix",
    "Gabriela", "Gia", "Hana", "Hector", "Imani", "Isaac", "Jamal", "Janelle", "Jorge", "Joy", "Kamal", "Keiko",
    "Lena", "Lucía", "Malik", "Marcus", "Mariana", "Mateo", "Mei", "Miriam", "Nadia", "Naomi", "Nia", "Noah", "Olu",
    "Omar", "Paloma", "Paul", "Priya", "Quinn", "Rafael", "Ramona", "Rashid", "Renata", "Rosalind", "Ruth", "Sami",
    "Sana", "Sofía", "Tamara", "Tariq", "Teresa", "Thuy", "Tobias", "Uma", "Valeria", "Vera", "Wendell", "Xiomara",
    "Yara", "Yusuf", "Zora",
)  # fmt: skip
LAST = (
    "Abara", "Achebe", "Acosta", "Albright", "Amari", "Arroyo", "Baptiste", "Barrios", "Bello", "Berrocal", "Blake",
    "Bui", "Calloway", "Campos", "Carver", "Chaudhry", "Chen", "Cobb", "Contreras", "Dao", "Diallo", "Dupree", "Eze",
    "Farrow", "Figueroa", "Flores", "Gaines", "Galindo", "Garza", "Guerrero", "Hakim", "Hollis", "Huang", "Ibarra",
    "Jemison", "Joshi", "Kamara", "Kaur", "Lam", "Ledesma", "Lindqvist", "Lockett", "Macías", "Mensah", "Mbeki",
    "Monroe", "Nakai", "Navarro", "Nguyen", "Ochoa", "Okafor", "Osei", "Padilla", "Park", "Pereira", "Pham", "Pryce",
    "Quintero", "Rahman", "Rivas", "Rowe", "Saleh", "Sandoval", "Santiago", "Sesay", "Singh", "Solís", "Tate",
    "Thibodeaux", "Tran", "Valdez", "Vance", "Villaseñor", "Wade", "Whitfield", "Xiong", "Yazzie", "Zamora",
)  # fmt: skip
PRONOUNS = ("she/her", "he/him", "they/them", "")


def crowd(rng: random.Random, size: int) -> list[tuple[str, str]]:
    """``size`` different full names with the pronouns each gives; the same for the same generator."""
    pairs = [f"{first} {last}" for first in FIRST for last in LAST]
    rng.shuffle(pairs)
    while len(pairs) < size:
        pairs += [f"{name} {number}" for number in range(2, 3 + size // len(pairs)) for name in pairs[:5000]]
    return [(name, rng.choice(PRONOUNS)) for name in pairs[:size]]
