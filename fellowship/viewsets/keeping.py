"""Views of Wagtail's admin for what stays as it is once others rely on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect


class StaysOnceUsed:
    """Mixed into views that change or delete. Where :meth:`obstacle` has a sentence, it is shown instead."""

    def obstacle(self, pk: Any) -> str:
        """Why the record with this key stays as it is; an empty text when it may change. Unknown keys: ``Http404``."""
        raise NotImplementedError

    def way_back(self, pk: Any) -> str:
        """Where the reader goes instead: an address."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse before anything is shown."""
        pk = kwargs.get("pk") or args[0]
        sentence = self.obstacle(pk)
        if sentence:
            messages.error(request, sentence)
            return redirect(self.way_back(pk))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer
