"""What the fund writes to people. Subjects and bodies say nothing about money: mail may be read by others."""

from fellowship.rules.letters import TRUSTED, LetterKind
from fellowship.rules.texts import gettext_noop

_SUBJECT = {"en": "About your request", "es": "Sobre su solicitud"}
_VALUES = {"called": TRUSTED, "link": TRUSTED, "help": TRUSTED}
_END = {
    "en": "We keep details out of mail. Sign in to read more:\n\n{link}\n\n{help}",
    "es": "No ponemos detalles en el correo. Entre en su cuenta para leer más:\n\n{link}\n\n{help}",
}


def _kind(key: str, label: str, english: str, spanish: str) -> LetterKind:
    body = {
        "en": f"Hello {{called}},\n\n{english}\n\n{_END['en']}",
        "es": f"Hola, {{called}}:\n\n{spanish}\n\n{_END['es']}",
    }
    return LetterKind(
        key=f"hardship.{key}",
        label=label,
        placeholders=_VALUES,
        default={code: (_SUBJECT[code], body[code]) for code in ("en", "es")},
    )


RECEIVED = _kind(
    "received", gettext_noop("Request received"),
    "Your request reached us. You can follow it on your page, where you also see when to expect an answer.",
    "Su solicitud nos llegó. Puede seguirla en su página, donde también ve cuándo esperar una respuesta.",
)  # fmt: skip
NEED_MORE = _kind(
    "need_more", gettext_noop("A question about the request"),
    "We have one question about your request. Once you answer it, we go on.",
    "Tenemos una pregunta sobre su solicitud. Cuando la responda, seguimos adelante.",
)  # fmt: skip
APPROVED = _kind(
    "approved", gettext_noop("Request approved"),
    "Your request has an answer. Your page says what it is and what happens next.",
    "Su solicitud tiene respuesta. En su página está la respuesta y lo que sigue.",
)  # fmt: skip
DENIED = _kind(
    "denied", gettext_noop("Request not approved"),
    "Your request has an answer. Your page gives the reason, what would change it, and where else you can turn.",
    "Su solicitud tiene respuesta. En su página están el motivo, qué lo cambiaría y a quién más puede acudir.",
)  # fmt: skip
SENT = _kind(
    "sent", gettext_noop("Request done"),
    "Your request is done. Your page says when and how.",
    "Su solicitud está lista. En su página se dice cuándo y cómo.",
)  # fmt: skip
FAILED = _kind(
    "failed", gettext_noop("Request not done yet"),
    "Something did not work with your request. Nothing is lost. Your page says what went wrong and what to do.",
    "Algo no funcionó con su solicitud. No se perdió nada. En su página está qué falló y qué hacer.",
)  # fmt: skip

KINDS = (RECEIVED, NEED_MORE, APPROVED, DENIED, SENT, FAILED)
