"""The tables of training."""

from training.models.curricula import Choice, Course, CourseVersion, Curriculum, CurriculumCourse, Lesson, Question
from training.models.learning import Assignment, Certificate, DueOverride, Enrollment, ProgressEvent, QuizAttempt

__all__ = [
    "Assignment",
    "Certificate",
    "Choice",
    "Course",
    "CourseVersion",
    "Curriculum",
    "CurriculumCourse",
    "DueOverride",
    "Enrollment",
    "Lesson",
    "ProgressEvent",
    "Question",
    "QuizAttempt",
]
