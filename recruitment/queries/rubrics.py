"""Rubrics and whether they are in use."""

from recruitment.models import Rubric, Score


def is_in_use(rubric: Rubric) -> bool:
    """Whether any mark was given by this rubric, so that changing it would change what a mark means."""
    return Score.objects.filter(criterion__rubric=rubric).exists()
