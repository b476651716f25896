"""The organization's own words for letters, in Wagtail's admin."""

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from fellowship.forms.letter_templates import LetterTemplateForm, in_braces
from fellowship.models import LetterTemplate
from fellowship.rules import letters as rules


def described(kind: rules.LetterKind) -> dict[str, Any]:
    """A kind as the help panel shows it: what may be used, and the words that hold until somebody writes others."""
    return {
        "label": gettext(str(kind.label)),
        "decision": kind.decision,
        "placeholders": in_braces(kind.placeholders),
        "others_words": in_braces(name for name, trust in kind.placeholders.items() if trust is rules.UNTRUSTED),
        "texts": [(language, str(subject), str(body)) for language, (subject, body) in kind.default.items()],
    }


class KindPanel(HelpPanel):
    """Placeholders and default words: of the kind in hand, or of every kind before one is chosen."""

    class BoundPanel(HelpPanel.BoundPanel):
        """One showing of the panel."""

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Give the kinds to show."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            chosen = self.instance.kind if self.instance is not None else ""
            shown = [kind for kind in rules.kinds() if chosen in {"", kind.key}]
            return {**context, "kinds": [described(kind) for kind in shown], "one": bool(chosen)}


class LetterTemplateViewSet(ModelViewSet):
    """Letters in the organization's own words."""

    model = LetterTemplate
    icon = "mail"
    menu_label = _("Words of letters")
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = ["kind_label", "language", "subject", "updated_at"]
    list_filter: ClassVar[list[str]] = ["language"]
    search_fields: ClassVar[list[str]] = ["subject", "body"]
    ordering: ClassVar[list[str]] = ["kind", "language"]

    def get_edit_handler(self) -> Any:
        """The form beside its help."""
        panels = [
            MultiFieldPanel([FieldPanel("kind"), FieldPanel("language")], heading=_("Which letter")),
            FieldPanel("subject"),
            FieldPanel("body"),
            KindPanel(template="fellowship/cms/letter_kinds.html", heading=_("What the text can use")),
        ]
        return ObjectList(panels, base_form_class=LetterTemplateForm).bind_to_model(self.model)


def register() -> LetterTemplateViewSet:
    """What the admin's hook asks for."""
    return LetterTemplateViewSet("letter_templates")
