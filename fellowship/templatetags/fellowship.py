"""Tags and filters of the design."""

from django import template

register = template.Library()
