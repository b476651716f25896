"""The renderer Django uses for every form, field and formset: our templates instead of the framework's."""

from django.forms.renderers import TemplatesSetting


class FellowshipRenderer(TemplatesSetting):
    """Renders label, hint, error and control in that order, from ``site/templates/forms``."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
