"""The curriculum every program can start with; its text lies in ``site/content/training/starter.toml``."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from fellowship.models import Person
from training.models import Assignment, Choice, Course, CourseVersion, Curriculum, CurriculumCourse, Lesson, Question
from training.services.publishing import publish_version

SOURCE = Path("site") / "content" / "training" / "starter.toml"


def starter_data() -> dict[str, Any]:
    """The starter curriculum as written in its file."""
    return tomllib.loads((Path(settings.BASE_DIR) / SOURCE).read_text(encoding="utf-8"))


@transaction.atomic
def install_starter_curriculum(*, actor: Person | None, at: datetime) -> Curriculum:
    """Put the starter curriculum in place, published and given to everyone who is placed; once, however often run.

    A curriculum or course of the same name that is already there is left as it is.
    """
    data = starter_data()
    curriculum, is_new = Curriculum.objects.get_or_create(name=data["name"], defaults={"name_es": data["name_es"]})
    if not is_new:
        return curriculum
    for place, course_data in enumerate(data["courses"], start=1):
        course, course_is_new = Course.objects.get_or_create(
            slug=course_data["slug"], defaults={"title": course_data["title"], "title_es": course_data["title_es"]}
        )
        CurriculumCourse.objects.create(curriculum=curriculum, course=course, order=place, required=True)
        if course_is_new:
            version = _write_version(course, course_data)
            publish_version(actor=actor, version_id=version.pk, at=at)
    Assignment.objects.create(curriculum=curriculum)
    return curriculum


def _write_version(course: Course, data: dict[str, Any]) -> CourseVersion:
    version = CourseVersion.objects.create(
        course=course, number=1, summary=data["summary"], summary_es=data["summary_es"]
    )
    for order, lesson_data in enumerate(data["lessons"], start=1):
        plain = {name: value for name, value in lesson_data.items() if name != "questions"}
        lesson = Lesson.objects.create(version=version, order=order, **plain)
        for number, asked in enumerate(lesson_data.get("questions", ()), start=1):
            question = Question.objects.create(
                lesson=lesson, order=number, text=asked["text"], text_es=asked["text_es"]
            )
            Choice.objects.bulk_create(
                Choice(question=question, order=place, **choice) for place, choice in enumerate(asked["choices"], 1)
            )
    return version
