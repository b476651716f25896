"""Everybody's mail, for the demonstration: reads the folder that ``fellowship.mail`` writes."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path

from django.conf import settings

from fellowship.models import Person

NAME = re.compile(r"[0-9]{20}-[0-9a-f]{12}")
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Mail:
    """One message."""

    name: str
    to: str
    who: str
    subject: str
    sent_at: datetime | None
    text: str
    attachments: tuple[str, ...]


def _folder() -> Path:
    return Path(settings.EMAIL_FOLDER)


def _read(path: Path) -> EmailMessage:
    with path.open("rb") as file:
        return BytesParser(policy=policy.default).parse(file)


def _aware(moment: datetime) -> datetime:
    """Mail that names no zone is in UTC (RFC 5322 section 3.3)."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _mail(name: str, message: EmailMessage, names: dict[str, str]) -> Mail:
    to = next((address.lower() for _name, address in getaddresses([str(message["To"] or "")])), "")
    body = message.get_body(("plain", "html"))
    date = message["Date"]
    return Mail(
        name=name,
        to=to,
        who=names.get(to, ""),
        subject=str(message["Subject"] or ""),
        sent_at=_aware(date.datetime) if date is not None and date.datetime is not None else None,
        text=str(body.get_content()) if body is not None else "",
        attachments=tuple(part.get_filename() or "" for part in message.iter_attachments()),
    )


def _names(addresses: set[str]) -> dict[str, str]:
    people = Person.objects.filter(email__in=addresses)
    return {person.email: person.get_full_name() for person in people}


def inbox(to: str = "") -> list[Mail]:
    """The newest messages, newest first; those to one address when it is named. One query."""
    folder = _folder()
    if not folder.is_dir():
        return []
    stems = sorted((path.stem for path in folder.glob("*.eml") if NAME.fullmatch(path.stem)), reverse=True)[:SHOWN]
    mails = [_mail(stem, _read(folder / f"{stem}.eml"), {}) for stem in stems]
    names = _names({mail.to for mail in mails})
    named = [_mail_named(mail, names) for mail in mails]
    return [mail for mail in named if not to or mail.to == to.lower()]


def _mail_named(mail: Mail, names: dict[str, str]) -> Mail:
    return Mail(mail.name, mail.to, names.get(mail.to, ""), mail.subject, mail.sent_at, mail.text, mail.attachments)


def recipients() -> list[tuple[str, str]]:
    """Who got mail lately, as (address, name), by name."""
    pairs = {mail.to: mail.who or mail.to for mail in inbox()}
    return sorted(pairs.items(), key=lambda pair: pair[1])


def one(name: str) -> Mail | None:
    """One message by the name of its file; ``None`` for anything else than such a name."""
    if not NAME.fullmatch(name):
        return None
    path = _folder() / f"{name}.eml"
    if not path.is_file():
        return None
    mail = _mail(name, _read(path), {})
    return _mail_named(mail, _names({mail.to}))
