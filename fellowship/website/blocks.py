"""The parts from which editors build pages."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

INLINE = ["bold", "italic", "link", "ul", "ol", "h3"]


class Prose(blocks.StructBlock):
    """A heading and running text."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    text = blocks.RichTextBlock(features=INLINE, label=_("Text"))

    class Meta:
        """Where it is drawn."""

        template = "website/blocks/prose.html"
        icon = "pilcrow"
        label = _("Text")


class Step(blocks.StructBlock):
    """One step of several."""

    title = blocks.CharBlock(max_length=60, label=_("Title"))
    text = blocks.TextBlock(label=_("Text"))


class Steps(blocks.StructBlock):
    """Numbered steps beside one another."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    steps = blocks.ListBlock(Step(), min_num=2, max_num=6, label=_("Steps"))

    class Meta:
        """Where it is drawn."""

        template = "website/blocks/steps.html"
        icon = "list-ol"
        label = _("Steps")


class Fact(blocks.StructBlock):
    """A figure, and what to compare it with."""

    label = blocks.CharBlock(max_length=80, label=_("What is counted"))
    figure = blocks.CharBlock(max_length=20, label=_("Figure"))
    beside = blocks.CharBlock(max_length=120, label=_("What it stands beside"))


class QuoteAndFacts(blocks.StructBlock):
    """Someone's own words beside two figures."""

    quote = blocks.TextBlock(label=_("Their words"))
    who = blocks.CharBlock(max_length=160, label=_("Who said it, and that they agreed"))
    facts = blocks.ListBlock(Fact(), max_num=3, label=_("Figures"))

    class Meta:
        """Where it is drawn."""

        template = "website/blocks/quote.html"
        icon = "openquote"
        label = _("Words and figures")


class Door(blocks.StructBlock):
    """A way on for one kind of visitor."""

    title = blocks.CharBlock(max_length=60, label=_("Who they are"))
    text = blocks.TextBlock(label=_("Text"))
    link_text = blocks.CharBlock(max_length=60, label=_("Link text"))
    link = blocks.CharBlock(max_length=200, label=_("Address"), help_text=_("A path like /partner-with-us/"))


class Doors(blocks.StructBlock):
    """Equal ways on, side by side."""

    doors = blocks.ListBlock(Door(), min_num=2, max_num=4, label=_("Ways on"))

    class Meta:
        """Where it is drawn."""

        template = "website/blocks/doors.html"
        icon = "link"
        label = _("Ways on")


class Dates(blocks.StructBlock):
    """The dates of the cycles that are open or coming, kept up to date by the program itself."""

    heading = blocks.CharBlock(max_length=80, label=_("Heading"))
    text = blocks.CharBlock(max_length=200, required=False, label=_("Text"))

    class Meta:
        """Where it is drawn."""

        template = "website/blocks/dates.html"
        icon = "calendar"
        label = _("Dates")


class Question(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(max_length=160, label=_("Question"))
    answer = blocks.RichTextBlock(features=INLINE, label=_("Answer"))


class Questions(blocks.StructBlock):
    """Questions that fold open."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    questions = blocks.ListBlock(Question(), min_num=1, label=_("Questions"))

    class Meta:
        """Where it is drawn."""

        template = "website/blocks/questions.html"
        icon = "help"
        label = _("Questions")


class NextAct(blocks.StructBlock):
    """One button that names an act."""

    text = blocks.CharBlock(max_length=200, required=False, label=_("Sentence before it"))
    button = blocks.CharBlock(max_length=60, label=_("Button"))
    link = blocks.CharBlock(max_length=200, label=_("Address"))

    class Meta:
        """Where it is drawn."""

        template = "website/blocks/act.html"
        icon = "arrow-right"
        label = _("Button")


class Body(blocks.StreamBlock):
    """Everything a page can hold."""

    dates = Dates()
    steps = Steps()
    words = QuoteAndFacts()
    doors = Doors()
    prose = Prose()
    questions = Questions()
    act = NextAct()

    class Meta:
        """No wrapper of its own."""

        required = False
        block_counts: ClassVar[dict[str, dict[str, int]]] = {"dates": {"max_num": 1}}
