"""The part of django-rules that we use, with types."""

from collections.abc import Callable
from typing import Any, overload

from rules.predicates import Predicate as Predicate

@overload
def predicate(fn: Callable[..., Any], /) -> Predicate: ...
@overload
def predicate(name: str | None = ..., bind: bool = ...) -> Callable[[Callable[..., Any]], Predicate]: ...

always_true: Predicate
always_false: Predicate

def add_perm(name: str, pred: Predicate) -> None: ...
def perm_exists(name: str) -> bool: ...
def has_perm(name: str, *args: Any, **kwargs: Any) -> bool: ...
