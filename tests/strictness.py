"""What every test gets without asking: faults that pages and queries usually hide are made to fail."""

import ipaddress
import socket
import sys
from pathlib import Path
from typing import Any

from django.template.base import FilterExpression, Node

OWN_TEMPLATES = Path(__file__).resolve().parent.parent / "site" / "templates"


class UndefinedVariable(AssertionError):
    """A template of ours printed a variable that nobody gave it."""


class NoNetwork(AssertionError):
    """A test reached for a machine other than this one."""


class Undefined(str):
    """Django's answer to an undefined variable: an empty text, and an error where the template is ours.

    Django asks whether ``string_if_invalid`` is true at the very moment it meets an
    undefined variable; that question is answered by looking at who asked. Templates
    of Django, Wagtail and allauth keep their habits.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        """Never true; raises for a template under ``site/templates``."""
        asking = sys._getframe(1)
        if asking.f_code is FilterExpression.resolve.__code__:
            frame = asking.f_back
            while frame is not None and not isinstance(node := frame.f_locals.get("self"), Node):
                frame = frame.f_back
            origin = getattr(node, "origin", None) if frame is not None else None
            if origin is not None and OWN_TEMPLATES in Path(origin.name).parents:
                where = f"{Path(origin.name).relative_to(OWN_TEMPLATES)}, line {node.token.lineno}"
                message = f"{{{{ {asking.f_locals['self'].token} }}}} is not defined ({where})"
                raise UndefinedVariable(message)
        return False


def is_this_machine(host: str) -> bool:
    """Whether a host is this machine; other names are never looked up."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def stay_at_home(connect: Any) -> Any:
    """Wrap ``socket.connect`` so that only sockets of this machine can be reached."""

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            if not is_this_machine(host):
                message = f"Tests have no network; something tried to reach {host}."
                raise NoNetwork(message)
        return connect(self, address)

    return guarded
