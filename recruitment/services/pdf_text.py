"""The words of a PDF, read in a process of its own, which may take little time and memory and knows no secret.

Run as a program it reads a PDF from its input and writes ``{"state", "text"}`` as JSON.
"""

import io
import json
import logging
import sys

import pypdf
from pypdf.errors import PyPdfError

from recruitment.rules.documents import MOST_LETTERS, TextState, tidy

MOST_PAGES = 30
MOST_SECONDS = 15
MOST_MEMORY = 1024 * 1024 * 1024


def text_in(content: bytes) -> tuple[TextState, str]:
    """The words of a PDF's first thirty pages. A scan has none; a file that is locked or broken can't be read."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return TextState.UNREADABLE, ""
        parts: list[str] = []
        for page in reader.pages[:MOST_PAGES]:
            parts.append(page.extract_text())
            if sum(map(len, parts)) > MOST_LETTERS:
                break
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError,
            NotImplementedError, MemoryError, ZeroDivisionError, OverflowError, AssertionError):  # fmt: skip
        return TextState.UNREADABLE, ""
    text = tidy("\n\n".join(parts))
    return (TextState.READ if text else TextState.EMPTY), text


def keep_small() -> None:
    """Let the system end this process when it takes too much; systems without such limits go without."""
    try:
        import resource  # noqa: PLC0415  (not on every system)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """Read a PDF, write its words."""
    keep_small()
    logging.disable()
    state, text = text_in(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps({"state": state, "text": text}))


if __name__ == "__main__":
    main()
