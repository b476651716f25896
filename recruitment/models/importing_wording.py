"""What the columns of a sheet and the faults of a row are called."""

from django.utils.translation import gettext_lazy as _

from recruitment.models.wording import Words
from recruitment.rules.importing import Column, Problem

COLUMN_LABELS: dict[Column, Words] = {
    Column.NAME: _("Name"),
    Column.EMAIL: _("E-mail address"),
    Column.CALLED: _("To be called"),
    Column.PRONOUNS: _("Pronouns"),
    Column.SENT_ON: _("Day it was sent"),
    Column.OFFICES: _("Offices, in order"),
    Column.LANGUAGES: _("Languages"),
}
PROBLEM_LABELS: dict[Problem, Words] = {
    Problem.NO_NAME: _("The name is missing."),
    Problem.NAME_TOO_LONG: _("The name is longer than 200 characters."),
    Problem.NO_EMAIL: _("The e-mail address is missing."),
    Problem.NOT_AN_EMAIL: _("The e-mail address is not whole. It looks like name@example.org."),
    Problem.TWICE: _("A row above has the same e-mail address."),
    Problem.APPLIED: _("This person has an application in this cycle already."),
    Problem.HAS_A_ROLE: _("This person works here. They can apply only by themselves."),
    Problem.NOT_A_DATE: _("The day can't be read. Write it as 2027-01-31 or 1/31/2027."),
    Problem.IN_THE_FUTURE: _("The day lies ahead."),
    Problem.UNKNOWN_OFFICE: _("An office is not among the openings of this cycle."),
    Problem.UNKNOWN_LANGUAGE: _("A language is not known here."),
}
