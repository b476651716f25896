"""Controls drawn without a template are exactly what their templates give."""

from datetime import date

from django import forms
from django.template import loader
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from fellowship.design import plain_widgets
from fellowship.design.renderer import FellowshipRenderer

NASTY = """a "b" 'c' <d> & é"""
CHOICES = [("", _("Name")), (1, NASTY), (1234, mark_safe("<b>bold</b>")), ("Group", [("x", 5000), (NASTY, "y")])]
WIDGETS = [
    (forms.TextInput({"class": "input", "title": NASTY, "disabled": True, "hidden": False}), NASTY),
    (forms.TextInput({"maxlength": 1234}), None),
    (forms.NumberInput({"min": 1000}), 1234.5),
    (forms.HiddenInput(), ""),
    (forms.DateInput(), date(2027, 1, 15)),
    (forms.PasswordInput(render_value=True), mark_safe("<kept>")),
    (forms.CheckboxInput(), True),
    (forms.Textarea({"rows": 3}), NASTY),
    (forms.Textarea(), None),
    (forms.Select({"class": "select"}, choices=CHOICES), NASTY),
    (forms.SelectMultiple(choices=CHOICES), [1, "x"]),
]


def test_each_control_is_what_its_template_gives():
    for language in ("en", "es"):
        with translation.override(language):
            for widget, value in WIDGETS:
                context = widget.get_context(NASTY, value, {"id": "id_1"})
                drawn = plain_widgets.draw(widget.template_name, context)
                assert drawn == loader.get_template(widget.template_name).render(context).strip()


def test_options_of_radios_are_drawn_alone_and_by_the_template_inside_their_labels():
    class Form(forms.Form):
        default_renderer = FellowshipRenderer
        pick = forms.ChoiceField(choices=[("1", NASTY), ("2", "two")], widget=forms.RadioSelect)

    option = Form({"pick": "1"})["pick"].subwidgets[0]
    bare = loader.get_template("django/forms/widgets/input.html").render({"widget": option.data}).strip()
    assert option.tag() == bare
    assert option.tag(wrap_label=True).startswith('<label for="id_pick_0"><input type="radio"')
    assert "checked" in bare
