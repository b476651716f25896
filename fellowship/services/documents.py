"""PDF documents, set by Typst: tagged for screen readers (PDF/UA-1), in the language of the reader."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import override

from fellowship.queries import organization

TEMPLATES = Path(settings.BASE_DIR) / "site" / "templates" / "documents"
FONTS = Path(settings.BASE_DIR) / "site" / "content" / "fonts"


class NoSuchDocument(LookupError):
    """There is no template of this name."""


@cache
def fonts() -> typst.Fonts:
    """The program's own fonts, read once: finding them takes longer than setting a page."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)] if FONTS.is_dir() else [])


def render_pdf(*, template: str, data: Mapping[str, Any], language: str) -> bytes:
    """The document ``site/templates/documents/<template>.typ`` as PDF/UA-1.

    ``data`` is JSON; the template reads it from ``sys.inputs.data`` beside ``sys.inputs.organization`` and
    ``sys.inputs.language``, and every value is text there, never Typst code. Raises :class:`NoSuchDocument`.
    """
    path = (TEMPLATES / f"{template}.typ").resolve()
    if not path.is_relative_to(TEMPLATES.resolve()) or not path.is_file():
        raise NoSuchDocument(template)
    with override(language):
        letterhead = organization.current(language)
    about = {
        "name": letterhead.legal_name or letterhead.name,
        "short": letterhead.name,
        "tagline": letterhead.tagline,
        "address": letterhead.postal_address,
        "phone": letterhead.phone,
        "email": letterhead.email,
        "signer_name": letterhead.signer_name,
        "signer_title": letterhead.signer_title,
    }
    inputs = {"data": json.dumps(data), "organization": json.dumps(about), "language": language}
    made: bytes = typst.compile(
        str(path),
        root=str(TEMPLATES),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards="ua-1",
    )
    return made
