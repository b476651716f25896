"""The look: form rendering, charts, dates and money in words."""

from django.forms.renderers import TemplatesSetting


class FellowshipRenderer(TemplatesSetting):
    """Renders forms with the project's own templates."""
