"""The pages of the public website."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from fellowship.website.blocks import Body


class HomePage(Page):
    """The front door: one title, one sentence, two ways on, then the body."""

    hero_title = models.CharField(_("title in the picture"), max_length=80)
    lede = models.CharField(_("sentence under it"), max_length=260)
    act_text = models.CharField(_("first button"), max_length=40)
    act_link = models.CharField(_("its address"), max_length=200, default="/openings/")
    quiet_text = models.CharField(_("second button"), max_length=40, blank=True)
    quiet_link = models.CharField(_("its address"), max_length=200, blank=True)
    body = StreamField(Body(), blank=True)

    template = "website/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 2
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_title"),
                FieldPanel("lede"),
                FieldPanel("act_text"),
                FieldPanel("act_link"),
                FieldPanel("quiet_text"),
                FieldPanel("quiet_link"),
            ],
            heading=_("Picture and title"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        """Named for the editor."""

        verbose_name = _("home page")


class ContentPage(Page):
    """A page of text and parts."""

    lede = models.CharField(_("sentence under the title"), max_length=260, blank=True)
    body = StreamField(Body(), blank=True)

    template = "website/page.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body")]

    class Meta:
        """Named for the editor."""

        verbose_name = _("page")
