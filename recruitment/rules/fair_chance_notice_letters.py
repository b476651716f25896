"""The mails that go with a notice of a fair-chance case: no word of a record in the subject or in the mail.

The notice itself is read in the account. Where a law wants it sent by email it is attached; what is to be posted is
the same paper.
"""

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop
from recruitment.rules.fair_chance_stack import Stack

_BASE = {"called": UNTRUSTED, "reference": TRUSTED, "cycle": TRUSTED, "organization": TRUSTED, "link": TRUSTED}
EMAIL = "email"

WAITS = LetterKind(
    key="recruitment.fair_chance_notice_waits",
    label=gettext_noop("A notice about an offer waits"),
    placeholders=_BASE,
    decision=True,
    default={
        "en": (
            "About your offer",
            """Dear {called},

A notice about your offer is ready for you. Please read it soon: it names days that matter to you.

Sign in to read it, and to answer:
{link}

Your reference is {reference}. If you can't sign in, or want the notice on paper or in another form, write to us.

{organization}""",
        ),
        "es": (
            "Sobre su oferta",
            """Hola, {called}:

Hay un aviso sobre su oferta para usted. Léalo pronto, por favor: nombra días que le importan.

Entre en su cuenta para leerlo y para responder:
{link}

Su referencia es {reference}. Si no puede entrar, o quiere el aviso en papel o en otra forma, escríbanos.

{organization}""",
        ),
    },
)
ATTACHED = LetterKind(
    key="recruitment.fair_chance_notice_attached",
    label=gettext_noop("A notice about an offer, attached"),
    placeholders=_BASE,
    decision=True,
    default={
        "en": (
            "About your offer",
            """Dear {called},

A notice about your offer is attached, and it waits in your account too. Please read it soon: it names days that \
matter to you. It also comes to you by mail.

The notice is meant for you alone. Open it where nobody reads along.

Sign in to answer:
{link}

Your reference is {reference}. If you can't open the notice, or want it in another form, write to us.

{organization}""",
        ),
        "es": (
            "Sobre su oferta",
            """Hola, {called}:

Le adjuntamos un aviso sobre su oferta, que también está en su cuenta. Léalo pronto, por favor: nombra días que le \
importan. Le llega además por correo postal.

El aviso es solo para usted. Ábralo donde nadie más lo lea.

Entre en su cuenta para responder:
{link}

Su referencia es {reference}. Si no puede abrir el aviso, o lo quiere en otra forma, escríbanos.

{organization}""",
        ),
    },
)
KINDS: tuple[LetterKind, ...] = (WAITS, ATTACHED)


def is_attached(stack: Stack) -> bool:
    """Whether a law, and not only house policy, wants the notice itself sent by email."""
    return any(EMAIL in law.channels for law in stack.laws if not law.is_policy)


def kind_for(stack: Stack) -> LetterKind:
    """The mail that goes with a notice under these laws."""
    return ATTACHED if is_attached(stack) else WAITS
