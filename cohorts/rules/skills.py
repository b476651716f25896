"""Skills a seat can be kept for: languages, and a few others that people say of themselves."""

from collections.abc import Iterable, Mapping

SPANISH = "spanish"
DRIVER = "driver"
LANGUAGES = ("ase", "ar", "zh-yue", "fr", "ht", "hmn", "ko", "zh", "pt", "ru", "so", "tl", "vi")
WORKS_IN = ("working", "fluent")


def skill_of(language: str) -> str:
    """The skill of speaking a language well enough to work in it."""
    return SPANISH if language == "es" else f"language:{language}"


ALL_SKILLS = (SPANISH, DRIVER, *map(skill_of, LANGUAGES))


def skills_from(languages: Iterable[Mapping[str, str]], others: Iterable[str], *, spanish: bool) -> list[str]:
    """What a fellow brings, in a fixed order: languages they work in, and what they said of themselves."""
    spoken = {skill_of(row["language"]) for row in languages if row.get("level") in WORKS_IN}
    brings = spoken - {SPANISH} | set(others) | ({SPANISH} if spanish else set())
    return [skill for skill in ALL_SKILLS if skill in brings]
