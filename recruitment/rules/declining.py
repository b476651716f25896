"""Reasons for which an application is declined; the person is told the category."""

from enum import StrEnum


class DeclineCategory(StrEnum):
    """Why we are not offering a place."""

    STRENGTH = "strength"
    SEATS = "seats"
    OFFICES = "offices"
    REQUIREMENT = "requirement"
    INCOMPLETE = "incomplete"
