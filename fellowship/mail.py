"""A mail backend for demonstrations and one's own machine: each message becomes a file."""

import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class FolderBackend(BaseEmailBackend):
    """Write each message as one ``.eml`` file in ``settings.EMAIL_FOLDER``, the newest last by name."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; a name holds nanoseconds and a random part, never an address.

        A message takes its name only when it is whole, so that nobody reads half of one.
        """
        folder = Path(settings.EMAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{time.time_ns():020d}-{uuid.uuid4().hex[:12]}"
            half = folder / f"{name}.part"
            half.write_bytes(message.message().as_bytes())
            half.replace(folder / f"{name}.eml")
        return len(email_messages)
