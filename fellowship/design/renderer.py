"""The renderer Django uses for every form, field and formset: our templates instead of the framework's."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from fellowship.design import plain_widgets


class FellowshipRenderer(TemplatesSetting):
    """Renders label, hint, error and control in that order, from ``site/templates/forms``."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Draw the plainest controls without a template, all else with its own."""
        drawn = plain_widgets.draw(template_name, context) if "widget" in context else None
        return super().render(template_name, context, request) if drawn is None else drawn
