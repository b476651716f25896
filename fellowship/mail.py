"""A mail backend for demonstrations and one's own machine: each message becomes a file."""

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class FolderBackend(BaseEmailBackend):
    """Write each message as one ``.eml`` file in ``settings.EMAIL_FOLDER``, the newest last by name."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; the file name holds a time and a random part, never an address."""
        folder = Path(settings.EMAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            stamp: Any = message.message()["Message-ID"]
            name = f"{uuid.uuid5(uuid.NAMESPACE_OID, str(stamp))}.eml"
            (folder / name).write_bytes(message.message().as_bytes())
        return len(email_messages)
