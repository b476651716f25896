"""Marking texts for translation where nothing translates: rules hold words, and screens say them in a language."""


def gettext_noop(text: str) -> str:
    """The text itself. Its name is what the collector of texts looks for (GNU gettext, ``gettext_noop``)."""
    return text
