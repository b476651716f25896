"""``make messages``: collect the texts to translate into ``site/locale`` and compile them.

Collecting needs GNU gettext. Compiling is done here with polib, and the compiled file is
tracked, so that a machine without gettext runs in both languages.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "site" / "locale"
LANGUAGES = ("es",)
LEFT_OUT = (".venv", "var", "tests", "tools", "docs", "fellowship/scenarios")
# A date that changes at every run would make a difference out of nothing.
UNSTEADY = ("POT-Creation-Date", "PO-Revision-Date")


def collect() -> int:
    """Bring the catalogs up to the texts in code and templates."""
    if shutil.which("xgettext") is None:
        sys.stderr.write("GNU gettext collects the texts, and it is not installed (apt install gettext).\n")
        return 1
    LOCALE.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "manage.py", "makemessages", "--no-wrap", "--no-obsolete", "--add-location", "file"]
    command += [part for language in LANGUAGES for part in ("--locale", language)]
    command += [part for folder in LEFT_OUT for part in ("--ignore", f"{folder}/*")]
    command += ["--extension", "html,txt,py,typ"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def compile_one(path: Path) -> None:
    """Write the ``.mo`` beside a ``.po``, and say how much is translated."""
    catalog = polib.pofile(str(path), wrapwidth=0)
    for name in UNSTEADY:
        catalog.metadata.pop(name, None)
    catalog.save(str(path))
    catalog.save_as_mofile(str(path.with_suffix(".mo")))
    missing = len(catalog.untranslated_entries()) + len(catalog.fuzzy_entries())
    print(f"{path.relative_to(ROOT)}: {catalog.percent_translated()} % translated, {missing} missing")  # noqa: T201


def check() -> int:
    """Say which texts of code and templates the catalogs lack; the files stay as they were."""
    if shutil.which("xgettext") is None:
        print("GNU gettext is not installed, so new texts were not looked for.")  # noqa: T201
        return 1 if os.environ.get("CI") == "true" else 0
    missing: list[str] = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        kept = path.read_bytes()
        before = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path))}
        try:
            collect()
            after = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path))}
        finally:
            path.write_bytes(kept)
        missing += [f"{path.relative_to(ROOT)} lacks {text!r}" for _context, text in sorted(after - before, key=str)]
    print("\n".join([*missing, "Run `make messages`, then translate."] if missing else []))  # noqa: T201
    return 1 if missing else 0


def main() -> int:
    """Collect, then compile; with ``--check`` only look."""
    if "--check" in sys.argv:
        return check()
    code = 0 if "--compile-only" in sys.argv else collect()
    if code == 0:
        for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
            compile_one(path)
    return code


if __name__ == "__main__":
    sys.exit(main())
