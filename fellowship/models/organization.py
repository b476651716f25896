"""The organization that runs the program: its name, look and addresses, edited in Wagtail."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write the color as # and six digits, like #0b5563."))


@register_setting(icon="cog")
class OrganizationSettings(BaseSiteSetting):
    """Who runs this site."""

    name = models.CharField(_("name"), max_length=80, default="Fellowship")
    legal_name = models.CharField(_("legal name"), max_length=120, blank=True)
    tagline = models.CharField(_("what you do, in one sentence"), max_length=200, blank=True)
    tagline_es = models.CharField(_("the same in Spanish"), max_length=200, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    act_color = models.CharField(
        _("color of buttons and links"),
        max_length=7,
        blank=True,
        validators=[colour],
        help_text=_("Dark enough for white text. Empty: the site's own petrol."),
    )
    beside_color = models.CharField(
        _("color of the second line"),
        max_length=7,
        blank=True,
        validators=[colour],
        help_text=_("Used in drawings only. Empty: the site's own red-orange."),
    )
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    help_hours = models.CharField(_("hours"), max_length=100, blank=True)
    help_hours_es = models.CharField(_("hours in Spanish"), max_length=100, blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    signer_name = models.CharField(_("who signs letters"), max_length=100, blank=True)
    signer_title = models.CharField(_("their title"), max_length=100, blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("legal_name"), FieldPanel("tagline"), FieldPanel("tagline_es")],
            heading=_("Organization"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("act_color"), FieldPanel("beside_color")], heading=_("Look")),
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("help_hours"),
                FieldPanel("help_hours_es"),
                FieldPanel("postal_address"),
                FieldPanel("signer_name"),
                FieldPanel("signer_title"),
            ],
            heading=_("Addresses"),
        ),
    ]

    class Meta:
        """Named for Wagtail's menu."""

        verbose_name = _("organization")
