"""One table of texts says exactly what the tables of all packages say."""

from django.utils.translation import gettext, ngettext, override, trans_real

from fellowship.design.quick_texts import OneTable, quicken


def said(language, texts, plurals):
    with override(language):
        return [gettext(text) for text in texts], [ngettext(*pair, number) for pair in plurals for number in range(4)]


def test_every_text_and_plural_stays_the_same(monkeypatch):
    monkeypatch.setattr(trans_real, "_translations", {})
    tables = trans_real.translation("es")._catalog
    keys = list(tables.keys())
    texts = [key for key in keys if isinstance(key, str) and key][::5]
    plurals = [(key[0], f"{key[0]}s") for key in keys if isinstance(key, tuple) and key[1] == 0]
    assert len(texts) > 1000
    assert len(plurals) > 50
    texts += ["", "Not a text of ours", "Sign\r\nout"]
    plurals += [("%(n)s stone", "%(n)s stones")]
    before = [said(language, texts, plurals) for language in ("es", "en")]
    for language in ("es", "en"):
        quicken(language)
        assert isinstance(trans_real.translation(language)._catalog, OneTable)
    assert [said(language, texts, plurals) for language in ("es", "en")] == before
    assert before[0] != before[1]
